"""Form fields clean what they take."""

import unicodedata

import pytest
from django import forms
from django.core.exceptions import ValidationError
from wagtail.admin.forms.models import formfield_for_dbfield
from wagtail.models import Page

from portal.common.fields import LONGEST_TEXT, CleanCharField


def test_text_is_cleaned():
    field = CleanCharField(max_length=20)
    assert field.clean(" Xã\u00a0\u202eĐại  Đồng ") == "Xã Đại Đồng"


def test_decomposed_text_of_the_full_length_is_taken():
    name = "ế" * 20
    assert CleanCharField(max_length=20).clean(unicodedata.normalize("NFD", name)) == name


@pytest.mark.parametrize("text", ["a" * 21, "a" * 100_000, " " * 100 + "a" * 5])
def test_longer_text_is_refused_and_never_cut(text):
    field = CleanCharField(max_length=20, strip=False)
    with pytest.raises(ValidationError) as refusal:
        field.clean(text)
    assert refusal.value.error_list[0].code == "max_length"


def test_lines_are_kept_in_a_text_area_only():
    assert CleanCharField(widget=forms.Textarea).clean("a\r\nb") == "a\nb"
    assert CleanCharField().clean("a\r\nb") == "a b"


def test_what_shows_nothing_is_empty():
    with pytest.raises(ValidationError):
        CleanCharField().clean("\u200b\u3164")
    assert CleanCharField(required=False).clean("\u200b") == ""


def test_many_marks_are_refused():
    with pytest.raises(ValidationError) as refusal:
        CleanCharField().clean("a" + "\u0301" * 9)
    assert refusal.value.error_list[0].code == "marks"


def test_a_field_without_a_limit_has_one():
    with pytest.raises(ValidationError):
        CleanCharField().clean("a" * (LONGEST_TEXT + 1))


@pytest.mark.parametrize("name", ["title", "seo_title", "search_description"])
def test_forms_of_the_administration_use_it(name):
    assert isinstance(formfield_for_dbfield(Page._meta.get_field(name)), CleanCharField)


def test_other_kinds_of_text_keep_their_own_rules():
    assert not isinstance(formfield_for_dbfield(Page._meta.get_field("slug")), CleanCharField)
