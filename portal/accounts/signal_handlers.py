"""What happens of itself when people come and go."""

from allauth.account.signals import user_logged_in
from django.db.models.signals import post_save

from portal.accounts.middleware import remember_the_door
from portal.accounts.models import User
from portal.accounts.services import end_sessions


def person_saved(sender, instance: User, raw: bool = False, **kwargs) -> None:
    """A leaver's sessions end for good: being let in again later does not revive them."""
    if not raw and not instance.is_active:
        end_sessions(instance)


def connect() -> None:
    """Called once, when the application is ready."""
    post_save.connect(person_saved, sender=User, dispatch_uid="end_sessions_of_leavers")
    user_logged_in.connect(remember_the_door, dispatch_uid="remember_the_door")
