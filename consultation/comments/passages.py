"""What a comment is about: the provision as it was read, and as it reads now."""

from dataclasses import dataclass

from consultation.comments.models import Comment
from consultation.comments.places import goes_on_as, lines_of, name_of, way_up
from consultation.versions.models import DraftVersion, Lineage, Provision


@dataclass(frozen=True)
class Passage:
    """The words of a provision in one version."""

    name: str
    heading: str
    version: DraftVersion
    lines: list[str]


@dataclass(frozen=True)
class Subject:
    """What a comment is about.

    Attributes:
        name: as the place was called when the comment was made.
        read: the words that were read; None for the whole draft.
        now: the same provision in the text that readers see, where it reads differently.
        is_gone: whether that text no longer has it.
    """

    name: str
    read: Passage | None = None
    now: Passage | None = None
    is_gone: bool = False


def subject_of(comment: Comment) -> Subject:
    """What a comment is about.

    Args:
        comment: with its draft, version and provision.
    """
    provision = comment.provision
    if provision is None:
        return Subject(name_of(None))
    read = _passage(provision, comment.version)
    current = comment.draft.text_version
    if current is None or current.pk == comment.version_id:
        return Subject(read.name, read)
    successor = _successor(comment, current)
    if successor is None:
        return Subject(read.name, read, is_gone=True)
    now = _passage(successor, current)
    is_same = (now.name, now.heading, now.lines) == (read.name, read.heading, read.lines)
    return Subject(read.name, read, None if is_same else now)


def _passage(provision: Provision, version: DraftVersion) -> Passage:
    name = name_of(provision, way_up(provision))
    return Passage(name, provision.heading, version, lines_of(provision))


def _successor(comment: Comment, current: DraftVersion) -> Provision | None:
    joined = Lineage.objects.filter(page=comment.draft_id, continued_by__isnull=False)
    lineage = goes_on_as(joined).get(comment.lineage_id, comment.lineage_id)
    return current.provisions.filter(lineage=lineage).first()
