"""One service makes a whole site or nothing."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
)

from portal.accounts.models import User
from portal.hosts.models import Host
from sites.access.models import SITE_ROLES, Role, SiteRole
from sites.access.roles import RIGHTS
from sites.blueprint.services import required_sections
from sites.profile.models import SiteProfile, SiteSection
from sites.provisioning import services
from sites.provisioning.errors import ProvisioningRefused
from sites.provisioning.services import (
    provision_site,
    rename_host,
    reopen_site,
    retire_site,
    sync_site,
)
from sites.provisioning.spec import SiteSpec, proposed_host_name
from sites.provisioning.steps import Step, Steps
from sites.units.models import UnitPeriod

pytestmark = pytest.mark.usefixtures("law_and_units")

DAY = date(2021, 4, 19)


def unit_of(code: str, day: date = DAY):
    return UnitPeriod.objects.on(day).get(code=code).unit


def make(code: str = "09343", **fields):
    return provision_site(SiteSpec(unit=unit_of(code), day=DAY, **fields))


def test_a_commune_gets_every_required_section_in_its_place_and_order():
    site = make().site
    required = [s for s in required_sections("commune", DAY) if not s.is_function]
    pages = {row.key: row.page.specific for row in SiteSection.objects.filter(site=site)}
    installed = [s for s in required if s.key in pages]
    missing = {s.page_type for s in required} - {s.page_type for s in installed}
    assert missing <= {"petitions"}
    assert len(installed) > 20
    for section in installed:
        page = pages[section.key]
        parent = pages[section.parent.key] if section.parent else site.root_page
        assert page.title == section.name_vi
        assert page.url_path == f"{parent.url_path}{section.slug}/"
        assert page.live
        assert page.get_parent().pk == parent.pk
    top = [s.slug for s in installed if s.parent is None]
    assert list(site.root_page.get_children().values_list("slug", flat=True)) == top


def test_the_tree_stays_sound():
    make()
    problems = Page.find_problems()
    assert not any(problems)


def test_the_pages_are_found_edited_and_extended_like_any_other():
    site = make().site
    page = SiteSection.objects.get(site=site, key="news").page.specific
    page.title = "Tin mới"
    page.save_revision().publish()
    page.refresh_from_db()
    assert page.title == "Tin mới"
    child_type = page.allowed_subpage_models()[0]
    child = page.add_child(instance=child_type(title="Đường đi", slug="duong-di"))
    assert child.url_path.endswith("duong-di/")
    assert Page.find_problems() == ([], [], [], [], [])


def test_each_role_has_a_group_with_just_its_rights():
    site = make().site
    roles = dict(SiteRole.objects.filter(site=site).values_list("role", "group_id"))
    assert set(roles) == set(SITE_ROLES)
    for role, group_id in roles.items():
        pages = GroupPagePermission.objects.filter(group_id=group_id)
        assert set(pages.values_list("permission__codename", flat=True)) == RIGHTS[role].pages
        assert set(pages.values_list("page_id", flat=True)) <= {site.root_page_id}
        media = GroupCollectionPermission.objects.filter(group_id=group_id)
        assert set(media.values_list("permission__codename", flat=True)) == RIGHTS[role].media
        assert set(media.values_list("collection_id", flat=True)) <= {site.profile.collection_id}


def test_a_second_run_changes_nothing():
    first = make()
    assert first.is_new
    second = make()
    assert not second.is_new
    assert second.site == first.site
    assert second.repairs == []


def test_the_first_account_gets_one_invitation_on_the_admin_host(
    django_capture_on_commit_callbacks,
):
    with django_capture_on_commit_callbacks(execute=True):
        report = make(administrator_email="Truong@Example.org", administrator_name="Trưởng ban")
    user = User.objects.get(email="truong@example.org")
    assert not user.has_usable_password()
    assert set(user.groups.values_list("site_role__role", flat=True)) == {
        "approver",
        "administrator",
    }
    assert report.invitation.user == user
    (message,) = mail.outbox
    assert "http://quantri.test.localhost/tai-khoan/loi-moi/" in message.body
    assert make(administrator_email="truong@example.org").invitation is None


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"host_name": "khong phai"}, "host_name", "blanks"),
        ({"host_name": "a_b.localhost"}, "host_name", "no host name"),
        ({"host_name": "xa.example.com"}, "host_name", "not below"),
        ({"host_name": "xa.localhost\nSet-Cookie: a"}, "host_name", "blanks"),
        ({"host_name": "quantri.test.localhost"}, "host_name", "administration"),
        ({"palette": "hồng"}, "palette", "no palette"),
        ({"administrator_email": "khong-phai"}, "administrator_email", "no e-mail"),
        (
            {"administrator_email": "a@example.org", "administrator_name": "e" + "\u0301" * 20},
            "administrator_name",
            "",
        ),
    ],
)
def test_bad_input_is_refused_with_its_field_and_leaves_nothing(fields, field, words):
    with translation.override("en"), pytest.raises(ProvisioningRefused) as refusal:
        make(**fields)
    assert refusal.value.field == field
    assert words in refusal.value.reason
    assert not Site.objects.exists()
    assert not SiteProfile.objects.exists()
    assert not Collection.objects.filter(depth=2).exists()


def test_a_taken_or_former_host_name_is_refused():
    site = make("09343").site
    with pytest.raises(ProvisioningRefused, match=site.hostname):
        make("09346", host_name=site.hostname)
    rename_host(site, "moi.bacninh.localhost")
    with pytest.raises(ProvisioningRefused):
        make("09346", host_name=Host.objects.get(state=Host.State.FORMER).name)


def test_a_unit_with_a_site_and_one_that_has_ended_are_refused():
    make("09343")
    with pytest.raises(ProvisioningRefused):
        make("09343", host_name="khac.bacninh.localhost")
    gone = unit_of("09346")
    with pytest.raises(ProvisioningRefused) as refusal:
        provision_site(SiteSpec(unit=gone, day=date(2025, 7, 1)))
    assert refusal.value.field == "unit"
    assert Site.objects.count() == 1


def test_a_fault_in_the_last_step_leaves_nothing(monkeypatch):
    def fail(context):
        raise RuntimeError

    broken = Steps()
    for step in services.steps._steps:
        broken.register(step)
    broken.register(Step("fails", fail))
    monkeypatch.setattr(services, "steps", broken)
    with pytest.raises(RuntimeError):
        make()
    assert not Site.objects.exists()
    assert not Page.objects.filter(depth__gte=2).exists()
    assert not Host.objects.filter(kind="public").exists()


def test_sync_mends_a_section_a_right_and_a_collection_and_says_so():
    site = make().site
    SiteSection.objects.get(site=site, key="news").page.delete()
    group = SiteRole.objects.get(site=site, role=Role.EDITOR).group
    GroupPagePermission.objects.filter(group=group, permission__codename="change_page").delete()
    site.profile.collection.delete()
    site = Site.objects.get(pk=site.pk)
    repairs = " | ".join(sync_site(site, day=DAY).repairs)
    news = next(s for s in required_sections("commune", DAY) if s.key == "news")
    assert news.name_vi in repairs
    assert "editor" in repairs or "biên tập" in repairs
    assert site.hostname in repairs
    assert SiteSection.objects.get(site=site, key="news").page.live
    assert GroupPagePermission.objects.filter(
        group=group, permission__codename="change_page"
    ).exists()
    assert sync_site(site, day=DAY).repairs == []
    assert not any(Page.find_problems())


def test_sync_takes_away_a_right_too_many():
    site = make().site
    group = SiteRole.objects.get(site=site, role=Role.CONTRIBUTOR).group
    GroupPagePermission.objects.create(
        group=group,
        page=site.root_page,
        permission=Permission.objects.get(codename="publish_page"),
    )
    assert sync_site(site, day=DAY).repairs
    rights = GroupPagePermission.objects.filter(group=group)
    assert set(rights.values_list("permission__codename", flat=True)) == {"add_page"}


def test_a_retired_site_is_an_archive_and_can_be_reopened(client):
    site = make().site
    retire_site(site, day=date(2021, 5, 1))
    assert not GroupPagePermission.objects.filter(page=site.root_page).exists()
    response = client.get("/", headers={"host": site.hostname})
    assert response.status_code == 200
    assert "01/05/2021" in response.content.decode()
    with pytest.raises(ProvisioningRefused):
        retire_site(site)
    second = provision_site(
        SiteSpec(unit=site.profile.unit, day=DAY, host_name="moi.bacninh.localhost")
    )
    with pytest.raises(ProvisioningRefused, match="moi.bacninh.localhost"):
        reopen_site(site)
    retire_site(second.site)
    reopen_site(site)
    assert GroupPagePermission.objects.filter(page=site.root_page).exists()
    assert "01/05/2021" not in client.get("/", headers={"host": site.hostname}).content.decode()


def test_a_renamed_host_redirects_and_may_come_back():
    site = make().site
    former = site.hostname
    rename_host(site, "moi.bacninh.localhost")
    assert Host.objects.get(name=former).state == Host.State.FORMER
    rename_host(site, former)
    assert Host.objects.get(name=former).state == Host.State.CURRENT
    assert Host.objects.get(name="moi.bacninh.localhost").state == Host.State.FORMER


def test_a_unit_has_at_most_one_live_site_whoever_writes():
    site = make().site
    home = Page.get_first_root_node().add_child(title="x", slug="x")
    other = Site.objects.create(hostname="x.localhost", root_page=home)
    with pytest.raises(IntegrityError):
        SiteProfile.objects.create(site=other, unit=site.profile.unit, live_since=DAY)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("27", "bacninh.localhost"),
        ("256", "tpbacninh.bacninh.localhost"),
        ("260", "tiendu.bacninh.localhost"),
        ("BN-SYT", "soyte.bacninh.localhost"),
        ("BN-STTTT", "stttt.bacninh.localhost"),
    ],
)
def test_proposed_host_names(code, name):
    period = UnitPeriod.objects.on(DAY).get(code=code)
    assert proposed_host_name(period, DAY) == name


def test_every_unit_of_2021_gets_a_host_name_of_its_own():
    names = [
        proposed_host_name(period, DAY)
        for period in UnitPeriod.objects.on(DAY).select_related("parent")
    ]
    assert len(names) == len(set(names)) == 159
    assert "daidong-tiendu.bacninh.localhost" in names


def test_the_statements_of_a_site_do_not_grow_with_their_number():
    make("09343")
    make("09337")
    with CaptureQueriesContext(connection) as third:
        make("09346")
    for code in ("09349", "09352", "09358"):
        make(code)
    with CaptureQueriesContext(connection) as seventh:
        make("09355")
    assert len(seventh) == len(third)
    assert len(seventh) < 200


def test_a_section_beside_pages_of_other_types_gets_an_address_of_its_own():
    site = make().site
    news = SiteSection.objects.get(site=site, key="news").page
    news.delete()
    for slug in ("tin-tuc", "tin-tuc-2"):
        about = SiteSection.objects.filter(site=site, key="about_org").get().page.specific
        type_of_page = type(about)
        site.root_page.add_child(instance=type_of_page(title="Khác", slug=slug))
    sync_site(Site.objects.get(pk=site.pk), day=DAY)
    assert SiteSection.objects.get(site=site, key="news").page.slug == "tin-tuc-3"
