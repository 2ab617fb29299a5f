"""Proofs as JSON (docs/reference/determination.md has every key). Counts are exact integers."""

from rongcuo.determination.proof.kleene import Overreach
from rongcuo.determination.proof.overlap import Overlap
from rongcuo.determination.proof.proofs import Proofs, Proved

Json = dict[str, object]

_ANSWERS = {True: "established", False: "not_established"}


def proofs_json(proofs: Proofs) -> Json:
    """What ``check --format json`` prints under ``proofs``."""
    return {
        "every_combination": proofs.every,
        "situations": proofs.situations,
        "free": list(proofs.free),
        "choices": [_proved(each) for each in proofs.proved],
        "overlaps": None if proofs.overlaps is None else [_overlap(each) for each in proofs.overlaps],
    }


def _proved(proved: Proved) -> Json:
    beyond = proved.beyond
    return {
        "readings": dict(proved.choice),
        "size": proved.size,
        "admissible": proved.admissible,
        "standings": proved.standings,
        "entries": dict(proved.entries),
        "matters": [finding for finding in proved.policy.pack.findings if finding in proved.matters],
        "three_valued_exact": None if beyond is None else not beyond,
        "three_valued_beyond": [_overreach(each) for each in beyond or ()],
    }


def _overreach(each: Overreach) -> Json:
    return {"standing": each.standing, "example": {name: _ANSWERS[yes] for name, yes in each.example.items()}}


def _overlap(each: Overlap) -> Json:
    return {
        "earlier": each.earlier,
        "later": each.later,
        "changes_standing": each.changes_standing,
        "both": each.both,
        "decided": each.decided,
        "example": list(each.example),
    }
