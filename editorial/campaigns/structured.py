"""What search engines are told about a campaign."""

from collections.abc import Iterable
from html import unescape
from typing import Any

from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString

from portal.common.metadata import CONTEXT, StructuredData, address_of, thing


def campaign_data(page: Any) -> dict[str, Any]:
    """A campaign as ``Event`` of schema.org."""
    return {
        "@context": CONTEXT,
        **thing(
            "Event",
            name=page.title,
            description=page.lead,
            url=address_of(page),
            startDate=page.starts_on,
            endDate=page.ends_on,
        ),
    }


def questions_data(questions: Iterable[Any]) -> SafeString:
    """Questions and answers as ``FAQPage``; answers as plain text."""
    entries = [
        thing(
            "Question",
            name=row.question,
            acceptedAnswer=thing("Answer", text=unescape(strip_tags(row.answer)).strip()),
        )
        for row in questions
    ]
    data = StructuredData([{"@context": CONTEXT, **thing("FAQPage", mainEntity=entries)}])
    return format_html("{}", data)
