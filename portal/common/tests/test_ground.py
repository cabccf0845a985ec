"""What the migrations make survives the tests that empty the tables."""

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from wagtail.models import Collection, Locale, Page

from portal.common.testing.ground import GROUND, lay_ground
from portal.hosts.models import Host, IndexVersion

GROUND_MODELS = (Collection, ContentType, Host, IndexVersion, Locale, Page, Permission)


def numbers() -> dict:
    return {model: sorted(model.objects.values_list("pk", flat=True)) for model in GROUND_MODELS}


@pytest.mark.django_db(transaction=True)
def test_a_wiped_database_is_as_the_migrations_left_it(request):
    before = numbers()
    assert all(before.values())
    call_command("flush", verbosity=0, interactive=False, reset_sequences=False)
    assert not Locale.objects.exists()
    lay_ground(request.config.stash[GROUND])
    assert numbers() == before
    assert Locale.objects.create(language_code="fr").pk > max(before[Locale])
    page_type = ContentType.objects.get_for_model(Page)
    assert ContentType.objects.filter(pk=page_type.pk, model="page").exists()
