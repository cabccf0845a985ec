"""The database's own search, with Vietnamese text folded on both sides.

Neither SQLite nor PostgreSQL finds “bầu cử” from “bau cu”: their dictionaries keep the marks.
So what is indexed and what is asked for are folded here, in Python: lower case, no diacritics,
đ as d, and signs as blanks, so that “15/2024” finds the document 15/2024/NĐ-CP as well.
"""

import re
from copy import copy
from functools import cache

from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from modelsearch.backends.base import BaseSearchBackend
from modelsearch.query import And, Boost, Fuzzy, Not, Or, Phrase, PlainText, SearchQuery

from portal.common.text import fold

SIGNS = re.compile(r"[\W_]+")
# What one field of one object may bring into the index.
LONGEST_TEXT = 200_000


def search_form(text: str) -> str:
    """The form in which text is indexed and asked for. Doing it twice changes nothing."""
    return SIGNS.sub(" ", fold(text[:LONGEST_TEXT])).strip()


def fold_query(query: SearchQuery | str) -> SearchQuery | str:
    """A query of the same shape, all words of it in their search form.

    Returns:
        An empty string when no word is left, which finds nothing; parts without words are left
        out of a combination.
    """
    if isinstance(query, str):
        return search_form(query)
    if isinstance(query, PlainText | Phrase | Fuzzy):
        return _fold_words(query)
    if isinstance(query, Boost | Not):
        folded = copy(query)
        folded.subquery = fold_query(query.subquery)
        return folded if folded.subquery != "" else ""
    if isinstance(query, And | Or):
        parts = [part for part in map(fold_query, query.subqueries) if part != ""]
        return type(query)(parts) if parts else ""
    return query


def _fold_words(query: PlainText | Phrase | Fuzzy) -> SearchQuery | str:
    folded = copy(query)
    folded.query_string = search_form(query.query_string)
    return folded if folded.query_string else ""


class FoldingIndexer:
    """Mixed into the part of a backend that reads an object's text."""

    def prepare_value(self, value) -> str:
        return search_form(super().prepare_value(value))


class FoldingBackend:
    """Mixed into a backend: queries are folded before they are compiled."""

    def _search(self, query_compiler_class, query, *args, **kwargs):
        return super()._search(query_compiler_class, fold_query(query), *args, **kwargs)


@cache
def backend_class(vendor: str) -> type[BaseSearchBackend]:
    """The folding backend of a database.

    The package builds its indexer by a name of its own module, so the name is given ours.

    Raises:
        ImproperlyConfigured: there is none for this database.
    """
    if vendor == "sqlite":
        from modelsearch.backends.database.sqlite import sqlite as module

        base = module.SQLiteSearchBackend
    elif vendor == "postgresql":
        from modelsearch.backends.database.postgres import postgres as module

        base = module.PostgresSearchBackend
    else:
        raise ImproperlyConfigured(f"Search knows SQLite and PostgreSQL, not {vendor!r}.")
    module.ObjectIndexer = type("Indexer", (FoldingIndexer, module.ObjectIndexer), {})
    return type("FoldingSearchBackend", (FoldingBackend, base), {})


def SearchBackend(params: dict) -> BaseSearchBackend:  # noqa: N802 the name that Wagtail looks for
    """The backend of the default database."""
    return backend_class(connection.vendor)(params)
