"""What a filled form says, in words: for the page on which an act is confirmed."""

from collections.abc import Iterable

from rongcuo.web.forms.showing import Choice, Field, Row
from rongcuo.web.pages.particulars import Particular


def said(fields: Iterable[Field]) -> tuple[Particular, ...]:
    """Label and words of every field that is answered."""
    lines = (Particular(field.question.label, _words(field)) for field in fields)
    return tuple(line for line in lines if line.text)


def _words(field: Field) -> str:
    if field.rows:
        return "\n".join(f"{row.number}. {_row(row)}" for row in field.rows)
    if field.widget == "attachments":
        return "、".join(upload.name for upload in field.uploads)
    if field.widget == "citations":
        return "、".join(f"证{choice.option.value}" for choice in field.choices if choice.chosen)
    if field.widget == "flag":
        return "是" if field.value else ""
    if field.choices:
        return "、".join(_label(choice) for choice in field.choices if choice.chosen)
    return str(field.value)


def _row(row: Row) -> str:
    return "，".join(text for text in map(_words, row.fields) if text)


def _label(choice: Choice) -> str:
    return choice.option.label
