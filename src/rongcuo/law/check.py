"""Whether a pack keeps to its text: every clause accounted for, every quotation word for word."""

from collections.abc import Iterable, Iterator, Mapping

from rongcuo.base import ClauseRef, Problem, Severity
from rongcuo.law.derivation.check import idle_derivations
from rongcuo.law.digests import text_digest
from rongcuo.law.pack import Pack
from rongcuo.law.rules import Entry, Finding, Group, Leaf, Node, Switch
from rongcuo.law.text import Binding, Clause, OpenWords, Title, UnseenWords


def check_text(pack: Pack) -> tuple[Problem, ...]:
    """Errors: a clause neither bound nor open, words that are not the text's. Notices: an idle rule, words not seen."""
    return (
        *unaccounted(pack.clauses, pack.bindings, pack.open_words, pack.unseen_words),
        *misquoted(pack.clauses, pack.findings.values(), pack.open_words, pack.unseen_words),
        *unquoted(pack.clauses, pack.findings.values(), pack.unseen_words),
        *unseen(pack.clauses, pack.unseen_words),
        *digest_drift(pack.title, pack.clauses.values()),
        *idle_rules(pack.entries, pack.rules),
        *idle_derivations(pack),
    )


def unaccounted(
    clauses: Mapping[ClauseRef, Clause],
    bindings: Iterable[Binding],
    open_words: Iterable[OpenWords],
    unseen_words: Iterable[UnseenWords],
) -> Iterator[Problem]:
    """Clauses with words that nothing binds; a heading alone (四、适用条件) has nothing to bind."""
    accounted = {binding.clause for binding in bindings} | {words.clause for words in open_words}
    without_words = {ref.parent for ref in clauses} | {words.clause for words in unseen_words}
    for clause in clauses.values():
        if clause.text and clause.ref not in accounted:
            yield Problem("law.clause_unaccounted", {"clause": clause.label}, clause.place)
        if not clause.text and clause.ref not in without_words:
            yield Problem("law.clause_empty", {"clause": clause.label}, clause.place)


def misquoted(
    clauses: Mapping[ClauseRef, Clause],
    findings: Iterable[Finding],
    open_words: Iterable[OpenWords],
    unseen_words: Iterable[UnseenWords],
) -> Iterator[Problem]:
    """Words that a finding or an open declaration gives as the clause's, and that are not in it or were never seen."""
    quotes = [(finding.clause, finding.quote, finding.place) for finding in findings if finding.quote is not None]
    quotes += [(words.clause, words.words, words.place) for words in open_words]
    not_seen = {words.clause for words in unseen_words}
    for ref, quote, place in quotes:
        clause = clauses.get(ref)
        if clause is not None and quote not in clause.text:
            code = "law.quote_unseen" if ref in not_seen else "law.quote_drift"
            yield Problem(code, {"quote": quote, "clause": clause.label}, place)


def unquoted(
    clauses: Mapping[ClauseRef, Clause], findings: Iterable[Finding], unseen_words: Iterable[UnseenWords]
) -> Iterator[Problem]:
    """Findings that quote nothing although the words of their clause are there, or nobody said that they are not."""
    not_seen = {words.clause for words in unseen_words}
    for finding in findings:
        clause = clauses.get(finding.clause)
        if finding.quote is None and clause is not None and (clause.text or clause.ref not in not_seen):
            yield Problem("law.quote_missing", {"name": finding.id, "clause": clause.label}, finding.place)


def unseen(clauses: Mapping[ClauseRef, Clause], unseen_words: Iterable[UnseenWords]) -> Iterator[Problem]:
    """Each clause that rests on its substance is noticed; one whose words stand there is not unseen."""
    for words in unseen_words:
        clause = clauses.get(words.clause)
        if clause is None:
            continue
        params = {"clause": clause.label, "substance": words.substance, "source": words.source}
        if clause.text:
            yield Problem("law.not_unseen", params, words.place)
        else:
            yield Problem("law.unseen", params, words.place, Severity.NOTICE)


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
