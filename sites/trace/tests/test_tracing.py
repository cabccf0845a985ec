"""On which portals an act is written, and that it stays there."""

import json
import logging

import pytest
from allauth.account.signals import user_logged_in
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import Collection, Locale, ModelLogEntry, Page, PageLogEntry

from portal.accounts.models import User
from portal.media.models import PortalDocument
from sites.access.models import Role, SiteRole
from sites.access.people import give_role
from sites.trace import finding
from sites.trace.actions import EXPORTED, Kind, kind_of
from sites.trace.models import TracedEntry
from sites.trace.services import note
from sites.trace.tests.articles import article_model, section_of

EDIT, MARK = "wagtail.edit", "kin7q"


@pytest.fixture
def page(two_sites) -> Page:
    return section_of(two_sites.here).add_child(
        instance=article_model()(title=f"{MARK} tin", slug="tin")
    )


def sites_of(entry) -> set:
    rows = TracedEntry.objects.filter(log=finding.LOGS[type(entry)], entry=entry.pk)
    for row in rows:
        assert (row.moment, row.actor_id) == (entry.timestamp, entry.user_id)
        assert row.action == entry.action
    return {row.site for row in rows}


class TestWhere:
    def test_a_page_is_of_its_portal(self, two_sites, page, province):
        assert sites_of(log(page, EDIT, user=province)) == {two_sites.here}

    def test_in_every_language(self, two_sites, province):
        english = Locale.objects.get_or_create(language_code="en")[0]
        home = two_sites.here.root_page.copy_for_translation(english)
        assert sites_of(log(home, EDIT)) == {two_sites.here}

    def test_pictures_and_files_are_of_the_collection_at_any_depth(self, two_sites):
        collection = two_sites.here.profile.collection
        inner = Collection.objects.get(pk=collection.pk).add_child(instance=Collection(name="x"))
        for one in (collection, inner):
            document = PortalDocument.objects.create(
                title="Tệp", collection=one, file=ContentFile(b"%PDF-1.4", name="x.pdf")
            )
            assert sites_of(log(document, EDIT)) == {two_sites.here}
            assert sites_of(log(one, EDIT)) == {two_sites.here}

    def test_what_has_a_site_is_of_it(self, two_sites):
        redirect = Redirect.objects.create(old_path="/cu", site=two_sites.there)
        for one in (redirect, two_sites.there, two_sites.there.profile):
            assert sites_of(log(one, EDIT)) == {two_sites.there}

    def test_a_group_is_of_the_portal_of_its_role(self, two_sites):
        role = SiteRole.objects.get(site=two_sites.there, role=Role.EDITOR)
        assert sites_of(log(role.group, EDIT)) == {two_sites.there}

    def test_a_person_is_of_all_portals_of_that_moment(self, two_sites):
        person = two_sites.person(two_sites.here, Role.EDITOR)
        before = log(person, EDIT, user=person)
        give_role(person, two_sites.there, Role.APPROVER)
        give_role(person, two_sites.there, Role.EDITOR)
        assert sites_of(log(person, EDIT, user=person)) == {two_sites.here, two_sites.there}
        assert sites_of(before) == {two_sites.here}

    def test_everything_else_is_of_the_province(self, two_sites, province):
        for one in (province, Collection.get_first_root_node(), Group.objects.create(name="x")):
            assert sites_of(log(one, EDIT)) == {None}
        assert sites_of(log(two_sites.here.root_page.get_parent(), EDIT)) == {None}

    @pytest.mark.parametrize("act", ["wagtail.move", "wagtail.copy"])
    def test_from_one_portal_to_another_is_of_both(self, act, two_sites, page):
        source = section_of(two_sites.there)
        data = {"source": {"id": source.pk, "title": source.title}}
        assert sites_of(log(page, act, data=data)) == {two_sites.here, two_sites.there}
        gone = {"source": {"id": 10**9, "title": "x"}}
        assert sites_of(log(page, act, data=gone)) == {two_sites.here}

    def test_the_data_may_say_it(self, two_sites, page):
        here, there = two_sites.here, two_sites.there
        assert sites_of(log(page, EDIT, data={"site": there.pk})) == {there}
        assert sites_of(log(page, EDIT, data={"site": [here.pk, there.pk]})) == {here, there}
        for nothing in (None, [], 10**9, "kin", {"a": 1}):
            assert sites_of(log(page, EDIT, data={"site": nothing})) == {None}

    def test_a_feature_says_how_its_things_are_found(self, two_sites, monkeypatch):
        monkeypatch.setattr(finding, "_finders", dict(finding._finders))
        unit = two_sites.here.profile.unit
        assert sites_of(log(unit, EDIT)) == {None}
        finding.register(type(unit), lambda unit: [p.site_id for p in unit.site_profiles.all()])
        assert sites_of(log(unit, EDIT)) == {two_sites.here}

    def test_what_is_gone_is_where_it_was(self, two_sites):
        redirect = Redirect.objects.create(old_path="/cu", site=two_sites.there)
        log(redirect, EDIT)
        pk = redirect.pk
        redirect.delete()
        redirect.pk = pk
        assert sites_of(log(redirect, "wagtail.delete")) == {two_sites.there}

    def test_a_deleted_page_leaves_its_lines(self, two_sites, page, province):
        page.delete(user=province)
        entry = PageLogEntry.objects.get(action="wagtail.delete")
        assert entry.deleted
        assert sites_of(entry) == {two_sites.here}

    def test_costs_one_more_statement_than_the_three_of_the_log(
        self, two_sites, page, django_assert_num_queries
    ):
        log(page, "wagtail.lock")
        with django_assert_num_queries(4):
            log(page, "wagtail.lock")


class TestFillingIn:
    def test_what_was_there_before_and_only_once(self, two_sites, page, province, capsys):
        person = two_sites.person(two_sites.there, Role.EDITOR)
        entries = [log(page, EDIT, user=province), log(two_sites.there.profile, EDIT)]
        entries += [log(person, EDIT), log(province, EDIT)]
        untouched = TracedEntry.objects.get(log="page", entry=entries[0].pk)
        all_entries = PageLogEntry.objects.count() + ModelLogEntry.objects.count()
        TracedEntry.objects.exclude(pk=untouched.pk).delete()
        call_command("trace_history")
        assert capsys.readouterr().out.startswith(f"{all_entries - 1} ")
        here, there = two_sites.here, two_sites.there
        assert [sites_of(entry) for entry in entries] == [{here}, {there}, {there}, {None}]
        number = TracedEntry.objects.count()
        call_command("trace_history")
        assert capsys.readouterr().out.startswith("0 ")
        assert TracedEntry.objects.count() == number
        assert TracedEntry.objects.get(log="page", entry=entries[0].pk) == untouched

    def test_in_batches(self, two_sites, page, monkeypatch):
        monkeypatch.setattr("sites.trace.services.BATCH", 2)
        entries = [log(page, "wagtail.lock") for _number in range(5)]
        TracedEntry.objects.all().delete()
        call_command("trace_history")
        for entry in entries:
            assert sites_of(entry) == {two_sites.here}

    def test_what_nothing_is_known_of_is_the_provinces(self, page):
        entry = log(page, EDIT)
        article_model().objects.filter(pk=page.pk).delete()
        TracedEntry.objects.all().delete()
        call_command("trace_history")
        assert sites_of(entry) == {None}


class TestPeople:
    def test_a_role_stays_with_its_own_portal(self, two_sites, province):
        person = two_sites.person(two_sites.here, Role.EDITOR)
        give_role(person, two_sites.there, Role.APPROVER, by=province)
        entry = ModelLogEntry.objects.latest("pk")
        assert (entry.action, entry.user) == ("access.role_given", province)
        assert sites_of(entry) == {two_sites.there}

    def test_a_sign_in_is_of_all_portals_of_the_person(self, two_sites):
        person = two_sites.person(two_sites.here, Role.EDITOR)
        give_role(person, two_sites.there, Role.APPROVER)
        client = Client(SERVER_NAME=settings.ADMIN_HOST)
        user_logged_in.send(User, request=client.get("/").wsgi_request, user=person)
        entry = ModelLogEntry.objects.get(action="accounts.signed_in")
        assert sites_of(entry) == {two_sites.here, two_sites.there}


class TestNote:
    def test_about_a_thing(self, two_sites, page, province):
        entry = note("wagtail.lock", instance=page, actor=province, data={"reason": "x"})
        assert (entry.page_id, entry.user, entry.data) == (page.pk, province, {"reason": "x"})
        assert sites_of(entry) == {two_sites.here}

    def test_about_a_portal(self, two_sites, province):
        entry = note(EXPORTED, site=two_sites.there, actor=province)
        assert entry.object_id == str(two_sites.there.profile.pk)
        assert sites_of(entry) == {two_sites.there}

    def test_about_a_person_on_one_portal(self, two_sites, province):
        person = two_sites.person(two_sites.here, Role.EDITOR)
        give_role(person, two_sites.there, Role.EDITOR)
        entry = note(EXPORTED, instance=person, site=two_sites.there, actor=province)
        assert sites_of(entry) == {two_sites.there}

    def test_about_the_province(self, two_sites):
        person = two_sites.person(two_sites.here, Role.EDITOR)
        assert sites_of(note(EXPORTED, actor=person)) == {None}

    def test_about_nothing_is_refused(self, db):
        with pytest.raises(ValueError, match="something"):
            note(EXPORTED, actor=None)

    def test_what_is_not_registered_is_refused(self, province):
        with pytest.raises(ValidationError):
            note("trace.unheard", actor=province)


class TestMirror:
    @pytest.fixture
    def lines(self, caplog):
        caplog.set_level(logging.INFO, logger="portal.trace")
        formatter = next(
            handler.formatter for handler in logging.getLogger().handlers
            if type(handler.formatter).__name__ == "JsonFormatter"
        )  # fmt: skip
        return lambda: [
            formatter.format(record) for record in caplog.records if record.name == "portal.trace"
        ]

    @pytest.fixture
    def marked(self, two_sites) -> User:
        return User.objects.create_user(f"{MARK}@example.org", full_name=f"{MARK} Người")

    def test_says_who_did_what_by_numbers_alone(
        self, two_sites, page, marked, lines, django_capture_on_commit_callbacks
    ):
        data = {"page": {"title": f"{MARK} tin"}, "comment": MARK}
        with django_capture_on_commit_callbacks(execute=True):
            entry = log(page, "wagtail.lock", user=marked, data=data)
            log(marked, EDIT, user=marked, data={"email": f"{MARK}@example.org"})
        first, second = lines()
        values = json.loads(first)["values"]
        assert values == {
            "moment": entry.timestamp.isoformat(timespec="milliseconds"),
            "hosts": two_sites.here.hostname,
            "actor": str(marked.uid),
            "action": "wagtail.lock",
            "kind": "articles.articlepage",
            "object": str(page.pk),
        }
        assert json.loads(second)["values"]["hosts"] == "-"
        assert MARK not in first + second

    def test_the_system_has_no_number(self, page, lines, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            log(page, "wagtail.publish")
        (line,) = lines()
        assert json.loads(line)["values"]["actor"] == "-"

    def test_what_was_rolled_back_was_not_done(
        self, page, lines, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            with transaction.atomic():
                log(page, "wagtail.lock")
                transaction.set_rollback(True)
            log(page, "wagtail.unlock")
        (line,) = lines()
        assert json.loads(line)["values"]["action"] == "wagtail.unlock"

    def test_many_saves_are_one_line(self, page, marked, lines, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            first = page.save_revision(user=marked, log_action=True)
            for _number in range(5):
                page.save_revision(user=marked, log_action=True, overwrite_revision=first)
        assert len(lines()) == 1

    def test_is_written_where_faults_are(self):
        logger = logging.getLogger("portal.trace")
        assert logger.isEnabledFor(logging.INFO)
        assert logger.propagate


@pytest.mark.parametrize(
    ("action", "kind"),
    [
        ("wagtail.edit", Kind.CONTENT),
        ("wagtail.publish.schedule", Kind.PUBLISHING),
        ("wagtail.workflow.approve", Kind.REVIEW),
        (EXPORTED, Kind.EXPORTS),
        ("access.role_taken", Kind.PEOPLE),
        ("portal.make", Kind.PORTALS),
        ("portal.appoint", Kind.PEOPLE),
        ("portal.invite", Kind.PEOPLE),
        ("something.new", Kind.CONTENT),
    ],
)
def test_each_act_is_of_a_kind(action, kind):
    assert kind_of(action) == kind
