"""People who sign in."""

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from portal.common import clock
from portal.common.models import UidModel

SESSION_SALT = "portal.accounts.session"


class UserManager(BaseUserManager):
    """Finds and makes people by e-mail address, whatever its case."""

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        """Makes a person who may sign in.

        Args:
            email: the address, kept in lower case.
            password: None makes an account that only an invitation opens.

        Raises:
            ValueError: no address.
        """
        if not email:
            raise ValueError("An account needs an e-mail address.")
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        """Makes an administrator of the whole installation."""
        return self.create_user(email, password, is_superuser=True, **fields)

    @classmethod
    def normalize_email(cls, email: str) -> str:
        """The address in lower case without blanks around it."""
        return (email or "").strip().lower()

    def get_by_natural_key(self, email: str) -> "User":
        """The person of this address, whatever its case."""
        return self.get(email=self.normalize_email(email))


class User(UidModel, AbstractBaseUser, PermissionsMixin):
    """A person who works on one or several portals. Citizens have no account."""

    email = models.EmailField(_("e-mail address"), unique=True)
    full_name = models.CharField(_("full name"), max_length=120, blank=True)
    telephone = models.CharField(_("telephone"), max_length=30, blank=True)
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Unticked, the person can no longer sign in.")
    )
    session_number = models.PositiveIntegerField(default=0, editable=False)
    date_joined = models.DateTimeField(_("account made on"), default=clock.now, editable=False)
    reinstated_at = models.DateTimeField(_("let in again on"), null=True, editable=False)
    disuse_warned_on = models.DateField(_("warned of disuse on"), null=True, editable=False)
    blocked_on = models.DateField(_("blocked for disuse on"), null=True, editable=False)
    blocked_told_on = models.DateField(null=True, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="account_email_without_case"),
        ]

    def __str__(self) -> str:
        return self.full_name or self.email

    def clean(self) -> None:
        super().clean()
        self.email = User.objects.normalize_email(self.email)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Sessions hang on the password and on a number that rises when they must end."""
        value = f"{self.password}{self.session_number}"
        return salted_hmac(SESSION_SALT, value, secret=secret, algorithm="sha256").hexdigest()

    @property
    def is_staff(self) -> bool:
        """Django's own administration is not installed; Wagtail asks its own permission."""
        return self.is_superuser

    def get_full_name(self) -> str:
        """The name, or the address while no name is known."""
        return self.full_name or self.email

    def get_short_name(self) -> str:
        """The last word of the name: the given name in Vietnamese."""
        return self.full_name.split(" ")[-1] if self.full_name else self.email


class InvitationQuerySet(models.QuerySet):
    """Invitations by what may still happen to them."""

    def open(self) -> "InvitationQuerySet":
        """Those that may still be accepted: the person has no password and works here."""
        return self.filter(
            accepted_at__isnull=True,
            revoked_at__isnull=True,
            expires_at__gt=clock.now(),
            user__is_active=True,
            user__password__startswith=UNUSABLE_PASSWORD_PREFIX,
        )


class Invitation(UidModel):
    """A link that lets a new person set a password, once and for some days."""

    user = models.ForeignKey(
        User, verbose_name=_("account"), on_delete=models.CASCADE, related_name="invitations"
    )
    site_name = models.CharField(_("portal"), max_length=255)
    role_name = models.CharField(_("role"), max_length=255)
    made_at = models.DateTimeField(_("made on"), default=clock.now)
    expires_at = models.DateTimeField(_("valid until"))
    sent_at = models.DateTimeField(_("sent on"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("accepted on"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked on"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.user} – {self.role_name}, {self.site_name}"

    @property
    def is_open(self) -> bool:
        """Whether the link still works at this moment."""
        return (
            self.accepted_at is None
            and self.revoked_at is None
            and clock.now() < self.expires_at
            and self.user.is_active
            and not self.user.has_usable_password()
        )
