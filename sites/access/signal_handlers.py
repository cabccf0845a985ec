"""What follows of itself when the register of units changes."""

from django.db import transaction

from sites.access.oversight import renew_oversight
from sites.units.signals import register_changed


def units_changed(sender, **kwargs) -> None:
    """Puts the rights of supervisors right once the change is there to stay."""
    transaction.on_commit(renew_oversight)


def connect() -> None:
    """Called once, when the application is ready."""
    register_changed.connect(units_changed, dispatch_uid="oversight_follows_units")
