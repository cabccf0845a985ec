"""A real nginx with the shipped configuration before a small application, for the proxy's tests."""

import contextlib
import datetime
import http.client
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings

from portal.settings.environment import BASE_DIR

TEMPLATE = BASE_DIR / "deploy" / "nginx" / "portal.conf.template"
PUBLIC, OTHER, ADMIN = "bacninh.example", "soyte.bacninh.example", "quantri.bacninh.example"
SECONDS_TO_START = 20
MIME_TYPES = Path("/etc/nginx/mime.types")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Answer:
    """What the proxy answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def cache(self) -> str | None:
        """HIT, MISS, STALE, EXPIRED …; nothing where no cache was asked."""
        return self.headers.get("x-cache")


@dataclass
class Proxy:
    """nginx and the application behind it, in one folder."""

    folder: Path
    host_suffix: str = PUBLIC
    admin_host: str = ADMIN
    certified_hosts: tuple[str, ...] = ()
    media_folder: Path | None = None
    http_port: int = field(default_factory=free_port)
    https_port: int = field(default_factory=free_port)
    application_port: int = field(default_factory=free_port)
    nginx: subprocess.Popen | None = None
    application: subprocess.Popen | None = None

    @property
    def access_log(self) -> Path:
        """Where nginx writes down what it was asked."""
        return self.folder / "access.log"

    def start(self) -> None:
        """Starts both and waits until they answer."""
        for name in ("static", "media"):
            (self.folder / name).mkdir(exist_ok=True)
        self._write_certificate()
        self._write_configuration()
        self.start_application()
        self.nginx = subprocess.Popen(
            [find_nginx(), "-c", self.folder / "nginx.conf", "-e", self.folder / "error.log"]
        )
        wait_for_port(self.https_port)

    def start_application(self) -> None:
        """Starts the application; the state of its last life is forgotten."""
        self.application = subprocess.Popen(
            [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
            + ["--port", str(self.application_port), "--log-level", "critical"]
            + ["portal.common.tests.proxied_application:application"],
            cwd=BASE_DIR,
            env={**os.environ, "PAGE_CACHE_CONTROL": settings.PAGE_CACHE_CONTROL},
            start_new_session=True,
        )
        wait_for_port(self.application_port)

    def kill_application(self) -> None:
        """Kills the application and its workers at once."""
        if self.application:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.application.pid, signal.SIGKILL)
            self.application.wait(10)
            self.application = None

    def stop(self) -> None:
        """Ends both."""
        self.kill_application()
        if self.nginx:
            self.nginx.terminate()
            self.nginx.wait(10)

    def get(self, host: str, path: str, method: str = "GET", **headers: str) -> Answer:
        """Asks over TLS for a path of a host; header names with underscores for hyphens."""
        context = ssl.create_default_context(cafile=self.folder / "certificate.pem")
        connection = http.client.HTTPConnection(host, timeout=10)
        plain = socket.create_connection(("127.0.0.1", self.https_port), timeout=10)
        with context.wrap_socket(plain, server_hostname=host.lower()) as connection.sock:
            return ask(connection, method, path, host, headers)

    def get_in_the_clear(self, host: str, path: str) -> Answer:
        """Asks without TLS."""
        connection = http.client.HTTPConnection("127.0.0.1", self.http_port, timeout=10)
        with contextlib.closing(connection):
            return ask(connection, "GET", path, host, {})

    def _write_configuration(self) -> None:
        values = {
            "APPLICATION": f"127.0.0.1:{self.application_port}",
            "HTTP_PORT": self.http_port,
            "HTTPS_PORT": self.https_port,
            "HOST_SUFFIX": self.host_suffix,
            "ADMIN_HOST": self.admin_host,
            "ACCESS_LOG": self.access_log,
            "CACHE_PATH": self.folder / "cache",
            "STATIC_ROOT": self.folder / "static",
            "MEDIA_ROOT": self.media_folder or self.folder / "media",
            "TLS_CERTIFICATE": self.folder / "certificate.pem",
            "TLS_KEY": self.folder / "key.pem",
        }
        shipped = TEMPLATE.read_text(encoding="utf-8")
        filled = re.sub(r"\$\{([A-Z_]+)\}", lambda name: str(values[name[1]]), shipped)
        scratch = "".join(
            f"{kind}_temp_path {self.folder}/{kind};\n"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        user = "user root;\n" if os.geteuid() == 0 else ""
        (self.folder / "nginx.conf").write_text(
            f"{user}daemon off;\npid {self.folder}/nginx.pid;\nevents {{}}\n"
            f"http {{\naccess_log off;\n{_types()}{scratch}{filled}}}\n",
            encoding="utf-8",
        )

    def _write_certificate(self) -> None:
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, self.host_suffix)])
        hosts = (self.host_suffix, f"*.{self.host_suffix}", *self.certified_hosts)
        names = x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts])
        now = datetime.datetime.now(datetime.UTC)
        certificate = (
            x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(days=1))
            .not_valid_after(now + datetime.timedelta(days=1))
            .add_extension(names, critical=False)
            .sign(key, hashes.SHA256())
        )
        pem = serialization.Encoding.PEM
        (self.folder / "certificate.pem").write_bytes(certificate.public_bytes(pem))
        (self.folder / "key.pem").write_bytes(
            key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        )


def _types() -> str:
    """Kinds of files by their endings, as the main configuration of Debian's nginx has them."""
    return f"include {MIME_TYPES};\n" if MIME_TYPES.exists() else ""


def ask(
    connection: http.client.HTTPConnection,
    method: str,
    path: str,
    host: str,
    headers: dict[str, str],
) -> Answer:
    """Sends one request on an open connection and reads the answer."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers={"Host": host, **named})
    response = connection.getresponse()
    found = {name.lower(): value for name, value in response.getheaders()}
    return Answer(response.status, found, response.read())


def find_nginx() -> str:
    """The nginx program; Debian keeps it off the path of ordinary people."""
    found = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
    if not found:
        raise FileNotFoundError("nginx is not installed (Debian: apt install nginx-light).")
    return found


def wait_for_port(port: int) -> None:
    """Returns once somebody listens; fails when nobody does for some seconds."""
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise TimeoutError(f"Nobody listens on port {port}.")
