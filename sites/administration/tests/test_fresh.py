"""Who acts on portals from a desk that somebody has left gives the password again first."""

import time

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.common.testing.officers import officer_client
from sites.profile.models import SiteProfile


@pytest.fixture
def province(two_sites) -> User:
    return User.objects.create_superuser("tinh@example.org", "mat-khau-dai-12")


@pytest.fixture
def old_client(province) -> Client:
    """Signed in as long ago as is not fresh any more."""
    client = officer_client(province)
    session = client.session
    at = time.time() - settings.FRESH_SIGN_IN_SECONDS
    records = session[AUTHENTICATION_METHODS_SESSION_KEY]
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{**record, "at": at} for record in records]
    session.save()
    return client


def is_asked_again(answer) -> bool:
    return answer.status_code == 302 and "/tai-khoan/xac-nhan/" in answer["Location"]


def screens(site) -> list[str]:
    profile = site.profile.pk
    return [
        reverse("portals:act", args=[profile, "head"]),
        reverse("portals:profile", args=[profile]),
        reverse("portal_batches:upload"),
    ]


def test_reading_is_asked_again_before_anything_is_typed(two_sites, old_client, province):
    for path in screens(two_sites.here):
        assert is_asked_again(old_client.get(path)), path
        assert officer_client(province).get(path).status_code == 200, path


def test_nobody_becomes_head_meanwhile(two_sites, old_client):
    stranger = User.objects.create_user("ke-la@example.org", "mat-khau-dai-12", full_name="Lạ")
    sent = {"administrator_email": stranger.email, "administrator_name": ""}
    path = reverse("portals:act", args=[two_sites.here.profile.pk, "head"])
    assert is_asked_again(old_client.post(path, sent))
    assert not stranger.groups.exists()


def test_no_portal_allows_own_texts_meanwhile(two_sites, old_client):
    profile = two_sites.here.profile
    path = reverse("portals:profile", args=[profile.pk])
    assert is_asked_again(old_client.post(path, {"allows_own_texts": "on"}))
    assert not SiteProfile.objects.get(pk=profile.pk).allows_own_texts


def test_the_list_of_portals_goes_on(old_client):
    assert old_client.get(reverse("portals:list")).status_code == 200
