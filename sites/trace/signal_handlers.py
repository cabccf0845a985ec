"""Traces what is written to Wagtail's logs."""

from django.db.models.signals import post_save, pre_save
from wagtail.models.audit_log import BaseLogEntry

from sites.trace.finding import LOGS
from sites.trace.folding import fold
from sites.trace.mirror import mirror
from sites.trace.services import replace, trace

_REPLACED = "_replaced_entry"


def entry_coming(sender, instance: BaseLogEntry, raw: bool = False, **kwargs) -> None:
    """Looks whether a new entry is one more save of the same sitting."""
    if not raw and instance._state.adding:
        setattr(instance, _REPLACED, fold(instance))


def entry_written(
    sender, instance: BaseLogEntry, created: bool, raw: bool = False, **kwargs
) -> None:
    """Traces a new entry; one that stands for an earlier one takes its place."""
    if raw or not created:
        return
    before = instance.__dict__.pop(_REPLACED, None)
    if before and replace(before, instance):
        return
    mirror(instance, trace(instance))


def connect() -> None:
    """Called once, when the application is ready."""
    for model in LOGS:
        name = model._meta.label
        pre_save.connect(entry_coming, sender=model, dispatch_uid=f"fold_{name}")
        post_save.connect(entry_written, sender=model, dispatch_uid=f"trace_{name}")
