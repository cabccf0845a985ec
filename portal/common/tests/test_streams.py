"""Blocks stay out of migrations."""

import json

import pytest
from django.db import models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.state import ModelState, ProjectState
from wagtail.blocks import CharBlock, RichTextBlock

from portal.common.blocks import BodyBlock
from portal.common.streams import BodyField


def state_with(field: models.Field) -> ProjectState:
    state = ProjectState()
    state.add_model(
        ModelState(
            "articles", "Text", [("id", models.BigAutoField(primary_key=True)), ("body", field)]
        )
    )
    return state


def changes(before: models.Field, after: models.Field) -> dict:
    return MigrationAutodetector(state_with(before), state_with(after))._detect_changes()


def test_no_block_is_written_into_a_migration():
    _name, path, args, kwargs = BodyField(BodyBlock, blank=True).deconstruct()
    assert (path, args, kwargs) == ("portal.common.streams.BodyField", [[]], {"blank": True})


def test_another_block_makes_no_migration():
    before = BodyField([("text", CharBlock())])
    after = BodyField([("text", CharBlock()), ("more", RichTextBlock())])
    assert changes(before, after) == {}


def test_another_option_of_the_column_makes_one():
    assert changes(BodyField(BodyBlock), BodyField(BodyBlock, null=True))


@pytest.mark.parametrize("as_text", [True, False])
def test_a_historical_model_keeps_what_is_stored(as_text):
    _name, _path, args, kwargs = BodyField(BodyBlock).deconstruct()
    historical = BodyField(*args, **kwargs)
    stored = [{"type": "heading", "value": {"text": "Đất", "level": "h2"}, "id": "1"}]
    value = historical.to_python(json.dumps(stored) if as_text else stored)
    assert json.loads(value.raw_text) == stored
    assert historical.get_prep_value(value) == stored


@pytest.mark.parametrize("empty", ["[]", [], None])
def test_a_historical_model_reads_an_empty_body(empty):
    historical = BodyField([])
    assert historical.get_prep_value(historical.to_python(empty)) == []
