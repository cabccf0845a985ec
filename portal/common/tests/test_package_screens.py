"""Screens of packages whose words no catalogue reaches say them in Vietnamese all the same."""

from pathlib import Path

import pytest
from django.apps import apps
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import translation
from wagtail.admin.forms.workflows import WorkflowPageForm
from wagtail.admin.views.pages.search import SearchView
from wagtail_localize.models import LocaleSynchronization
from wagtail_localize.views.report import TranslationsReportFilterSet, TranslationsReportView

from portal.common.columns import PlainInspectMixin, code, english

OURS = Path(__file__).parent.parent / "templates"
SEARCH = ("value=\"{% trans 'Search' %}\"", 'value="Search"')
# Copies of package templates, the app they come from, and each change: ours, theirs.
COPIES = [
    (
        "wagtailadmin/home.html",
        "wagtailadmin",
        [
            SEARCH,
            (
                "                {# Who sees no pages would be sent back here by a search. #}\n"
                "                {% if root_page %}\n",
                "",
            ),
            ("                </form>\n                {% endif %}\n", "                </form>\n"),
            (
                "{% url 'wagtailadmin_explore' root_page.pk %}",
                "{% if root_page.pk %}{% url 'wagtailadmin_explore' root_page.pk %}"
                "{% else %}{% url 'wagtailadmin_explore_root' %}{% endif %}",
            ),
        ],
    ),
    ("wagtailadmin/shared/header.html", "wagtailadmin", [SEARCH]),
    (
        "wagtailadmin/shared/headers/_actions.html",
        "wagtailadmin",
        [("{% load i18n %}", ""), ("{% trans 'Actions' %}", "Actions")],
    ),
    ("wagtailadmin/shared/user_avatar.html", "wagtailadmin", [('|default_if_none:"–"', "")]),
    (
        "wagtailadmin/tables/boolean_cell.html",
        "wagtailadmin",
        [
            (
                "{% load i18n wagtailadmin_tags %}"
                '{% trans "Yes" as yes %}{% trans "No" as no %}{% trans "None" as none %}',
                "{% load wagtailadmin_tags %}",
            ),
            ("title=none", "title=value|stringformat:'s'"),
            ("title=yes", "title=value|stringformat:'s'"),
            ("title=no ", "title=value|stringformat:'s' "),
        ],
    ),
    (
        "wagtaillocales/index.html",
        "wagtaillocales",
        [
            (
                "{% blocktrans trimmed with count=locale.num_pages %}{{ count }} pages"
                "{% endblocktrans %}",
                "{{ locale.num_pages }} pages",
            ),
            (
                "{% blocktrans trimmed with count=locale.num_others %}{{ count }} others"
                "{% endblocktrans %}",
                "{{ locale.num_others }} others",
            ),
        ],
    ),
    (
        "wagtailimages/chooser/results.html",
        "wagtailimages",
        [("title=\"{% trans 'Select' %} ", 'title="Select ')],
    ),
]


@pytest.fixture(autouse=True)
def vietnamese():
    with translation.override("vi"):
        yield


@pytest.mark.parametrize(("name", "app", "changes"), COPIES)
def test_copies_follow_the_packages_but_for_our_words(name, app, changes):
    """After an upgrade: copy the package's template again and make the changes listed here."""
    copy = (OURS / name).read_text(encoding="utf-8")
    for ours, theirs in changes:
        assert ours in copy
        copy = copy.replace(ours, theirs)
    original = Path(apps.get_app_config(app).path) / "templates" / name
    assert copy == original.read_text(encoding="utf-8")


@pytest.mark.parametrize(("value", "word"), [(True, "Có"), (False, "Không"), (None, "Không có")])
def test_a_yes_or_no_in_a_list_is_said(value, word):
    html = render_to_string("wagtailadmin/tables/boolean_cell.html", {"value": value})
    assert word in html
    assert str(value) not in html


def test_nobody_is_a_dash():
    html = render_to_string("wagtailadmin/shared/user_avatar.html", {"user": None})
    assert "None" not in html
    assert "–" in html


def test_fields_without_a_label_have_one():
    assert str(WorkflowPageForm.base_fields["page"].label) == "Trang"
    filters = TranslationsReportFilterSet.base_filters
    assert str(filters["source_locale"].label) == "Từ ngôn ngữ"
    assert str(filters["target_locale"].label) == "Sang ngôn ngữ"
    assert str(SearchView.verbose_name_plural) == "trang"
    assert TranslationsReportView.paginator_class(["a"], 20).items_count_label == "1 bản dịch"
    assert TranslationsReportView.paginator_class(["a", "b"], 20).items_count_label == "2 bản dịch"
    assert LocaleSynchronization.base_form_class.__name__ == "SynchronisationForm"


class TestValues:
    class Reader:
        """What a view of a package would show."""

        def get_field_display_value(self, name, field):
            return {"name_en": "Land", "key": "dat-dai", "kept": True, "note": "", "day": None}[
                name
            ]

    class View(PlainInspectMixin, Reader):
        english_fields = ("name_en",)
        code_fields = ("key",)

    @pytest.mark.parametrize(
        ("name", "shown"),
        [
            ("name_en", '<span lang="en">Land</span>'),
            ("key", "<code>dat-dai</code>"),
            ("kept", "Có"),
            ("note", "–"),
            ("day", "–"),
        ],
    )
    def test_are_shown_as_people_write(self, name, shown):
        assert str(self.View().get_field_display_value(name, None)) == shown

    def test_are_escaped(self):
        assert english("<b>") == '<span lang="en">&lt;b&gt;</span>'
        assert code("<b>") == "<code>&lt;b&gt;</code>"
        assert english("") == code("") == "–"

    def test_cells_say_their_language(self):
        cell = Template("{% include 'common/admin/english_cell.html' %}")
        html = cell.render(Context({"value": "Land & sea", "column": None}))
        assert html.strip() == '<td lang="en">Land &amp; sea</td>'
