"""A pack as LegalRuleML: everything is in it, everything it refers to is there, and it reasons to the same standing."""

import re

import pytest

from rongcuo.base import Answer
from rongcuo.determination import FindingState, determine
from rongcuo.exports import export
from rongcuo.law import apply, load
from tests.budget import examples
from tests.exports_readers import AKN, LRML, Reasoner, complete_files, parsed, single_changes

pytestmark = pytest.mark.unit

PACK = load("yuexiu-2017-132")
DEFAULT = apply(PACK, {})
FILE = export(DEFAULT, "legalruleml")
NAME = re.compile(r"[A-Za-z_][\w.\-]*")

ORDER = [
    *("Comment", "LegalReferences", "LegalSources", "Times", "TemporalCharacteristics", "Authorities"),
    *("Associations", "Alternatives", "Context", "Statements"),
]
"""Section 5.16 of the standard: metadata, associations, then what is said."""

changes = pytest.mark.parametrize(
    "change", single_changes(PACK), ids=lambda change: "-".join(map("=".join, change.items())) or "default"
)


def xpath(path: str, text: str = FILE):
    return parsed(text).xpath(path, namespaces=LRML)


def contexts_of(change):
    """The contexts of a choice of readings, by name; the defaults for the rest."""
    chosen = {reading.id: change.get(reading.id, reading.default) for reading in PACK.readings.values()}
    return [f"reading-{name}--{value}" for name, value in chosen.items()]


def test_the_parts_stand_in_the_order_of_the_standard():
    parts = [each.tag.rpartition("}")[2] for each in parsed(FILE)]

    assert ORDER == list(dict.fromkeys(parts))


def test_every_key_stands_once_and_every_reference_leads_to_one():
    keys = [key.lstrip(":") for key in xpath("//@key | //@refersTo")]
    references = [key[1:] for key in xpath("//@keyref | //@over | //@under")]

    assert [] == [key for key in keys if not NAME.fullmatch(key)]
    assert len(keys) == len(set(keys))
    assert set() == set(references) - set(keys)


def test_every_clause_is_a_source_that_the_exported_text_has():
    text = parsed(export(DEFAULT, "akn"))
    sources = xpath("//l:LegalSource[starts-with(@key, 'text-')]")

    assert {f"text-{ref}" for ref in PACK.clauses} == {source.get("key") for source in sources}
    for source in sources:
        edition, _, eid = source.get("sameAs").partition("#")
        assert [edition] == text.xpath("//a:FRBRExpression/a:FRBRuri/@value", namespaces=AKN)
        assert 1 == len(text.xpath("//*[@eId = $eid]", eid=eid))


def test_every_entry_and_every_finding_of_a_rule_is_tied_to_its_clauses():
    tied = {
        (association.xpath("string(l:appliesSource/@keyref)", namespaces=LRML), target[1:])
        for association in xpath("//l:Association[starts-with(@key, 'rests-on-')]")
        for target in association.xpath("l:toTarget/@keyref", namespaces=LRML)
    }

    entries = {key for key in xpath("//l:ConstitutiveStatement/@key") if key.startswith("entry-")}
    for entry in PACK.entries:
        own = {key for key in entries if key.removeprefix("entry-").partition("--")[0] == entry.id}
        assert own, entry.id
        assert {(f"#clause-{clause}", key) for clause in entry.clauses for key in own} <= tied
    for finding in PACK.findings.values():
        if finding.kind != "source":
            assert (f"#clause-{finding.clause}", f"atom-finding-{finding.id}") in tied


def test_every_reading_offers_all_its_values_as_alternatives():
    offered = {
        each.get("key"): each.xpath("l:hasAlternative/@keyref", namespaces=LRML) for each in xpath("//l:Alternatives")
    }
    declared = {
        f"reading-{reading.id}": [f"#reading-{reading.id}--{value}" for value in reading.ids]
        for reading in PACK.readings.values()
    }

    assert declared == offered


def test_an_entry_goes_before_every_later_one():
    order = [entry.id for entry in PACK.entries]
    pairs = {
        tuple(key.removeprefix("#entry-").partition("--")[0] for key in (each.get("over"), each.get("under")))
        for each in xpath("//l:Override")
    }

    assert {(above, below) for at, above in enumerate(order) for below in order[at + 1 :]} == pairs


def test_may_and_shall_are_permission_and_obligation():
    """4.2 says 可以; whether 4.1 says so is a reading with three answers."""
    operators = {
        each.get("key"): each.xpath("name(r:Rule/r:then/*)", namespaces=LRML)
        for each in xpath("//l:PrescriptiveStatement")
    }

    assert {
        "modality-mitigable": "lrml:Permission",
        "modality-exempt--recommended": "lrml:Permission",
        "modality-exempt--may": "lrml:Permission",
        "modality-exempt--shall": "lrml:Obligation",
    } == operators


def test_the_edition_says_who_issued_it_and_since_when():
    assert list(PACK.title.issuers) == xpath("//l:Authority/l:Comment/text()")
    assert ["2017-11-02"] == xpath("//l:Times/r:Time/r:Data/text()")
    assert ["#effective-from"] == xpath("//l:TemporalCharacteristic/l:atTime/@keyref")


def test_negation_is_never_the_absence_of_proof():
    assert [] == xpath("//r:Naf")
    assert xpath("//r:Neg")


@changes
def test_a_reasoner_that_knows_only_the_file_finds_the_standing_under_every_reading(change):
    """The context of the chosen readings, and the contexts of the values picked in the file of the defaults, agree."""
    policy = apply(PACK, change)
    chosen, picked = Reasoner(export(policy, "legalruleml")), Reasoner(FILE)

    for _, facts in complete_files(policy, examples(4), seed=132):
        answers = {
            name: FindingState(Answer.ESTABLISHED if value else Answer.NOT_ESTABLISHED) for name, value in facts.items()
        }
        expected = [determine(policy, answers).standing]
        assert expected == chosen.standings(facts, "chosen")
        assert expected == picked.standings(facts, "always", *contexts_of(change))
