"""How the history words what was done with a comment. Never with anything that citizens wrote."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter

from consultation.comments import answering, moderation
from consultation.comments.models import Comment


class HiddenFormatter(LogFormatter):
    """Says why."""

    label = gettext_lazy("Hide a comment")

    def format_message(self, log_entry) -> str:
        """The reason."""
        return _("Comment hidden: %(reason)s") % {"reason": _reason(log_entry)}


class ReturnedFormatter(LogFormatter):
    """Says why."""

    label = gettext_lazy("Return a comment")

    def format_message(self, log_entry) -> str:
        """The reason."""
        return _("Comment returned to its author: %(reason)s") % {"reason": _reason(log_entry)}


class AssignedFormatter(LogFormatter):
    """Says to whom."""

    label = gettext_lazy("Say who answers a comment")

    def format_message(self, log_entry) -> str:
        """The officer."""
        officer = log_entry.data.get("to", "")
        if not officer:
            return _("Nobody in particular answers the comment any more")
        return _("The comment is to be answered by %(officer)s") % {"officer": officer}


class AnsweredFormatter(LogFormatter):
    """Says how."""

    label = gettext_lazy("Answer a comment")

    def format_message(self, log_entry) -> str:
        """The disposition."""
        labels = dict(Comment.Disposition.choices)
        disposition = labels.get(log_entry.data.get("disposition"), "")
        return _("Comment answered: %(answer)s") % {"answer": disposition}


class EnteredFormatter(LogFormatter):
    """Says from where."""

    label = gettext_lazy("Enter a comment")

    def format_message(self, log_entry) -> str:
        """The source."""
        labels = dict(Comment.Source.choices)
        source = labels.get(log_entry.data.get("source"), "")
        return _("Comment entered by an officer, source: %(source)s") % {"source": source}


class FilesShownFormatter(LogFormatter):
    """Says which."""

    label = gettext_lazy("Show or hide the files of a comment")

    def format_message(self, log_entry) -> str:
        """Their numbers."""
        numbers = log_entry.data.get("numbers") or []
        if not numbers:
            return _("None of the files sent along is shown to readers")
        told = ", ".join(str(number) for number in numbers)
        return _("Files shown to readers, by number: %(numbers)s") % {"numbers": told}


class FileOpenedFormatter(LogFormatter):
    """Says which."""

    label = gettext_lazy("Open a file of a comment")

    def format_message(self, log_entry) -> str:
        """Its number."""
        return _("File %(number)s of the comment was opened") % {
            "number": log_entry.data.get("number", "")
        }


def _reason(log_entry) -> str:
    labels = dict(Comment.Reason.choices)
    return str(labels.get(log_entry.data.get("reason"), ""))


def register(actions: LogActionRegistry) -> None:
    """Makes the acts known to Wagtail's history.

    Args:
        actions: Wagtail's registry.
    """
    for name, label, message in (
        (
            moderation.PUBLISHED,
            gettext_lazy("Publish a comment"),
            gettext_lazy("Comment published"),
        ),
        (
            moderation.OBJECTED,
            gettext_lazy("Object to the hiding of a comment"),
            gettext_lazy("The author asks for another look at the hidden comment"),
        ),
        (
            moderation.CONFIRMED,
            gettext_lazy("Confirm the e-mail address of a comment"),
            gettext_lazy("The author has confirmed the e-mail address"),
        ),
        (
            moderation.SEPARATED,
            gettext_lazy("Take a comment out of its group"),
            gettext_lazy("An officer says that this says something else than those like it"),
        ),
        (
            moderation.READ,
            gettext_lazy("Read who wrote a comment"),
            gettext_lazy("Name and addresses of the author were read"),
        ),
        (
            moderation.ERASED,
            gettext_lazy("Erase who wrote a comment"),
            gettext_lazy("Name and addresses of the author were erased"),
        ),
    ):
        actions.register_action(name, label, message)
    actions.register_action(moderation.HIDDEN)(HiddenFormatter)
    actions.register_action(moderation.RETURNED)(ReturnedFormatter)
    actions.register_action(moderation.ASSIGNED)(AssignedFormatter)
    actions.register_action(moderation.ENTERED)(EnteredFormatter)
    actions.register_action(moderation.FILES_SHOWN)(FilesShownFormatter)
    actions.register_action(moderation.FILE_OPENED)(FileOpenedFormatter)
    actions.register_action(answering.ANSWERED)(AnsweredFormatter)
