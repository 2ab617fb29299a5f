"""Whether a pack's table and the acts fit each other: what an act asks, the pack must list."""

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import get_args

from rongcuo.base import Answer, Place, Problem
from rongcuo.casefile.acts import ACTS, ServeDocument, SignDocument
from rongcuo.casefile.effects import EVENTS
from rongcuo.casefile.fields import questions
from rongcuo.casefile.items import ITEMS
from rongcuo.casefile.state import Parts
from rongcuo.law.pack import Pack
from rongcuo.law.procedure import ActRow, DocumentRow, GuardUse, OrganOnFile, ProcedureTable


def check(pack: Pack) -> tuple[Problem, ...]:
    """Rows without an act, lists and names that nobody declares, documents that could never be signed."""
    table = pack.procedure
    if table is None:
        return ()
    rows = (problem for row in table.acts.values() for problem in _row(row, table))
    return (*rows, *_names(pack, table), *_documents(table))


def _row(row: ActRow, table: ProcedureTable) -> Iterator[Problem]:
    shape = ACTS.get(row.id)
    if shape is None:
        nearest = difflib.get_close_matches(row.id, ACTS, n=1, cutoff=0.0)[0]
        yield Problem("table.unknown_act", {"act": row.id, "nearest": nearest}, row.place)
        return
    for wanted in sorted(_lists(shape) - table.lists.keys()):
        yield Problem("table.list_missing", {"act": row.id, "list": wanted}, row.place)
    asked = {question.name for question in questions(shape)}
    files = {question.name for question in questions(shape) if question.kind == "attachments"}
    if row.late_proof is not None and row.late_proof not in files:
        yield _unknown(row.id, "late_proof", row.late_proof, files, row.place)
    for grant in row.grants:
        if grant.to == "named" and grant.field not in asked:
            yield _unknown(row.id, "grants.field", grant.field or "—", asked, row.place)


def _names(pack: Pack, table: ProcedureTable) -> Iterator[Problem]:
    """Days, parts and levels that no file will ever know: a guard with one of them bites never, or always."""
    known = {
        "dates": EVENTS,
        "parts": frozenset(part.name for part in fields(Parts)),
        "levels": frozenset(row.id for row in table.lists.get("management", ())),
        "party_kinds": frozenset(row.id for row in table.lists.get("party_kind", ())),
        "finding": frozenset(pack.findings),
        "answers": frozenset(answer.value for answer in Answer),
        "decisions": frozenset(pack.decisions),
        "capacity": frozenset(get_args(OrganOnFile)),
    }
    for use in _uses(table):
        for parameter in known.keys() & use.params.keys():
            for value in _several(use.params[parameter]):
                if value not in known[parameter]:
                    yield _unknown(use.guard, parameter, value, known[parameter], use.place)
    for limit in table.limits.values():
        if limit.starts_on not in EVENTS:
            yield _unknown(limit.id, "starts_on", limit.starts_on, EVENTS, limit.place)
    for duty in table.duties:
        if duty.each is not None and duty.each not in ITEMS:
            yield _unknown(duty.id, "each", duty.each, ITEMS, duty.place)


def _documents(table: ProcedureTable) -> Iterator[Problem]:
    """Documents whose signers cannot read or sign them, or not where the act that calls for them leaves the file."""
    sign = table.acts.get(SignDocument.name)
    if sign is None:
        return
    for row in table.documents.values():
        for role in row.signed_by:
            params = {"document": row.id, "role": role, "act": SignDocument.name}
            if role not in sign.by:
                yield Problem("table.document_signer", params, row.place)
            if table.roles[role].organ not in row.audience:
                yield Problem("table.document_reader", params, row.place)
        for act in (SignDocument.name, row.served_by) if row.signed_by else ():
            if act in (SignDocument.name, ServeDocument.name) and act in table.acts:
                yield from _out_of_reach(row, table.acts[act], table)


def _out_of_reach(row: DocumentRow, act: ActRow, table: ProcedureTable) -> Iterator[Problem]:
    """The stages in which ``act`` would be due for the document and cannot be done."""
    where = {stage for step in act.steps for stage in step.stages}
    for after in (table.acts[name] for name in row.after if name in table.acts):
        led_to = (stage for step in after.steps for stage in ((step.to,) if step.to else step.stages))
        for stage in dict.fromkeys(led_to):
            if stage not in where:
                params = {"document": row.id, "after": after.id, "stage": stage, "act": act.id}
                yield Problem("table.document_stage", params, row.place)


def _uses(table: ProcedureTable) -> Iterator[GuardUse]:
    for row in table.acts.values():
        yield from row.guards
        for step in row.steps:
            yield from step.when
    for document in table.documents.values():
        yield from document.guards
    for duty in table.duties:
        yield from (*duty.owed, *duty.done)


def _several(value: object) -> tuple[object, ...]:
    return tuple(value) if isinstance(value, list | tuple) else (value,)


def _unknown(name: str, parameter: str, value: object, known: Iterable[str], place: Place) -> Problem:
    nearest = difflib.get_close_matches(str(value), sorted(known), n=1, cutoff=0.0)
    params = {"name": name, "parameter": parameter, "value": value, "nearest": nearest[0] if nearest else "—"}
    return Problem("table.unknown_name", params, place)


def _lists(shape: type) -> set[str]:
    asked = list(questions(shape))
    nested = {name for question in asked if question.row for name in _lists(question.row)}
    return nested | {question.of for question in asked if question.kind == "choice" and question.of}
