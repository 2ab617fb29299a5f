"""A process is killed in the middle of an act: what it was told is done is on file, and nothing is there by halves."""

from collections import Counter
from contextlib import ExitStack
from random import Random

import pytest
from django.db import connection

from rongcuo.office.cases.models import stream_of
from rongcuo.office.models import LedgerEntry, Submission
from tests.budget import chance, examples
from tests.builders import Scene
from tests.databases import bodies_in
from tests.mortals import Mortal, one_file, repeated, whole_lives
from tests.whole import halves

TOGETHER = 3
"""Processes that act at the same time; they are killed one after another."""


def lost(mortals: list[Mortal]) -> list[dict]:
    """What was acknowledged and is not on file where and as it was acknowledged."""
    told = [act for mortal in mortals for act in mortal.acknowledged()]
    rows = Submission.objects.filter(key__in=[act["key"] for act in told])
    kept = {row.key: (str(row.casefile_id), row.sequence) for row in rows}
    entries = set(LedgerEntry.objects.values_list("stream", "sequence"))
    return [
        act
        for act in told
        if kept.get(act["key"]) != (act["casefile"], act["sequence"])
        or (stream_of(act["casefile"]), act["sequence"]) not in entries
    ]


@pytest.mark.parametrize("work", [whole_lives, one_file])
def test_killed_at_any_moment_every_acknowledged_act_is_there_and_none_by_halves(vendor, work, tmp_path):
    random, fell, kills = chance(), Counter(), examples(3)
    while fell.total() < kills:
        folder = tmp_path / str(fell.total())
        with vendor.copy() as config, bodies_in(folder / "files"):
            about = str(Scene().at("reviewing").id)
            given = (folder, config, work, about)
            with ExitStack() as ended:
                mortals = [Mortal(f"{number}.journal", random.getrandbits(32), *given) for number in range(TOGETHER)]
                for mortal in mortals:
                    ended.callback(mortal.end)
                for place, mortal in enumerate(mortals):
                    fell[killed(mortal, mortals[place + 1 :], random)] += 1
                    # Whatever the dead one held is looked at on a fresh connection, as the database found it.
                    assert [] == lost(mortals)
            assert [] == halves()
    print(f"{fell.total()} kills, {vendor.vendor.__class__.__name__}, {work.__name__}: {dict(fell)}")


def killed(mortal: Mortal, others: list[Mortal], random: Random) -> str:
    """Kill one; the others come on, and what it was about is done again. Where the kill fell."""
    mortal.kill(random)
    connection.close()
    for other in others:
        other.comes_on()
    assert [] == halves()
    interrupted = mortal.interrupted()
    return repeated(interrupted) if interrupted else "between two acts"
