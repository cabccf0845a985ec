"""Copies a whole site many times with few statements: the mass behind what is timed."""

import uuid
from collections import defaultdict
from collections.abc import Iterator

from django.contrib.auth.models import Group
from django.db import connection, models, transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    Site,
)

from portal.hosts.index import index
from portal.hosts.models import Host
from sites.access.models import SiteRole
from sites.profile.models import SiteProfile, SiteSection
from sites.units.models import Unit, UnitPeriod

# Ids of the copies start this far from those of the original, copy by copy.
STRIDE = 100_000
BATCH = 250
PATH_LENGTH = 8
HOME_DEPTH = 2


class SiteCloner:
    """Copies one provisioned site, row by row, with new ids, names and paths."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.home = site.root_page
        profile = site.profile
        homes = Page.objects.filter(translation_key=self.home.translation_key)
        self.home_paths = [home.path for home in homes.order_by("path")]
        pages = Page.objects.none()
        for path in self.home_paths:
            pages = pages | Page.objects.filter(path__startswith=path)
        groups = Group.objects.filter(site_role__site=site)
        self.rows: dict[type[models.Model], list] = {
            Unit: [profile.unit],
            UnitPeriod: list(profile.unit.periods.all()),
            Collection: [profile.collection],
            Page: list(pages.order_by("path")),
        }
        for page in pages.specific():
            model = type(page)
            self.rows.setdefault(model, []).append(page)
        self.rows |= {
            Site: [site],
            Host: list(Host.objects.filter(site=site)),
            SiteProfile: [profile],
            SiteSection: list(SiteSection.objects.filter(site=site)),
            Group: list(groups),
            SiteRole: list(SiteRole.objects.filter(site=site)),
            GroupPagePermission: list(GroupPagePermission.objects.filter(group__in=groups)),
            GroupCollectionPermission: list(
                GroupCollectionPermission.objects.filter(group__in=groups)
            ),
            GroupSitePermission: list(GroupSitePermission.objects.filter(group__in=groups)),
            Group.permissions.through: list(
                Group.permissions.through.objects.filter(group__in=groups)
            ),
        }
        self.copied = {model: {row.pk for row in rows} for model, rows in self.rows.items()}
        self.next_home = self._next_number(Page, 2)
        self.next_collection = self._next_number(Collection, 2)

    def _next_number(self, model, depth: int) -> int:
        last = model.objects.filter(depth=depth).order_by("-path").first()
        return model._str2int(last.path[-4:]) + 1

    def copy(self, first: int, count: int) -> None:
        """Makes the copies numbered ``first`` to ``first + count - 1``."""
        numbers = range(first, first + count)
        for start in range(0, count, BATCH):
            batch = numbers[start : start + BATCH]
            with transaction.atomic():
                for model, originals in self.rows.items():
                    rows = (self._row(model, original, n) for n in batch for original in originals)
                    self._insert(model, rows)
        for model in (Page, Collection):
            root = model.get_first_root_node()
            model.objects.filter(pk=root.pk).update(numchild=model.objects.filter(depth=2).count())
        index.changed()

    def _row(self, model, original, number: int) -> list:
        row = []
        for field in model._meta.local_concrete_fields:
            value = getattr(original, field.attname)
            if field.primary_key or self._is_copied(field, value):
                value += number * STRIDE
            elif model is Page and field.attname == "slug" and original.depth == HOME_DEPTH:
                value = f"n{number}-{value}"
            else:
                value = self._changed(model, field.attname, value, number)
            row.append(field.get_db_prep_save(value, connection))
        return row

    def _is_copied(self, field: models.Field, value) -> bool:
        return field.is_relation and value in self.copied.get(field.related_model, ())

    def _changed(self, model, name: str, value, number: int):
        if name == "uid":
            return uuid.uuid4()
        if name == "translation_key":
            return uuid.uuid5(uuid.NAMESPACE_OID, f"{value}-{number}")
        if name == "path" and model in (Page, Collection):
            return self._path(model, value, number)
        if name in {"hostname", "code"} or (model is Host and name == "name"):
            return f"n{number}-{value}"
        if model is Group and name == "name":
            return f"{value} copy {number}"
        if model is Page and name == "url_path":
            head, _, rest = value.lstrip("/").partition("/")
            return f"/n{number}-{head}/{rest}"
        return value

    def _path(self, model, path: str, number: int) -> str:
        if model is Collection:
            return path[:4] + model._int2str(self.next_collection + number).rjust(4, "0")
        place = self.home_paths.index(path[:PATH_LENGTH])
        home = self.next_home + number * len(self.home_paths) + place
        return path[:4] + Page._int2str(home).rjust(4, "0") + path[PATH_LENGTH:]

    def _insert(self, model, rows: Iterator[list]) -> None:
        columns = ", ".join(
            connection.ops.quote_name(field.column) for field in model._meta.local_concrete_fields
        )
        marks = ", ".join(["%s"] * len(model._meta.local_concrete_fields))
        table = connection.ops.quote_name(model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(rows))


def counts() -> dict[str, int]:
    """How many rows of each kind there are, to show that the mass is there."""
    found: dict[str, int] = defaultdict(int)
    for model in (Site, Page, Host, Group, GroupPagePermission, Collection):
        found[model._meta.label] = model.objects.count()
    return dict(found)
