"""Wagtail's screens of accounts, as far as they are left."""

import io

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from portal.accounts import actions
from portal.accounts.models import User
from portal.accounts.second_factor import has_factor, set_up_totp
from portal.accounts.services import AccountError, forget_second_factor
from portal.accounts.tests.conftest import PASSWORD
from portal.common.testing.officers import officer_client as signed_in


@pytest.fixture
def officer(db) -> User:
    """Somebody with every right that a group can give."""
    user = User.objects.create_user("bien.tap@example.org", PASSWORD, full_name="Phạm Biên Tập")
    group = Group.objects.create(name="All rights")
    group.permissions.set(Permission.objects.all())
    user.groups.add(group)
    return user


@pytest.fixture
def root_client(admin_host, superuser) -> Client:
    return signed_in(superuser)


def form_fields(**changes) -> dict:
    return {"email": "moi@example.org", "full_name": "Mới", "telephone": "0222", **changes}


class TestWhoMayOpen:
    @pytest.mark.parametrize("path", ["", "new/", "edit/{pk}/", "delete/{pk}/", "history/{pk}/"])
    def test_superusers_alone(self, admin_host, officer, superuser, path):
        address = "/admin/users/" + path.format(pk=superuser.pk)
        assert signed_in(officer).get(address).status_code == 302
        other = "/admin/users/" + path.format(pk=officer.pk)
        assert signed_in(superuser).get(other).status_code == 200

    def test_not_by_posting_either(self, admin_host, officer, superuser):
        fields = form_fields(email=superuser.email)
        signed_in(officer).post(f"/admin/users/edit/{superuser.pk}/", fields)
        superuser.refresh_from_db()
        assert superuser.full_name == "Lê Quản Trị"
        assert superuser.is_active


class TestList:
    def test_finds_by_name_and_address(self, root_client, officer, newcomer):
        for word in ("Biên Tập", "bien.tap"):
            text = root_client.get("/admin/users/", {"q": word}).content.decode()
            assert "bien.tap@example.org" in text
            assert newcomer.email not in text

    def test_offers_no_acts_on_many(self, root_client, officer):
        assert "bulk" not in root_client.get("/admin/users/results/").content.decode()


class TestMaking:
    def test_invites_the_new_person(self, root_client, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            root_client.post("/admin/users/new/", form_fields(email="Moi@Example.org"))
        user = User.objects.get(email="moi@example.org")
        assert not user.has_usable_password()
        assert user.invitations.count() == 1
        assert mail.outbox[0].to == ["moi@example.org"]

    def test_gives_no_right_whatever_is_posted(self, root_client):
        group = Group.objects.create(name="G")
        fields = form_fields(
            is_superuser="on",
            groups=[group.pk],
            user_permissions=["1"],
            password=PASSWORD,
            password1=PASSWORD,
            password2=PASSWORD,
        )
        root_client.post("/admin/users/new/", fields)
        user = User.objects.get(email="moi@example.org")
        assert not user.is_superuser
        assert not user.groups.exists()
        assert not user.user_permissions.exists()
        assert not user.has_usable_password()

    def test_refuses_an_address_that_is_taken_in_another_case(self, root_client, officer):
        answer = root_client.post("/admin/users/new/", form_fields(email="BIEN.tap@example.org"))
        assert answer.status_code == 200
        assert "email" in answer.context["form"].errors
        assert User.objects.count() == 2


class TestEditing:
    def test_has_no_password_group_or_superuser_field(self, root_client, officer):
        form = root_client.get(f"/admin/users/edit/{officer.pk}/").context["form"]
        assert list(form.fields) == ["email", "full_name", "telephone", "is_active"]

    def test_closing_an_account_ends_its_sessions(self, root_client, officer):
        client = signed_in(officer)
        assert client.get("/admin/").status_code == 200
        root_client.post(f"/admin/users/edit/{officer.pk}/", form_fields(email=officer.email))
        officer.refresh_from_db()
        assert not officer.is_active
        assert client.get("/admin/").status_code == 302

    def test_a_lost_second_factor_is_taken_away_and_the_owner_told(
        self, root_client, officer, django_capture_on_commit_callbacks
    ):
        address = f"/admin/users/edit/{officer.pk}/"
        assert "forget_factor" not in root_client.get(address).context["form"].fields
        set_up_totp(officer)
        client = signed_in(officer)
        assert client.get("/admin/").status_code == 200
        fields = form_fields(email=officer.email, is_active="on")
        root_client.post(address, fields)
        assert has_factor(officer)
        with django_capture_on_commit_callbacks(execute=True):
            root_client.post(address, fields | {"forget_factor": "on"})
        assert not has_factor(officer)
        assert client.get("/admin/").status_code == 302
        assert mail.outbox[-1].to == [officer.email]
        entry = ModelLogEntry.objects.filter(action=actions.FACTOR_FORGOTTEN).get()
        assert entry.object_id == str(officer.pk)

    def test_nobody_takes_their_own_second_factors_away_there(self, root_client, superuser):
        set_up_totp(superuser)
        address = f"/admin/users/edit/{superuser.pk}/"
        signed_in(superuser).post(address, form_fields(email=superuser.email, forget_factor="on"))
        assert has_factor(superuser)
        with pytest.raises(AccountError):
            forget_second_factor(superuser, by=superuser)

    def test_nobody_closes_their_own_account(self, root_client, superuser):
        root_client.post(f"/admin/users/edit/{superuser.pk}/", form_fields(email=superuser.email))
        superuser.refresh_from_db()
        assert superuser.is_active
        assert superuser.full_name == "Mới"


class TestOwnProfile:
    def test_offers_name_and_telephone_and_leads_to_sign_in(self, admin_host, officer):
        text = signed_in(officer).get("/admin/account/").content.decode()
        assert 'name="name_email-full_name"' in text
        assert 'name="name_email-telephone"' in text
        assert 'type="password"' not in text
        assert "/tai-khoan/mat-khau/doi/" in text
        assert "/tai-khoan/hai-lop/" in text

    def test_saves_the_name_and_nothing_more(self, admin_host, officer):
        client = signed_in(officer)
        fields = {
            "name_email-full_name": "Phạm Văn Tập",
            "name_email-telephone": "0222 3823 456",
            "name_email-email": "khac@example.org",
            "name_email-is_superuser": "on",
            "locale-preferred_language": "",
            "theme-theme": "system",
            "theme-density": "default",
            "theme-contrast": "system",
        }
        client.post("/admin/account/", fields)
        officer.refresh_from_db()
        assert officer.full_name == "Phạm Văn Tập"
        assert officer.telephone == "0222 3823 456"
        assert officer.email == "bien.tap@example.org"
        assert not officer.is_superuser

    def test_takes_no_picture_of_a_person(self, admin_host, officer):
        client = signed_in(officer)
        assert "avatar-avatar" not in client.get("/admin/account/").content.decode()
        picture = io.BytesIO()
        Image.new("RGB", (8, 8)).save(picture, "JPEG")
        fields = {
            "name_email-full_name": "Phạm Văn Tập",
            "avatar-avatar": SimpleUploadedFile("a.jpg", picture.getvalue(), "image/jpeg"),
            "locale-preferred_language": "",
            "theme-theme": "system",
            "theme-density": "default",
            "theme-contrast": "system",
        }
        client.post("/admin/account/", fields)
        officer.refresh_from_db()
        assert officer.full_name == "Phạm Văn Tập"
        assert not UserProfile.get_for_user(officer).avatar


class TestModel:
    def test_address_is_unique_without_regard_to_case(self, officer):
        from django.db import IntegrityError, transaction

        with pytest.raises(IntegrityError), transaction.atomic():
            User(email="Bien.Tap@example.org").save()

    def test_createsuperuser_works(self, db, monkeypatch):
        from django.core.management import call_command

        monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
        call_command("createsuperuser", email="Goc@example.org", interactive=False, verbosity=0)
        user = User.objects.get_by_natural_key("goc@example.org")
        assert user.is_superuser
        assert user.check_password(PASSWORD)
