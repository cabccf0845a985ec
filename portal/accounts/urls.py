"""The addresses of sign-in: those of allauth that officers need, and no other.

allauth's templates and mails write these addresses by name, so each name is allauth's own.
Signing up, managing addresses and signing in by a mailed code do not exist.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from portal.accounts import oidc
from portal.accounts.views import (
    InvitationView,
    KeyRemovalView,
    SignInView,
    SignOutView,
    resume,
    second_factor_needed,
)

to_first_password = RedirectView.as_view(pattern_name="account_reset_password")

password_patterns = [
    path("doi/", account.password_change, name="account_change_password"),
    # Where who has no password is led to: the mailed link to a first one.
    path("dat/", to_first_password, name="account_set_password"),
    path("quen/", account.password_reset, name="account_reset_password"),
    path("quen/da-gui/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^quen/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "quen/xong/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]

totp_patterns = [
    path("bat/", totp.activate_totp, name="mfa_activate_totp"),
    path("tat/", totp.deactivate_totp, name="mfa_deactivate_totp"),
]

recovery_code_patterns = [
    path("", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("tao/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("tai-ve/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]

key_patterns = [
    path("", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("them/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("vao/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("xac-nhan/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("<int:pk>/sua/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("<int:pk>/xoa/", KeyRemovalView.as_view(), name="mfa_remove_webauthn"),
]

second_factor_patterns = [
    path("", mfa.index, name="mfa_index"),
    path("can-co/", second_factor_needed, name="accounts_second_factor_needed"),
    path("ma/", mfa.authenticate, name="mfa_authenticate"),
    path("xac-nhan/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("ung-dung/", include(totp_patterns)),
    path("ma-du-phong/", include(recovery_code_patterns)),
    path("khoa/", include(key_patterns)),
]

urlpatterns = [
    path("vao/", SignInView.as_view(), name="account_login"),
    path("vao/tinh/", oidc.begin, name="accounts_oidc"),
    path("vao/tinh/ve/", oidc.callback, name="accounts_oidc_callback"),
    path("ra/", SignOutView.as_view(), name="account_logout"),
    path("xac-nhan/", account.reauthenticate, name="account_reauthenticate"),
    path("xac-nhan/gui-tiep/", resume, name="accounts_resume"),
    path("ngung/", account.account_inactive, name="account_inactive"),
    path("mat-khau/", include(password_patterns)),
    path("hai-lop/", include(second_factor_patterns)),
    path("loi-moi/<str:token>/", InvitationView.as_view(), name="accounts_invitation"),
]
