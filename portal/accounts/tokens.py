"""The secret part of the link to a new password."""

from django.contrib.auth.tokens import PasswordResetTokenGenerator


class ResetTokenGenerator(PasswordResetTokenGenerator):
    """Works for the account as it was when the link was asked for.

    Beside the password and the last sign-in, the link hangs on the number that rises when a
    person's sessions must end: whoever is suspended or loses a role has no link left either.
    """

    def _make_hash_value(self, user, timestamp: int) -> str:
        value = super()._make_hash_value(user, timestamp)
        return f"{value}{user.session_number}{user.is_active}"
