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
from django.db.models import F, Q
from django.db.models.functions import Length
from modelsearch.backends.base import BaseSearchBackend
from modelsearch.query import And, Boost, Fuzzy, Not, Or, Phrase, PlainText, SearchQuery
from modelsearch.utils import get_content_type_pk

from portal.common.text import fold

SIGNS = re.compile(r"[\W_]+")
# What one field of one object may bring into the index.
LONGEST_TEXT = 200_000
# Letters of a title of average length; a shorter one weighs more.
USUAL_TITLE_LENGTH = 50.0


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


class SteadyIndex:
    """Mixed into the index of a backend: writing one object costs the same in any company.

    The package weighs a title by the average length of all titles, which it computes over the
    whole index at each save, and looks through the whole index for new entries. Here the usual
    length is a constant and only the entries just written are weighed.
    """

    def add_items(self, model, objs) -> None:
        objs = list(objs)
        self._written = Q(
            content_type_id=get_content_type_pk(model), object_id__in=[str(obj.pk) for obj in objs]
        )
        super().add_items(model, objs)

    def _refresh_title_norms(self, full: bool = False) -> None:
        entries = self.entries if full else self.entries.filter(self._written)
        entries = entries.annotate(title_length=Length("title")).filter(title_length__gt=0)
        entries.update(title_norm=USUAL_TITLE_LENGTH / F("title_length"))


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
    index_class = type("Index", (SteadyIndex, base.index_class), {})
    return type("FoldingSearchBackend", (FoldingBackend, base), {"index_class": index_class})


def SearchBackend(params: dict) -> BaseSearchBackend:  # noqa: N802 the name that Wagtail looks for
    """The backend of the default database."""
    return backend_class(connection.vendor)(params)
