"""Signing and serving official documents: what the pack's row of the kind asks for."""

from collections.abc import Iterable

from rongcuo.base import Refusal
from rongcuo.casefile.acts import ServeDocument, SignDocument
from rongcuo.casefile.competence import fits
from rongcuo.casefile.facts import FileFacts
from rongcuo.casefile.state import SignedDocument
from rongcuo.law.procedure import DocumentRow
from rongcuo.procedure.guards import refusals


def kind_is_drawn_up_for_the_entry(act: SignDocument, facts: FileFacts) -> Iterable[Refusal]:
    """A document is for one entry that calls for it, and no older than that entry."""
    row, entry = _row(act, facts), facts.state.entry_of(act.about)
    if row is None or not row.after:
        yield Refusal("document.no_such_kind", {"kind": act.kind})
    elif entry is None or entry.act not in row.after:
        table = facts.context.table
        after = "、".join(table.acts[name].label for name in row.after)
        found = table.acts[entry.act].label if entry else ""
        yield Refusal("document.not_for_entry", _named(row, number=act.about, found=found, after=after), row.clause)
    elif act.occurred_on < entry.on:
        yield Refusal("document.before_entry", _named(row, on=entry.on, signed=act.occurred_on), row.clause)


def signed_by_who_signs_it(act: SignDocument, facts: FileFacts) -> Iterable[Refusal]:
    """Each kind is signed by who answers for it; what else its row asks of the file holds too."""
    row = _row(act, facts)
    if row is None:
        return
    roles = [facts.context.table.roles[name] for name in row.signed_by]
    if not any(fits(role, facts.state, facts.context, act) for role in roles):
        labels = "、".join(role.label for role in roles)
        yield Refusal("document.not_the_signer", _named(row, roles=labels), row.clause)
    yield from refusals(row.guards, facts)


def reviewed_by_another(act: SignDocument, facts: FileFacts) -> Iterable[Refusal]:
    """Who reviews a draft has not written it, and has not recused."""
    row = _row(act, facts)
    if row is not None and act.reviewed_by == act.drafted_by:
        yield Refusal("document.reviewed_by_drafter", _named(row), row.clause)
    if row is not None and act.reviewed_by in facts.state.recused:
        yield Refusal("document.reviewed_by_recused", _named(row), row.clause)


def signed_once(act: SignDocument, facts: FileFacts) -> Iterable[Refusal]:
    """One document of a kind for an entry; another one is a correction, and says of which."""
    row = _row(act, facts)
    entries = {each.entry for each in facts.state.signed if (each.kind, each.about) == (act.kind, act.about)}
    numbers = [each.number for each in facts.state.documents if each.entry in entries]
    if row is None or (not numbers and act.corrects is None):
        return
    if act.corrects is None:
        yield Refusal("document.signed_already", _named(row, number=numbers[-1]), row.clause)
    elif act.corrects not in numbers:
        params = _named(row, number=act.corrects, known="、".join(numbers) or "—")
        yield Refusal("document.corrects_nothing", params, row.clause)


def document_is_to_be_served(act: ServeDocument, facts: FileFacts) -> Iterable[Refusal]:
    """Only a signed document of a kind that is served, once, and not before its signature."""
    signed = next((each for each in facts.state.signed if each.number == act.document), None)
    row = facts.context.table.documents.get(signed.kind) if signed else None
    if signed is None or row is None or row.served_by is None:
        yield Refusal("document.not_served", {"number": act.document})
    elif _goes_out_with(row, signed, facts):
        label = facts.context.table.acts[row.served_by].label
        yield Refusal("document.served_with", _named(row, act=label), row.clause)
    elif signed.served is not None:
        yield Refusal("document.served_already", _named(row, entry=signed.served), row.clause)
    elif (entry := facts.state.entry_of(signed.entry)) and act.occurred_on < entry.on:
        yield Refusal("document.served_before", _named(row, on=entry.on, served=act.occurred_on), row.clause)


def _goes_out_with(row: DocumentRow, signed: SignedDocument, facts: FileFacts) -> bool:
    """Whether another act serves it; what was signed after that act, a correction above all, is served on its own."""
    done = {each.act for each in facts.state.done if signed.about < each.entry < signed.entry}
    return row.served_by != ServeDocument.name and row.served_by not in done


def _row(act: SignDocument, facts: FileFacts) -> DocumentRow | None:
    return facts.context.table.documents.get(act.kind)


def _named(row: DocumentRow, **params: object) -> dict[str, object]:
    return {"document": row.label, **params}
