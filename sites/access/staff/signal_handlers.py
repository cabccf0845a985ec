"""What follows of itself when an account is closed."""

from django.db.models.signals import post_save

from portal.accounts.models import User
from portal.common import clock
from sites.access.staff.models import RoleOffer


def person_saved(sender, instance: User, raw: bool = False, **kwargs) -> None:
    """Offers to a closed account end for good: being let in later does not revive them."""
    if raw or instance.is_active:
        return
    unanswered = RoleOffer.objects.unanswered().filter(user=instance)
    unanswered.update(outcome=RoleOffer.Outcome.REVOKED, closed_at=clock.now())


def connect() -> None:
    """Called once, when the application is ready."""
    post_save.connect(person_saved, sender=User, dispatch_uid="end_offers_of_leavers")
