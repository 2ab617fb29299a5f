"""The office on one database in one process: it plays some files through the door, loads many like them, and counts.

``python -m benchmarks.summary.worker FILES``, with the database in the environment as ``rongcuo serve`` takes it. The
many are the facts of the played files, dated anew and written through the codec that the door writes with: the summary
reads facts, and no entries. Says one line of JSON.
"""

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from random import Random
from uuid import UUID, uuid4

from rongcuo.office.setup import prepare

prepare()

from django.db import connection, reset_queries, transaction  # noqa: E402  the models need the settings
from django.test.utils import CaptureQueriesContext  # noqa: E402

from rongcuo.casefile import CaseState, evolve, read_record  # noqa: E402
from rongcuo.office import law  # noqa: E402
from rongcuo.office.cases import chain  # noqa: E402
from rongcuo.office.cases.projection import facts_columns  # noqa: E402
from rongcuo.office.demo.accounts import logins  # noqa: E402
from rongcuo.office.demo.district import Cast, found  # noqa: E402
from rongcuo.office.demo.play import play  # noqa: E402
from rongcuo.office.demo.scripts import scripts  # noqa: E402
from rongcuo.office.founding_passwords import drawn  # noqa: E402
from rongcuo.office.models import CaseFacts, CaseFile  # noqa: E402
from rongcuo.office.summaries.gathering import gather  # noqa: E402
from rongcuo.reports.facts import FileFacts, facts_of  # noqa: E402

YEARS, ROUNDS, CHUNK = 5, 5, 2000


def main(count: int) -> None:
    """Found, play, load, count; one line of JSON."""
    cast = found(drawn(logins()))
    played = [_played(cast, number) for number in range(12)]
    loaded = _timed(lambda: _load(played, count))
    last = date.today().year  # noqa: DTZ011
    measured = [_measure(cast, year) for year in (last, last - 1, last - 2) for _ in range(ROUNDS)]
    print(
        json.dumps(
            {
                "files": CaseFacts.objects.count(),
                "loaded": loaded,
                "seconds": [each[0] for each in measured],
                "queries": max(each[1] for each in measured),
                "read": max(each[2] for each in measured),
                "folded": _folded(played),
                "facts": _facts(played),
                "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
            }
        )
    )


def _played(cast: Cast, number: int) -> UUID:
    every = list(scripts())
    return play(replace(every[number % len(every)], source=f"bench-{number}"), cast)


def _load(played: list[UUID], count: int) -> None:
    """Files like the played ones, begun on other days of the last years."""
    rows = {row.pk: row for row in CaseFile.objects.filter(pk__in=played)}
    facts = {pk: FileFacts.load(json.loads(CaseFacts.objects.get(pk=pk).facts)) for pk in played}
    made = _made(rows, facts, count)
    while chunk := list(islice(made, CHUNK)):
        with transaction.atomic():
            CaseFile.objects.bulk_create(file for file, _ in chunk)
            CaseFacts.objects.bulk_create(kept for _, kept in chunk)
        reset_queries()


def _made(rows: dict[UUID, CaseFile], facts: dict[UUID, FileFacts], count: int) -> Iterator[tuple[CaseFile, CaseFacts]]:
    chance = Random(5)  # noqa: S311
    keys = list(rows)
    for number in range(count):
        source, back = chance.choice(keys), timedelta(days=chance.randrange(365 * YEARS))
        row, kept, key = rows[source], facts[source], uuid4()
        events = tuple(event._replace(on=event.on - back) for event in kept.events)
        party = f"{kept.party[:24]}{number % 60_000:012x}"
        moved = replace(kept, casefile=str(key), number=f"B{number}", party=party, matter=str(key), events=events)
        values = {field.attname: getattr(row, field.attname) for field in CaseFile._meta.concrete_fields}  # noqa: SLF001
        file = CaseFile(**values | {"id": key, "number": f"B{number}", "opened_on": moved.opened_on})
        yield file, CaseFacts(casefile=file, district_id=row.district_id, **facts_columns(moved))


def _measure(cast: Cast, year: int) -> tuple[float, int, int]:
    with CaptureQueriesContext(connection) as captured:
        started = time.perf_counter()
        gathered = gather(cast.persons["gulan"], year)
        if gathered is None:
            message = "the head draws no summary up"
            raise LookupError(message)
        value = gathered.summary.value("decided") + gathered.before.value("decided")
        seconds = time.perf_counter() - started
    if not value:
        message = f"{year}: nothing was decided"
        raise LookupError(message)
    return seconds, len(captured), len({*gathered.summary.files, *gathered.before.files})


def _folded(played: list[UUID]) -> float:
    """Seconds for each file where every file is folded again for every summary."""
    files = list(CaseFile.objects.filter(pk__in=played))

    def fold() -> None:
        for file in files:
            entries, steps, state = chain.entries(file), [], CaseState()
            for entry in entries:
                state = evolve(state, entry)
                steps.append((read_record(entry), state))
            facts_of(str(file.pk), file.number, steps, law.policy_of(file.district, entries[0].editions))

    fold()
    return _timed(fold) / len(files)


def _facts(played: list[UUID]) -> float:
    """Seconds for each file where its kept facts are read."""

    def load() -> None:
        for facts in CaseFacts.objects.filter(pk__in=played).values_list("facts", flat=True):
            FileFacts.load(json.loads(facts))

    load()
    return _timed(load) / len(played)


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main(int(sys.argv[1]))
