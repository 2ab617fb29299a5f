"""A policy as DMN 1.3 (OMG formal/2021-01-01): two decisions, each a table whose first row that holds decides.

A finding is a Boolean input and null while it is undetermined. A table of
DMN has no way to say *which outcomes are still possible*, and a null that a
row does not ask for falls through to a later row in silence. So the decision
``input_status`` stands in front: every row that gives an outcome requires it
to be "complete", and what no row takes is ``undetermined``.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from xml.etree.ElementTree import Element

from rongcuo import __version__
from rongcuo.exports.markup import document, element, identifier
from rongcuo.exports.rows import Row, first_hit
from rongcuo.exports.wording import cited, edition, numbered, said
from rongcuo.law import Policy
from rongcuo.law.rules import Finding

NAMESPACE = "https://www.omg.org/spec/DMN/20191111/MODEL/"
STATUS, RESULT, LAW = "input_status", "determination", "law"
STATUS_SAID = ("exports.dmn.status", "exports.dmn.status.description")
RESULT_SAID = ("exports.dmn.result", "exports.dmn.result.description")
"""What a decision is called, and how it goes about it."""
COMPLETE, INCOMPLETE, CONTRADICTORY = "complete", "incomplete", "contradictory"
UNDETERMINED = "undetermined"
OUTPUTS = ("standing", "label", "modality", "clauses", "cited", "entry")
ANYTHING, ANSWERED = "-", "? in (true, false)"

_RESERVED = frozenset({
    "and", "between", "context", "date", "duration", "else", "every", "external", "false", "for", "function", "if",
    "in", "instance", "item", "list", "not", "null", "of", "or", "return", "satisfies", "some", "then", "time", "true",
    STATUS, RESULT, *OUTPUTS,
})  # fmt: skip
"""Words of FEEL (and ours) that no input can be named by."""

Cells = Sequence[tuple[str, str, str]]
"""Columns: name, label, type."""


def dmn(policy: Policy) -> str:
    """The file as text; raises ``TooManyRows``."""
    rows = first_hit(policy)
    asked = {finding for row in rows for finding, _ in row.conditions}
    apart = {finding for exclusive in policy.pack.exclusives for finding in exclusive.findings}
    findings = [finding for finding in policy.pack.findings.values() if finding.id in asked | apart]
    title = policy.pack.title
    attributes = {
        "xmlns": NAMESPACE,
        "id": "definitions",
        "name": title.title,
        "namespace": f"urn:rongcuo:{title.policy}:{title.effective_from}",
        "exporter": "rongcuo",
        "exporterVersion": __version__,
    }
    loss = element("description", text="\n".join((edition(policy), *said("exports.dmn.loss"))))
    parts = [loss, _result_type(), *map(_input, findings), _source(policy), _status(policy, findings, asked)]
    return document(element("definitions", attributes, [*parts, _standing(policy, rows, findings, asked)]))


def name_of(finding: str) -> str:
    """The input that stands for a finding: its id, where FEEL can read it."""
    return identifier(finding, _RESERVED)


def _result_type() -> Element:
    components = [element("itemComponent", {"name": name}, [element("typeRef", text="string")]) for name in OUTPUTS]
    return element("itemDefinition", {"id": "type_determination", "name": "tDetermination"}, components)


def _input(finding: Finding) -> Element:
    name = name_of(finding.id)
    words = (
        f"{finding.label} / {finding.label_en} [{finding.clause}] true = {finding.words[0]}, false = {finding.words[1]}"
    )
    return element("inputData", {"id": f"input_{name}", "name": name, "label": finding.label}, [
        element("description", text=words),
        element("variable", {"id": f"variable_{name}", "name": name, "typeRef": "boolean"}),
    ])  # fmt: skip


def _source(policy: Policy) -> Element:
    title = policy.pack.title
    words = f"{'、'.join(title.issuers)}　{title.title}　{title.number}　text SHA-256 {title.text_digest}"
    return element("knowledgeSource", {"id": LAW, "name": title.number}, [element("description", text=words)])


def _status(policy: Policy, findings: Sequence[Finding], asked: set[str]) -> Element:
    """Contradictory where exclusive findings are both true; complete where every finding of a row is answered."""
    columns = [_column(finding) for finding in findings]
    rows = [
        ({one: "true", other: "true"}, [CONTRADICTORY], numbered(policy.pack, [exclusive.clause]))
        for exclusive in policy.pack.exclusives
        for one, other in combinations(map(name_of, exclusive.findings), 2)
    ]
    rows.append((dict.fromkeys(map(name_of, asked), ANSWERED), [COMPLETE], " / ".join(said("exports.dmn.complete"))))
    rows.append(({}, [INCOMPLETE], " / ".join(said("exports.dmn.incomplete"))))
    variable = element("variable", {"id": f"variable_{STATUS}", "name": STATUS, "typeRef": "string"})
    parts = [variable, *_requirements(STATUS, findings)]
    return _decision(STATUS, STATUS_SAID, parts, _table(STATUS, columns, [(STATUS, "string")], rows))


def _standing(policy: Policy, rows: Sequence[Row], findings: Sequence[Finding], asked: set[str]) -> Element:
    used = [finding for finding in findings if finding.id in asked]
    columns = [(STATUS, " / ".join(said("exports.dmn.status")), "string"), *map(_column, used)]
    lines = [({STATUS: _quoted(CONTRADICTORY)}, _without(CONTRADICTORY), " / ".join(said("exports.dmn.contradictory")))]
    lines += [_line(policy, row) for row in rows]
    lines.append(({}, _without(UNDETERMINED), " / ".join(said("exports.dmn.undetermined"))))
    variable = element("variable", {"id": f"variable_{RESULT}", "name": RESULT, "typeRef": "tDetermination"})
    needs = element(
        "informationRequirement",
        {"id": f"{RESULT}_needs_{STATUS}"},
        [element("requiredDecision", {"href": f"#{STATUS}"})],
    )
    parts = [variable, needs, *_requirements(RESULT, used)]
    outputs = [(name, "string") for name in OUTPUTS]
    return _decision(RESULT, RESULT_SAID, parts, _table(RESULT, columns, outputs, lines))


def _line(policy: Policy, row: Row) -> tuple[dict[str, str], list[str], str]:
    """A row of the list: only a complete file reaches an outcome."""
    entry, pack = row.entry, policy.pack
    standing = pack.standings[entry.standing]
    cells = {name_of(finding): "true" if answer else "false" for finding, answer in row.conditions}
    clauses = ", ".join(map(str, entry.clauses))
    outputs = [standing.id, standing.label, policy.modality(standing.id) or "", clauses, cited(pack, entry), entry.id]
    words = f"{cited(pack, entry)} {entry.label}{_conditions(policy, row)} → {standing.label}"
    moved = said("exports.dmn.early") if row.early else ()
    return {STATUS: _quoted(COMPLETE), **cells}, outputs, "\n".join((words, *moved))


def _conditions(policy: Policy, row: Row) -> str:
    """What the row asks, in the words of the screen and the order of the law."""
    answers = dict(row.conditions)
    asked = [
        f"{finding.label}：{finding.words[0 if answers[finding.id] else 1]}"
        for finding in policy.pack.findings.values()
        if finding.id in answers
    ]
    return f"（{'；'.join(asked)}）" if asked else ""


def _without(standing: str) -> list[str]:
    """The outputs of a row that gives no outcome."""
    labels = {UNDETERMINED: "exports.dmn.label.undetermined", CONTRADICTORY: "exports.dmn.label.contradictory"}
    return [standing, said(labels[standing])[0], "", "", "", ""]


def _decision(name: str, codes: tuple[str, str], parts: Iterable[Element], table: Element) -> Element:
    authority = element(
        "authorityRequirement", {"id": f"{name}_rests_on_law"}, [element("requiredAuthority", {"href": f"#{LAW}"})]
    )
    description = element("description", text="\n".join(said(codes[1])))
    return element(
        "decision", {"id": name, "name": name, "label": said(codes[0])[0]}, [description, *parts, authority, table]
    )


def _requirements(decision: str, findings: Iterable[Finding]) -> Iterator[Element]:
    for finding in findings:
        name = name_of(finding.id)
        required = element("requiredInput", {"href": f"#input_{name}"})
        yield element("informationRequirement", {"id": f"{decision}_needs_{name}"}, [required])


def _column(finding: Finding) -> tuple[str, str, str]:
    return name_of(finding.id), finding.label, "boolean"


def _table(
    decision: str,
    columns: Cells,
    outputs: Sequence[tuple[str, str]],
    rows: Iterable[tuple[dict[str, str], list[str], str]],
) -> Element:
    inputs = [
        element("input", {"id": f"{decision}_{name}", "label": label}, [
            element("inputExpression", {"id": f"{decision}_{name}_expression", "typeRef": kind}, [
                element("text", text=name),
            ]),
        ])
        for name, label, kind in columns
    ]  # fmt: skip
    answers = [
        element("output", {"id": f"{decision}_out_{name}", "name": name, "typeRef": kind}) for name, kind in outputs
    ]
    names = [name for name, _, _ in columns]
    lines = [_rule(f"{decision}_{number}", names, *row) for number, row in enumerate(rows, 1)]
    return element("decisionTable", {"id": f"{decision}_table", "hitPolicy": "FIRST"}, [*inputs, *answers, *lines])


def _rule(id_: str, columns: Sequence[str], cells: dict[str, str], outputs: Sequence[str], words: str) -> Element:
    asked = [_cell("inputEntry", f"{id_}_in_{at}", cells.get(name, ANYTHING)) for at, name in enumerate(columns, 1)]
    given = [_cell("outputEntry", f"{id_}_out_{at}", _quoted(value)) for at, value in enumerate(outputs, 1)]
    return element("rule", {"id": id_}, [element("description", text=words), *asked, *given])


def _cell(tag: str, id_: str, text: str) -> Element:
    return element(tag, {"id": id_}, [element("text", text=text)])


def _quoted(text: str) -> str:
    """A string of FEEL: quotation mark and reverse solidus are escaped as in JSON."""
    return json.dumps(text, ensure_ascii=False)
