"""The paragraphs of a draft as a form sends them.

``text:BLOCK`` is what stands there, ``shown:BLOCK`` what stood there when the page was shown, ``_seen`` the draft's
moment then.
"""

from collections.abc import Mapping

from django.http import QueryDict

from rongcuo.office.files.models import Drafted
from rongcuo.office.people.models import Person

_TEXT, _SHOWN = "text:", "shown:"


def seen(draft: Drafted | None) -> str:
    """The moment of a draft, as the form keeps it."""
    return draft.drafted_at.isoformat() if draft else ""


def written(post: QueryDict, draft: Drafted | None, person: Person) -> Mapping[str, str]:
    """By block, what the person wrote.

    Where somebody else has written since the page was shown, only the paragraphs that the person has changed: the
    others are that one's.
    """
    texts = {name.removeprefix(_TEXT): str(text) for name, text in post.items() if name.startswith(_TEXT)}
    if draft is None or draft.drafted_by_id == person.pk or seen(draft) == post.get("_seen"):
        return texts
    return {block: text for block, text in texts.items() if _lines(text) != _lines(post.get(f"{_SHOWN}{block}", ""))}


def _lines(text: str) -> str:
    """A browser sends line ends in its own way."""
    return text.replace("\r\n", "\n")
