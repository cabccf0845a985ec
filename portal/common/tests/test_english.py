"""What betrays an English text, and what does not."""

import pytest

from portal.common.testing.english import ALLOWED, english_on, english_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Lưu and close", ["and", "close"]),
        ("Save Draft", ["Save", "Draft"]),
        ("On the page", ["On", "the", "page"]),
        ("Root", ["Root"]),
        ("None", ["None"]),
        ("ADMIN", ["ADMIN"]),
        ("Xem trang chung cho toàn tỉnh", []),
        ("Thanh Sơn, Quang Trung, Gia Bình, Yên Phong", []),
        ("Định dạng: AVIF, CSV, XLSX", []),
        ("Nghị định 42/2022/NĐ-CP và Thông tư 24/2011/TT-BTTTT", []),
        ("Viết cho an.nguyen@example.org hoặc xem https://example.org/page/edit", []),
        ("Tệp report.pdf tại gia-binh.bacninh.localhost/en/news", []),
        ("co-cau-to-chuc", []),
        ("Tie\u0302\u0301ng Vie\u0323\u0302t", []),
        ("Đăng nhập – sign-in", ["sign"]),
        ("<b class='button'>Mới</b>", []),
        ("%(page_title)s &nbsp; 12px", []),
    ],
)
def test_words(text, words):
    assert english_words(text) == words


def test_every_exception_says_why():
    assert all(ALLOWED.values())


@pytest.mark.browser
def test_a_page_is_read_with_its_labels_and_hidden_parts(chromium):
    page = chromium.new_page()
    page.set_content(
        """<title>Trang</title><body>
        <p>Đã lưu</p><p hidden>Not shown yet</p>
        <button aria-label="Close dialog">×</button>
        <input placeholder="Search"><input type="submit" value="Send"><input value="typed">
        <template><p>Delete row</p></template>
        <code>publish</code><kbd>Ctrl</kbd><span lang="en">Land</span>
        <select><optgroup label="Kinds"><option>Loại</option></optgroup></select>"""
    )
    assert english_on(page) == {
        "p: Not shown yet",
        "aria-label: Close dialog",
        "placeholder: Search",
        "button: Send",
        "p: Delete row",
        "label: Kinds",
    }
    page.close()
