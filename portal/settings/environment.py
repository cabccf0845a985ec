"""The one place where the environment is read.

Every setting that a machine may change is a field here, with its meaning. Nothing else in the
project looks at ``os.environ``.
"""

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()

# The key that signs sessions and links. Production refuses to start without one of its own.
SECRET_KEY = env.str("SECRET_KEY", default="")
# Former keys, newest first, so that links signed before a rotation stay valid.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])

# postgres://user:password@host:port/name, or sqlite:///path
DATABASE_URL = env.str("DATABASE_URL", default="")
# redis://host:port/0: a cache shared by all processes. Without it each process has its own.
REDIS_URL = env.str("REDIS_URL", default="")
# Folder of uploaded files and of the demo's data.
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(VAR_DIR / "media"))
STATIC_ROOT = env.path("STATIC_ROOT", default=str(VAR_DIR / "static"))
# The internal location under which nginx sends stored files, /_accel/media/ in deploy/nginx.
MEDIA_ACCEL_PREFIX = env.str("MEDIA_ACCEL_PREFIX", default="")

# Suffixes of the host names that this installation may answer to.
HOST_SUFFIXES = env.list("HOST_SUFFIXES", default=["localhost"])
# The domain under which the portals stand; the provincial portal is at the domain itself.
PROVINCE_DOMAIN = env.str("PROVINCE_DOMAIN", default="bacninh.localhost")
# The one host of the administration.
ADMIN_HOST = env.str("ADMIN_HOST", default="quantri.bacninh.localhost")
# Scheme and port of every link that the portal writes: http and 8000, in production https and
# 443, unless something else is said here.
PUBLIC_SCHEME = env.str("PUBLIC_SCHEME", default="")
PUBLIC_PORT = env.int("PUBLIC_PORT", default=0)
# How many proxies stand before the application and may be believed about the reader's address.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)

EMAIL_URL = env.str("EMAIL_URL", default="")
EMAIL_FROM = env.str("EMAIL_FROM", default="")
# Where ClamAV listens, host:port or the path of its socket: it reads the files that citizens send
# before anybody opens them, and while it is away none leaves quarantine. Empty: nothing does.
VIRUS_SCANNER = env.str("VIRUS_SCANNER", default="")
# Where researchers report a weakness: shown in /.well-known/security.txt.
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="")

# The province's own sign-in by OpenID Connect: the issuer's address as its tokens name it, what it
# has given this installation as name and secret, and how the button calls it. Empty: no such way.
OIDC_ISSUER = env.str("OIDC_ISSUER", default="")
OIDC_CLIENT_ID = env.str("OIDC_CLIENT_ID", default="")
OIDC_CLIENT_SECRET = env.str("OIDC_CLIENT_SECRET", default="")
OIDC_NAME = env.str("OIDC_NAME", default="")

# "database" hands mail and index work to `manage.py db_worker`; "immediate" does it at once.
TASKS = env.str("TASKS", default="immediate")
# The day on which a demonstration lives (YYYY-MM-DD). Production refuses it.
CLOCK_DAY = env.str("CLOCK_DAY", default="")
# "off": the development settings answer like the public ones, as the demonstration does.
DEBUG = env.bool("DEBUG", default=True)
# Moment of loading, as a Unix time, that stands for CLOCK_DAY.
CLOCK_LOADED_AT = env.float("CLOCK_LOADED_AT", default=0.0)


def origin(scheme: str, host: str, port: int) -> str:
    """Scheme, host and port as browsers write them: the usual port is left out."""
    usual = {"http": 80, "https": 443}[scheme]
    return f"{scheme}://{host}" + ("" if port == usual else f":{port}")
