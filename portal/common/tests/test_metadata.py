"""What machines are told: it parses, it cannot break out, and it is of this page alone."""

import json

import pytest

from portal.common.metadata import LONGEST_SUMMARY, StructuredData, summary_of, thing
from portal.common.tests.two_sites import add_page, make_portal

HOSTILE = '</script><script>alert("1")</script> & \u2028 “é”'


@pytest.fixture
def portals(db):
    return make_portal("mot"), make_portal("hai")


def head_of(portal, path: str) -> str:
    html = portal.get(path).content.decode()
    return html[: html.index("</head>")]


def test_data_cannot_end_its_element():
    text = StructuredData([{"name": HOSTILE}]).__html__()
    assert not {"<", ">", "&", "\u2028"} & set(text)
    assert json.loads(text) == {"name": HOSTILE}


def test_several_values_are_a_list_and_empty_properties_are_left_out():
    assert json.loads(StructuredData([{"a": 1}, {"b": 2}]).__html__()) == [{"a": 1}, {"b": 2}]
    assert thing("Thing", name="x", url="", image=None) == {"@type": "Thing", "name": "x"}


def test_what_is_no_page_has_no_canonical_address(portals):
    head = head_of(portals[0], "/so-do-trang/")
    assert "canonical" not in head
    assert "og:" not in head


def test_the_summary_falls_back_and_is_cut(portals):
    page = add_page(portals[0].home, "Tin", "tin")
    assert summary_of(page) == ""
    page.lead = "Câu  dẫn\nhai dòng"
    assert summary_of(page) == "Câu dẫn hai dòng"
    page.search_description = "x" * (LONGEST_SUMMARY + 1)
    assert len(summary_of(page)) == LONGEST_SUMMARY
    assert summary_of(page).endswith("…")
