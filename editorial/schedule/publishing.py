"""Publishes what is due and takes away what has expired, item by item.

It does what Wagtail's command of the same name does, and keeps what that one does not: an item
whose hour was taken back meanwhile stays hidden, one that fails does not hold up the others, two
runs at once publish nothing twice, and an item's own end does not cancel its next beginning.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from wagtail.models import DraftStateMixin, Page, Revision

from portal.common import clock
from portal.hosts.addresses import site_id_of
from sites.profile.models import SiteProfile

logger = logging.getLogger(__name__)

SHOWN = "wagtail.publish.scheduled"
HIDDEN = "wagtail.unpublish.scheduled"


@dataclass
class ScheduleReport:
    """How many items appeared, disappeared and could not be handled."""

    shown: int = 0
    hidden: int = 0
    failed: int = 0


def publish_due() -> ScheduleReport:
    """Publishes all that is due by now, then takes away all that has expired by now.

    An archive stays as it is: nothing appears on it any more.

    Returns:
        What was done. Failures are logged, and tried again the next time.
    """
    moment = clock.deciding_moment()
    report = ScheduleReport()
    report.shown = _each(due_revisions(moment), lambda pk: _show(pk, moment), report)
    for model in _models():
        expired = model._base_manager.filter(live=True, expire_at__lte=moment)
        numbers = list(expired.order_by("expire_at").values_list("pk", flat=True))
        report.hidden += _each(numbers, lambda pk, model=model: _hide(model, pk, moment), report)
    return report


def due_revisions(moment: datetime) -> list[int]:
    """Keys of the revisions whose hour has come, the earliest first; those of archives left out.

    Args:
        moment: what counts as now.
    """
    due = Revision.objects.filter(approved_go_live_at__lte=moment)
    rows = list(
        due.order_by("approved_go_live_at").values_list("pk", "object_id", "base_content_type")
    )
    if not rows:
        return []
    archived = _archived_pages(object_id for _pk, object_id, _type in rows)
    page_type = ContentType.objects.get_for_model(Page).pk
    return [
        pk
        for pk, object_id, content_type in rows
        if not (content_type == page_type and int(object_id) in archived)
    ]


def _archived_pages(object_ids: Iterable[str]) -> set[int]:
    retired = set(
        SiteProfile.objects.filter(state=SiteProfile.State.RETIRED).values_list(
            "site_id", flat=True
        )
    )
    if not retired:
        return set()
    numbers = [object_id for object_id in object_ids if object_id.isdigit()]
    pages = Page.objects.filter(pk__in=numbers).only("path")
    return {page.pk for page in pages if site_id_of(page) in retired}


def _models() -> list[type[Model]]:
    others = [
        model
        for model in apps.get_models()
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    ]
    return [Page, *others]


def _each(numbers: Iterable[int], act: Callable[[int], bool], report: ScheduleReport) -> int:
    done = 0
    for number in numbers:
        try:
            with transaction.atomic():
                done += act(number)
        except Exception:
            report.failed += 1
            logger.exception("A scheduled item could not be handled: %s", number)
    return done


def _show(pk: int, moment: datetime) -> bool:
    revision = Revision.objects.filter(pk=pk).first()
    if revision is None:
        return False
    model = revision.base_content_type.model_class()
    _lock(model, revision.object_id)
    # Under the lock: somebody may have taken the hour back since the list was read.
    still_due = Revision.objects.filter(pk=pk, approved_go_live_at__lte=moment)
    if not still_due.exists():
        return False
    revision.publish(log_action=SHOWN)
    return True


def _hide(model: type[Model], pk: int, moment: datetime) -> bool:
    _lock(model, pk)
    item = model._base_manager.filter(pk=pk, live=True, expire_at__lte=moment).first()
    if item is None:
        return False
    later = list(
        item.revisions.filter(approved_go_live_at__gt=moment).values_list(
            "pk", "approved_go_live_at"
        )
    )
    item.unpublish(set_expired=True, log_action=HIDDEN)
    for revision, hour in later:
        # Its own end is no reason not to begin again at the hour that was approved.
        Revision.objects.filter(pk=revision).update(approved_go_live_at=hour)
    return True


def _lock(model: type[Model], pk: object) -> None:
    """Waits for whoever changes the item, and lets others wait until it is done."""
    list(model._base_manager.select_for_update(of=("self",)).filter(pk=pk).values_list("pk"))
