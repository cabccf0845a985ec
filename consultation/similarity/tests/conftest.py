"""Drafts that many write about, and their officers."""

from consultation.comments.tests.conftest import citizen, draft, foreign_draft  # noqa: F401
from consultation.comments.tests.desks import desk, officer, stranger  # noqa: F401
