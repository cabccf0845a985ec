"""Addresses under ``admin/`` that Wagtail brings and that are not served.

They stand before Wagtail's own. Each of Wagtail's names still reverses, because its templates
write them.
"""

from django.urls import path, re_path
from django.views.generic import RedirectView
from wagtail.admin.auth import user_passes_test
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView

from portal.accounts.views import SignOutView, closed

for_superusers = user_passes_test(lambda user: user.is_active and user.is_superuser)
to_login = RedirectView.as_view(pattern_name="account_login", query_string=True)
to_password_reset = RedirectView.as_view(pattern_name="account_reset_password")

urlpatterns = [
    # Wagtail's login asks for a password alone, whatever second factor the person has.
    path("login/", to_login),
    path("logout/", SignOutView.as_view(), name="wagtailadmin_logout"),
    path("password_reset/", to_password_reset),
    re_path(r"^password_reset/.*$", closed),
    # Host names are kept by provisioning; rights come from the table of roles; acts on many
    # accounts at once pass by what is done for one (ending sessions, inviting).
    re_path(r"^sites/.*$", closed),
    re_path(r"^groups/.*$", closed),
    re_path(r"^bulk/accounts/user/.*$", closed),
    # A public page has no session in which a restriction could be lifted.
    re_path(r"^pages/[0-9]+/privacy/.*$", closed),
    # It counts and names pages of all portals.
    path("reports/page-types-usage/", for_superusers(PageTypesUsageReportView.as_view())),
    path(
        "reports/page-types-usage/results/",
        for_superusers(PageTypesUsageReportView.as_view(results_only=True)),
    ),
    # Pages made to fail.
    re_path(r"^failwhale/.*$", closed),
    re_path(r"^test404/.*$", closed),
]
