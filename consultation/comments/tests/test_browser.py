"""Commenting in Chromium: with and without JavaScript, by keyboard, on a telephone."""

import pytest
from django.db import transaction

from consultation.comments.models import Comment
from consultation.comments.moderation import decide
from consultation.comments.tests.citizens import FILLED, comment_on
from consultation.drafts.models import DraftPage
from consultation.drafts.tests.readers import path_of
from portal.common.testing.axe import findings
from portal.common.testing.layout import outside
from sites.access.models import Role

pytestmark = pytest.mark.browser

SIZES = [
    {"width": 320, "height": 560},
    {"width": 360, "height": 740},
    {"width": 1280, "height": 900},
]
TELEPHONE = SIZES[1]
# What the form takes for the haste of a machine.
HASTE = 2_500


@pytest.fixture
def window(portal_server, open_window, two_sites, draft):
    return open_window(two_sites.here.hostname)


def form_path(draft, place: str = "dieu-2") -> str:
    return f"/bieu-mau/gop-y/{draft.pk}/1/{place}/"


def fill(page, box: str = "") -> None:
    """Writes a comment on clause 1 of article 2, by keyboard alone from the text on."""
    page.select_option(f"{box} select[name=address]", "dieu-2.khoan-1")
    page.focus(f"{box} textarea[name=text]")
    page.keyboard.type(FILLED["text"])
    page.wait_for_timeout(HASTE)
    # Files, who writes, name, organisation, whether it is shown, e-mail, telephone.
    for words in ("", "", FILLED["name"], "", "", FILLED["email"], ""):
        page.keyboard.press("Tab")
        page.keyboard.type(words)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def check(comment: Comment) -> None:
    assert comment.text == FILLED["text"]
    assert comment.provision.address == "dieu-2.khoan-1"
    assert (comment.commenter.name, comment.commenter.email) == (FILLED["name"], FILLED["email"])
    assert not comment.commenter.name_is_shown


def test_the_form_opens_below_its_article_and_is_sent_by_keyboard(window, draft):
    page = window.page
    window.open(path_of(draft))
    page.locator("#dieu-2 a[data-comment-here]").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#dieu-2 .comment-here form")
    assert page.url.endswith(path_of(draft))
    assert not findings(page)
    fill(page, "#dieu-2 .comment-here")
    page.wait_for_url("**/tra-cuu/**")
    check(Comment.objects.get())
    assert Comment.objects.get().receipt.code[:4] in page.inner_text(".receipt__code")
    assert not window.violations
    assert not window.faults


@pytest.mark.parametrize("size", [TELEPHONE, SIZES[2]], ids=["telephone", "wide"])
def test_without_javascript_the_same_form_stands_at_its_own_address(size, chromium, window, draft):
    context = chromium.new_context(viewport=size, locale="vi-VN", java_script_enabled=False)
    page = context.new_page()
    page.goto(window.base_url + path_of(draft))
    page.click("#dieu-2 a[data-comment-here]")
    fill(page)
    page.wait_for_url("**/tra-cuu/**")
    check(Comment.objects.get())
    context.close()


def test_a_form_below_its_article_has_the_policy_and_is_opened_once(window, draft):
    DraftPage.objects.filter(pk=draft.pk).update(comment_policy="Không công bố số điện thoại.")
    page = window.page
    window.open(path_of(draft))
    page.route("**/bieu-mau/**", lambda route: (page.wait_for_timeout(300), route.continue_()))
    link = page.locator("#dieu-2 a[data-comment-here]")
    link.dblclick()
    link.click()
    page.wait_for_selector(".comment-here form")
    page.wait_for_timeout(500)
    assert page.locator(".comment-here").count() == 1
    assert "Không công bố số điện thoại." in page.inner_text(".comment-here")
    link.dblclick()
    assert not page.locator(".comment-here").is_visible()
    assert not window.faults


def test_what_is_wrong_is_said_and_what_was_written_stays(window, draft):
    page = window.page
    window.open(form_path(draft))
    page.fill("textarea[name=text]", FILLED["text"])
    page.wait_for_timeout(HASTE)
    page.click("button.button[type=submit]:has-text('Gửi góp ý')")
    page.wait_for_selector(".form-errors")
    assert page.evaluate("document.activeElement.matches('.form-errors')")
    assert page.input_value("textarea[name=text]") == FILLED["text"]
    page.click(".form-errors a >> nth=0")
    assert page.evaluate("document.activeElement.name") == "name"
    assert not findings(page)


def test_every_page_is_for_everybody(window, draft, two_sites):
    with transaction.atomic():
        officer = two_sites.person(two_sites.here, Role.CITIZENS_OFFICER)
        shown = comment_on(draft, "Đồng ý với mức hỗ trợ này.", "dieu-2", name_is_shown=True)
        decide(shown, officer, "published", edition=0)
        hidden = comment_on(draft, "Quảng cáo")
        decide(hidden, officer, "hidden", edition=0, reason="advertising")
        DraftPage.objects.filter(pk=draft.pk).update(comment_policy="Không công bố số điện thoại.")
    from consultation.comments.addresses import own_receipt_path
    from consultation.comments.receipts import private_key

    code = hidden.receipt.code
    faults = []
    for path in (
        path_of(draft),
        form_path(draft),
        f"/bieu-mau/gop-y/{draft.pk}/",
        f"{path_of(draft)}gop-y/",
        f"{path_of(draft)}gop-y/dieu-2/",
        "/tra-cuu/?ma=abc",
        own_receipt_path(hidden),
        own_receipt_path(shown),
        f"/bieu-mau/xem-lai/{code}/{private_key(hidden.receipt)}/",
    ):
        answer = window.open(path)
        assert answer.status == 200, path
        for size in SIZES:
            window.page.set_viewport_size(size)
            found = [*outside(window.page), *findings(window.page)]
            faults += [f"{path} {size['width']} px: {fault}" for fault in found]
    assert not faults, "\n".join(faults)
    assert not window.violations
