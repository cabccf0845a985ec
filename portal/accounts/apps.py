from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    """People who sign in, and the only door to the administration."""

    default = True
    name = "portal.accounts"
    label = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from portal.accounts import signal_handlers

        signal_handlers.connect()
        self._replace_profile_form()
        self._close_avatars()

    def _replace_profile_form(self) -> None:
        """Wagtail's form of one's own name wants a first and a last name, which we do not part."""
        from wagtail.admin.views.account import NameEmailSettingsPanel

        from portal.accounts.forms import ProfileForm

        NameEmailSettingsPanel.form_class = ProfileForm

    def _close_avatars(self) -> None:
        """Wagtail stores pictures of persons as they come, past every rule of uploads."""
        from wagtail.admin.views.account import AvatarSettingsPanel

        # Neither shown nor read: the account screen drops what is not active, also when it saves.
        AvatarSettingsPanel.is_active = lambda panel: False


class StaffConfig(WagtailUsersAppConfig):
    """Wagtail's user screens, with no group or right handed out by them."""

    user_viewset = "portal.accounts.viewsets.AccountViewSet"
    group_viewset = "portal.accounts.viewsets.ClosedGroupViewSet"

    def ready(self) -> None:
        from django.contrib.auth.models import Group
        from wagtail.permissions import register_permission_policy

        from portal.accounts.models import User
        from portal.accounts.permissions import NobodyPolicy, SuperuserPolicy

        register_permission_policy(User, SuperuserPolicy(User))
        register_permission_policy(Group, NobodyPolicy(Group))
