"""The admin of the lists of terms."""

from wagtail import hooks

from editorial.vocabularies.viewsets import VocabularyViewSetGroup


@hooks.register("register_admin_viewset")
def vocabularies() -> VocabularyViewSetGroup:
    """The screens of all lists under one menu entry."""
    return VocabularyViewSetGroup()
