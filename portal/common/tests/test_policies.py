"""Each side of the portal sends its own policy."""

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory

from portal.common.policies import ContentPolicyMiddleware, directives_for
from portal.hosts.middleware import ADMIN, LIST, PREVIEW, PUBLIC
from portal.hosts.models import Host


def answer_on(side: str, response: HttpResponse | None = None) -> HttpResponse:
    request = RequestFactory().get("/")
    request.side = side
    return ContentPolicyMiddleware(lambda request: response or HttpResponse())(request)


def policy_on(side: str) -> dict[str, list[str]]:
    parts = answer_on(side)["Content-Security-Policy"].split("; ")
    return {
        name: values.split()
        for name, *rest in [part.split(" ", 1) for part in parts]
        for values in [rest[0] if rest else ""]
    }


@pytest.mark.parametrize("side", [PUBLIC, LIST, None])
def test_public_pages_run_and_show_their_own_files_alone(side):
    policy = policy_on(side)
    assert policy["default-src"] == ["'none'"]
    assert policy["frame-ancestors"] == ["'none'"]
    sources = {source for values in policy.values() for source in values}
    assert sources == {"'none'", "'self'"}
    assert answer_on(side)["X-Frame-Options"] == "DENY"


def test_previews_are_public_pages_that_the_administration_may_frame():
    policy, public = policy_on(PREVIEW), policy_on(PUBLIC)
    assert policy.pop("frame-ancestors") == [settings.WAGTAILADMIN_BASE_URL]
    public.pop("frame-ancestors")
    assert policy == public
    assert answer_on(PREVIEW)["X-Frame-Options"] == "SAMEORIGIN"


def test_administration_runs_no_inline_script():
    policy = policy_on(ADMIN)
    assert policy["script-src"] == ["'self'"]
    assert policy["default-src"] == ["'none'"]
    assert policy["base-uri"] == ["'none'"]
    assert policy["frame-ancestors"] == ["'self'"]
    assert not any("unsafe-eval" in values for values in policy.values())


def test_a_preview_keeps_its_policy_when_the_administration_hands_it_out():
    inner = answer_on(PREVIEW)
    policy = inner["Content-Security-Policy"]
    assert answer_on(ADMIN, inner)["Content-Security-Policy"] == policy


def test_nobody_else_may_embed_what_we_serve():
    assert answer_on(PUBLIC)["Cross-Origin-Resource-Policy"] == "same-origin"


def test_policies_are_not_changed_by_use():
    before = {side: dict(directives_for(side)) for side in (PUBLIC, PREVIEW, ADMIN)}
    for side in before:
        answer_on(side)
    assert {side: directives_for(side) for side in before} == before


def test_the_running_admin_host_sends_its_policy(db):
    Host.objects.get_or_create(name=settings.ADMIN_HOST, kind=Host.Kind.ADMIN)
    page = Client(SERVER_NAME=settings.ADMIN_HOST).get("/tai-khoan/vao/")
    assert "script-src 'self'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "SAMEORIGIN"
