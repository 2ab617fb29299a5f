"""The quality review for one person: the decisions of the files that he or she handles, with the reasons given."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from rongcuo.ledger import ERASED
from rongcuo.office import clock
from rongcuo.office.cases.models import CaseFile, LedgerEntry, stream_of
from rongcuo.office.cases.visibility import handled_by, visible_to
from rongcuo.office.files.models import SealedText
from rongcuo.office.files.sealing import as_uuid
from rongcuo.office.people.models import Person
from rongcuo.office.summaries.gathering import ISSUES, organs_of
from rongcuo.office.summaries.models import CaseFacts
from rongcuo.reports.facts import FileFacts
from rongcuo.reports.quality import Noted, Quality, review
from rongcuo.reports.view import Period


@dataclass(frozen=True)
class Reviewed:
    """What the review finds, the files by id, and the reasons for departing by file and entry."""

    quality: Quality
    files: Mapping[str, CaseFile]
    reasons: Mapping[tuple[str, int], str]


def reviewed(person: Person, year: int) -> Reviewed | None:
    """The review of a year; none for whoever is not the head of an organ that draws the summary up."""
    today = clock.today()
    if not organs_of(person, today, ISSUES):
        return None
    files = handled(person, today)
    quality = review(facts_of(files), Period.year(year))
    noted = {(each.file.casefile, each.event.entry) for each in _all(quality)}
    rows = CaseFile.objects.filter(pk__in={casefile for casefile, _ in noted}).select_related(
        "title", "party_person", "organisation"
    )
    return Reviewed(quality, {str(row.pk): row for row in rows}, _reasons(person, noted))


def handled(person: Person, today: date) -> QuerySet[CaseFile]:
    """The files that a person handles."""
    return visible_to(person, today).filter(handled_by(person, today))


def facts_of(files: QuerySet[Any]) -> list[FileFacts]:
    """The kept facts of these files."""
    kept = CaseFacts.objects.filter(casefile__in=files).order_by("casefile_id").values_list("facts", flat=True)
    return [FileFacts.load(json.loads(facts)) for facts in kept]


def _all(quality: Quality) -> Iterable[Noted]:
    yield from quality.departures
    yield from quality.unsettled
    for group in quality.unlike:
        yield from group.decisions


def _reasons(person: Person, noted: set[tuple[str, int]]) -> Mapping[tuple[str, int], str]:
    """The reasons that stand in the entries, in two queries."""
    streams = {stream_of(identity): str(identity) for casefile, _ in noted if (identity := as_uuid(casefile))}
    rows = LedgerEntry.objects.filter(
        district=person.district, stream__in=streams, sequence__in={entry for _, entry in noted}
    ).values_list("stream", "sequence", "body")
    sealed = {
        (streams[stream], sequence): departure["id"]
        for stream, sequence, body in rows
        if (departure := json.loads(body)["act"].get("departure"))
    }
    texts = {str(pk): body for pk, body in SealedText.objects.filter(pk__in=sealed.values()).values_list("pk", "body")}
    return {place: texts.get(identity) or ERASED for place, identity in sealed.items()}
