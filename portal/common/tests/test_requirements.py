"""The pins: every one exact, none older than the last fix of a weakness that concerns us."""

import re
from importlib import metadata
from pathlib import Path

import pytest
from django.conf import settings
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

# The version that fixed the last published weakness known to concern us.
LOWEST_SAFE = {
    "babel": "2.9.1",
    "certifi": "2024.7.4",
    "cryptography": "44.0.1",
    "django": "5.2.19",
    "django-allauth": "65.21.1",
    "djangorestframework": "3.15.2",
    "idna": "3.7",
    "lxml": "6.1.0",
    "oauthlib": "3.2.2",
    "pillow": "11.3.0",
    "pyjwt": "2.10.1",
    "redis": "4.5.4",
    "requests": "2.32.4",
    "sqlparse": "0.5.4",
    "tqdm": "4.66.3",
    "urllib3": "2.6.3",
    "wagtail": "8.0.1",
}
OWNERS_PACKAGES = {
    "wagtail",
    "django",
    "wagtail-localize",
    "pillow",
    "elasticsearch-dsl",
    "psycopg2-binary",
}


def pins(name: str) -> dict[str, Requirement]:
    """The requirements of a file, by the canonical name of the package."""
    lines = (Path(settings.BASE_DIR) / name).read_text(encoding="utf-8").splitlines()
    stripped = [re.sub(r"\s*#.*", "", line) for line in lines]
    found = [Requirement(line) for line in stripped if line and not line.startswith("-r")]
    return {canonicalize_name(requirement.name): requirement for requirement in found}


def version(requirement: Requirement) -> Version:
    """The one version that a pin allows."""
    return Version(str(requirement.specifier).removeprefix("=="))


RUN_TIME, DEVELOPMENT = pins("requirements.txt"), pins("requirements-dev.txt")
ALL = {**RUN_TIME, **DEVELOPMENT}


@pytest.mark.parametrize("name", sorted(ALL))
def test_pin_is_exact_and_installed(name):
    assert re.fullmatch(r"==[\w.]+", str(ALL[name].specifier))
    assert Version(metadata.version(name)) == version(ALL[name])


@pytest.mark.parametrize("name", sorted(LOWEST_SAFE))
def test_pin_is_not_below_the_lowest_safe_version(name):
    assert version(RUN_TIME[name]) >= Version(LOWEST_SAFE[name])


def test_no_package_is_pinned_twice():
    assert not RUN_TIME.keys() & DEVELOPMENT.keys()


def test_owners_packages_are_installed():
    assert RUN_TIME.keys() >= OWNERS_PACKAGES


@pytest.mark.parametrize(("pinned", "known"), [(RUN_TIME, RUN_TIME), (DEVELOPMENT, ALL)])
def test_what_a_pinned_package_needs_is_pinned_as_well(pinned, known):
    missing = {
        (name, need.name)
        for name, requirement in pinned.items()
        for need in map(Requirement, metadata.requires(name) or [])
        if is_needed(need, requirement.extras) and canonicalize_name(need.name) not in known
    }
    assert missing == set()


def is_needed(need: Requirement, extras: set[str]) -> bool:
    """Whether this Python needs it, given the extras asked for."""
    marker = need.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in {"", *extras})
