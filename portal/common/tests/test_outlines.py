"""Headings can be linked to, and a long body tells what it holds."""

import re

import pytest
from django.template import Context, Template

from portal.common.blocks import BodyBlock
from portal.common.outlines import outline_of

pytestmark = pytest.mark.django_db


def body_of(*headings: tuple[str, str]):
    blocks = [{"type": "heading", "value": {"text": t, "level": level}} for t, level in headings]
    return BodyBlock().to_python(blocks)


def test_the_table_of_contents_leads_to_the_headings():
    stream = body_of(
        ("Chức năng", "h2"), ("Chức năng", "h3"), ("Bộ máy", "h2"), ("Chức năng", "h2")
    )
    html = Template("{% load common_tags %}{% body stream %}").render(Context({"stream": stream}))
    ids = re.findall(r'id="([^"]+)"', html)
    assert ids == ["muc-chuc-nang", "muc-chuc-nang--2", "muc-bo-may", "muc-chuc-nang--3"]
    assert [heading.anchor for heading in outline_of(stream)] == [ids[0], ids[2], ids[3]]


def test_a_short_body_needs_no_table_of_contents():
    assert outline_of(body_of(("Một", "h2"), ("Hai", "h2"), ("Ba", "h3"))) == []
    assert outline_of(body_of()) == []
    assert len(outline_of(body_of(("Một", "h2"), ("Hai", "h2"), ("Ba", "h2")))) == 3


def test_a_heading_of_signs_has_an_anchor():
    stream = body_of(("!!!", "h2"), ("???", "h2"), ("Ba", "h2"))
    assert len({heading.anchor for heading in outline_of(stream)}) == 3
