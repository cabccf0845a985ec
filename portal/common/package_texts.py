"""Which texts the installed packages bring, and where their Vietnamese stands.

Wagtail, wagtail-localize, allauth and Django are only partly translated, and what they have uses
other words than the editors' own. So the project carries complete catalogues for all that an
officer can meet, a folder each in ``portal/locale_packages``. Django looks there before it looks
into the packages. A text that several packages share stands once, with the first of them: Django
knows one translation for a text, whoever asks for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from portal.common import catalogues, wording

SKIPPED_FOLDERS = {"tests", "test", "migrations", "locale", "static", "static_src", "__pycache__"}


@dataclass(frozen=True)
class Package:
    """Texts of one installed package.

    ``name`` is that of the folder with its catalogue, ``module`` what is imported, ``only`` and
    ``skipped`` are beginnings of paths inside the module. A package that ``speaks`` Vietnamese
    itself needs here only what it lacks or says badly.
    """

    name: str
    module: str
    only: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    speaks: bool = False
    domain: str = "django"

    @property
    def folder(self) -> Path:
        """The folder that Django is told of."""
        return catalogues.PACKAGES_DIR / self.name

    @property
    def po_file(self) -> Path:
        """The Vietnamese catalogue, committed."""
        return self.folder / "vi" / "LC_MESSAGES" / f"{self.domain}.po"

    @property
    def source(self) -> Path:
        """Where the module lies."""
        spec = find_spec(self.module)
        if spec is None or spec.origin is None:
            raise LookupError(f"{self.module} is not installed, or is no package with code.")
        return Path(spec.origin).parent

    def holds(self, path: str) -> bool:
        """Whether a path inside the module belongs here."""
        return path.startswith(self.only or "") and not (
            self.skipped and path.startswith(self.skipped)
        )


WAGTAIL_APPS = (
    "admin/ api/ contrib/ documents/ embeds/ images/ locales/ search/ sites/ snippets/ users/"
)
PACKAGES = (
    Package("wagtail_core", "wagtail", skipped=tuple(WAGTAIL_APPS.split())),
    Package("wagtail_admin_screens", "wagtail.admin", only=("templates/",)),
    Package("wagtail_admin", "wagtail.admin", skipped=("templates/",)),
    Package("wagtail_images", "wagtail.images"),
    Package("wagtail_documents", "wagtail.documents"),
    Package("wagtail_users", "wagtail.users"),
    Package("wagtail_snippets", "wagtail.snippets"),
    Package("wagtail_sites", "wagtail.sites"),
    Package("wagtail_locales", "wagtail.locales"),
    Package("wagtail_redirects", "wagtail.contrib.redirects"),
    Package("wagtail_settings", "wagtail.contrib.settings"),
    Package("wagtail_tables", "wagtail.contrib.typed_table_block"),
    Package("wagtail_embeds", "wagtail.embeds"),
    Package("wagtail_search", "wagtail.search"),
    Package("wagtail_scripts", "wagtail.admin", domain="djangojs"),
    Package("localize", "wagtail_localize"),
    Package("localize_scripts", "wagtail_localize", domain="djangojs"),
    Package("taggit", "taggit"),
    Package("filters", "django_filters", skipped=("rest_framework/",)),
    Package("tasks", "django_tasks_db"),
    Package(
        "allauth",
        "allauth",
        only=("account/", "mfa/", "templates/account/", "templates/allauth/", "templates/mfa/"),
    ),
    Package("django_auth", "django.contrib.auth", speaks=True),
    Package("django", "django", skipped=("contrib/",), speaks=True),
    Package("django_models", "django.contrib.contenttypes", speaks=True),
    Package("django_numbers", "django.contrib.humanize", speaks=True),
)


def named(name: str) -> Package:
    """The package with this name.

    Raises:
        LookupError: There is none.
    """
    for package in PACKAGES:
        if package.name == name:
            return package
    known = ", ".join(package.name for package in PACKAGES)
    raise LookupError(f"There is no package {name!r}. Choose one of {known}.")


def own_texts(package: Package) -> Catalog:
    """All texts of a package, those of other packages included.

    Scripts come compiled, so their texts are those of the English catalogue that the package
    ships; all else is read from its code and templates.
    """
    if package.domain == "djangojs":
        shipped = package.source / "locale" / "en" / "LC_MESSAGES" / "djangojs.po"
        with shipped.open("rb") as stream:
            return _without_lines(read_po(stream))
    catalog = Catalog(charset="utf-8")
    for path in _sources(package):
        name = path.relative_to(package.source).as_posix()
        for text, context, notes in catalogues.texts_of(path):
            catalog.add(text, locations=[(name, 0)], auto_comments=notes, context=context)
    return catalog


def _without_lines(shipped: Catalog) -> Catalog:
    catalog = Catalog(charset="utf-8")
    for message in _messages(shipped):
        places = [(name, 0) for name, _line in message.locations]
        catalog.add(message.id, locations=places, context=message.context)
    return catalog


def _sources(package: Package) -> Iterator[Path]:
    for path in sorted(package.source.rglob("*")):
        place = path.relative_to(package.source)
        if SKIPPED_FOLDERS.intersection(place.parts) or not package.holds(place.as_posix()):
            continue
        in_templates = "templates" in place.parts and path.suffix in catalogues.TEMPLATE_SUFFIXES
        if path.suffix == ".py" or in_templates:
            yield path


@cache
def texts() -> dict[str, Catalog]:
    """The texts of every package by its name, each text only with the first that has it."""
    seen: dict[str, set] = {}
    found = {}
    for package in PACKAGES:
        catalog = Catalog(charset="utf-8")
        known = seen.setdefault(package.domain, set())
        for message in _messages(own_texts(package)):
            # A text may stand alone in one place and with a plural in another.
            key = (message.id, message.context)
            if key in known:
                continue
            known.add(key)
            catalog.add(
                message.id,
                locations=message.locations,
                auto_comments=message.auto_comments,
                context=message.context,
            )
        found[package.name] = catalog
    return found


def shipped(package: Package) -> Catalog:
    """The Vietnamese that a package brings along, empty where it has none."""
    path = package.source / "locale" / "vi" / "LC_MESSAGES" / f"{package.domain}.po"
    if not path.exists() and package.module == "django":
        path = package.source / "conf" / "locale" / "vi" / "LC_MESSAGES" / f"{package.domain}.po"
    return catalogues.read_file(path, "vi")


def needed(package: Package) -> Catalog:
    """The texts that our catalogue for a package must have.

    All of them; of a package that speaks Vietnamese itself, those that it has not translated or
    says in other words than the glossary, and those that our catalogue says better anyway.
    """
    own = texts()[package.name]
    if not package.speaks:
        return own
    inherited, ours = shipped(package), catalogues.read_file(package.po_file, "vi")
    catalog = Catalog(charset="utf-8")
    for message in _messages(own):
        if ours.get(message.id, message.context) or not _is_well_said(message, inherited):
            catalog[message.id] = message
    return catalog


def spoken(package: Package) -> Catalog:
    """The Vietnamese that people get for a package's texts: ours, else what it brings along."""
    ours = catalogues.read_file(package.po_file, "vi")
    if package.speaks:
        for message in _messages(shipped(package)):
            if not ours.get(message.id, message.context):
                ours[message.id] = message
    return ours


def _is_well_said(message: Message, inherited: Catalog) -> bool:
    said = inherited.get(message.id, message.context)
    return not wording.is_missing(said) and not wording.faults(said)


def faults(package: Package) -> list[str]:
    """What is wrong with our catalogue for a package, one sentence for each fault."""
    catalog, wanted = catalogues.read_file(package.po_file, "vi"), needed(package)
    found = [f"Not translated: {text!r}" for text in wording.missing(wanted, catalog)]
    for message in _messages(catalog):
        if not wanted.get(message.id, message.context):
            found.append(f"No longer used: {message.id!r}")
        elif not wording.is_missing(message):
            found += [f"{fault}: {message.id!r}" for fault in wording.faults(message)]
    return sorted(found)


def shadowed() -> list[str]:
    """Texts that our own catalogue says otherwise than that for the packages.

    Ours is asked first, so such a text would be wrong on the package's screens. Where the meaning
    differs, our code gives its text a context.
    """
    own = catalogues.read("vi")
    found = []
    for package in PACKAGES:
        if package.domain != "django":
            continue
        for message in _messages(catalogues.read_file(package.po_file, "vi")):
            ours = own.get(message.id, message.context)
            if ours and catalogues.is_translated(ours) and ours.string != message.string:
                found.append(
                    f"{message.id!r}: {ours.string!r}, and {package.name} {message.string!r}"
                )
    return found


def update(package: Package) -> catalogues.Update:
    """Brings the catalogue of a package up to date with what is installed."""
    return catalogues.update_file(package.po_file, "vi", needed(package))


def _messages(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)
