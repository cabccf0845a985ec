"""``python -m bench NAME``: runs a benchmark; without a name, lists them."""

import argparse
import ast
import importlib
import json
import os
import platform
import sys
import tempfile
import tomllib
from pathlib import Path

FOLDER = Path(__file__).parent
# Name -> whether it needs an empty database of its own.
NAMES = {
    "provisioning": True,
    "addresses": True,
    "admin": True,
    "pages": True,
    "cache": False,
    "comments": True,
    "sending": True,
    "consultation": False,
    "exports": True,
    "campaigns": True,
    "election": False,
    "crawl": False,
    "lighthouse": False,
}


def main() -> int:
    """Runs one benchmark; 0 only when each of its targets holds."""
    arguments = _arguments()
    if arguments.name is None:
        for name in NAMES:
            print(f"{name:14} {_summary(name)}")
        return 0
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        if NAMES[arguments.name]:
            _prepare(Path(folder), arguments.database)
        figures = importlib.import_module(f"bench.{arguments.name}").run()
    targets = tomllib.loads((FOLDER / "targets.toml").read_text())[arguments.name]
    rows = _judge(figures, targets)
    _print(arguments.name, rows)
    if arguments.json:
        machine = (
            f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}"
        )
        result = {"benchmark": arguments.name, "machine": machine, "rows": rows}
        arguments.json.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n")
    return 0 if all(row["holds"] for row in rows) else 1


def _summary(name: str) -> str:
    """The first line of a benchmark's docstring; most cannot be imported without settings."""
    return ast.get_docstring(ast.parse((FOLDER / f"{name}.py").read_text())).splitlines()[0]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("name", nargs="?", choices=NAMES)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here")
    parser.add_argument(
        "--database", default="", help="an empty database's address; a new SQLite file without it"
    )
    return parser.parse_args()


def _prepare(folder: Path, database: str) -> None:
    """A database of the benchmark's own, migrated from zero."""
    os.environ["DATABASE_URL"] = database or f"sqlite:///{folder / 'bench.sqlite3'}"
    os.environ["MEDIA_ROOT"] = str(folder / "media")
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def _judge(figures: dict[str, float], targets: dict[str, float | dict]) -> list[dict]:
    """Compares; a target is an upper bound, or a lower one written as ``{least = …}``."""
    unknown = targets.keys() - figures.keys()
    if unknown:
        raise SystemExit(f"No figure for the targets: {', '.join(sorted(unknown))}")
    rows = []
    for name, value in figures.items():
        target = targets.get(name)
        sign = "≥" if isinstance(target, dict) else "≤"
        bound = target["least"] if isinstance(target, dict) else target
        holds = bound is None or (value >= bound if sign == "≥" else value <= bound)
        row = {"figure": name, "value": round(value, 4), "target": bound, "sign": sign}
        rows.append(row | {"holds": holds})
    return rows


def _print(name: str, rows: list[dict]) -> None:
    print(f"\n{name}")
    width = max(len(row["figure"]) for row in rows)
    for row in rows:
        target = "" if row["target"] is None else f"{row['sign']} {row['target']:g}"
        mark = "" if row["target"] is None else ("holds" if row["holds"] else "MISSED")
        print(f"  {row['figure']:{width}}  {row['value']:>12.3f}  {target:>8}  {mark}")


if __name__ == "__main__":
    sys.exit(main())
