"""Why a draft is refused, and what to do about it: one sentence or two per problem."""

from django.utils.translation import gettext_lazy as _

from consultation.reading.tree import DraftUnreadable

_MESSAGES = {
    "empty": _("The document has no text. Check that it is the right file."),
    "encrypted": _(
        "The file is protected by a password. Open it in Word, remove the password "
        "(File, Info, Protect Document), save it and send it again."
    ),
    "old-word": _(
        "This is a file of Word 97–2003 (.doc). Open it in Word, save it as “Word Document "
        "(.docx)” and send that."
    ),
    "macro": _(
        "The file contains macros, which are programs. Save it in Word as “Word Document "
        "(.docx)”, which leaves them out, and send that."
    ),
    "rtf": _(
        "This is a Rich Text file (.rtf), whatever its name says. Open it in Word, save it as "
        "“Word Document (.docx)” and send that."
    ),
    "pdf": _(
        "This is a PDF, whatever its name says. Send the Word file that it was made from, or "
        "paste the text."
    ),
    "scan": _(
        "The file holds pictures of pages and no text, as a scanner makes them. Send the Word "
        "file that was printed, or paste the text."
    ),
    "open-document": _(
        "This is a file of LibreOffice (.odt). Open it there, save it as “Word 2007–365 (.docx)” "
        "and send that."
    ),
    "not-word": _(
        "This is not a Word document (.docx). Open the draft in Word, save it as “Word Document "
        "(.docx)” and send that."
    ),
    "truncated": _(
        "The file is damaged or was cut off on its way. Fetch it again from where it came from; "
        "if Word opens it, save it there under a new name and send that."
    ),
    "doctype": _(
        "The file contains a DOCTYPE declaration, which Word never writes and which can be used "
        "for attacks. Open it in Word, save it under a new name and send that."
    ),
    "too-large": _(
        "Unpacked, the file is larger than a draft can be. Remove what is not part of the text, "
        "save it and send it again, or divide it."
    ),
    "tracked-changes": _(
        "The file contains tracked changes. Decide whether they are to be accepted or rejected, "
        "or resolve them in Word (Review, Accept or Reject) and send it again."
    ),
    "old-font": _(
        "The text is in an old encoding that cannot be converted with certainty. Convert it to "
        "Unicode (in Unikey: Toolkit), check it and send it again."
    ),
    "unfit-text": _(
        "One letter of the text carries more than eight accents. Find and type it again; the "
        "text cannot be read with certainty."
    ),
}


def refusal(code: str) -> DraftUnreadable:
    """The refusal of a draft for one of the known problems, in the language of the moment."""
    return DraftUnreadable(code, str(_MESSAGES[code]))
