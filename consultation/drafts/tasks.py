"""What is done after a draft appeared on other portals, or disappeared there."""

from django.db import transaction
from django_tasks import task

from consultation.drafts.listing import has_drafts
from consultation.drafts.models import ConsultationPage
from sites.menus.models import EmptySection
from sites.menus.services import look_again


@task()
def renew_menus() -> None:
    """Lets sections of consultations come into menus or leave them, as drafts of others do."""
    empty = set(EmptySection.objects.values_list("page_id", flat=True))
    for section in ConsultationPage.objects.live().order_by("path"):
        if has_drafts(section) == (section.pk in empty):
            look_again(section)


def renew_menus_on_commit() -> None:
    """Does so once the present transaction has succeeded."""
    transaction.on_commit(lambda: renew_menus.enqueue())
