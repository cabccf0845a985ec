"""Reads the demonstration's own environment, written by ``manage.py load_demo``.

Imported before ``portal.settings.environment`` by the development settings only.
"""

from pathlib import Path

import environ

FILE = Path(__file__).resolve().parent.parent.parent / "var" / "demo.env"

if FILE.exists():
    environ.Env.read_env(FILE)
