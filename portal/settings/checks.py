"""What production refuses to start with."""

from types import ModuleType

from django.core.exceptions import ImproperlyConfigured

SHORTEST_KEY = 50
KNOWN_KEY_WORDS = ("insecure", "development-only", "only-for-tests", "changeme", "secret-key")


def refuse_unsafe_start(environment: ModuleType) -> None:
    """Stops the start when the environment is not fit for citizens.

    Raises:
        ImproperlyConfigured: a missing, short or well-known key, a shifted clock, the
            demonstration's data, a missing database or host suffix, an unsafe way to sign in.
    """
    for key in [environment.SECRET_KEY, *environment.SECRET_KEY_FALLBACKS]:
        if len(key) < SHORTEST_KEY or any(word in key for word in KNOWN_KEY_WORDS):
            raise ImproperlyConfigured(
                f"SECRET_KEY must be a random text of at least {SHORTEST_KEY} characters; "
                "make one with: python -c 'import secrets; print(secrets.token_urlsafe(64))'"
            )
    if environment.CLOCK_DAY:
        raise ImproperlyConfigured("CLOCK_DAY shifts the clock: it is for demonstrations only.")
    if not environment.DATABASE_URL:
        raise ImproperlyConfigured("DATABASE_URL is missing.")
    if environment.HOST_SUFFIXES == ["localhost"]:
        raise ImproperlyConfigured("HOST_SUFFIXES is missing, for example: bacninh.gov.vn")
    for name in ("ADMIN_HOST", "PROVINCE_DOMAIN"):
        host = getattr(environment, name)
        if not any(f".{host}".endswith(f".{suffix}") for suffix in environment.HOST_SUFFIXES):
            raise ImproperlyConfigured(
                f"{name} is {host}, which is not one of HOST_SUFFIXES or below one of them."
            )
    refuse_unsafe_issuer(environment)
    if (environment.VAR_DIR / "demo-accounts.csv").exists():
        raise ImproperlyConfigured(
            "This folder holds the demonstration (var/demo-accounts.csv): its passwords are in "
            "a file. Use a clean folder and a clean database."
        )


def refuse_unsafe_issuer(environment: ModuleType) -> None:
    """Stops the start when the province's own sign-in is set up by half or without TLS.

    Raises:
        ImproperlyConfigured: an issuer not reached by https, or one without name and secret.
    """
    if not environment.OIDC_ISSUER:
        return
    if not environment.OIDC_ISSUER.startswith("https://"):
        raise ImproperlyConfigured("OIDC_ISSUER must begin with https://")
    for name in ("OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"):
        if not getattr(environment, name):
            raise ImproperlyConfigured(f"{name} is missing: OIDC_ISSUER is of no use without it.")
