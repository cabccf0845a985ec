"""Mapping and redline of two versions of a draft of 140,000 characters."""

import statistics
import time
from collections.abc import Callable

from bench.drafts import draft, revised
from consultation.versions.mapping import map_versions
from consultation.versions.redline import redline_versions

ROUNDS = 5
CHANGED, NEARLY_ALL = 30, 149


def run() -> dict[str, float]:
    """CPU seconds; also with every article changed, and of two drafts without anything in common."""
    old = draft()
    versions = {
        f"{CHANGED} changed articles": revised(old, CHANGED),
        "every article changed": revised(old, NEARLY_ALL),
        "another draft": draft(seed=3),
    }
    figures = {"characters": sum(len(each.heading) + len(each.text) for each in old)}
    for name, new in versions.items():
        mappings = map_versions(old, new)
        figures[f"mapping, {name}, seconds"] = _seconds(lambda new=new: map_versions(old, new))
        figures[f"redline, {name}, seconds"] = _seconds(
            lambda new=new, mappings=mappings: redline_versions(old, new, mappings)
        )
    return figures


def _seconds(work: Callable[[], object]) -> float:
    spent = []
    for _round in range(ROUNDS):
        started = time.process_time()
        work()
        spent.append(time.process_time() - started)
    return statistics.median(spent)
