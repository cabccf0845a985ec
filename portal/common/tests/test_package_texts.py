"""The catalogues of the installed packages: complete, and in the project's words."""

from gettext import GNUTranslations

import pytest
from django.apps import apps
from django.conf import settings
from django.test import RequestFactory
from django.utils import translation
from django.utils.translation import gettext, ngettext, pgettext
from django.views.i18n import JavaScriptCatalog

from portal.common import catalogues, package_texts, wording

OWN = ("portal.", "sites.", "editorial.", "consultation.")
PART_OF_ANOTHER = {"allauth.account", "allauth.mfa", "wagtail_localize.locales"}
# They have names and states of their own, but no screen that shows them.
UNSEEN = {
    # Its pages are not served; what goes wrong with the province's sign-in we say ourselves.
    "allauth.socialaccount",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django_tasks",
    "wagtail.contrib.routable_page",
}
NAMES = [package.name for package in package_texts.PACKAGES]


@pytest.fixture(autouse=True)
def vietnamese():
    with translation.override("vi"):
        yield


class TestTheShippedCatalogues:
    @pytest.mark.parametrize("name", NAMES)
    def test_almost_nothing_is_missing(self, name):
        """At least 99 % of what the installed package has, in its own words or in ours."""
        package = package_texts.named(name)
        texts = package_texts.texts()[name]
        said = package_texts.spoken(package)
        assert len(texts) > 0
        assert wording.share(texts, said) >= wording.WANTED_SHARE, wording.missing(texts, said)

    @pytest.mark.parametrize("name", NAMES)
    def test_nothing_is_said_wrongly(self, name):
        assert package_texts.faults(package_texts.named(name)) == []

    def test_our_own_texts_do_not_change_the_packages(self):
        assert package_texts.shadowed() == []

    def test_every_folder_belongs_to_a_package_and_is_looked_up(self):
        folders = {path.name for path in catalogues.PACKAGES_DIR.iterdir() if path.is_dir()}
        assert folders == set(NAMES)
        assert {package.folder for package in package_texts.PACKAGES} <= set(settings.LOCALE_PATHS)

    def test_every_installed_app_with_texts_is_known(self):
        """An app that is added brings texts that somebody must translate."""
        covered = {package.module for package in package_texts.PACKAGES} | PART_OF_ANOTHER | UNSEEN
        unknown = {
            config.name
            for config in apps.get_app_configs()
            if not config.module.__name__.startswith(OWN) and config.name not in covered
        }
        assert {name for name in unknown if _has_texts(name)} == set()


def _has_texts(module: str) -> bool:
    return len(package_texts.own_texts(package_texts.Package("unknown", module))) > 0


class TestWhatDjangoSays:
    def test_ours_goes_before_the_packages_own(self):
        """Wagtail's own Vietnamese of these is “Bộ sưu tập” and “Thu hồi xuất bản”."""
        assert gettext("Collection") == "Thư mục"
        assert gettext("Unpublish") == "Gỡ xuống"

    def test_what_a_package_says_well_is_kept(self):
        assert (
            catalogues.read_file(package_texts.named("django").po_file, "vi").get("January") is None
        )
        assert gettext("January") == "Tháng 1"

    def test_counts_have_one_form(self):
        for number in (1, 2):
            words = ngettext("%(num)d day", "%(num)d days", number) % {"num": number}
            assert words == f"{number} ngày"

    def test_contexts_keep_meanings_apart(self):
        assert gettext("document") == "tệp"
        assert pgettext("of law", "document") == "văn bản"

    def test_scripts_speak_vietnamese(self):
        view = JavaScriptCatalog.as_view(packages=["wagtail.admin"])
        script = view(RequestFactory().get("/")).content.decode()
        assert '"Are you sure?": "B\\u1ea1n c\\u00f3 ch\\u1eafc kh\\u00f4ng?"' in script
        assert "const v = 0;" in script

    def test_compiled_files_hold_what_the_sources_say(self):
        package = package_texts.named("wagtail_core")
        catalogues.compile_file(package.po_file)
        with package.po_file.with_suffix(".mo").open("rb") as stream:
            assert GNUTranslations(stream).gettext("Unpublish") == "Gỡ xuống"


class TestSources:
    def test_a_text_stands_once(self):
        seen = set()
        for package in package_texts.PACKAGES:
            for message in package_texts.texts()[package.name]:
                key = (package.domain, message.id, message.context)
                assert not message.id or key not in seen
                seen.add(key)

    def test_only_the_named_part_of_a_package_is_read(self):
        allauth = package_texts.named("allauth")
        assert allauth.holds("account/forms.py")
        assert not allauth.holds("socialaccount/models.py")
        core = package_texts.named("wagtail_core")
        assert core.holds("models/pages.py")
        assert not core.holds("admin/forms/auth.py")

    def test_contexts_and_plurals_are_kept(self):
        texts = package_texts.texts()
        assert texts["taggit"].get("name", "A tag name").context == "A tag name"
        days = texts["django"].get("%(num)d day").id
        assert days == ("%(num)d day", "%(num)d days")

    def test_an_unknown_name_is_refused_with_those_there_are(self):
        with pytest.raises(LookupError, match="allauth"):
            package_texts.named("allaut")


class TestUpdate:
    @pytest.fixture
    def empty_dir(self, tmp_path, monkeypatch):
        monkeypatch.setattr(catalogues, "PACKAGES_DIR", tmp_path)
        return tmp_path

    def test_new_texts_come_without_a_translation(self, empty_dir):
        package = package_texts.named("wagtail_sites")
        change = package_texts.update(package)
        assert (
            change.untranslated == len(change.added) == len(package_texts.texts()["wagtail_sites"])
        )
        assert "Not translated: 'Add a site'" in package_texts.faults(package)

    def test_a_package_that_speaks_is_asked_for_the_rest_only(self, empty_dir):
        change = package_texts.update(package_texts.named("django"))
        assert "%(num)d day" in change.added
        assert "January" not in change.added

    def test_texts_that_are_gone_are_dropped_and_translations_kept(self, empty_dir):
        package = package_texts.named("wagtail_sites")
        package_texts.update(package)
        catalog = catalogues.read_file(package.po_file, "vi")
        catalog.get("Add a site").string = "Thêm cổng"
        catalog.add("Gone", "Đã bỏ")
        package.po_file.write_bytes(catalogues.as_po(catalog))
        assert "No longer used: 'Gone'" in package_texts.faults(package)

        assert package_texts.update(package).removed == ["Gone"]
        assert catalogues.read_file(package.po_file, "vi").get("Add a site").string == "Thêm cổng"
