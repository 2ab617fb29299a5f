"""Whether a pack keeps to its text: every clause accounted for, every quotation word for word."""

from collections.abc import Iterable, Iterator, Mapping

from rongcuo.base import ClauseRef, Problem, Severity
from rongcuo.law.derivation_check import idle_derivations
from rongcuo.law.digests import text_digest
from rongcuo.law.pack import Pack
from rongcuo.law.rules import Entry, Finding, Group, Leaf, Node, Switch
from rongcuo.law.text import Binding, Clause, OpenWords, Title


def check_text(pack: Pack) -> tuple[Problem, ...]:
    """Errors: a clause neither bound nor open, words that are not the text's. Notices: a rule never used."""
    return (
        *unaccounted(pack.clauses, pack.bindings, pack.open_words),
        *misquoted(pack.clauses, pack.findings.values(), pack.open_words),
        *digest_drift(pack.title, pack.clauses.values()),
        *idle_rules(pack.entries, pack.rules),
        *idle_derivations(pack),
    )


def unaccounted(
    clauses: Mapping[ClauseRef, Clause], bindings: Iterable[Binding], open_words: Iterable[OpenWords]
) -> Iterator[Problem]:
    """Clauses with words that nothing binds; a heading alone (四、适用条件) has nothing to bind."""
    accounted = {binding.clause for binding in bindings} | {words.clause for words in open_words}
    parents = {ref.parent for ref in clauses}
    for clause in clauses.values():
        if clause.text and clause.ref not in accounted:
            yield Problem("law.clause_unaccounted", {"clause": clause.label}, clause.place)
        if not clause.text and clause.ref not in parents:
            yield Problem("law.clause_empty", {"clause": clause.label}, clause.place)


def misquoted(
    clauses: Mapping[ClauseRef, Clause], findings: Iterable[Finding], open_words: Iterable[OpenWords]
) -> Iterator[Problem]:
    """Words that a finding or an open declaration gives as the clause's, and that are not in it."""
    quotes = [(finding.clause, finding.quote, finding.place) for finding in findings]
    quotes += [(words.clause, words.words, words.place) for words in open_words]
    for ref, quote, place in quotes:
        clause = clauses.get(ref)
        if clause is not None and quote not in clause.text:
            yield Problem("law.quote_drift", {"quote": quote, "clause": clause.label}, place)


def digest_drift(title: Title, clauses: Iterable[Clause]) -> Iterator[Problem]:
    """The text is not, character for character, the one that ``pack.toml`` was written for."""
    found = text_digest(clauses)
    if found != title.text_digest:
        params = {"declared": title.text_digest, "found": found}
        yield Problem("law.text_digest_drift", params, title.place)


def idle_rules(entries: Iterable[Entry], rules: Mapping[str, Group]) -> Iterator[Problem]:
    """Rules that no entry of the list comes to under any reading."""
    used = {name for entry in entries if entry.when is not None for name in _names(entry.when)}
    for name, rule in rules.items():
        if name not in used:
            yield Problem("law.rule_idle", {"name": name}, rule.place, Severity.NOTICE)


def _names(node: Node) -> Iterator[str]:
    match node:
        case Leaf():
            return
        case Group(name=name, children=children):
            if name:
                yield name
            for child in children:
                yield from _names(child)
        case Switch(branches=branches):
            for branch in branches.values():
                yield from _names(branch)
