"""A citizen reads, comments and gets a receipt; what is wrong is said and nothing is lost."""

import uuid
from datetime import timedelta

import pytest
from django.core import mail

from consultation.comments.codes import written
from consultation.comments.models import Comment, Commenter, Notice, Receipt
from consultation.comments.receipts import private_key
from consultation.comments.tests.citizens import FILLED, Citizen
from consultation.conftest import SECOND_TEXT, put_text
from consultation.drafts.models import DraftPage
from consultation.drafts.tests.readers import html, path_of

pytestmark = pytest.mark.django_db


class TestTheWay:
    def test_from_the_draft_to_the_receipt(self, citizen, draft):
        page = html(citizen.site, draft)
        assert f'href="{citizen.path("dieu-2")}"' in page
        form = citizen.browser.get(citizen.path("dieu-2"))
        assert form["Cache-Control"] == "no-store"
        assert "a) Chi nhuận bút;" in form.text
        assert '<option value="dieu-2.khoan-2.diem-a">' in form.text
        answer = citizen.send("dieu-2", address="dieu-2.khoan-1")
        assert answer.status_code == 303
        comment = Comment.objects.get()
        assert (comment.text, comment.state) == (FILLED["text"], "waiting")
        assert comment.provision.address == "dieu-2.khoan-1"
        assert comment.lineage == comment.provision.lineage
        assert comment.site == citizen.site
        assert comment.consent is not None
        shown = citizen.follow(answer)
        assert FILLED["text"] in shown.text
        assert written(comment.receipt.code) in shown.text
        assert "Khoản 1 Điều 2" in shown.text
        assert shown["Cache-Control"] == "no-store"
        assert shown["Referrer-Policy"] == "no-referrer"

    def test_who_has_only_the_code_does_not_read_a_waiting_comment(self, citizen):
        citizen.send()
        code = written(Receipt.objects.get().code)
        shown = citizen.browser.get(f"/tra-cuu/{code}/")
        assert shown.status_code == 200
        for secret in (FILLED["text"], FILLED["name"], FILLED["email"]):
            assert secret not in shown.text
        wrong = citizen.browser.get(f"/tra-cuu/{code}/", {"khoa": "x" * 43})
        assert FILLED["text"] not in wrong.text

    def test_a_code_is_found_however_it_is_typed(self, citizen):
        citizen.send()
        code = Receipt.objects.get().code
        for typed in (code.lower(), f" {written(code)} ", written(code).replace("-", " ")):
            answer = citizen.browser.get("/tra-cuu/", {"ma": typed})
            assert answer.url == f"/tra-cuu/{written(code)}/"
        wrong = citizen.browser.get("/tra-cuu/", {"ma": f"{code[:-1]}?"})
        assert 'role="alert"' in wrong.text

    def test_no_page_on_the_way_sets_a_cookie_or_keeps_the_draft_from_caches(self, citizen, draft):
        for path in (path_of(draft), citizen.path(), "/tra-cuu/"):
            answer = citizen.browser.get(path)
            assert not answer.cookies
            assert "Cookie" not in answer.get("Vary", "")
        assert "s-maxage" in citizen.browser.get(path_of(draft))["Cache-Control"]

    def test_the_same_form_sent_again_leads_to_the_same_receipt(self, citizen):
        key = uuid.uuid4()
        first, second = citizen.send(key=key), citizen.send(key=key, text="Khác hẳn")
        assert first.url == second.url
        assert Comment.objects.count() == Commenter.objects.count() == Receipt.objects.count() == 1
        assert Notice.objects.count() == 1


class TestWhatIsAsked:
    @pytest.mark.parametrize(
        ("contact", "email", "telephone", "wrong"),
        [
            ("none", "", "", None),
            ("either", "", "", "email"),
            ("either", "", "0912 345 678", None),
            ("email", "", "0912 345 678", "email"),
            ("telephone", "a@example.org", "", "telephone"),
            ("telephone", "a@example.org", "12", "telephone"),
            ("either", "a@", "", "email"),
        ],
    )
    def test_contact(self, contact, email, telephone, wrong, citizen, draft):
        DraftPage.objects.filter(pk=draft.pk).update(contact=contact)
        answer = citizen.send(email=email, telephone=telephone)
        if wrong is None:
            assert answer.status_code == 303
            return
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == [wrong]
        assert FILLED["text"] in answer.text
        assert not Comment.objects.exists()

    def test_consent_and_text_and_name(self, citizen):
        answer = citizen.send(consent=None, text=" ", name="")
        assert set(answer.context["form"].errors) == {"consent", "text", "name"}
        assert not Comment.objects.exists()

    def test_an_organisation_has_a_name(self, citizen):
        answer = citizen.send(kind="organisation")
        assert list(answer.context["form"].errors) == ["organisation"]
        assert citizen.send(kind="organisation", organisation="Hội Nông dân").status_code == 303
        comment = Comment.objects.get()
        assert comment.is_organisation
        assert comment.commenter.public_name == ""

    def test_a_confirmed_address(self, citizen, draft, django_capture_on_commit_callbacks):
        DraftPage.objects.filter(pk=draft.pk).update(confirms_email=True)
        with django_capture_on_commit_callbacks(execute=True):
            citizen.send()
        comment = Comment.objects.get()
        assert comment.state == "unconfirmed"
        link = next(word for word in mail.outbox[-1].body.split() if "/xac-nhan/" in word)
        path = "/" + link.split("/", 3)[3]
        # Programs that open links of mails confirm nothing.
        assert citizen.browser.get(path).status_code == 200
        comment.refresh_from_db()
        assert comment.state == "unconfirmed"
        answer = confirm(citizen, path)
        assert answer.status_code == 303
        comment.refresh_from_db()
        assert comment.state == "waiting"
        assert confirm(citizen, path[:-2] + "x/").status_code == 404

    @pytest.mark.parametrize("field", ["text", "name", "organisation"])
    def test_hostile_words_are_harmless(self, field, citizen):
        hostile = "<script>alert(1)</script>=HYPERLINK(1)\x00\u202e"
        data = {"kind": "organisation", "organisation": "Hội", field: hostile}
        shown = citizen.follow(citizen.send(**data))
        assert "<script>alert" not in shown.text
        comment = Comment.objects.get()
        stored = {"text": comment.text, **vars(comment.commenter)}[field]
        assert stored == "<script>alert(1)</script>=HYPERLINK(1)"


def confirm(citizen: Citizen, path: str):
    """Presses the button of the mail's link."""
    import time

    import time_machine

    from portal.common.forms import issue_token

    with time_machine.travel(time.time() - 30):
        token = issue_token("confirm_comment", citizen.site.hostname)
    return citizen.browser.post(
        path, {"token": token}, headers={"origin": f"http://{citizen.site.hostname}"}
    )


class TestTheClosing:
    @pytest.mark.parametrize(("seconds", "status"), [(-1, 303), (0, 422), (1, 422)])
    def test_the_server_decides_to_the_second(self, seconds, status, citizen, draft, freeze_clock):
        freeze_clock(draft.closes_at + timedelta(seconds=seconds))
        answer = citizen.send()
        assert answer.status_code == status
        assert Comment.objects.count() == (status == 303)
        if status == 422:
            # What was written is still there to be copied.
            assert FILLED["text"] in answer.text

    @pytest.mark.parametrize(("seconds", "status"), [(-1, 422), (0, 303)])
    def test_the_opening(self, seconds, status, citizen, draft, freeze_clock):
        freeze_clock(draft.opens_at + timedelta(seconds=seconds))
        assert citizen.send().status_code == status

    def test_a_withdrawn_or_unpublished_draft(self, citizen, draft):
        DraftPage.objects.filter(pk=draft.pk).update(withdrawn_at=draft.opens_at)
        assert citizen.send().status_code == 422
        DraftPage.objects.filter(pk=draft.pk).update(withdrawn_at=None, live=False)
        assert citizen.send().status_code == 404
        assert not Comment.objects.exists()


class TestAnotherVersionMeanwhile:
    def test_the_comment_keeps_what_was_read_and_follows_its_provision(self, citizen, draft):
        shown = citizen.browser.get(citizen.path("dieu-3"))
        assert "Điều 3. Hiệu lực" in shown.text
        page = DraftPage.objects.get(pk=draft.pk)
        put_text(page, SECOND_TEXT)
        page.save_revision().publish()
        answer = citizen.send("dieu-3")
        assert answer.status_code == 303
        comment = Comment.objects.get()
        assert comment.version.number == 1
        assert comment.provision.heading == "Hiệu lực"
        newest = DraftPage.objects.get(pk=draft.pk).text_version
        now = newest.provisions.get(lineage=comment.lineage)
        assert (now.address, now.heading) == ("dieu-4", "Hiệu lực")
        again = citizen.browser.get(citizen.path("dieu-3"))
        # Also where scripts take the form alone into the page of the draft.
        form = again.text.partition('class="citizen-form"')[2].partition("</form>")[0]
        assert "Dự thảo lần 2" in form


class TestIsolation:
    def test_a_draft_of_another_portal_is_not_found(self, citizen, foreign_draft):
        other = Citizen(foreign_draft)
        assert citizen.browser.get(other.path()).status_code == 404
        answer = other.send(host=citizen.site.hostname)
        assert answer.status_code == 404
        assert not Comment.objects.exists()

    def test_another_portal_leads_to_the_receipts_own(self, citizen, two_sites):
        citizen.send()
        code = written(Receipt.objects.get().code)
        key = private_key(Receipt.objects.get())
        answer = citizen.browser.get(
            f"/tra-cuu/{code}/", {"khoa": key}, headers={"host": two_sites.there.hostname}
        )
        assert answer.status_code == 302
        assert answer.url.endswith(f"{citizen.site.hostname}/tra-cuu/{code}/")
        path = f"/bieu-mau/xem-lai/{code}/{key}/"
        assert citizen.browser.get(path).status_code == 200
        foreign = citizen.browser.get(path, headers={"host": two_sites.there.hostname})
        assert foreign.status_code == 404

    def test_a_form_sent_from_elsewhere(self, citizen, two_sites):
        data = {**FILLED, "token": citizen.token()}
        answer = citizen.browser.post(
            citizen.path(), data, headers={"origin": f"http://{two_sites.there.hostname}"}
        )
        assert answer.status_code == 403
        assert not Comment.objects.exists()

    @pytest.mark.parametrize("address", ["dieu-99", "dieu-1/../../x", "..", "%00"])
    def test_provisions_that_are_none(self, address, citizen):
        assert citizen.browser.get(citizen.path(address)).status_code == 404

    def test_a_provision_of_another_article_is_refused(self, citizen):
        answer = citizen.send("dieu-2", address="dieu-1")
        assert list(answer.context["form"].errors) == ["address"]

    def test_a_version_that_is_not_published(self, citizen):
        assert citizen.browser.get(citizen.path("dieu-1", version=2)).status_code == 404


def test_statements_do_not_grow_with_the_comments(
    citizen, draft, two_sites, django_assert_max_num_queries
):
    citizen.browser.get(citizen.path("dieu-2"))
    with django_assert_max_num_queries(15) as few:
        citizen.browser.get(citizen.path("dieu-2"))
    most = len(few)
    for number in range(12):
        citizen.send("dieu-2", text=f"Ý kiến {number}")
    with django_assert_max_num_queries(most):
        citizen.browser.get(citizen.path("dieu-2"))
