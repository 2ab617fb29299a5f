"""Walking a term: the terms directly below one, all of them, and the names it rests on."""

from collections.abc import Iterator

from rongcuo.law.derivation.derivations import Cases, Chosen, Combined, Compare, Count, Member, Named, Term


def below(term: Term) -> tuple[Term, ...]:
    """The terms directly below ``term``, every branch of a reading among them."""
    match term:
        case Combined(terms=terms):
            return terms
        case Chosen(branches=branches):
            return tuple(branches.values())
        case Count(where=where):
            return () if where is None else (where,)
        case Cases(lines=lines):
            return tuple(line.when for line in lines if line.when is not None)
        case _:
            return ()


def every(term: Term) -> Iterator[Term]:
    """``term`` and all terms below it."""
    yield term
    for each in below(term):
        yield from every(each)


def names(term: Term) -> Iterator[str]:
    """The facts, fields and values that ``term`` names, under any reading."""
    for each in every(term):
        if isinstance(each, Named | Compare | Member):
            yield each.name
