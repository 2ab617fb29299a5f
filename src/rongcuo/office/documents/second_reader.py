"""What every document goes through before it is signed: written by paragraph, and read by a second person (核稿)."""

from collections.abc import Iterator, Mapping
from typing import Any

from rongcuo.base import ClauseRef, Refusal
from rongcuo.documents import Document, Paragraph, edited
from rongcuo.documents.freezing import frozen
from rongcuo.office import clock
from rongcuo.office.files import storage
from rongcuo.office.files.models import Drafted
from rongcuo.office.people.models import Person


def words_of(document: Document) -> Mapping[str, str]:
    """The paragraphs that people may edit, by block."""
    blocks = (*document.body, *(block for annex in document.annexes for block in annex.body))
    return {block.id: block.text for block in blocks if isinstance(block, Paragraph)}


def with_edits(assembled: Document, draft: Drafted | None) -> Document:
    """The document with what people wrote in place of its paragraphs."""
    return edited(assembled, {block: edit["text"] for block, edit in _edits(draft).items()})


def stale_blocks(assembled: Document, draft: Drafted | None) -> frozenset[str]:
    """The blocks whose assembled words have changed since somebody wrote something in their place."""
    now = words_of(assembled)
    return frozenset(block for block, edit in _edits(draft).items() if now.get(block) != edit["was"])


def keep_edits(
    draft: Drafted, assembled: Document, words: Mapping[str, str], person: Person, *, changed: bool = False
) -> None:
    """Keep what the person wrote, beside what others wrote elsewhere. Whoever writes last is the drafter.

    What is as it was assembled is no edit. A change takes the review back, also one to another column of the draft
    (``changed``). ``draft`` is locked.
    """
    now = words_of(assembled)
    texts = {block: _plain(text) for block, text in words.items() if block in now}
    edits = {block: edit for block, edit in draft.edits.items() if block not in texts} | {
        block: {"text": text, "was": now[block]} for block, text in texts.items() if text != now[block]
    }
    if changed or draft.edits != edits or draft.drafted_by_id != person.pk:
        draft.edits, draft.drafted_by, draft.drafted_at = edits, person, clock.now()
        draft.reviewed_by, draft.reviewed_at, draft.content = None, None, ""
        draft.save()


def against_review(
    draft: Drafted | None, person: Person, *, is_current: bool, problems: int, label: str, clause: ClauseRef | None
) -> Iterator[Refusal]:
    """Why the person cannot say that it is right; ``is_current`` whether what was read is what is there now."""
    if draft is None:
        yield Refusal("document.not_drafted", {"document": label}, clause)
    elif draft.drafted_by_id == person.pk:
        yield Refusal("document.reviewed_by_drafter", {"document": label}, clause)
    if not is_current:
        yield Refusal("document.changed_since", {"document": label}, clause)
    if problems:
        yield Refusal("document.has_problems", {"document": label, "count": problems}, clause)


def keep_review(draft: Drafted, document: Document, person: Person) -> None:
    """Keep who has read the document, and what it said. ``draft`` is locked."""
    draft.reviewed_by, draft.reviewed_at, draft.content = person, clock.now(), storage.keep(frozen(document))
    draft.save()


def _edits(draft: Drafted | None) -> Mapping[str, Any]:
    return draft.edits if draft else {}


def _plain(text: str) -> str:
    return "\n".join(line.strip() for line in text.replace("\r\n", "\n").split("\n") if line.strip())
