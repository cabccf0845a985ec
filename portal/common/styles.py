"""One style sheet for readers out of one file per layer for those who write it.

A page asks for a single file, because each further one costs a reader on a slow line another
round; who works on the design finds each layer in its own file. There is no step to run: the
file is put together when somebody asks for it or when static files are collected.
"""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

# The order of the cascade: what comes later wins, whatever its selectors are.
LAYERS = ("reset", "tokens", "base", "layout", "components", "utilities", "print")
STYLE_SHEET = "css/portal.css"
SOURCES = settings.BASE_DIR / "static" / "css"


def compose(sources: Path = SOURCES) -> str:
    """The whole style sheet.

    Args:
        sources: the folder with one file per layer.
    """
    parts = [f"@layer {', '.join(LAYERS)};\n"]
    parts += [(sources / f"{layer}.css").read_text("utf-8") for layer in LAYERS]
    return "".join(parts)


class LayerFinder(BaseFinder):
    """Finds the style sheet among static files, as new as the newest of its layers."""

    def __init__(self, app_names: list[str] | None = None, *args, **kwargs) -> None:
        self.storage = FileSystemStorage(settings.VAR_DIR / "styles")
        super().__init__(*args, **kwargs)

    def find(self, path: str, find_all: bool = False, **kwargs) -> str | list[str]:
        """The place of the style sheet; nothing for any other path.

        Args:
            path: what is asked for, relative to the static files' address.
            find_all: whether a list of all places is wanted.
        """
        if path != STYLE_SHEET:
            return []
        place = str(self._written())
        return [place] if find_all else place

    def list(self, ignore_patterns: list[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        """The style sheet, for collecting."""
        self._written()
        yield STYLE_SHEET, self.storage

    def _written(self) -> Path:
        place = Path(self.storage.path(STYLE_SHEET))
        text = compose()
        if not place.exists() or place.read_text("utf-8") != text:
            place.parent.mkdir(parents=True, exist_ok=True)
            # Two processes may write at once: each replaces the file as a whole.
            fresh = self.storage.get_alternative_name(str(place), ".new")
            Path(fresh).write_text(text, "utf-8")
            Path(fresh).replace(place)
        return place
