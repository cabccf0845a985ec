"""Walks every address of the demonstration's portals and counts what is wrong."""

import os
import sys
from pathlib import Path

MARKER = Path(__file__).parent.parent / "var" / "demo.loaded"
MOST_SHOWN = 40
KINDS = (
    "errors",
    "faults of pages",
    "foreign words",
    "dead links",
    "dead anchors",
    "empty sections in a menu",
)


def run() -> dict[str, float]:
    """Walks the portals one after another; CRAWL_HOSTS names some instead of all.

    Raises:
        SystemExit: there is no demonstration.
    """
    if not MARKER.exists():
        raise SystemExit("There is no demonstration yet: run scripts/demo --no-serve first.")
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.demo.testing.settings"
    os.environ["DEBUG"] = "off"
    import django

    django.setup()
    from portal.demo.testing.crawl import Walker

    hosts = os.environ.get("CRAWL_HOSTS", "").split() or _hosts()
    walk = Walker(say=lambda text: print(text, file=sys.stderr, flush=True)).visit(hosts)
    for kind, faults in walk.faults.items():
        print(f"\n{kind}: {len(faults)}")
        print("\n".join(f"  {fault}" for fault in faults[:MOST_SHOWN]))
    counts = {kind: float(len(walk.faults.get(kind, []))) for kind in KINDS}
    seen = {"portals": len(hosts), "pages": walk.pages, "links of our own": walk.links}
    return {name: float(count) for name, count in seen.items()} | counts


def _hosts() -> list[str]:
    from portal.hosts.models import Host

    current = Host.objects.filter(kind=Host.Kind.PUBLIC, state=Host.State.CURRENT)
    return list(current.order_by("name").values_list("name", flat=True))
