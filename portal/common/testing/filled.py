"""Forms of the administration as a browser would send them back."""

from django.http import QueryDict
from wagtail.test.utils.form_data import querydict_from_html


def filled(answer, **changes) -> QueryDict:
    """The largest form of a page as a browser would send it, with some fields changed."""
    html = answer.content.decode()
    forms = []
    for number in range(html.count("<form")):
        try:
            forms.append(querydict_from_html(html, form_index=number))
        except ValueError:
            break
    data = max(forms, key=len).copy()
    for name in [name for name in data if "__prefix__" in name]:
        del data[name]
    for name, value in changes.items():
        data[name] = value
    return data
