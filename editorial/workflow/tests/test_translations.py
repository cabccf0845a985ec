"""A translation is read by somebody else as well, and readers see the old one until then."""

import pytest
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.operations import TranslationCreator

from editorial.workflow.services import decide
from editorial.workflow.tests.conftest import fresh, waits
from editorial.workflow.translations import portal_of_translation
from portal.accounts.models import User
from portal.common.testing.officers import officer_client
from portal.hosts.index import index
from sites.access.models import Role
from sites.access.people import give_role


@pytest.fixture
def english(board, article):
    """The English page of an article, and its translation."""
    locale = Locale.objects.get_or_create(language_code="en")[0]
    article.get_latest_revision().publish()
    home = board.site.root_page
    if not home.has_translation(locale):
        home.copy_for_translation(locale)
    creator = TranslationCreator(user=board.editor, target_locales=[locale])
    creator.create_translations(fresh(article), include_related_objects=True)
    translation = Translation.objects.get(
        source=TranslationSource.objects.get_for_instance(fresh(article)), target_locale=locale
    )
    translation.save_target(publish=True)
    page = translation.get_target_instance()
    page.get_latest_revision().publish()
    return page, translation


def translate(translation, words):
    string = translation.source.stringsegment_set.get(context__path="lead")
    StringTranslation.objects.update_or_create(
        translation_of=string.string,
        locale=translation.target_locale,
        context=string.context,
        defaults={"data": words},
    )


def test_readers_see_the_former_one_until_it_is_approved(two_sites, board, english):
    from sites.provisioning.services import sync_site

    sync_site(board.site)
    page, translation = english
    before = fresh(page).lead
    translate(translation, "The craft villages are busy.")
    address = reverse("review:submit", args=[page.pk])
    assert "<form" in board.browser("editor").get(address).content.decode()
    board.browser("editor").post(address, {"version": ""})
    assert fresh(page).live
    assert fresh(page).lead == before
    state = waits(page)
    assert state.revision.as_object().lead == "The craft villages are busy."
    decide(state, board.approver, "approve")
    assert fresh(page).lead == "The craft villages are busy."


def test_the_editor_of_translations_leads_there(board, english):
    from sites.provisioning.services import sync_site

    sync_site(board.site)
    page, _translation = english
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    text = board.browser("editor").get(address, follow=True).content.decode()
    assert reverse("review:submit", args=[page.pk]) in text


def test_its_button_publishes_nothing(board, english):
    from sites.provisioning.services import sync_site

    sync_site(board.site)
    page, translation = english
    translate(translation, "Past the review.")
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    for role in ("editor", "approver"):
        board.browser(role).post(address, {"action": "publish"})
        assert fresh(page).lead != "Past the review."


def test_nor_does_anything_else_in_the_name_of_a_person(board, english):
    page, translation = english
    before = fresh(page).lead
    person = User.objects.create_superuser("tinh@example.org")
    translate(translation, "Past the review.")
    translation.save_target(user=person, publish=True)
    assert fresh(page).lead == before
    assert fresh(page).live
    assert fresh(page).get_latest_revision_as_object().lead == "Past the review."


@pytest.mark.parametrize("is_colleague", [True, False])
def test_a_sentence_is_kept_after_switching_to_another_portal(
    two_sites, board, neighbours, english, is_colleague
):
    from sites.provisioning.services import sync_site

    sync_site(board.site)
    _page, translation = english
    editor = neighbours.editor
    if is_colleague:
        give_role(editor, two_sites.here, Role.EDITOR)
    browser = officer_client(editor)
    browser.get("/admin/", {"portal": two_sites.there.pk})
    string = translation.source.stringsegment_set.get(context__path="lead")
    address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, string.pk])
    answer = browser.put(address, "value=Typed+before.", "application/x-www-form-urlencoded")
    assert (answer.status_code == 201) is is_colleague
    assert StringTranslation.objects.filter(data="Typed before.").exists() is is_colleague


def test_the_portal_of_a_translation_is_one_statement(
    two_sites, english, django_assert_num_queries
):
    _page, translation = english
    index.current()
    with django_assert_num_queries(1):
        assert portal_of_translation(translation.pk) == two_sites.here.pk
    assert portal_of_translation(translation.pk + 1000) is None
