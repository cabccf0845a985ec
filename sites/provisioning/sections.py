"""The required sections of a site: found again, or made."""

from collections import defaultdict
from itertools import chain, count

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from portal.common.registry import PageType, page_types
from portal.common.tree import below
from portal.common.trees import insert_pages
from sites.blueprint.models import RequiredSection
from sites.blueprint.services import required_sections
from sites.menus.services import look_again_at_profile, look_again_below, note_empty
from sites.profile.models import SiteSection
from sites.provisioning.steps import SiteContext

SECTION_DEPTH = 3


def sync_sections(context: SiteContext) -> None:
    """Makes the sections that the law in force requires of the unit's kind and that are missing.

    A page that stands at a section's address and has its type is taken for the section. A
    section whose feature is not installed is listed, never replaced by a page of another type.
    """
    rows = SiteSection.objects.filter(site=context.site).select_related("page")
    present = {row.key: row.page for row in rows}
    missing = []
    for section in _sections_of(context):
        page_type = page_types.get(section.page_type)
        if section.key in present:
            _note_if_hidden(context, section, present[section.key])
        elif page_type is None:
            context.not_installed.append(section.name_vi)
        else:
            missing.append((section, page_type))
    if missing:
        _add(context, present, missing)


def sync_menus(context: SiteContext) -> None:
    """Lets menus lead to what is filled; a site that is being made holds its contacts at most."""
    if context.is_new:
        if context.profile.has_contacts:
            look_again_at_profile(context.home)
        return
    homes = Page.objects.filter(translation_key=context.home.translation_key)
    changed = sum(look_again_below(home) for home in homes)
    if changed:
        context.repairs.append(
            ngettext(
                "menu put right: %(number)d section",
                "menu put right: %(number)d sections",
                changed,
            )
            % {"number": changed}
        )


def _sections_of(context: SiteContext) -> list[RequiredSection]:
    sections = required_sections(context.period.kind, context.day)
    return [section for section in sections if not section.is_function]


def _note_if_hidden(context: SiteContext, section: RequiredSection, page: Page) -> None:
    if not page.live:
        context.notes.append(
            _("section “%(name)s” is required and not published") % {"name": section.name_vi}
        )


def _add(
    context: SiteContext,
    present: dict[str, Page],
    missing: list[tuple[RequiredSection, PageType]],
) -> None:
    standing = _standing_pages(context.home)
    nodes, rows = [], []
    for section, page_type in missing:
        parent = present.get(section.parent.key) if section.parent else context.home
        if parent is None:
            continue
        place = (parent.pk, section.slug) if parent.pk else None
        found = standing.get(place)
        if found and found.cached_content_type.model_class() is page_type.model:
            page = found
            context.repairs.append(_("section “%(name)s” found again") % {"name": section.name_vi})
        else:
            page = page_type.make(
                title=section.name_vi,
                slug=_free_slug(standing, parent, section.slug),
                locale=context.home.locale,
            )
            nodes.append((page, parent))
            context.repairs.append(_("section “%(name)s” made") % {"name": section.name_vi})
        present[section.key] = page
        rows.append((section.key, page))
    note_empty(insert_pages(nodes))
    SiteSection.objects.bulk_create(
        [SiteSection(site=context.site, key=key, page_id=page.pk) for key, page in rows]
    )


def _free_slug(standing: dict[tuple[int, str], Page], parent: Page, slug: str) -> str:
    """The slug, with a number behind it where a page of another type has it."""
    candidates = chain([slug], (f"{slug}-{number}" for number in count(2)))
    return next(word for word in candidates if not standing.get((parent.pk, word)))


def _standing_pages(home: Page) -> dict[tuple[int, str], Page]:
    """Pages of the first two levels below a home, by parent and slug."""
    if not home.numchild:
        return {}
    pages = list(Page.objects.filter(below(home), depth__lte=SECTION_DEPTH + 1))
    by_path = {page.path: page for page in [home, *pages]}
    standing: dict[tuple[int, str], Page] = defaultdict(lambda: None)
    for page in pages:
        parent = by_path.get(page.path[: -page.steplen])
        if parent:
            standing[parent.pk, page.slug] = page
    return standing
