"""The small demonstration, and the checker of HTML."""

import os

import pytest

from portal.common.testing.markup import checker
from portal.demo.testing.server import small_demo

__all__ = ["small_demo"]


@pytest.fixture(scope="session")
def html_checker() -> list[str]:
    """The checker's command; only a machine without Java or npm may do without."""
    try:
        return checker()
    except FileNotFoundError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(error))
