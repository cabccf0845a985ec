"""What became of the provisions, as an officer confirms or corrects it."""

from collections.abc import Mapping as MappingType
from collections.abc import Sequence

from django.utils.translation import gettext as _

from consultation.reading.tree import Provision
from consultation.versions.mapping import Mapping, Relation
from portal.common.text import spelling_key

SEPARATOR = ","


class MappingFault(Exception):
    """A line that cannot be understood.

    Attributes:
        address: of the new provision whose line it is.
        reason: what is wrong and what to write.
    """

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(reason)
        self.address = address
        self.reason = reason


def written(mapping: Sequence[Mapping]) -> dict[str, str]:
    """For each new provision the addresses of the old ones that it continues."""
    return {new: f"{SEPARATOR} ".join(one.old) for one in mapping for new in one.new}


def confirmed(
    proposed: Sequence[Mapping],
    sent: MappingType[str, str],
    old: Sequence[Provision],
    new: Sequence[Provision],
) -> list[Mapping]:
    """The mapping that the officer's lines mean.

    Args:
        proposed: by the likeness of the texts.
        sent: for new provisions, by address, the addresses of the old ones that each continues;
            a provision that is not among them keeps what was proposed.
        old: provisions of the version before.
        new: provisions of this version.

    Returns:
        every address of both versions in exactly one entry, in the order of the new version.

    Raises:
        MappingFault: an address does not exist, or several old ones go on in several new ones.
    """
    known = {provision.address for provision in old}
    lines = written(proposed) | dict(sent)
    continued = {
        one.address: _addresses(one.address, lines.get(one.address, ""), known) for one in new
    }
    followers: dict[str, list[str]] = {}
    for address, olds in continued.items():
        for each in olds:
            followers.setdefault(each, []).append(address)
    kept = {(tuple(one.old), tuple(one.new)): one for one in proposed}
    texts = {one.address: one for one in old}, {one.address: one for one in new}
    found: list[Mapping] = []
    done: set[str] = set()
    for provision in new:
        if provision.address in done:
            continue
        olds = continued[provision.address]
        news = followers[olds[0]] if olds else [provision.address]
        _refuse_tangle(provision.address, olds, news, continued)
        done.update(news)
        found.append(_entry(olds, news, kept, texts))
    found += [
        Mapping([one.address], [], Relation.REMOVED) for one in old if one.address not in followers
    ]
    return found


def _addresses(new: str, line: str, known: set[str]) -> list[str]:
    wanted = list(dict.fromkeys(part.strip() for part in line.split(SEPARATOR) if part.strip()))
    for address in wanted:
        if address not in known:
            raise MappingFault(
                new,
                _("“%(address)s” is no provision of the version before. Write an address as it "
                  "stands in the list, such as dieu-5.khoan-2, or leave the line empty.")
                % {"address": address},
            )  # fmt: skip
    return wanted


def _refuse_tangle(
    address: str, olds: list[str], news: list[str], continued: dict[str, list[str]]
) -> None:
    if len(olds) > 1 and len(news) > 1 or any(continued[each] != olds for each in news):
        raise MappingFault(
            address,
            _("Several provisions cannot go on in several others at once. Let each of them go on "
              "in one, or one of them in several."),
        )  # fmt: skip


def _entry(olds: list[str], news: list[str], kept: dict, texts: tuple[dict, dict]) -> Mapping:
    same = kept.get((tuple(olds), tuple(news)))
    if same is not None:
        return same
    if not olds:
        relation = Relation.NEW
    elif len(news) > 1:
        relation = Relation.SPLIT
    elif len(olds) > 1:
        relation = Relation.MERGED
    else:
        before, after = texts[0][olds[0]], texts[1][news[0]]
        is_same = spelling_key(_words(before)) == spelling_key(_words(after))
        relation = Relation.MOVED if is_same else Relation.CHANGED
    return Mapping(list(olds), list(news), relation)


def _words(provision: Provision) -> str:
    return f"{provision.heading}\n{provision.text}"
