"""What one portal has published is handed out on its own host alone."""

import pytest
from django.conf import settings

from portal.common.testing.officers import officer_client
from portal.isolation.readers import addresses_of_files, answers_on, files_that_others_get

pytestmark = pytest.mark.server


def test_files_are_handed_out_on_their_own_host_alone(ground):
    addresses = addresses_of_files(ground.there)
    assert set(answers_on(ground.there.site.hostname, addresses).values()) == {200}
    assert list(files_that_others_get(ground)) == []


def test_the_former_browser_of_a_moved_person_is_signed_out(ground):
    answer = ground.former_client.get("/admin/")
    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (
        302,
        "/tai-khoan/vao/",
    )
    assert officer_client(ground.persons["moved"]).get("/admin/").status_code == 200


def test_only_the_admin_host_answers_for_the_administration(ground):
    for host in (ground.here.site.hostname, ground.there.site.hostname):
        answers = answers_on(host, ["/admin/", "/admin/login/", "/tai-khoan/vao/"])
        assert set(answers.values()) == {404}
    assert answers_on(settings.ADMIN_HOST, ["/admin/"]) == {"/admin/": 302}
