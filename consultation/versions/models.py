"""The versions of a draft's text, provision by provision."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.models import Page

from consultation.versions.querysets import VersionQuerySet
from portal.common import clock
from portal.common.models import UidModel


class DraftVersion(UidModel):
    """One version of the text of a draft.

    It is prepared by officers, then taken: from then on it never changes. A page that names it is
    reviewed like any other change of the page, and readers see it once that page is published.

    Attributes:
        rows: the provisions while the version is prepared, see ``versions.preparing``.
        edition: counts the changes of ``rows``, so that nobody writes over another's.
        base: the version that readers saw when this one was prepared; the mapping is between both.
        mapping: how the provisions of the base go on in this version; None until confirmed.
    """

    page = models.ForeignKey(
        Page,
        verbose_name=pgettext_lazy("of law", "draft"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    number = models.PositiveSmallIntegerField(gettext_lazy("number"), null=True, editable=False)
    dated_on = models.DateField(
        gettext_lazy("date of the text"),
        null=True,
        blank=True,
        help_text=gettext_lazy("As it stands in the text of the draft."),
    )
    note = models.CharField(
        gettext_lazy("what is new"),
        max_length=500,
        blank=True,
        help_text=gettext_lazy("For readers, in one or two sentences."),
    )
    source_name = models.CharField(gettext_lazy("read from"), max_length=255, blank=True)
    rows = models.JSONField(default=list, editable=False)
    warnings = models.JSONField(default=list, editable=False)
    edition = models.PositiveIntegerField(default=0, editable=False)
    base = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    mapping = models.JSONField(null=True, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    taken_at = models.DateTimeField(null=True, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("version of a draft")
        verbose_name_plural = gettext_lazy("versions of drafts")
        ordering = ["page", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="draft_version_number_once"),
            models.CheckConstraint(
                condition=Q(number=None, published_at=None)
                | Q(number__isnull=False, published_at__isnull=False, taken_at__isnull=False),
                name="draft_version_published_has_number",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """As officials call it: “Draft 2”."""
        if self.number is None:
            return _("Draft in preparation")
        return _("Draft %(number)s") % {"number": self.number}

    @property
    def is_taken(self) -> bool:
        """Whether the text is fixed."""
        return self.taken_at is not None


class Lineage(UidModel):
    """One provision through all versions: what comments hold on to.

    Attributes:
        continued_by: where several provisions became one, the one that goes on.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    continued_by = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = gettext_lazy("provision through all versions")
        verbose_name_plural = gettext_lazy("provisions through all versions")

    def __str__(self) -> str:
        return str(self.uid)


class Provision(models.Model):
    """One numbered place of a taken version. Never changed: another text is another version."""

    class Kind(models.TextChoices):
        PART = "part", pgettext_lazy("of law", "part")
        CHAPTER = "chapter", pgettext_lazy("of law", "chapter")
        SECTION = "section", pgettext_lazy("of law", "section")
        SUBSECTION = "subsection", pgettext_lazy("of law", "subsection")
        ARTICLE = "article", pgettext_lazy("of law", "article")
        CLAUSE = "clause", pgettext_lazy("of law", "clause")
        POINT = "point", pgettext_lazy("of law", "point")
        ANNEX = "annex", pgettext_lazy("of law", "annex")

    version = models.ForeignKey(DraftVersion, on_delete=models.CASCADE, related_name="provisions")
    lineage = models.ForeignKey(Lineage, on_delete=models.RESTRICT, related_name="provisions")
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="+")
    order = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    number = models.CharField(max_length=60, blank=True)
    heading = models.TextField(blank=True)
    text = models.TextField(blank=True)
    address = models.CharField(max_length=255)

    class Meta:
        verbose_name = pgettext_lazy("of law", "provision")
        verbose_name_plural = pgettext_lazy("of law", "provisions")
        ordering = ["version", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "address"], name="provision_address_once_in_version"
            ),
            models.UniqueConstraint(
                fields=["version", "order"], name="provision_place_once_in_version"
            ),
        ]

    def __str__(self) -> str:
        from consultation.versions.naming import cited

        return cited(self.kind, self.number, self.heading)


class StoredRedline(models.Model):
    """What changed between two published versions, computed once.

    Attributes:
        entries: for each joined pair: relation, addresses, pieces of heading and of text.
    """

    old = models.ForeignKey(DraftVersion, on_delete=models.CASCADE, related_name="+")
    new = models.ForeignKey(DraftVersion, on_delete=models.CASCADE, related_name="+")
    entries = models.JSONField()

    class Meta:
        verbose_name = gettext_lazy("comparison of two versions")
        verbose_name_plural = gettext_lazy("comparisons of versions")
        constraints = [models.UniqueConstraint(fields=["old", "new"], name="one_redline_per_pair")]

    def __str__(self) -> str:
        return f"{self.old_id}–{self.new_id}"
