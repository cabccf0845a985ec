"""Tags of one portal: reading, writing and finding them."""

from taggit.utils import edit_string_for_tags, parse_tags

from portal.common.text import clean_text, same_text, slugify
from portal.common.tree import within
from portal.hosts.addresses import site_id_of

MOST_TAGS = 20
LONGEST_NAME = 60
LONGEST_INPUT = 1000


def read_tag_names(value: str) -> list[str]:
    """The names in a line of tags, cleaned; of two that read the same the first stays.

    Args:
        value: names separated by commas, or by blanks where there is no comma; a name with
            blanks may stand in double quotes.

    Raises:
        ValidationError: a name is no readable text.
    """
    names: list[str] = []
    for raw in _in_order(value[:LONGEST_INPUT]):
        name = clean_text(raw, LONGEST_NAME)
        if slugify(name) and not any(same_text(name, other) for other in names):
            names.append(name)
    return names


def write_tag_names(tags: list) -> str:
    """The line that :func:`read_tag_names` reads back."""
    return edit_string_for_tags(tags)


def _in_order(value: str) -> list[str]:
    return sorted(parse_tags(value), key=value.find)


def tags_of(site_id: int, names: list[str]) -> list:
    """The portal's tags of these names, made where there are none yet."""
    from editorial.articles.models import SiteTag

    by_slug = {slugify(name)[:LONGEST_NAME]: name for name in names}
    missing = [SiteTag(site_id=site_id, name=name, slug=slug) for slug, name in by_slug.items()]
    SiteTag.objects.bulk_create(missing, ignore_conflicts=True)
    found = SiteTag.objects.filter(site_id=site_id, slug__in=by_slug)
    present = {tag.slug: tag for tag in found}
    return [present[slug] for slug in by_slug]


def assign_tags(page, site_id: int, names: list[str]) -> None:
    """Gives an item exactly these tags, in this order; saved together with the page."""
    from editorial.articles.models import ArticleTag

    page.tag_links = [
        ArticleTag(tag=tag, sort_order=place) for place, tag in enumerate(tags_of(site_id, names))
    ]


def drop_foreign_tags(article) -> None:
    """Takes from an item that is about to be saved the tags of other portals than its own."""
    from editorial.articles.models import SiteTag

    site_id = site_id_of(article)
    links = list(article.tag_links.all()) if site_id else []
    if not links:
        return
    tags = SiteTag.objects.filter(pk__in=[link.tag_id for link in links])
    foreign = set(tags.exclude(site_id=site_id).values_list("pk", flat=True))
    if foreign:
        article.tag_links = [link for link in links if link.tag_id not in foreign]


def drop_foreign_tags_below(page) -> None:
    """Takes the tags of other portals from all stored items at and under a moved page."""
    from editorial.articles.models import ArticlePage, ArticleTag

    site_id = site_id_of(page)
    if site_id:
        moved = ArticlePage.objects.filter(within(page)).values("pk")
        ArticleTag.objects.filter(article__in=moved).exclude(tag__site=site_id).delete()


def suggest_tags(site_id: int, beginning: str, limit: int = 10) -> list[str]:
    """Names of the portal's tags that begin like this, without regard to diacritics."""
    from editorial.articles.models import SiteTag

    slug = slugify(beginning[:LONGEST_NAME])
    if not slug:
        return []
    tags = SiteTag.objects.filter(site_id=site_id, slug__startswith=slug)
    return list(tags.values_list("name", flat=True)[:limit])
