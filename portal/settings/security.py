"""Host names, cookies, policies, uploads and sign-in: what keeps the portal safe."""

from portal.settings import environment
from portal.settings.environment import env

HOST_SUFFIXES = environment.HOST_SUFFIXES
ALLOWED_HOSTS = [f".{suffix}" for suffix in environment.HOST_SUFFIXES] + ["127.0.0.1", "[::1]"]
PROVINCE_DOMAIN = environment.PROVINCE_DOMAIN
ADMIN_HOST = environment.ADMIN_HOST
PUBLIC_SCHEME = environment.PUBLIC_SCHEME or "http"
PUBLIC_PORT = environment.PUBLIC_PORT or 8000
WAGTAILADMIN_BASE_URL = environment.origin(PUBLIC_SCHEME, ADMIN_HOST, PUBLIC_PORT)
USE_X_FORWARDED_HOST = False

# Public hosts stand beside the admin host, so no cookie may reach from one to another.
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]
# In the session: messages in a cookie of their own would be one cookie more to protect.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SIGNED_COOKIE_LEGACY_SALT_FALLBACK = False
PERMISSIONS_POLICY = {
    feature: []
    for feature in (
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "microphone",
        "payment",
        "usb",
    )
}

# Public pages: nothing but what the portal itself serves, and nothing inline.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# The administration: scripts from files only; its rich text editor writes styles into elements.
ADMIN_CONTENT_SECURITY_POLICY = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "frame-src": ["'self'"],
    "worker-src": ["'self'"],
    "manifest-src": ["'self'"],
    "object-src": ["'none'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'self'"],
}

# Uploads: counted before anything opens them.
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_EXTENSIONS = ["csv", "doc", "docx", "ods", "odt", "pdf", "ppt", "pptx", "xls", "xlsx"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILIMAGES_IMAGE_FORM_BASE = "portal.media.forms.PortalImageForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "portal.media.forms.PortalDocumentForm"
WAGTAILIMAGES_JPEG_QUALITY = 82
WAGTAILIMAGES_WEBP_QUALITY = 80
WAGTAILIMAGES_AVIF_QUALITY = 60
# What reads the files that citizens send, before anybody opens them.
VIRUS_SCANNER = environment.VIRUS_SCANNER
# Where the proxy finds the stored files (an internal location); empty: the application sends them.
MEDIA_ACCEL_PREFIX = environment.MEDIA_ACCEL_PREFIX

# Sign-in: allauth is the only door.
AUTHENTICATION_BACKENDS = ["portal.accounts.backends.PasswordBackend"]
TRUSTED_PROXIES = environment.TRUSTED_PROXIES
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
ACCOUNT_ADAPTER = "portal.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_FORMS = {"reset_password": "portal.accounts.forms.ResetPasswordForm"}
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "portal.accounts.tokens.ResetTokenGenerator"  # noqa: S105 a class, not a secret
# Seconds for which the link to a new password works.
PASSWORD_RESET_TIMEOUT = 2 * 60 * 60
MFA_ADAPTER = "portal.accounts.second_factor.SecondFactorAdapter"
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
# Codes of the half minute before and after are taken too: telephones' clocks differ.
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Cổng"
# Wagtail's own password fields, in its account and user screens, and its own reset by mail.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
# The province's own sign-in; without an issuer its addresses do not exist.
OIDC_ISSUER = environment.OIDC_ISSUER
OIDC_CLIENT_ID = environment.OIDC_CLIENT_ID
OIDC_CLIENT_SECRET = environment.OIDC_CLIENT_SECRET
OIDC_NAME = environment.OIDC_NAME
SOCIALACCOUNT_ADAPTER = "portal.accounts.oidc.ProvinceAccountAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
WAGTAILADMIN_LOGIN_URL = "account_login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Days for which the link of an invitation works.
INVITATION_DAYS = 7
# Seconds for which a sign-in is fresh enough for roles, exports and personal data.
FRESH_SIGN_IN_SECONDS = 15 * 60
# Days without a sign-in after which an account's owner is warned, and days from then to the block.
DISUSE_WARNING_DAYS = 90
DISUSE_BLOCK_DAYS = 14

# How many forms of citizens are taken from one address (of IPv6: a /64) and from one network (/24,
# /48) before they are asked a question in plain words: pairs of a number and seconds, the first
# for a burst, the second for a flood that lasts. Nobody is refused. A school of 500 that writes
# within ten minutes behind one address is below the first row's rates, so nobody there is asked.
CITIZEN_LIMITS = {
    "comment": {
        "address": [(150, 60), (600, 60 * 60)],
        "network": [(300, 60), (2_000, 60 * 60)],
    },
    # Files, of which none are taken above these: comments are, without them.
    "comment_files": {
        "address": [(300, 60 * 60)],
        "network": [(1_000, 60 * 60)],
    },
    "objection": {
        "address": [(20, 60), (100, 60 * 60)],
        "network": [(60, 60), (400, 60 * 60)],
    },
}

# How many mails one address gets because somebody typed it into a form, (number, seconds): what is
# above is sent later.
CITIZEN_MAIL_LIMITS = [(20, 60 * 60), (60, 24 * 60 * 60)]

EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = environment.EMAIL_FROM or f"khong-tra-loi@{ADMIN_HOST}"
if environment.EMAIL_URL:
    globals().update(env.email_url_config(environment.EMAIL_URL))
else:
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
SECURITY_CONTACT = environment.SECURITY_CONTACT or f"mailto:an-toan@{ADMIN_HOST}"
