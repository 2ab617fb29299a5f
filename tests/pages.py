"""The pages as a person without a browser uses them: log in, read a form, fill it in, send it."""

import html
import re
from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.test import Client

from rongcuo.office.models import Person

BACKEND = "rongcuo.office.people.backend.AccountBackend"


class Reader:
    """Somebody at the pages. `send` fills a form in and says yes where it asks once more."""

    def __init__(self, person: Person) -> None:
        self.client = Client()
        self.client.force_login(person.account, backend=BACKEND)

    def get(self, address: str, **asked: Any) -> HttpResponse:
        return self.client.get(address, asked)

    def post(self, address: str, **answers: Any) -> HttpResponse:
        return self.client.post(address, answers)

    def hidden(self, address: str, **asked: Any) -> dict[str, str]:
        """The hidden fields of the form at `address`."""
        return hidden(self.get(address, **asked))

    def send(self, address: str, raw: dict[str, Any], **replaced: Any) -> HttpResponse:
        """Fill the form in with `raw` and submit it, confirming where that is asked for."""
        fields = self.hidden(address) | replaced
        response = self.post(address, **fields, **flat(raw), _do="submit")
        if response.status_code == 200 and 'name="_raw"' in response.content.decode():
            response = self.post(address, **hidden(response), _do="confirm")
        return response


def hidden(response: HttpResponse) -> dict[str, str]:
    """The hidden fields of the act's form in a page."""
    return hidden_in(response.content.decode())


def hidden_in(page: str) -> dict[str, str]:
    """The same in a page as text."""
    found = re.findall(r'<input type="hidden" name="(_\w+)" value="([^"]*)"', page)
    return {name: html.unescape(value) for name, value in found}


def flat(raw: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    """The plain JSON of an act as the fields of a post."""
    return {name: value for key, item in raw.items() for name, value in _fields(prefix + key, item)}


def _fields(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, bool):
        yield from [(name, "yes")] if value else []
    elif isinstance(value, list) and value and isinstance(value[0], dict) and "number" in value[0]:
        yield from ((f"{name}-{row['number']}", row["bearing"]) for row in value)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for index, row in enumerate(value):
            yield from flat(row, f"{name}-{index}-").items()
    else:
        yield name, value
