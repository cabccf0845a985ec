"""Acts on accounts."""

from django.db.models import F

from portal.accounts.models import User


def end_sessions(user: User) -> None:
    """Signs a person out everywhere, at once: who leaves, or loses a role, edits no further.

    The number is part of what each session is checked against with every request.
    """
    User.objects.filter(pk=user.pk).update(session_number=F("session_number") + 1)
    user.refresh_from_db(fields=["session_number"])
