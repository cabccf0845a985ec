"""The screen of a portal's identity: whose it is, what it takes, what it writes."""

from datetime import date

import pytest
from django.test import Client
from django.utils.html import conditional_escape
from django.utils.translation import gettext
from wagtail.log_actions import registry
from wagtail.models import Collection

from portal.common.testing.officers import officer_client
from portal.media.models import PortalImage
from sites.access.models import SITE_ROLES, Role
from sites.access.people import give_role
from sites.administration.tests.conftest import portals_url
from sites.profile.models import CONTACT_FIELDS, SiteProfile
from sites.provisioning.services import retire_site
from sites.units.models import UnitPeriod

LINK = "https://facebook.com/lienbao"


def sent(*links: tuple[str, str], **changes) -> dict:
    """What the form sends."""
    fields = {
        "name": "Cổng Thông tin điện tử xã Liên Bão",
        "name_en": "",
        "emblem": "",
        "palette": "bronze",
        "address": "Thôn Hoài Thượng",
        "telephone": "0222 3837 123",
        "email": "lienbao@example.org",
        "responsible_person": "Chủ tịch UBND xã",
        "social_links-TOTAL_FORMS": len(links),
        "social_links-INITIAL_FORMS": 0,
        "social_links-MIN_NUM_FORMS": 0,
        "social_links-MAX_NUM_FORMS": 8,
    }
    for number, (network, address) in enumerate(links):
        fields |= {
            f"social_links-{number}-network": network,
            f"social_links-{number}-address": address,
            f"social_links-{number}-ORDER": number + 1,
        }
    return fields | changes


@pytest.fixture
def own(two_sites, client) -> Client:
    """The administrator of the first portal."""
    return officer_client(two_sites.person(two_sites.here, Role.ADMINISTRATOR))


def save(browser: Client, profile: SiteProfile, fields: dict):
    return browser.post(portals_url("profile", profile.pk), fields)


class TestSaving:
    def test_everything_at_once(self, own, here):
        answer = save(own, here, sent(("facebook", LINK)))
        assert answer.status_code == 302, answer.context["form"].errors
        here.refresh_from_db()
        assert here.palette == "bronze"
        assert here.telephone == "0222 3837 123"
        assert [link.address for link in here.social_links.all()] == [LINK]
        here.site.refresh_from_db()
        assert here.site.site_name == "Cổng Thông tin điện tử xã Liên Bão"
        entry = registry.get_logs_for_instance(here).get()
        assert entry.action == "wagtail.edit"
        assert entry.user.email.startswith("administrator")

    def test_readers_see_it_at_once(self, own, here):
        host = {"host": here.site.hostname}
        before = Client().get("/", headers=host)
        save(own, here, sent())
        after = Client().get("/", headers={**host, "if-none-match": before["ETag"]})
        assert after.status_code == 200
        assert "Cổng Thông tin điện tử xã Liên Bão" in after.content.decode()

    def test_without_an_own_name_the_unit_names_the_portal(self, own, here):
        save(own, here, sent())
        save(own, here, sent(name=""))
        here.site.refresh_from_db()
        assert here.site.site_name == "Xã Liên Bão"

    def test_what_is_decided_elsewhere_cannot_be_sent(self, own, here, there):
        before = SiteProfile.objects.values("unit", "state", "collection", "site").get(pk=here.pk)
        save(
            own, here,
            sent(unit=there.unit_id, state="retired", site=there.site_id,
                 collection=there.collection_id, live_since="2000-01-01", uid="x"),
        )  # fmt: skip
        after = SiteProfile.objects.values("unit", "state", "collection", "site").get(pk=here.pk)
        assert after == before

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("telephone", "gọi cho tôi"),
            ("telephone", "12"),
            ("telephone", "0222<script>"),
            ("palette", "pink"),
            ("palette", "#ff0000"),
            ("email", "a@b.vn\nBcc: x@y.vn"),
            ("name", "x" * 201),
            ("name", "e" + "\u0301" * 60),
        ],
    )
    def test_refuses_beside_the_field(self, own, here, field, value):
        answer = save(own, here, sent(**{field: value}))
        assert answer.status_code == 200
        assert field in answer.context["form"].errors
        here.refresh_from_db()
        assert here.palette != "bronze"

    @pytest.mark.parametrize(
        "number",
        ["", "0222 3837 123", "(0222) 3837-123", "+84.222.3837123; 0222 3837 124",
         "0222 383 7123 máy lẻ 12"],
    )  # fmt: skip
    def test_takes_any_usual_number(self, own, here, number):
        assert save(own, here, sent(telephone=number)).status_code == 302

    @pytest.mark.parametrize(
        "address", ["http://facebook.com/x", "javascript:alert(1)", "ftp://x.vn", "x" * 301]
    )
    def test_links_are_https_only(self, own, here, address):
        answer = save(own, here, sent(("facebook", address)))
        assert answer.status_code == 200
        assert not here.social_links.exists()

    @pytest.mark.parametrize("address", ["//facebook.com/x", "facebook.com/x"])
    def test_a_link_without_a_scheme_becomes_one(self, own, here, address):
        save(own, here, sent(("facebook", address)))
        assert [link.address for link in here.social_links.all()] == ["https://facebook.com/x"]

    def test_invisible_signs_are_cleaned_away(self, own, here):
        save(own, here, sent(responsible_person="Chủ\u202e tịch\x00  xã"))
        here.refresh_from_db()
        assert here.responsible_person == "Chủ tịch xã"


class TestInherited:
    """Each field that may be empty says what readers see then."""

    def hint(self, browser: Client, profile: SiteProfile, field: str) -> str:
        answer = browser.get(portals_url("profile", profile.pk))
        hint = answer.context["form"].fields[field].help_text
        assert conditional_escape(hint) in answer.text
        return hint

    def test_the_name_of_the_unit(self, own, here):
        assert ">Xã Liên Bão</span>”" in self.hint(own, here, "name")

    def test_still_told_beside_an_own_name(self, own, here):
        save(own, here, sent())
        assert ">Xã Liên Bão</span>”" in self.hint(own, here, "name")

    def test_the_english_name_if_the_unit_has_one(self, own, here):
        periods = UnitPeriod.objects.filter(unit=here.unit)
        periods.update(name_en="Lien Bao Commune")
        assert '<span lang="en">Lien Bao Commune</span>”' in self.hint(own, here, "name_en")
        periods.update(name_en="")
        assert ">Xã Liên Bão</span>”" in self.hint(own, here, "name_en")

    def test_the_last_name_of_a_unit_that_ended(self, client, here, freeze_clock):
        freeze_clock(date(2026, 1, 1))
        assert ">Xã Liên Bão</span>”" in self.hint(client, here, "name")

    @pytest.mark.parametrize("field", CONTACT_FIELDS)
    def test_contacts_are_not_inherited(self, own, here, field):
        sentence = gettext("While it is empty, readers see no line.")
        assert self.hint(own, here, field).endswith(sentence)

    def test_as_readers_see_it(self, own, here):
        host = {"host": here.site.hostname}
        assert "Xã Liên Bão" in Client().get("/", headers=host).text
        assert not here.name


class TestEmblem:
    @pytest.fixture
    def pictures(self, here, there) -> dict[str, PortalImage]:
        """A picture of each portal, and one in a part of the first one's collection."""
        part = Collection.objects.get(pk=here.collection_id).add_child(name="Biểu trưng")
        places = {"here": here.collection, "there": there.collection, "part": part}
        return {
            name: PortalImage.objects.create(
                title=name, file=f"original_images/{name}.png", width=64, height=64, collection=at
            )
            for name, at in places.items()
        }

    @pytest.mark.parametrize("which", ["here", "part"])
    def test_of_the_own_collection(self, own, here, pictures, which):
        answer = save(own, here, sent(emblem=pictures[which].pk))
        assert answer.status_code == 302
        here.refresh_from_db()
        assert here.emblem == pictures[which]

    @pytest.mark.parametrize("who", ["own", "client"])
    def test_of_no_other_portal_whoever_asks(self, request, who, here, pictures):
        answer = save(request.getfixturevalue(who), here, sent(emblem=pictures["there"].pk))
        assert answer.context["form"].errors["emblem"]
        here.refresh_from_db()
        assert here.emblem is None

    def test_one_that_is_not_there(self, own, here):
        assert save(own, here, sent(emblem=10**9)).context["form"].errors["emblem"]


class TestWhoMay:
    @pytest.mark.parametrize("role", [role for role in SITE_ROLES if role != Role.ADMINISTRATOR])
    def test_no_other_role(self, two_sites, here, client, role):
        officer = officer_client(two_sites.person(here.site, role))
        for name in ("profile", "profile_history"):
            assert officer.get(portals_url(name, here.pk)).status_code == 302
        assert save(officer, here, sent()).status_code == 302
        assert officer.get(portals_url("own")).status_code == 302
        here.refresh_from_db()
        assert here.palette != "bronze"

    def test_not_another_portal(self, own, there):
        assert own.get(portals_url("profile", there.pk))["Location"] == "/admin/"
        assert own.get(portals_url("profile_history", there.pk))["Location"] == "/admin/"
        assert save(own, there, sent())["Location"] == "/admin/"
        there.refresh_from_db()
        assert there.palette != "bronze"

    def test_the_province_any(self, client, here, there):
        for profile in (here, there):
            assert client.get(portals_url("profile", profile.pk)).status_code == 200

    def test_nobody_of_an_archive_but_the_province(self, own, client, here):
        retire_site(here.site)
        assert save(own, here, sent())["Location"] == "/admin/"
        assert client.get(portals_url("profile", here.pk)).status_code == 200

    def test_an_unknown_profile_is_not_there(self, own):
        assert own.get(portals_url("profile", 10**9)).status_code == 404


class TestOwn:
    def test_leads_straight_to_it(self, own, here):
        assert portals_url("own") in own.get("/admin/").content.decode()
        assert own.get(portals_url("own"))["Location"] == portals_url("profile", here.pk)

    def test_of_several_it_is_the_current_one(self, two_sites, here, there):
        person = two_sites.person(here.site, Role.ADMINISTRATOR)
        give_role(person, there.site, Role.ADMINISTRATOR)
        own = officer_client(person)
        for profile in (here, there):
            answer = own.get(portals_url("own"), {"portal": profile.site_id})
            assert answer["Location"] == portals_url("profile", profile.pk)

    def test_the_history_says_who(self, own, here):
        save(own, here, sent())
        text = own.get(portals_url("profile_history", here.pk)).content.decode()
        assert "administrator" in text

    def test_the_history_of_all_portals_stays_with_the_province(self, own, client, here, there):
        client.post(portals_url("act", there.pk, "synchronise"))
        assert str(there) in client.get("/admin/reports/site-history/").content.decode()
        assert str(there) not in own.get("/admin/reports/site-history/").content.decode()

    def test_shows_no_other_portal(self, own, there):
        assert str(there) not in own.get(portals_url("own"), follow=True).content.decode()
