"""Tries the isolation of portals, and that each of its cures is needed.

``python -m portal.isolation roles`` runs the whole matrix for some roles or all of them;
``python -m portal.isolation cures`` takes each cure away in turn and looks for what shows then.
"""

import argparse
import os
import sys

import django


def main(arguments: list[str] | None = None) -> int:
    """Runs what is asked for; 1 where something is seen, changed, or not noticed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
    django.setup()
    from portal.isolation.trial import trial

    asked = _parser().parse_args(arguments)
    with trial() as ground:
        what = _roles if asked.what == "roles" else _cures
        return 0 if what(ground, asked.names) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m portal.isolation", description=__doc__)
    parser.add_argument("what", choices=["roles", "cures"])
    parser.add_argument("names", nargs="*", help="only these roles or cures")
    return parser


def _roles(ground, names: list[str]) -> bool:
    from portal.isolation.ground import PERSONS
    from portal.isolation.matrix import Matrix

    is_clean = True
    for name in names or PERSONS:
        report = Matrix.of(ground, name).run()
        _say(f"{name}: {report}")
        found = (*report.leaks, *report.changes, *report.errors, *report.unknown)
        _say(*(f"  {line}" for line in found))
        is_clean = is_clean and not found
    return is_clean


def _cures(ground, names: list[str]) -> bool:
    from portal.isolation.cures import CURES, prove

    is_proven = True
    for cure in CURES:
        if names and cure.name not in names:
            continue
        proof = prove(ground, cure)
        _say(f"{cure.name}: {proof or 'NOT NOTICED'}")
        is_proven = is_proven and bool(proof)
    return is_proven


def _say(*lines: str) -> None:
    """At once, because whoever waits for some minutes wants to see how far it is."""
    for line in lines:
        sys.stdout.write(" ".join(line.split()) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
