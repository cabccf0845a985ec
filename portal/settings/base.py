"""What every installation has in common."""

from django.utils.translation import gettext_lazy as _

from portal.settings import environment
from portal.settings.environment import BASE_DIR, VAR_DIR, env
from portal.settings.logging import LOGGING  # noqa: F401 a setting
from portal.settings.security import *  # noqa: F403 one settings module in two files

DEBUG = False
SECRET_KEY = environment.SECRET_KEY
SECRET_KEY_FALLBACKS = environment.SECRET_KEY_FALLBACKS

INSTALLED_APPS = [
    "portal.common",
    "portal.hosts",
    "portal.accounts",
    "portal.media",
    "sites.units",
    "sites.blueprint",
    "sites.worktime",
    "sites.menus",
    "sites.profile",
    "sites.access",
    "sites.access.staff",
    "sites.trace",
    "sites.provisioning",
    "sites.administration",
    "sites.batches",
    "editorial.vocabularies",
    "editorial.articles",
    "editorial.campaigns",
    "editorial.elections",
    "editorial.candidates",
    "editorial.results",
    "editorial.documents",
    "editorial.pages",
    "editorial.workflow",
    "editorial.boards",
    "editorial.schedule",
    "editorial.desk",
    "consultation.periods",
    "consultation.versions",
    "consultation.drafts",
    "consultation.attachments",
    "consultation.comments",
    "consultation.similarity",
    "consultation.summaries",
    "portal.home",
    "portal.search",
    "portal.notices",
    "portal.components",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "portal.accounts.apps.StaffConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

ROOT_URLCONF = "portal.urls.public"
WSGI_APPLICATION = "portal.wsgi.application"

MIDDLEWARE = [
    "portal.hosts.health.HealthMiddleware",
    "portal.hosts.middleware.HostMiddleware",
    "django.middleware.security.SecurityMiddleware",
    # Compression stands outside, so that a page's version is that of its plain text.
    "portal.common.caching.PublicGZipMiddleware",
    "portal.common.caching.PublicCacheMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.common.policies.ContentPolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "portal.hosts.middleware.LanguageMiddleware",
    "portal.common.requests.PublicRequestMiddleware",
    "portal.common.redirects.PublicRedirectMiddleware",
    "django.middleware.common.CommonMiddleware",
    # From here on, the administration alone: a public page has no session and no cookie.
    "portal.hosts.sides.SessionMiddleware",
    "portal.hosts.sides.CsrfViewMiddleware",
    "portal.hosts.sides.AuthenticationMiddleware",
    "portal.hosts.sides.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.accounts.middleware.SecondDoorMiddleware",
    "sites.access.numbers.NumberGuardMiddleware",
    "sites.access.current.CurrentPortalMiddleware",
    "sites.access.guard.PortalGuardMiddleware",
    "sites.trace.exports.ExportMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "portal" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "portal.hosts.context.side",
                "sites.profile.context.portal",
            ],
        },
    },
]

if environment.DATABASE_URL:
    DATABASES = {"default": env.db_url_config(environment.DATABASE_URL)}
else:
    DATABASES = {
        "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": VAR_DIR / "portal.sqlite3"}
    }
if "sqlite" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"].update(CONN_MAX_AGE=600, CONN_HEALTH_CHECKS=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

if environment.REDIS_URL:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": environment.REDIS_URL,
        }
    }
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
CACHES["renditions"] = CACHES["default"]

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
# The first that has a text says it: our own texts, what we say for packages, the packages.
LOCALE_PATHS = [
    BASE_DIR / "portal" / "locale",
    *sorted(path for path in (BASE_DIR / "portal" / "locale_packages").iterdir() if path.is_dir()),
]
FORMAT_MODULE_PATH = ["portal.common.formats"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]

STATIC_URL = "/static/"
STATIC_ROOT = environment.STATIC_ROOT
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "portal.common.styles.LayerFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = environment.MEDIA_ROOT
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

AUTH_USER_MODEL = "accounts.User"
WAGTAIL_SITE_NAME = "Cổng"
# As officials write days. The picker replaces what it cannot read by today, without a word.
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAILIMAGES_IMAGE_MODEL = "media.PortalImage"
WAGTAILDOCS_DOCUMENT_MODEL = "media.PortalDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
TAGGIT_CASE_INSENSITIVE = True
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = "none"
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# A step begins anew with each version, so what was approved before it need not be again.
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "editorial.workflow.finishing.publish_approved"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "portal.search.backends.folding"}}
# Only what the portal needs is embedded, and nothing is fetched from another host by a page.
WAGTAILEMBEDS_FINDERS = []

TASKS = {
    "default": {
        "BACKEND": {
            "immediate": "django_tasks.backends.immediate.ImmediateBackend",
            "database": "django_tasks_db.DatabaseBackend",
        }[environment.TASKS],
    }
}

# The catalogue of components is for those who work on the design.
SHOW_COMPONENTS = False

# Seconds that a shared cache may keep a public page, and how long it may go on serving it
# while it asks again or while the application is down.
PAGE_CACHE_CONTROL = "public, max-age=0, s-maxage=5, stale-while-revalidate=5, stale-if-error=86400"
# What changes by the second on election night: seen everywhere within five seconds.
LIVE_PAGE_CACHE_CONTROL = (
    "public, max-age=0, s-maxage=2, stale-while-revalidate=2, stale-if-error=86400"
)
# A picture changes its address with its content, so a reader's browser need not ask for it again
# with each page; one that is withdrawn is forgotten within the hour by those who have seen it.
PICTURE_CACHE_CONTROL = (
    "public, max-age=3600, s-maxage=5, stale-while-revalidate=5, stale-if-error=86400"
)
# Addresses without a page: long enough to stop a flood, short enough for what is published next.
ERROR_CACHE_CONTROL = "public, max-age=0, s-maxage=1"
