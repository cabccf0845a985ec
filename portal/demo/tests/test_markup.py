"""The plain markup of the data files."""

import pytest

from portal.common.blocks import BodyBlock
from portal.demo.markup import stream_of


def test_paragraphs_headings_and_lists():
    blocks = stream_of(
        "Một <b>\nhai\n\n## Mục\n\n### Nhỏ\n\n- a & b\n- c\n\n1. Đầu\n2. Sau\n\n\nCuối"
    )
    assert blocks == [
        {"type": "paragraph", "value": "<p>Một &lt;b&gt; hai</p>"},
        {"type": "heading", "value": {"text": "Mục", "level": "h2"}},
        {"type": "heading", "value": {"text": "Nhỏ", "level": "h3"}},
        {"type": "paragraph", "value": "<ul><li>a &amp; b</li><li>c</li></ul>"},
        {"type": "paragraph", "value": "<ol><li>Đầu</li><li>Sau</li></ol>"},
        {"type": "paragraph", "value": "<p>Cuối</p>"},
    ]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("> Lời\n> — Ai đó", "quote", {"text": "Lời", "speaker": "Ai đó"}),
        ("> Lời không tên", "quote", {"text": "Lời không tên", "speaker": ""}),
        ("! Chú ý & nhớ", "notice", {"kind": "info", "text": "<p>Chú ý &amp; nhớ</p>"}),
        ("![song] Bến sông", "picture", {"motif": "song", "caption": "Bến sông"}),
        ("![song]", "picture", {"motif": "song", "caption": ""}),
    ],
)
def test_quotations_notices_and_pictures(text, kind, value):
    assert stream_of(text) == [{"type": kind, "value": value}]


def test_tables_have_headed_columns_and_perhaps_a_caption():
    (table,) = stream_of("|: Lịch\n| Ngày | Việc |\n| Thứ Hai | Họp |")
    assert table["value"] == {
        "columns": [{"type": "text", "heading": "Ngày"}, {"type": "text", "heading": "Việc"}],
        "rows": [{"values": ["Thứ Hai", "Họp"]}],
        "caption": "Lịch",
    }
    (plain,) = stream_of("| A | B |\n| 1 | 2 |")
    assert plain["value"]["caption"] == ""


def test_what_comes_out_is_a_body():
    text = "Lời\n\n## Mục\n\n> Trích\n> — Ai\n\n| A |\n| 1 |\n\n! Nhớ"
    value = BodyBlock().to_python(stream_of(text))
    assert [block.block_type for block in value] == [
        "paragraph", "heading", "quote", "table", "notice",
    ]  # fmt: skip
    BodyBlock().clean(value)
    html = value.render_as_block()
    for words in ("Lời", ">Mục</h2>", "<blockquote>", '<th scope="col">A</th>', "Nhớ"):
        assert words in html
