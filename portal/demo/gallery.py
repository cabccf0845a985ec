"""The pictures of the demonstration in the portals: drawn and encoded once, stored once.

Each portal has pictures of its own in its own collection, as everywhere; but their files are hard
links to one set of files. A portal that deletes or replaces a picture takes its own names away and
nothing of the others: the file system counts the names.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image
from wagtail.images.models import Filter

from portal.accounts.models import User
from portal.demo.pictures import SCENES, Scene, picture
from portal.media.models import PortalImage, PortalRendition
from portal.media.renditions import USUAL_SIZES, specs_of
from sites.profile.models import SiteProfile

FOLDER = "demo_pictures"
ORIGINAL = "original.jpg"
TOKEN_LENGTH = 12
# What the administration shows of a picture in its lists and choosers.
ADMIN_SPECS = ("max-165x165",)


def shelf_of(scene: Scene) -> Path:
    """The folder of a scene's files, which no address leads to."""
    return Path(default_storage.path(f"{FOLDER}/{scene.key}"))


def specs() -> tuple[str, ...]:
    """The filter specs in which every picture of the demonstration is at hand."""
    return tuple(dict.fromkeys([*specs_of(*USUAL_SIZES), *ADMIN_SPECS]))


def draw(scenes: Iterable[Scene]) -> int:
    """Draws and encodes those of these scenes whose files are not there yet.

    Each folder gets its name when it is whole, so an interruption leaves no half scene.

    Returns:
        How many were drawn.
    """
    missing = [scene for scene in dict.fromkeys(scenes) if not shelf_of(scene).exists()]
    # Encoders leave Python's lock, so two scenes at a time use two processors.
    with ThreadPoolExecutor(max_workers=2) as threads:
        return len(list(threads.map(_draw, missing)))


def _draw(scene: Scene) -> None:
    shelf = shelf_of(scene)
    draft = shelf.with_name(f"{shelf.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    data = picture(scene.key)
    (draft / ORIGINAL).write_bytes(data)
    # Threads ask nothing of the database, as a missing collection would.
    image = PortalImage(file=ContentFile(data, name=ORIGINAL), collection=None)
    for spec in specs():
        file = image.generate_rendition_file(Filter(spec=spec), source=ContentFile(data))
        file.seek(0)
        (draft / f"{_word(spec)}{Path(file.name).suffix}").write_bytes(file.read())
    draft.rename(shelf)


def _word(spec: str) -> str:
    return spec.replace("|", ".")


@dataclass(frozen=True)
class Piece:
    """One file of a scene."""

    path: Path
    width: int
    height: int


def _piece(path: Path) -> Piece:
    with Image.open(path) as image:
        return Piece(path, *image.size)


@cache
def _pieces(shelf: Path) -> dict[str, Piece]:
    """The files of a scene by filter spec; the original's is empty."""
    by_stem = {path.name.removesuffix(path.suffix): path for path in shelf.iterdir()}
    found = {spec: _piece(by_stem[_word(spec)]) for spec in specs()}
    return {"": _piece(shelf / ORIGINAL), **found}


@dataclass
class Gallery:
    """The pictures of one portal while it is being filled; each scene is there once."""

    profile: SiteProfile
    owner: User | None
    images: dict[str, PortalImage] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Finds what hangs already: a file must never belong to two pictures."""
        names = {f"original_images/{self._stem(scene)}.jpg": key for key, scene in SCENES.items()}
        for image in PortalImage.objects.filter(collection=self.profile.collection):
            if image.file.name in names:
                self.images[names[image.file.name]] = image

    def hang(self, scenes: Iterable[Scene]) -> None:
        """Gives the portal its pictures of these scenes, with all their sizes."""
        missing = dict.fromkeys(scene for scene in scenes if scene.key not in self.images)
        draw(missing)
        new = [self._image(scene) for scene in missing]
        PortalImage.objects.bulk_create(new)
        self.images |= dict(zip([scene.key for scene in missing], new, strict=True))
        PortalRendition.objects.bulk_create(
            rendition for scene in missing for rendition in self._renditions(scene)
        )

    def of(self, scene: Scene) -> PortalImage:
        """The portal's picture of a scene that hangs."""
        return self.images[scene.key]

    def _image(self, scene: Scene) -> PortalImage:
        piece = _pieces(shelf_of(scene))[""]
        data = piece.path.read_bytes()
        image = PortalImage(
            title=scene.title,
            description=scene.alternative,
            width=piece.width,
            height=piece.height,
            file_size=len(data),
            # Wagtail compares uploads by this to warn of doubles.
            file_hash=hashlib.sha1(data, usedforsecurity=False).hexdigest(),
            collection=self.profile.collection,
            uploaded_by_user=self.owner,
        )
        image.file.name = _link(piece.path, f"original_images/{self._stem(scene)}.jpg")
        return image

    def _renditions(self, scene: Scene) -> Iterator[PortalRendition]:
        for spec in specs():
            piece = _pieces(shelf_of(scene))[spec]
            name = f"images/{self._stem(scene)}.{piece.path.name}"
            rendition = PortalRendition(
                image=self.of(scene), filter_spec=spec, width=piece.width, height=piece.height
            )
            rendition.file.name = _link(piece.path, name)
            yield rendition

    def _stem(self, scene: Scene) -> str:
        """The same for a portal and a scene in each run, so that interruptions leave no litter."""
        token = hashlib.sha256(f"{self.profile.uid}/{scene.key}".encode()).hexdigest()
        return f"{scene.key}-{token[:TOKEN_LENGTH]}"


def _link(source: Path, name: str) -> str:
    """Another name for a stored file; a copy where the file system knows no links."""
    target = Path(default_storage.path(name))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
    return name
