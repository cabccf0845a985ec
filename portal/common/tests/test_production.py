"""Production as documented: its addresses are right, and it refuses what is unsafe."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
KEY = "k3y-" + "Zq7" * 20
SHOW = """
import json
from portal.settings import production as s
print(json.dumps([s.WAGTAILADMIN_BASE_URL, s.CSRF_TRUSTED_ORIGINS, s.PUBLIC_PORT,
                  s.PROVINCE_DOMAIN, s.DEBUG]))
"""


def example() -> dict[str, str]:
    """The environment that the documentation says to copy."""
    lines = (ROOT / "deploy" / "environment.example").read_text().splitlines()
    pairs = (line.split("=", 1) for line in lines if line and not line.startswith("#"))
    return dict(pairs) | {"SECRET_KEY": KEY}


def start(**changes: str) -> subprocess.CompletedProcess:
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", SHOW],
        cwd=ROOT,
        env=inherited | example() | changes,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_the_documented_environment_gives_the_right_addresses():
    result = start()
    if (ROOT / "var" / "demo-accounts.csv").exists():
        assert "demonstration" in result.stderr
        return
    assert result.returncode == 0, result.stderr
    origin = "https://quantri.bacninh.gov.vn"
    assert json.loads(result.stdout) == [origin, [origin], 443, "bacninh.gov.vn", False]


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"SECRET_KEY": "development-only-" + "x" * 60}, "SECRET_KEY"),
        ({"SECRET_KEY_FALLBACKS": "short"}, "SECRET_KEY"),
        ({"CLOCK_DAY": "2021-04-19"}, "CLOCK_DAY"),
        ({"DATABASE_URL": ""}, "DATABASE_URL"),
        ({"HOST_SUFFIXES": "localhost"}, "HOST_SUFFIXES"),
        ({"ADMIN_HOST": "quantri.example.com"}, "ADMIN_HOST"),
        ({"OIDC_ISSUER": "http://dangnhap.bacninh.gov.vn"}, "OIDC_ISSUER"),
        ({"OIDC_ISSUER": "https://dangnhap.bacninh.gov.vn"}, "OIDC_CLIENT_ID"),
        ({"PROVINCE_DOMAIN": "bacninh.localhost"}, "PROVINCE_DOMAIN"),
    ],
)
def test_an_unsafe_start_is_refused_and_says_why(changes, word):
    result = start(**changes)
    assert result.returncode != 0
    assert word in result.stderr.strip().splitlines()[-1]
