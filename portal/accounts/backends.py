"""Checks passwords, with the same answer to whoever may not come in, and rights by groups."""

from allauth.account.auth_backends import AuthenticationBackend

from portal.accounts.models import User


class PasswordBackend(AuthenticationBackend):
    """allauth's own, except that a closed account looks like a wrong password.

    Rights are those of a person's groups: what was given to one person alone counts for nothing,
    because no screen shows it and no list of roles names it.

    allauth leads a closed account with the right password to a page that says so, which tells a
    guesser that the password was right.
    """

    def get_user_permissions(self, user_obj: User, obj=None) -> set[str]:
        """None: rights come with roles alone, never to one person by themselves."""
        return set()

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
