"""What Lighthouse says of the demonstration's pages on an emulated telephone, behind the proxy."""

import base64
import hashlib
import json
import os
import shutil
import statistics
import subprocess
import tempfile
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization

from bench.proxy import ROOT, PortalBehindProxy

VERSION = "12.8.2"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
MARKER = ROOT / "var" / "demo.loaded"
PAGES = {
    "home": "home of the province",
    "article": "article",
    "listing": "section of news",
    "register": "register",
}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
RUNS, SECONDS = 3, 180
# Chromium now and then starts too late for the recording, and Lighthouse says so and gives up.
ATTEMPTS = 3


def run() -> dict[str, float]:
    """The median of three visits of each page, per category, from 0 to 100.

    Raises:
        SystemExit: something that it needs is missing; without Node that is no failure.
    """
    if not shutil.which("node") or not shutil.which("npm"):
        print("Skipped: Lighthouse needs Node 18 or newer (Debian: apt install nodejs npm).")
        raise SystemExit(0)
    if not MARKER.exists():
        raise SystemExit("There is no demonstration yet: run scripts/demo --no-serve first.")
    command = _install()
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        # nginx may not look into the folders of the one who runs this.
        proxy = PortalBehindProxy(folder, media_folder=ROOT / "var" / "media")
        proxy.environment = {"DEBUG": "off"}
        try:
            proxy.start()
            return _visit(command, proxy)
        finally:
            proxy.stop()


def _install() -> list[str]:
    """Lighthouse from npm, once, in the cache of the user; gives its command."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "cong" / f"lighthouse-{VERSION}"
    program = folder / "node_modules" / "lighthouse" / "cli" / "index.js"
    if not program.exists():
        folder.mkdir(parents=True, exist_ok=True)
        options = ["--prefix", str(folder), "--no-audit", "--no-fund", "--no-save", "--silent"]
        package = f"lighthouse@{VERSION}"
        subprocess.run(["npm", "install", *options, "--ignore-scripts", package], check=True)
    return ["node", str(program)]


def _visit(command: list[str], proxy: PortalBehindProxy) -> dict[str, float]:
    figures, remarks = {}, []
    for name, url in _addresses(proxy).items():
        reports = [_report(command, url, proxy.folder) for _run in range(RUNS)]
        for category in CATEGORIES:
            scores = [report["categories"][category]["score"] or 0 for report in reports]
            figures[f"{name}, {category}"] = 100 * statistics.median(scores)
        remarks += [f"{name}: {remark}" for remark in _remarks(reports[-1])]
    print("\n".join(remarks))
    return figures


def _addresses(proxy: PortalBehindProxy) -> dict[str, str]:
    """The pages' addresses, asked in a process that knows the proxy's port."""
    script = (
        "import django, json; django.setup();"
        "from portal.demo.testing.addresses import addresses_of;"
        "from sites.profile.models import SiteProfile;"
        "from django.conf import settings;"
        "p = SiteProfile.objects.select_related('site__root_page')"
        ".get(site__hostname=settings.PROVINCE_DOMAIN);"
        "print(json.dumps(addresses_of(p, p, p)))"
    )
    found = json.loads(proxy.run("-c", script).splitlines()[-1])
    return {name: found[kind] for name, kind in PAGES.items()}


def _report(command: list[str], url: str, folder: Path) -> dict:
    """One visit; asked for again where nothing was recorded.

    Raises:
        SystemExit: nothing was recorded in several attempts.
    """
    for _attempt in range(ATTEMPTS):
        answer = _ask(command, url, folder)
        if answer.returncode == 0:
            report = json.loads(answer.stdout)
            if not report.get("runtimeError"):
                return report
    raise SystemExit(f"{url}: nothing was recorded: {answer.stderr.decode(errors='replace')}")


def _ask(command: list[str], url: str, folder: Path) -> subprocess.CompletedProcess:
    flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    # The certificate is of today and known to nobody; Chromium is told to trust its key.
    flags += [f"--ignore-certificate-errors-spki-list={_key_hash(folder)}"]
    flags += [f"--user-data-dir={tempfile.mkdtemp(dir=folder)}"]
    options = [f"--only-categories={','.join(CATEGORIES)}", "--output=json", "--quiet"]
    return subprocess.run(
        [*command, url, *options, f"--chrome-flags={' '.join(flags)}"],
        env=os.environ | {"CHROME_PATH": CHROMIUM},
        capture_output=True,
        check=False,
        timeout=SECONDS,
    )


def _key_hash(folder: Path) -> str:
    """The hash of the certificate's key, as Chromium takes it."""
    certificate = x509.load_pem_x509_certificate((folder / "certificate.pem").read_bytes())
    key = certificate.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return base64.b64encode(hashlib.sha256(key).digest()).decode()


def _remarks(report: dict) -> list[str]:
    """Which audits took points away, and on what."""
    found = []
    for category in CATEGORIES:
        for reference in report["categories"][category]["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                items = json.dumps(audit.get("details", {}).get("items", [])[:2])
                shown = audit.get("displayValue", "")
                found.append(f"{category}: {audit['title']} {shown} {items[:400]}")
    return found
