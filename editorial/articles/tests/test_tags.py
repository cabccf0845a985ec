"""Tags belong to one portal, and so does everything the form offers."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from wagtail.models import GroupPagePermission

from editorial.articles.models import ArticlePage, RelatedArticle, SiteTag
from editorial.articles.tags import MOST_TAGS, assign_tags, read_tag_names, suggest_tags
from editorial.articles.views import may_edit_in, suggest
from portal.accounts.models import User

pytestmark = pytest.mark.django_db


def editor_of(portal, codename: str = "add_page") -> User:
    group = Group.objects.create(name=f"editors of {portal.host}")
    permission = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=group, page=portal.home, permission=permission)
    user = User.objects.create_user(f"{portal.site.pk}@example.org", "x" * 12)
    user.groups.add(group)
    return user


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("", []),
        ("đất đai, quy hoạch", ["đất đai", "quy hoạch"]),
        ('"đất đai" bầu', ["đất đai", "bầu"]),
        ("Đất đai, đất đai, ĐẤT ĐAI", ["Đất đai"]),
        ("b, a", ["b", "a"]),
        ("!!!, a", ["a"]),
    ],
)
def test_a_line_of_tags_is_read(written, names):
    assert read_tag_names(written) == names


def test_each_portal_has_its_own_tag_of_a_name(portal, other_portal):
    for place in (portal, other_portal):
        article = place.article("x")
        assign_tags(article, place.site.pk, ["Đất đai"])
        article.save()
    assert list(SiteTag.objects.values_list("slug", flat=True)) == ["dat-dai", "dat-dai"]
    assert SiteTag.objects.values("site").distinct().count() == 2


def test_a_known_tag_is_used_again_and_order_is_kept(portal):
    article = portal.article("x")
    assign_tags(article, portal.site.pk, ["b", "a"])
    article.save()
    assign_tags(article, portal.site.pk, ["A", "c", "b"])
    article.save()
    stored = ArticlePage.objects.get(pk=article.pk)
    assert [tag.name for tag in stored.site_tags] == ["a", "c", "b"]
    assert SiteTag.objects.count() == 3


def test_suggestions_are_the_portals_own_without_regard_to_marks(portal, other_portal):
    SiteTag.objects.create(site=portal.site, name="đất đai", slug="dat-dai")
    SiteTag.objects.create(site=other_portal.site, name="đất nông nghiệp", slug="dat-nong-nghiep")
    assert suggest_tags(portal.site.pk, "Dat") == ["đất đai"]
    assert suggest_tags(portal.site.pk, "đấ") == ["đất đai"]
    assert suggest_tags(portal.site.pk, "%") == []
    assert suggest_tags(portal.site.pk, "") == []


@pytest.mark.parametrize(
    ("codename", "may"), [("add_page", True), ("change_page", True), ("lock_page", False)]
)
def test_only_who_edits_in_a_portal_is_told_its_tags(portal, other_portal, codename, may):
    user = editor_of(portal, codename)
    assert may_edit_in(user, portal.site.pk) is may
    assert not may_edit_in(user, other_portal.site.pk)
    assert not may_edit_in(user, 10**9)


def test_suggestions_of_another_portal_are_not_found(portal, other_portal):
    from django.http import Http404

    SiteTag.objects.create(site=other_portal.site, name="đất", slug="dat")
    request = RequestFactory().get("/", {"term": "dat"})
    request.user = editor_of(portal)
    assert suggest(request, portal.site.pk).content == b"[]"
    with pytest.raises(Http404):
        suggest(request, other_portal.site.pk)


def test_a_suspended_editor_is_told_nothing(portal):
    user = editor_of(portal)
    user.is_active = False
    assert not may_edit_in(user, portal.site.pk)


def article_form(portal, article, **data):
    user = User.objects.create_superuser("root@example.org", "x" * 12)
    kind = ArticlePage.get_edit_handler().get_form_class()
    formsets = {}
    for name in ("related_links", "comments"):
        formsets |= {f"{name}-TOTAL_FORMS": "0", f"{name}-INITIAL_FORMS": "0"}
    body = {"body-count": "0"}
    sent = {"title": article.title, "slug": article.slug, **body, **formsets, **data}
    return kind(data=sent, instance=article, parent_page=portal.section, for_user=user)


def test_the_form_makes_tags_of_its_own_portal(portal, other_portal):
    SiteTag.objects.create(site=other_portal.site, name="đất", slug="dat")
    form = article_form(portal, portal.article("x"), tag_names="đất, nước")
    assert form.is_valid(), form.errors
    page = form.save()
    assert [tag.site_id for tag in page.site_tags] == [portal.site.pk] * 2
    widget = str(form["tag_names"])
    assert f"/{portal.site.pk}/" in widget
    assert "w-tag" in widget


def test_the_form_refuses_more_tags_than_anybody_reads(portal):
    many = ", ".join(f"t{number}" for number in range(MOST_TAGS + 1))
    form = article_form(portal, portal.article("x"), tag_names=many)
    assert not form.is_valid()
    assert "tag_names" in form.errors


def test_the_form_refuses_related_items_of_another_portal_and_itself(portal, other_portal):
    article, near, far = portal.article("x"), portal.article("y"), other_portal.article("z")
    for related, good in ((near, True), (far, False), (article, False)):
        data = {
            "related_links-TOTAL_FORMS": "1",
            "related_links-0-related": related.pk,
            "related_links-0-ORDER": "1",
            "tag_names": "",
        }
        User.objects.all().delete()
        form = article_form(portal, article, **data)
        assert form.is_valid() is good


def test_one_tag_stands_once_on_an_item(portal):
    tag = SiteTag.objects.create(site=portal.site, name="a", slug="a")
    assert str(tag) == "a"
    assert RelatedArticle._meta.verbose_name
    with pytest.raises(ValidationError):
        SiteTag(site=portal.site, name="A", slug="a").full_clean()


def tagged(portal, *names: str) -> ArticlePage:
    article = portal.article("x")
    assign_tags(article, portal.site.pk, list(names))
    article.save()
    return article


def tags_stored(article) -> list[str]:
    return [tag.name for tag in ArticlePage.objects.get(pk=article.pk).site_tags]


def test_a_copy_in_another_portal_leaves_the_tags_behind(portal, other_portal):
    article = tagged(portal, "đất đai")
    copy = article.copy(to=other_portal.section, update_attrs={"slug": "ban-sao"})
    assert tags_stored(copy) == []
    assert tags_stored(article) == ["đất đai"]


def test_a_copied_draft_does_not_bring_them_back(portal, other_portal):
    article = tagged(portal, "đất đai")
    article.save_revision()
    copy = article.copy(to=other_portal.section, update_attrs={"slug": "ban-sao"})
    copy.latest_revision.publish()
    assert tags_stored(copy) == []


def test_a_copy_in_the_same_portal_keeps_its_tags_in_order(portal):
    copy = tagged(portal, "b", "a").copy(update_attrs={"slug": "ban-sao"})
    assert tags_stored(copy) == ["b", "a"]


@pytest.mark.parametrize("whole_section", [False, True])
def test_what_moves_to_another_portal_leaves_its_tags_behind(portal, other_portal, whole_section):
    article = tagged(portal, "đất đai")
    staying = tagged(other_portal, "bầu cử")
    if whole_section:
        portal.section.slug = "tin-khac"
        portal.section.save()
        portal.section.move(other_portal.home, pos="last-child")
    else:
        article.slug = "tin-khac"
        article.save()
        article.move(other_portal.section, pos="last-child")
    assert tags_stored(article) == []
    assert tags_stored(staying) == ["bầu cử"]


def test_what_moves_within_its_portal_keeps_its_tags(portal):
    article = tagged(portal, "đất đai")
    section = portal.home.add_child(instance=type(portal.section)(title="Sự kiện"))
    article.move(section, pos="last-child")
    assert tags_stored(article) == ["đất đai"]
