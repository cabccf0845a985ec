"""The checker of the HTML living standard, as the W3C runs it.

``vnu.jar`` comes from npm, ``scripts/html-checker`` fetches it; Java runs it.
"""

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

SCRIPT = Path(settings.BASE_DIR) / "scripts" / "html-checker"
SECONDS = 120


def checker() -> list[str]:
    """The command of the checker, fetched if it is not there yet.

    Raises:
        FileNotFoundError: it cannot be had here; the message says what is missing.
    """
    if not shutil.which("java"):
        raise FileNotFoundError("Java is not installed (Debian: apt install default-jre-headless).")
    made = subprocess.run([SCRIPT], capture_output=True, text=True, check=False)
    if made.returncode:
        raise FileNotFoundError(made.stderr.strip())
    return ["java", "-jar", made.stdout.strip()]


def faults(command: list[str], pages: Mapping[str, str], folder: Path) -> list[str]:
    """What the checker says of pages: errors and warnings, a line each.

    Args:
        command: see :func:`checker`.
        pages: sources by name.
        folder: where they are written to, empty.
    """
    names = {}
    for number, (name, source) in enumerate(pages.items()):
        path = folder / f"{number}.html"
        path.write_text(source, encoding="utf-8")
        names[f"file:{path}"] = name
    answer = subprocess.run(
        [*command, "--format", "json", "--exit-zero-always", *map(str, folder.iterdir())],
        stderr=subprocess.PIPE,
        check=True,
        timeout=SECONDS,
    )
    messages = json.loads(answer.stderr)["messages"]
    return [
        f"{names[message['url']]}: {message['message']} {message.get('extract', '')!r}"
        for message in messages
    ]
