"""Accounts of the demonstration."""

import stat
from dataclasses import replace

import pytest
from allauth.mfa.models import Authenticator
from wagtail.models import Site

from portal.accounts.models import User
from portal.accounts.second_factor import present_code
from portal.demo import accounts, day, services
from portal.demo.accounts import read_accounts
from sites.access import second_factor
from sites.access.models import SITE_ROLES, Role
from sites.access.people import people_with_role
from sites.access.standing import all_roles_of
from sites.profile.models import SiteProfile

pytestmark = pytest.mark.usefixtures("two_portals")


def listed():
    return read_accounts(day.accounts_file())


def test_an_example_portal_gets_each_role_once_and_the_province_one_administrator():
    made = services.make_accounts()
    assert made == listed()
    *made, last = made
    assert last.role == Role.EDITOR
    assert [account.role for account in made] == ["provincial_administrator", *SITE_ROLES]
    assert {account.site for account in made[1:]} == {"daidong-tiendu.bacninh.localhost"}
    site = SiteProfile.objects.get(site__hostname=made[1].site).site
    for account in made[1:]:
        (person,) = people_with_role(site, account.role).exclude(email=last.email)
        assert person.email == account.email
        assert not person.is_superuser
    assert User.objects.get(email=made[0].email).is_superuser
    assert User.objects.count() == 8


def test_one_person_works_on_two_portals():
    last = services.make_accounts()[-1]
    person = User.objects.get(email=last.email)
    roles = all_roles_of(person)
    names = Site.objects.filter(pk__in=roles).values_list("hostname", flat=True)
    assert set(names) == {"daidong-tiendu.bacninh.localhost", "triphuong-tiendu.bacninh.localhost"}
    assert set(roles.values()) == {frozenset({Role.EDITOR})}


def test_names_are_posts_and_addresses_are_valid():
    services.make_accounts()
    editor = User.objects.get(email="bientap.daidong-tiendu@bacninh.localhost")
    assert editor.full_name == "Biên tập viên xã Đại Đồng"
    for user in User.objects.all():
        user.full_clean()


def test_passwords_work_and_are_all_different():
    made = services.make_accounts()
    for account in made:
        assert User.objects.get(email=account.email).check_password(account.password)
    assert len({account.password for account in made}) == len(made)
    assert min(len(account.password) for account in made) >= 16


def test_only_the_owner_may_read_the_file():
    services.make_accounts()
    assert stat.S_IMODE(day.accounts_file().stat().st_mode) == 0o600
    header = day.accounts_file().read_text(encoding="utf-8").splitlines()[0]
    assert header == "site,role,e-mail,password,totp_secret"


def test_whose_role_requires_it_has_a_second_factor():
    for account in services.make_accounts():
        wanted = account.role in {accounts.PROVINCIAL_ADMINISTRATOR, *second_factor.ROLES}
        user = User.objects.get(email=account.email)
        assert bool(account.totp_secret) == wanted
        assert Authenticator.objects.filter(user=user).exists() == wanted
        assert bool(present_code(user)) == wanted


def test_a_role_that_did_not_require_one_before_gets_it_and_keeps_its_password():
    old = {account.email: account for account in services.make_accounts()}
    officer = next(a for a in old.values() if a.role == Role.CITIZENS_OFFICER)
    stripped = [
        replace(account, totp_secret="") if account == officer else account
        for account in old.values()
    ]
    accounts._write(day.accounts_file(), stripped)
    Authenticator.objects.filter(user__email=officer.email).delete()
    new = {account.email: account for account in services.make_accounts()}
    assert new[officer.email].totp_secret
    assert replace(new[officer.email], totp_secret=officer.totp_secret) == officer
    assert present_code(User.objects.get(email=officer.email))


def test_a_second_run_changes_nothing():
    services.make_accounts()
    before = day.accounts_file().read_bytes()
    rows = list(User.objects.order_by("pk").values())
    factors = list(Authenticator.objects.order_by("pk").values())
    services.make_accounts()
    assert day.accounts_file().read_bytes() == before
    assert list(User.objects.order_by("pk").values()) == rows
    assert list(Authenticator.objects.order_by("pk").values()) == factors


def test_an_interruption_loses_no_password(monkeypatch):
    settle, count = accounts._settle, []

    def break_at_the_third(*args):
        count.append(args)
        if len(count) == 3:
            raise KeyboardInterrupt
        settle(*args)

    monkeypatch.setattr(accounts, "_settle", break_at_the_third)
    with pytest.raises(KeyboardInterrupt):
        services.make_accounts()
    before = listed()
    assert len(before) == 8
    assert User.objects.count() == 2
    monkeypatch.setattr(accounts, "_settle", settle)
    assert services.make_accounts() == before
    for account in before:
        assert User.objects.get(email=account.email).check_password(account.password)


def test_a_lost_file_gives_everybody_a_new_password():
    old = {account.email: account.password for account in services.make_accounts()}
    day.accounts_file().unlink()
    for account in services.make_accounts():
        assert account.password != old[account.email]
        assert User.objects.get(email=account.email).check_password(account.password)
    assert User.objects.count() == 8
