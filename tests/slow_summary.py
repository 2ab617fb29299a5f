"""The annual summary counted once more, slowly and by hand: from the stored entries, with nothing of ``reports``.

Every figure is written out for one file and one year; a reader may hold it against the definition in figures.toml.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from rongcuo.office.models import LedgerEntry
from rongcuo.reports.summary import Summary

WAITING = ("opened", "notified", "reviewing", "concluded", "reported", "deliberated", "awaiting_consent")
BELOW = ("141", "142", "150", "160", "other", None)
"""科级、科以下, and those whose level nobody has settled; 未定职 counts with them (reading)."""

Said = Mapping[str, Any]


def stored(district: str) -> list[list[Said]]:
    """The entries of every case file of a district, as the database has them."""
    streams: dict[str, list[Said]] = defaultdict(list)
    for row in LedgerEntry.objects.filter(district_id=district, stream__startswith="case/").order_by("sequence"):
        streams[row.stream].append(said(row.sequence, row.type, row.occurred_on, json.loads(row.body)))
    return list(streams.values())


def said(sequence: int, type_: str, on: str, body: Said) -> Said:
    """One entry as it is counted here."""
    derived = body["derived"]
    return {"n": sequence, "type": type_, "on": on, "act": body["act"], "derived": derived, "stage": derived["stage"]}


def counted(files: Iterable[list[Said]], year: int) -> dict[str, int]:
    """Every figure of the year, as a number of acts or files."""
    total: dict[str, int] = defaultdict(int)
    for entries in files:
        voided = {entry["act"]["voided"] for entry in entries if entry["type"] == "entry_voided"}
        for name, number in _file([entry for entry in entries if entry["n"] not in voided], str(year)).items():
            total[name] += number
    return dict(total)


def _file(entries: list[Said], year: str) -> dict[str, int]:
    entries = [entry for entry in entries if entry["on"] <= f"{year}-12-31"]
    if not entries:
        return {}
    now = [entry for entry in entries if entry["on"][:4] == year]
    found = {f"{name}": len(list(_of(now, *types))) for name, types in PLAIN.items()}
    found |= _flow(entries, year) | _decision(entries, now, year) | _after(entries, now, year)
    found["notified"] = _first_in_year(entries, year, "service_recorded")
    found["panels_held"] = _first_in_year(entries, year, "panel_opinion_given")
    found["clarification_done"] = _first_in_year(entries, year, "clarified")
    judged = list(_of(now, "complexity_assessed"))
    found["panels_due"] = int(
        bool(judged) and "yes" in (judged[-1]["act"]["facts_complex"], judged[-1]["act"]["specialised"])
    )
    found["appeals_changed"] = sum(
        entry["act"]["outcome"] in ("varied", "revoked") for entry in _of(now, "appeal_decided")
    )
    return found


PLAIN = {
    "started": ("file_opened",),
    "consent_requested": ("consent_requested", "consent_to_change_requested"),
    "consent_given": ("consent_given",),
    "consent_refused": ("consent_refused",),
    "consent_returned": ("request_returned",),
    "effects_ordered": ("effect_ordered",),
    "rectification_issued": ("rectification_issued",),
    "appeals_filed": ("appeal_filed",),
    "appeals_decided": ("appeal_decided",),
    "corrected": ("decision_corrected",),
    "revoked": ("exemption_revoked",),
}


def _of(entries: Iterable[Said], *types: str) -> Iterable[Said]:
    return (entry for entry in entries if entry["type"] in types)


def _first_in_year(entries: list[Said], year: str, type_: str) -> int:
    first = next(iter(_of(entries, type_)), None)
    return int(first is not None and first["on"][:4] == year)


def _flow(entries: list[Said], year: str) -> dict[str, int]:
    before = [entry for entry in entries if entry["on"] < f"{year}-01-01"]
    found = {
        "carried_over": int(bool(before) and before[-1]["stage"] in WAITING),
        "carried_forward": int(entries[-1]["stage"] in WAITING),
    } | dict.fromkeys(("decided_acts", "transferred", "terminated", "reopened"), 0)
    names = {"decided": "decided_acts", "transferred": "transferred", "terminated": "terminated"}
    stage = None
    for entry in entries:
        if entry["on"][:4] == year:
            if stage in WAITING and entry["stage"] in names:
                found[names[entry["stage"]]] += 1
            if stage is not None and stage not in WAITING and entry["stage"] in WAITING:
                found["reopened"] += 1
        stage = entry["stage"]
    return found


def _decision(entries: list[Said], now: list[Said], year: str) -> dict[str, int]:
    found = {"consent_owed": int(any(_owes(entries, vote) for vote in _of(now, "deliberated")))}
    asked = list(_of(entries, "consent_requested", "consent_to_change_requested"))
    answers = list(_of(entries, "consent_given", "consent_refused", "request_returned"))
    found["consent_under_way"] = int(bool(asked) and all(answer["n"] < asked[-1]["n"] for answer in answers))
    taken = list(_of(entries, "decided"))
    if not taken or taken[-1]["on"][:4] != year:
        return found
    last = taken[-1]
    later = [entry for entry in entries if entry["n"] > last["n"]]
    if list(_of(later, "exemption_revoked")):
        return found
    outcome = last["act"]["decision"]
    for change in _of(later, "appeal_decided", "decision_corrected"):
        outcome = change["act"].get("decision") or outcome
    earlier = [entry for entry in entries if entry["n"] <= last["n"]]
    plea = _plea(earlier)
    favoured = outcome in ("exempt", "mitigated", "lighter")
    owing = outcome == "exempt" and _below(entries[0]["act"]) and last["act"]["decision"] == "exempt"
    return found | {
        "decided": 1,
        outcome: 1,
        "screened": int(bool(list(_of(earlier, "considered_ex_officio")))),
        "pleaded": int(plea != "none"),
        "pleaded_in_time": int(plea == "in_time"),
        "pleaded_late": int(plea == "late"),
        "no_plea": int(plea == "none"),
        "adopted": int(plea != "none" and favoured),
        "in_scope": int(last["derived"]["compared"]["standing"] != "out_of_scope"),
        "not_exempt": int(outcome in ("mitigated", "lighter", "accountable")),
        "exempt_owing": int(owing),
        "exempt_consented": int(owing and bool(list(_of(_since_last_vote(earlier), "consent_given")))),
    }


def _since_last_vote(entries: list[Said]) -> list[Said]:
    votes = [place for place, entry in enumerate(entries) if entry["type"] == "deliberated"]
    return entries[votes[-1] :] if votes else []


def _below(opening: Said) -> bool:
    return opening["party_kind"] == "person" and (opening.get("rank") in BELOW or opening.get("rank") == "199")


def _owes(entries: list[Said], vote: Said) -> bool:
    return (
        bool(vote["derived"]["tally"]["carried"]) and vote["act"]["proposal"] in COVERED and _below(entries[0]["act"])
    )


COVERED = ("exempt", "mitigated", "lighter")


def _plea(entries: list[Said]) -> str:
    """In time, late or none: of what was filed and not wholly taken back."""
    standing: list[Said] = []
    for entry in entries:
        if entry["type"] in ("defence_filed", "defence_supplemented"):
            standing.append(entry)
        if entry["type"] == "defence_withdrawn" and not entry["act"].get("claims"):
            standing.clear()
    if not standing:
        return "none"
    return "in_time" if any(entry["derived"].get("timing", {}).get("in_time", True) for entry in standing) else "late"


def _after(entries: list[Said], now: list[Said], year: str) -> dict[str, int]:
    exempted = [entry["n"] for entry in _of(entries, "decided") if entry["act"]["decision"] == "exempt"]
    due = any(any(number < entry["n"] for number in exempted) for entry in _of(now, "decision_served"))
    found: dict[str, int] = defaultdict(int)
    found["clarification_due"] = int(due)
    found["clarification_outstanding"] = int(due and not list(_of(entries, "clarified")))
    answers = {entry["act"]["order"]: entry["act"]["result"] for entry in _of(entries, "effect_acknowledged")}
    for number, order in enumerate(_of(entries, "effect_ordered"), start=1):
        if order["on"][:4] == year:
            result = {"done": "effects_done", "not_applicable": "effects_objected", None: "effects_outstanding"}
            found[result[answers.get(number)]] += 1
    for number, issued in enumerate(_of(entries, "rectification_issued"), start=1):
        if issued["on"][:4] == year:
            found[f"rectification_{_became(entries, number, issued, year)}"] += 1
    return dict(found)


def _became(entries: list[Said], number: int, issued: Said, year: str) -> str:
    about = [entry for entry in entries if entry["act"].get("rectification") == number]
    due, state = issued["act"]["due_on"], "running"
    for entry in about:
        if entry["type"] == "rectification_reported":
            state = "reported"
        elif entry["act"]["result"] == "accepted":
            return "done"
        else:
            state, due = "running", entry["act"]["due_on"]
    return "overdue" if state == "running" and due < f"{year}-12-31" else state


IN_ACTS = {
    "decided_acts", "reopened", "consent_requested", "consent_given", "consent_refused", "consent_returned",
    "effects_ordered",
    "effects_done", "effects_objected", "effects_outstanding", "rectification_issued", "rectification_done",
    "rectification_reported", "rectification_running", "rectification_overdue", "appeals_filed", "appeals_decided",
    "appeals_changed", "corrected", "revoked",
}  # fmt: skip
"""Figures that count acts; the others count files."""


def in_acts_or_files(summary: Summary) -> dict[str, int]:
    """The figures of a summary that are not nought, counted as they are here."""
    return {
        name: len(count.hits) if name in IN_ACTS else count.files
        for name, count in summary.counts.items()
        if count.hits
    }
