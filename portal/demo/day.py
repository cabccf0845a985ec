"""The day on which the demonstration lives, and the files that say so."""

import time
from datetime import date
from pathlib import Path

from django.conf import settings

DEMO_DAY = date(2021, 4, 19)


def environment_file() -> Path:
    """What the development settings read before the clock is first asked."""
    return settings.VAR_DIR / "demo.env"


def loaded_marker() -> Path:
    """Exists once the demonstration has been loaded to its end."""
    return settings.VAR_DIR / "demo.loaded"


def accounts_file() -> Path:
    """The demonstration's accounts with their passwords, for its owner's eyes."""
    return settings.VAR_DIR / "demo-accounts.csv"


def set_clock() -> None:
    """Lets the next process begin on the demonstration's day."""
    environment_file().parent.mkdir(parents=True, exist_ok=True)
    environment_file().write_text(
        f"CLOCK_DAY={DEMO_DAY.isoformat()}\nCLOCK_LOADED_AT={time.time():.0f}\n",
        encoding="utf-8",
    )
