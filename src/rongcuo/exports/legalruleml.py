"""A policy as LegalRuleML 1.0 (OASIS Standard 2021-08-30, compact serialization), with all its readings.

Sources by clause, the list as statements with ``Override`` from its order,
each reading as ``Alternatives`` of contexts, and one context that holds what
was chosen. The order of the parts is the standard's (section 5.16).
"""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from rongcuo.base import ClauseRef
from rongcuo.exports.akomantoso import edition_iri, element_ids, work_iri
from rongcuo.exports.lrml_statements import Formulas, Statement, statements
from rongcuo.exports.markup import document, element, key_part
from rongcuo.exports.wording import edition, said
from rongcuo.law import Pack, Policy
from rongcuo.law.rules import Reading, ReadingValue

NAMESPACE = "http://docs.oasis-open.org/legalruleml/ns/v1.0/"
RULEML = "http://ruleml.org/spec"
VOCABULARY = f"{NAMESPACE}vocab#"
ALWAYS, VARIANTS, CHOSEN, SOURCE = "always", "variants", "chosen", "regulation"


def legal_rule_ml(policy: Policy) -> str:
    """The file as text."""
    pack, formulas = policy.pack, Formulas(policy.pack)
    made = statements(pack, formulas)
    title = pack.title
    attributes = {
        "xmlns": f"urn:rongcuo:{title.policy}:{title.effective_from}#",
        "xmlns:lrml": NAMESPACE,
        "xmlns:ruleml": RULEML,
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
        "xmlns:xs": "http://www.w3.org/2001/XMLSchema",
    }
    return document(element("lrml:LegalRuleML", attributes, [
        _comment("\n".join((edition(policy), *said("exports.lrml.loss")))),
        _references(pack), _sources(pack), _times(pack), _status(), _authorities(pack),
        _associations(pack, made, formulas),
        *(_alternatives(reading) for reading in pack.readings.values()),
        *(_context(each, value, made) for each in pack.readings.values() for value in each.values),
        _chosen(policy, made),
        _collection(ALWAYS, [each.element for each in made if each.choice is None]),
        _collection(VARIANTS, [each.element for each in made if each.choice is not None]),
    ]))  # fmt: skip


def _comment(words: str) -> Element:
    return element("lrml:Comment", text=words)


def _references(pack: Pack) -> Element:
    """How the regulation itself numbers each clause."""
    references = [
        element("lrml:LegalReference", {
            "refersTo": f"clause-{ref}", "refID": clause.label or str(ref), "refIDSystemName": pack.title.number,
        })
        for ref, clause in pack.clauses.items()
    ]  # fmt: skip
    return element("lrml:LegalReferences", None, references)


def _sources(pack: Pack) -> Element:
    """Where its words stand: in the Akoma Ntoso export of the same edition."""
    title, ids = pack.title, element_ids(pack)
    words = _comment(f"{title.title}　{title.number}")
    whole = element("lrml:LegalSource", {"key": SOURCE, "sameAs": work_iri(title)}, [words])
    parts = [
        element("lrml:LegalSource", {"key": f"text-{ref}", "sameAs": f"{edition_iri(title)}#{ids[ref]}"})
        for ref in pack.clauses
    ]
    return element("lrml:LegalSources", None, [whole, *parts])


def _times(pack: Pack) -> Element:
    day = element("ruleml:Data", {"xsi:type": "xs:date"}, text=str(pack.title.effective_from))
    return element("lrml:Times", None, [element("ruleml:Time", {"key": ":effective-from"}, [day])])


def _status() -> Element:
    """施行: the edition begins to be in force on its day; nothing on file says when it ends."""
    return element("lrml:TemporalCharacteristics", None, [
        element("lrml:TemporalCharacteristic", {"key": "in-force"}, [
            element("lrml:forStatus", {"iri": f"{VOCABULARY}InForce"}),
            element("lrml:hasStatusDevelopment", {"iri": f"{VOCABULARY}Starts"}),
            element("lrml:atTime", {"keyref": "#effective-from"}),
        ]),
    ])  # fmt: skip


def _authorities(pack: Pack) -> Element:
    issuers = [
        element("lrml:Authority", {"key": f"issuer-{number}"}, [_comment(name)])
        for number, name in enumerate(pack.title.issuers, 1)
    ]
    return element("lrml:Authorities", None, issuers)


def _associations(pack: Pack, made: Sequence[Statement], formulas: Formulas) -> Element:
    """The edition as a whole, then clause by clause what rests on it."""
    whole = element("lrml:Association", {"key": "edition"}, [
        _refers("appliesSource", SOURCE),
        _refers("appliesTemporalCharacteristic", "in-force"),
        *(_refers("appliesAuthority", f"issuer-{number}") for number, _ in enumerate(pack.title.issuers, 1)),
        _refers("toTarget", ALWAYS), _refers("toTarget", VARIANTS),
    ])  # fmt: skip
    each = [_association(ref, targets) for ref in pack.clauses if (targets := [*_resting(pack, ref, made, formulas)])]
    return element("lrml:Associations", None, [whole, *each])


def _association(ref: ClauseRef, targets: Sequence[str]) -> Element:
    sources = [_refers("appliesSource", f"clause-{ref}"), _refers("appliesSource", f"text-{ref}")]
    return element("lrml:Association", {"key": f"rests-on-{ref}"}, [
        *sources, *(_refers("toTarget", target) for target in targets),
    ])  # fmt: skip


def _resting(pack: Pack, ref: ClauseRef, made: Sequence[Statement], formulas: Formulas) -> Iterator[str]:
    yield from (each.key for each in made if ref in each.clauses)
    for finding, key in formulas.anchored.items():
        if pack.findings[finding].clause == ref:
            yield key


def _alternatives(reading: Reading) -> Element:
    return element("lrml:Alternatives", {"key": f"reading-{key_part(reading.id)}"}, [
        _comment(f"{reading.label}　{reading.question}"),
        *(_refers("hasAlternative", _context_key(reading.id, value)) for value in reading.ids),
    ])  # fmt: skip


def _context(reading: Reading, value: ReadingValue, made: Sequence[Statement]) -> Element:
    """One way to read the clause: what holds only under it, which may be nothing that is exported."""
    scope = [each.key for each in made if each.choice == (reading.id, value.id)]
    return element("lrml:Context", {"key": _context_key(reading.id, value.id)}, [
        _comment(f"{value.label}　{value.note}"),
        _refers("appliesSource", f"clause-{reading.clause}"),
        *(_refers("inScope", key) for key in scope),
    ])  # fmt: skip


def _chosen(policy: Policy, made: Sequence[Statement]) -> Element:
    scope = [each.key for each in made if each.choice and policy.readings[each.choice[0]] == each.choice[1]]
    return element("lrml:Context", {"key": CHOSEN}, [
        _comment(" / ".join(said("exports.lrml.chosen"))),
        *(_refers("appliesAlternatives", f"reading-{key_part(reading)}") for reading in policy.readings),
        _refers("inScope", ALWAYS),
        *(_refers("inScope", key) for key in scope),
    ])  # fmt: skip


def _context_key(reading: str, value: str) -> str:
    return f"reading-{key_part(reading)}--{key_part(value)}"


def _collection(key: str, parts: Sequence[Element]) -> Element:
    return element("lrml:Statements", {"key": key}, parts)


def _refers(edge: str, key: str) -> Element:
    return element(f"lrml:{edge}", {"keyref": f"#{key}"})
