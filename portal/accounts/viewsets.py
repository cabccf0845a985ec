"""Wagtail's screens of accounts, without passwords, groups or the right to everything."""

from functools import cached_property

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.users.views.groups import GroupViewSet
from wagtail.users.views.users import (
    CreateView,
    DeleteView,
    EditView,
    IndexView,
    UserColumn,
    UserFilterSet,
    UserViewSet,
)

from portal.accounts.forms import AccountCreationForm, AccountEditForm
from portal.accounts.fresh import FreshSignInMixin


class AccountFilterSet(UserFilterSet):
    """By activity and last sign-in. Thousands of groups are no choice to offer."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        del self.filters["group"]


class AccountIndexView(FreshSignInMixin, IndexView):
    """All accounts; no acts on many at once, which would pass by the rules for one."""

    @cached_property
    def columns(self) -> list[Column]:
        """Name, address, telephone, whether active, last sign-in."""
        title_column = self._get_title_column_class(UserColumn)
        return [
            title_column(
                "full_name",
                accessor=str,
                label=_("Full name"),
                sort_key="full_name",
                get_url=self.get_edit_url,
            ),
            Column("email", label=_("E-mail address"), sort_key="email"),
            Column("telephone", label=_("Telephone")),
            BooleanColumn("is_active", label=_("Active"), sort_key="is_active"),
            DateColumn("last_login", label=_("Last sign-in"), sort_key="last_login"),
        ]

    @property
    def search_fields(self) -> set[str]:
        """Fields in which the search box looks."""
        return {"email", "full_name"}


class AccountCreateView(FreshSignInMixin, CreateView):
    """A new account, after a fresh sign-in."""


class AccountEditView(FreshSignInMixin, EditView):
    """An account and whether it is open, after a fresh sign-in."""

    def get_form_kwargs(self) -> dict:
        """Adds who acts, for the log and the refusals."""
        return {**super().get_form_kwargs(), "by": self.request.user}


class AccountDeleteView(FreshSignInMixin, DeleteView):
    """Deletes an account, after a fresh sign-in."""


class AccountViewSet(UserViewSet):
    """Accounts of all portals, for administrators of the installation."""

    ordering = "email"
    filterset_class = AccountFilterSet
    index_view_class = AccountIndexView
    add_view_class = AccountCreateView
    edit_view_class = AccountEditView
    delete_view_class = AccountDeleteView
    copy_view_enabled = False
    create_template_name = "wagtailadmin/generic/create.html"
    edit_template_name = "wagtailadmin/generic/edit.html"

    def get_form_class(self, for_update: bool = False) -> type:
        """The form of a new account, or of one that exists."""
        return AccountEditForm if for_update else AccountCreationForm


class ClosedGroupViewSet(GroupViewSet):
    """Keeps the names of the group screens known to Wagtail; the addresses are closed."""

    add_to_settings_menu = False
