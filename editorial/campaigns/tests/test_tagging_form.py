"""Editors tell of a running campaign by a tick in the form of an item."""

import pytest
from django.urls import reverse

from editorial.articles.campaigns import borne_campaigns
from editorial.articles.models import ArticlePage
from portal.common.testing.filled import filled
from portal.common.testing.officers import officer_client
from sites.access.models import Role

pytestmark = pytest.mark.django_db


def edit_url(page) -> str:
    return reverse("wagtailadmin_pages:edit", "portal.urls.admin", args=[page.pk])


def sent(form, **lists):
    """The form as a browser sends it with an empty body, some lists of ticks changed."""
    data = filled(form, **{"body-count": "0"})
    for name, values in lists.items():
        data.setlist(name, values)
    return data


def test_an_editor_ticks_a_running_campaign_and_the_draft_bears_it(ground):
    campaign = ground.campaign("tinh", "Bầu cử", reach="all")
    foreign = ground.campaign("huyenkhac", "Của huyện khác", reach="all")
    article = ground.article("xa", "Tin của xã")
    client = officer_client(ground.province.person("xa", Role.EDITOR))
    form = client.get(edit_url(article))
    text = form.content.decode()
    assert "Bầu cử" in text
    assert "Của huyện khác" not in text
    client.post(edit_url(article), sent(form, campaigns=[str(campaign.pk)]))
    draft = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    assert borne_campaigns(draft) == [campaign.pk]
    answer = client.post(edit_url(article), sent(form, campaigns=[str(foreign.pk)]))
    assert answer.context["form"].errors["campaigns"]


def test_without_a_campaign_the_form_asks_nothing(ground):
    article = ground.article("xa", "Tin của xã")
    client = officer_client(ground.province.person("xa", Role.EDITOR))
    assert 'name="campaigns"' not in client.get(edit_url(article)).content.decode()


def test_an_approver_of_a_district_cannot_name_the_portals_of_another_one(ground):
    page = ground.campaign("huyen", "Lễ hội")
    client = officer_client(ground.province.person("huyen", Role.APPROVER))
    form = client.get(edit_url(page))
    text = form.content.decode()
    assert "Cổng xaben" in text
    assert "Cổng xakhac" not in text
    data = sent(form, reach=["named"], named_sites=[str(ground.sites["xakhac"].pk)])
    answer = client.post(edit_url(page), data)
    assert answer.context["form"].errors["named_sites"]
    data = sent(form, reach=["named"], named_sites=[str(ground.sites["xa"].pk)])
    client.post(edit_url(page), data)
    draft = page.__class__.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert [link.site_id for link in draft.portals.all()] == [ground.sites["xa"].pk]
