"""What the demonstration knows of a portal while it fills it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from wagtail.models import Page

from editorial.vocabularies.models import DocumentType, Field, Genre, Issuer
from portal.accounts.models import User
from portal.common.text import slugify
from portal.demo.accounts import EXAMPLE_CODES
from portal.demo.gallery import Gallery
from portal.demo.pictures import scene_for
from portal.demo.texts import ArticleText, placeholders
from sites.access.models import Role
from sites.access.people import people_with_role
from sites.profile.models import SiteProfile, SiteSection
from sites.units.models import UnitPeriod

LONGEST_SLUG = 80


@dataclass
class Lists:
    """What is read once for all portals.

    Attributes:
        children: the units of the day under the key of the unit above them.
        homes: home pages by the key of their unit.
    """

    day: date
    owner: User | None = None
    genre: Genre | None = None
    document_types: dict[str, DocumentType] = field(default_factory=dict)
    issuers: dict[str, Issuer] = field(default_factory=dict)
    fields: dict[str, Field] = field(default_factory=dict)
    children: dict[int, list[UnitPeriod]] = field(default_factory=dict)
    homes: dict[int, int] = field(default_factory=dict)

    @classmethod
    def read(cls, day: date) -> "Lists":
        """Reads them for a day."""
        children: dict[int, list[UnitPeriod]] = defaultdict(list)
        for period in UnitPeriod.objects.on(day).in_order():
            children[period.parent_id].append(period)
        live = SiteProfile.objects.filter(state=SiteProfile.State.LIVE)
        return cls(
            day=day,
            owner=User.objects.filter(is_superuser=True).order_by("pk").first(),
            genre=Genre.objects.filter(key="tin").first(),
            document_types=DocumentType.objects.in_bulk(field_name="key"),
            issuers=Issuer.objects.in_bulk(field_name="key"),
            fields=Field.objects.in_bulk(field_name="key"),
            children=children,
            homes=dict(live.values_list("unit_id", "site__root_page_id")),
        )


@dataclass
class DemoPortal:
    """One portal while it is being filled.

    Attributes:
        sections: the pages of its required sections by key.
        touched: pages that were saved, whose references are to be noted.
    """

    profile: SiteProfile
    period: UnitPeriod
    lists: Lists
    touched: list[Page] = field(default_factory=list)

    @property
    def day(self) -> date:
        """The day on which units are read."""
        return self.lists.day

    @property
    def is_example(self) -> bool:
        """Whether it has accounts and more items."""
        return self.period.code in EXAMPLE_CODES

    @cached_property
    def words(self) -> dict[str, str]:
        """The words in braces of the data files, for its unit."""
        return placeholders(self.period, self.day)

    @cached_property
    def owner(self) -> User | None:
        """Who has written its items: its editor, or who administers the province."""
        if not self.is_example:
            return self.lists.owner
        return people_with_role(self.profile.site, Role.EDITOR).first() or self.lists.owner

    @cached_property
    def gallery(self) -> Gallery:
        """Its pictures."""
        return Gallery(self.profile, self.owner)

    @cached_property
    def sections(self) -> dict[str, Page]:
        """The pages of its required sections by key, each of its own type."""
        keys = dict(
            SiteSection.objects.filter(site=self.profile.site).values_list("page_id", "key")
        )
        return {keys[page.pk]: page for page in Page.objects.filter(pk__in=keys).specific()}

    def __contains__(self, section: str) -> bool:
        return section in self.sections

    def specific(self, section: str) -> Page | None:
        """The page of a required section; None where the portal has none."""
        return self.sections.get(section)

    def hang_for(self, texts: Iterable[ArticleText]) -> None:
        """Hangs every picture that these texts want, all at once."""
        texts = list(texts)
        wanted = [scene_for(text.motif, self._seed(text.key)) for text in texts]
        inner = [
            scene_for(block["value"]["motif"], self._seed(text.key))
            for text in texts
            for block in text.body
            if block["type"] == "picture"
        ]
        self.gallery.hang([*wanted, *inner])

    def with_pictures(self, body: list[dict], key: str, *, in_english: bool = False) -> list[dict]:
        """A body in which the blocks of pictures name pictures of this portal."""
        return [self._with_picture(block, key, in_english) for block in body]

    def _with_picture(self, block: dict, key: str, in_english: bool) -> dict:
        if block["type"] != "picture":
            return block
        scene = scene_for(block["value"]["motif"], self._seed(key))
        self.gallery.hang([scene])
        image = {
            "image": self.gallery.of(scene).pk,
            "alt_text": scene.alternative_en if in_english else scene.alternative,
            "decorative": False,
        }
        return {
            "type": "picture",
            "value": {"image": image, "caption": block["value"]["caption"]},
        }

    def _seed(self, key: str) -> str:
        return f"{self.period.code}/{key}"


def short_slug(title: str) -> str:
    """A slug of whole words that is not too long."""
    slug = slugify(title)
    return slug if len(slug) <= LONGEST_SLUG else slug[:LONGEST_SLUG].rpartition("-")[0]
