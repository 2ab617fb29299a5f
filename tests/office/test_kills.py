"""A process is killed in the middle of an act: what it was told is done is on file, and nothing is there by halves."""

from collections import Counter

import pytest

from rongcuo.office.cases.models import stream_of
from rongcuo.office.models import LedgerEntry, Submission
from tests.budget import chance, examples
from tests.builders import Scene
from tests.databases import bodies_in, connected
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


def prepared(config, folder) -> str:
    with connected(config), bodies_in(folder):
        return str(Scene().at("reviewing").id)


@pytest.mark.parametrize("work", [whole_lives, one_file])
def test_killed_at_any_moment_every_acknowledged_act_is_there_and_none_by_halves(vendor, work, tmp_path):
    random, fell, kills = chance(), Counter(), examples(3)
    config, files = vendor.vendor.new(vendor.district), tmp_path / "files"
    about = prepared(config, files)
    while fell.total() < kills:
        mortals = [
            Mortal(tmp_path / f"{fell.total()}-{place}", config, files, work, random.getrandbits(32), about)
            for place in range(TOGETHER)
        ]
        for place, mortal in enumerate(mortals):
            with connected(config):
                mortal.kill(random)
            for other in mortals[place + 1 :]:
                other.comes_on()
            # Only now, on a connection of our own: whatever the dead one held is as the database found it.
            with connected(config), bodies_in(files):
                assert [] == lost(mortals)
                assert [] == halves()
                interrupted = mortal.interrupted()
                fell[repeated(interrupted) if interrupted else "between two acts"] += 1
        with connected(config), bodies_in(files):
            assert [] == lost(mortals)
            assert [] == halves()
    print(f"{fell.total()} kills, {vendor.vendor.__class__.__name__}, {work.__name__}: {dict(fell)}")
    vendor.vendor.remove(config)
