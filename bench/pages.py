"""What a page costs beside the same page of a project as `wagtail start` makes it."""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.core.files.images import ImageFile
from django.utils import timezone

from bench import texts
from bench.clones import SiteCloner
from bench.requests import Requests

UNIT_DATA = Path(__file__).parent.parent / "sites" / "units" / "data"
STOCK = Path(__file__).parent / "stock"
DAY = date(2021, 4, 19)
SITES = 160
ROUNDS, WARM_UP = 40, 4
NAMES = ("home", "listing", "article")


def run() -> dict[str, float]:
    """Times both projects in turn, request by request, with caches of pages and fragments empty."""
    host, paths = _fill()
    ours = Requests(host)
    with tempfile.TemporaryDirectory(prefix="stock-") as folder:
        stock = _start_stock(Path(folder))
        stock_paths = dict(pair.split("=") for pair in _line(stock).split())
        times = {name: [[], []] for name in NAMES}
        for number in range(WARM_UP + ROUNDS):
            for name in NAMES:
                _forget_fragments()
                mine = ours.time(paths[name])
                stock.stdin.write(stock_paths[name] + "\n")
                stock.stdin.flush()
                other = [float(figure) for figure in _line(stock).split()]
                if number >= WARM_UP:
                    times[name][0].append(mine)
                    times[name][1].append(other)
        stock.stdin.close()
        stock.wait()
    return _figures(times)


def _line(process: subprocess.Popen) -> str:
    line = process.stdout.readline()
    if not line:
        raise SystemExit("The stock project has stopped.")
    return line


def _forget_fragments() -> None:
    """Pages and fragments are made anew; which site has which address stays known."""
    caches["default"].clear()


def _figures(times: dict[str, list]) -> dict[str, float]:
    figures: dict[str, float] = {}
    for name, (mine, other) in times.items():
        figures[f"{name}, statements"] = mine[-1][2]
        figures[f"{name}, statements, stock"] = other[-1][2]
        figures[f"{name}, CPU ms"] = 1000 * statistics.median(row[0] for row in mine)
        figures[f"{name}, CPU ms, stock"] = 1000 * statistics.median(row[0] for row in other)
        ratio = statistics.median(row[1] for row in mine)
        figures[f"{name}, CPU / stock"] = ratio / statistics.median(row[1] for row in other)
    return figures


def _start_stock(folder: Path) -> subprocess.Popen:
    """Makes a project with `wagtail start` and starts it."""
    starter = "import sys; from wagtail.bin.wagtail import main; sys.argv[0] = 'wagtail'; main()"
    subprocess.run(
        [sys.executable, "-c", starter, "start", "stock", str(folder)],
        check=True,
        stdout=subprocess.DEVNULL,
        env=_bare_environment(),
    )
    shutil.copytree(STOCK / "articles", folder / "articles")
    environment = _bare_environment() | {
        "DJANGO_SETTINGS_MODULE": "bench.stock.bench_settings",
        "STOCK_FOLDER": str(folder),
        "PYTHONPATH": os.pathsep.join([str(folder), str(STOCK.parent.parent)]),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "bench.stock.serve"],
        cwd=folder,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _bare_environment() -> dict[str, str]:
    """Nothing of our own settings reaches the other project."""
    ours = {"DJANGO_SETTINGS_MODULE", "DATABASE_URL", "MEDIA_ROOT"}
    return {name: value for name, value in os.environ.items() if name not in ours}


def _fill() -> tuple[str, dict[str, str]]:
    """The province's portal with its articles, among all the others."""
    from wagtail.models import Site

    from portal.common import clock
    from portal.media.models import PortalImage
    from portal.media.services import make_renditions
    from sites.blueprint.services import load_law
    from sites.profile.models import SiteSection
    from sites.provisioning.services import provision_site
    from sites.provisioning.spec import SiteSpec
    from sites.units.models import UnitPeriod
    from sites.units.services import load_units

    settings.ALLOWED_HOSTS = ["*"]
    # The units that stood under the province then are on its home page.
    clock.shift(DAY.isoformat(), time.time())
    load_units(UNIT_DATA / "units_2021.csv")
    load_law()

    def site_of(code: str):
        unit = UnitPeriod.objects.on(DAY).get(code=code).unit
        return provision_site(SiteSpec(unit=unit, day=DAY)).site

    site = site_of("27")
    load_units(UNIT_DATA / "departments.csv")
    for period in UnitPeriod.objects.on(DAY).filter(parent=site.profile.unit):
        provision_site(SiteSpec(unit=period.unit, day=DAY))
    SiteCloner(site_of("09334")).copy(1, SITES - Site.objects.count())
    picture = PortalImage(title="Ảnh", collection=site.profile.collection)
    picture.file = ImageFile(texts.picture(), name="picture.jpg")
    picture.width, picture.height = 1600, 1000
    picture.save()
    make_renditions(picture)
    news = SiteSection.objects.get(site=site, key="news").page.specific
    article = None
    for number in range(texts.ARTICLES):
        article = news.add_child(instance=_article(number, picture))
    pages = {"home": site.root_page, "listing": news, "article": article}
    return site.hostname, {name: page.get_url(current_site=site) for name, page in pages.items()}


def _article(number: int, picture):
    import json

    from editorial.articles.models import ArticlePage

    text = "".join(f"<p>{paragraph}</p>" for paragraph in texts.PARAGRAPHS)
    body = [{"type": "paragraph", "value": text}]
    return ArticlePage(
        title=texts.title(number),
        slug=f"bai-{number}",
        lead=texts.LEAD,
        body=json.dumps(body),
        picture=picture,
        picture_alt="Hội trường",
        first_published_at=timezone.now(),
    )
