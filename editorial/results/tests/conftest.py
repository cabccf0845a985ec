"""The election of the tests of elections."""

from editorial.elections.tests.conftest import field

__all__ = ["field"]
