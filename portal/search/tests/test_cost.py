"""Saving one page costs the index the same in any company."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail.search.models import IndexEntry

from portal.home.models import HomePage

pytestmark = pytest.mark.django_db


def test_a_save_weighs_the_title_of_the_page_saved_and_no_other():
    root = Page.get_first_root_node()
    other = root.add_child(instance=HomePage(title="Ủy ban nhân dân", slug="mot"))
    IndexEntry.objects.filter(object_id=other.pk).update(title_norm=1.0)
    with CaptureQueriesContext(connection) as queries:
        page = root.add_child(instance=HomePage(title="Sở Y tế", slug="hai"))
    assert not [query for query in queries if "AVG(" in query["sql"]]
    assert IndexEntry.objects.get(object_id=other.pk).title_norm == 1.0
    assert IndexEntry.objects.get(object_id=page.pk).title_norm > 1.0
