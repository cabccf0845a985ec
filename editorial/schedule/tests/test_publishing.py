"""Items come and go at their hour, once, and only if they still may."""

import pytest
from django.core.management import CommandError, call_command, get_commands
from django.test import Client
from wagtail.models import Page, Revision

from editorial.articles.models import ArticlePage
from editorial.schedule import publishing
from editorial.schedule.management.commands import publish_scheduled
from editorial.schedule.publishing import due_revisions, publish_due
from editorial.schedule.tests.conftest import approve, at, change, section_of, write
from portal.common import clock
from sites.profile.models import SiteProfile

pytestmark = pytest.mark.django_db


def is_live(page: Page) -> bool:
    return Page.objects.get(pk=page.pk).live


@pytest.mark.parametrize(
    ("now", "is_shown"), [("20/04 07:59", False), ("20/04 08:00", True), ("21/04 00:00", True)]
)
def test_an_item_appears_at_its_hour(portals, stop, now, is_shown):
    page = approve(write(portals.here, "Họp dân", go_live_at="20/04 08:00"))
    stop(now)
    assert publish_due().shown == int(is_shown)
    assert is_live(page) is is_shown
    assert publish_due().shown == 0


@pytest.mark.parametrize(("now", "is_hidden"), [("20/04 07:59", False), ("20/04 08:00", True)])
def test_an_item_disappears_at_its_hour(portals, stop, now, is_hidden):
    page = approve(write(portals.here, "Thông báo", expire_at="20/04 08:00"))
    stop(now)
    assert publish_due().hidden == int(is_hidden)
    page.refresh_from_db()
    assert (page.live, page.expired) == (not is_hidden, is_hidden)
    assert publish_due().hidden == 0


def test_a_draft_that_nobody_approved_does_not_appear(portals, stop):
    page = write(portals.here, "Nháp", go_live_at="20/04 08:00")
    stop("20/04 09:00")
    assert publish_due().shown == 0
    assert not is_live(page)


def test_readers_see_it_at_once_on_its_page_and_in_its_section(portals, stop):
    page = approve(write(portals.here, "Họp dân ngày mai", go_live_at="20/04 08:00"))
    reader = Client(SERVER_NAME=portals.here.hostname)
    section_url = section_of(portals.here).get_url_parts()[2]
    page_url = page.get_url_parts()[2]
    assert "Họp dân ngày mai" not in reader.get(section_url).content.decode()
    assert reader.get(page_url).status_code == 404
    stop("20/04 08:01")
    publish_due()
    assert "Họp dân ngày mai" in reader.get(section_url).content.decode()
    assert reader.get(page_url).status_code == 200
    page = ArticlePage.objects.get(pk=page.pk)
    assert page.first_published_at == at("20/04 08:01")


def test_a_top_section_that_appears_stands_in_the_menu_of_every_page(portals, stop):
    from editorial.articles.models import SectionPage

    home = portals.here.root_page
    section = home.add_child(
        instance=SectionPage(title="Bầu cử 2021", live=False, go_live_at=at("20/04 08:00"))
    )
    section.save_revision().publish()
    reader = Client(SERVER_NAME=portals.here.hostname)
    write_item = approve(write(portals.here, "Một tin"))
    url = write_item.get_url_parts()[2]
    assert "Bầu cử 2021" not in reader.get(url).content.decode()
    stop("20/04 08:00")
    section.add_child(instance=ArticlePage(title="Danh sách"))
    publish_due()
    assert "Bầu cử 2021" in reader.get(url).content.decode()


def test_an_item_unpublished_by_hand_before_its_hour_stays_hidden(portals, stop):
    page = approve(write(portals.here, "Sửa đổi"))
    approve(change(page, title="Bản mới", go_live_at="20/04 08:00"))
    ArticlePage.objects.get(pk=page.pk).unpublish()
    stop("20/04 09:00")
    assert publish_due().shown == 0
    assert not is_live(page)


def test_an_hour_taken_back_between_reading_and_publishing_counts(portals, stop, monkeypatch):
    page = approve(write(portals.here, "Họp dân", go_live_at="20/04 08:00"))
    stop("20/04 09:00")
    due = due_revisions(clock.now())
    assert len(due) == 1
    Revision.objects.update(approved_go_live_at=None)
    monkeypatch.setattr(publishing, "due_revisions", lambda moment: due)
    assert publish_due().shown == 0
    assert not is_live(page)


def test_an_item_deleted_meanwhile_is_passed_over(portals, stop, monkeypatch):
    page = approve(write(portals.here, "Họp dân", go_live_at="20/04 08:00"))
    stop("20/04 09:00")
    due = due_revisions(clock.now())
    page.delete()
    monkeypatch.setattr(publishing, "due_revisions", lambda moment: due)
    report = publish_due()
    assert (report.shown, report.failed) == (0, 0)


def test_unpublishing_is_one_act(portals, monkeypatch):
    """Else the clock could publish again what is half unpublished."""
    page = approve(write(portals.here, "Sửa đổi"))
    approve(change(page, go_live_at="20/04 08:00"))
    page = ArticlePage.objects.get(pk=page.pk)

    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("wagtail.actions.unpublish.log", fail)
    with pytest.raises(RuntimeError):
        page.unpublish()
    assert is_live(page)
    assert Revision.objects.filter(approved_go_live_at__isnull=False).count() == 1


def test_a_new_version_takes_the_place_of_the_old_one_at_its_hour(portals, stop):
    page = approve(write(portals.here, "Bản cũ"))
    approve(change(page, title="Bản mới", go_live_at="20/04 08:00"))
    assert Page.objects.get(pk=page.pk).title == "Bản cũ"
    stop("20/04 08:00")
    assert publish_due().shown == 1
    assert Page.objects.get(pk=page.pk).title == "Bản mới"


def test_an_end_does_not_cancel_the_next_beginning(portals, stop):
    page = approve(write(portals.here, "Lịch trực", expire_at="20/04 08:00"))
    approve(change(page, go_live_at="21/04 08:00", expire_at=None))
    stop("20/04 08:00")
    assert publish_due().hidden == 1
    assert not is_live(page)
    stop("21/04 08:00")
    assert publish_due().shown == 1
    assert is_live(page)


def test_after_a_pause_of_the_service_what_has_begun_and_ended_stays_hidden(portals, stop):
    page = approve(
        write(portals.here, "Cắt điện", go_live_at="20/04 08:00", expire_at="20/04 17:00")
    )
    stop("22/04 08:00")
    report = publish_due()
    assert (report.shown, report.hidden) == (1, 1)
    assert not is_live(page)


def test_nothing_appears_on_an_archive(portals, stop):
    here = approve(write(portals.here, "Tin", go_live_at="20/04 08:00"))
    there = approve(write(portals.there, "Tin", go_live_at="20/04 08:00"))
    retired = {"state": SiteProfile.State.RETIRED, "retired_on": clock.today()}
    SiteProfile.objects.filter(site=portals.here).update(**retired)
    stop("20/04 09:00")
    assert publish_due().shown == 1
    assert (is_live(here), is_live(there)) == (False, True)


def test_one_that_fails_does_not_hold_up_the_others(portals, stop, monkeypatch):
    broken = approve(write(portals.here, "Hỏng", go_live_at="20/04 07:00"))
    sound = approve(write(portals.here, "Lành", go_live_at="20/04 08:00"))
    stock = Revision.publish

    def publish(self, **kwargs):
        if self.object_id == str(broken.pk):
            raise RuntimeError
        return stock(self, **kwargs)

    monkeypatch.setattr(Revision, "publish", publish)
    stop("20/04 09:00")
    report = publish_due()
    assert (report.shown, report.failed) == (1, 1)
    assert (is_live(broken), is_live(sound)) == (False, True)
    with pytest.raises(CommandError, match="1 item"):
        call_command("publish_scheduled")


def test_the_command_takes_the_place_of_wagtails(portals, stop, capsys):
    assert get_commands()["publish_scheduled"] == "editorial.schedule"
    page = approve(write(portals.here, "Họp dân", go_live_at="20/04 08:00"))
    stop("20/04 09:00")
    call_command("publish_scheduled")
    assert is_live(page)
    assert "1 published, 0 taken away." in capsys.readouterr().out


def test_the_service_goes_on_and_on(portals, stop, monkeypatch):
    page = approve(write(portals.here, "Họp dân", go_live_at="20/04 08:00"))
    pauses = []

    def sleep(seconds: int) -> None:
        pauses.append(seconds)
        stop("20/04 08:00")
        if len(pauses) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(publish_scheduled.time, "sleep", sleep)
    monkeypatch.setattr(publish_scheduled, "close_old_connections", lambda: None)
    with pytest.raises(KeyboardInterrupt):
        call_command("publish_scheduled", every=60)
    assert pauses == [60, 60]
    assert is_live(page)


def test_the_service_does_not_run_without_a_pause(db):
    with pytest.raises(CommandError):
        call_command("publish_scheduled", every=0)
