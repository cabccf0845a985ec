"""The portal behind the shipped proxy, as in production: TLS, cache, static files collected."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from portal.common.tests.proxy import Proxy, wait_for_port

ROOT = Path(__file__).resolve().parent.parent
# Programs and browsers take these names for this machine's own.
SUFFIX, ADMIN = "localhost", "quantri.bacninh.localhost"


@dataclass
class PortalBehindProxy(Proxy):
    """nginx and the portal; ``environment`` says with which data.

    Attributes:
        environment: of the portal's process, besides the present one.
    """

    host_suffix: str = SUFFIX
    admin_host: str = ADMIN
    # A star stands for one label only.
    certified_hosts: tuple[str, ...] = ("bacninh.localhost", "*.bacninh.localhost")
    environment: dict[str, str] | None = None

    def start(self) -> None:
        """Collects static files, then starts both."""
        self.run("manage.py", "collectstatic", "--noinput", "--verbosity", "0")
        super().start()

    def start_application(self) -> None:
        """Starts the portal as docs/deployment.md says: two processes of one thread."""
        self.application = subprocess.Popen(
            [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
            + ["--port", str(self.application_port), "--log-level", "critical"]
            + ["--workers", "2", "--blocking-threads", "1", "portal.wsgi:application"],
            cwd=ROOT,
            env=self._environment(),
            start_new_session=True,
        )
        wait_for_port(self.application_port)

    def run(self, *arguments: str) -> str:
        """What Python prints with these arguments, in the portal's environment."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self._environment(),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return done.stdout

    def _environment(self) -> dict[str, str]:
        return (
            os.environ
            | {
                "DJANGO_SETTINGS_MODULE": "bench.served_settings",
                "STATIC_ROOT": str(self.folder / "static"),
                "PUBLIC_SCHEME": "https",
                "PUBLIC_PORT": str(self.https_port),
                "TRUSTED_PROXIES": "1",
                "MEDIA_ACCEL_PREFIX": "/_accel/media/",
            }
            | (self.environment or {})
        )
