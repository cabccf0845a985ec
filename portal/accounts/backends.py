"""Checks passwords, with the same answer to whoever may not come in."""

from allauth.account.auth_backends import AuthenticationBackend

from portal.accounts.models import User


class PasswordBackend(AuthenticationBackend):
    """allauth's own, except that a closed account looks like a wrong password.

    allauth leads a closed account with the right password to a page that says so, which tells a
    guesser that the password was right.
    """

    def _check_password(self, user: User | None, password: str) -> User | None:
        if user is None:
            return None
        self._did_check_password = True
        if not user.check_password(password):
            return None
        if not self.user_can_authenticate(user):
            self._tell_owner(user)
            return None
        return user

    def _tell_owner(self, user: User) -> None:
        from portal.accounts.tasks import tell_blocked

        if user.blocked_on:
            tell_blocked.enqueue(user.pk)
