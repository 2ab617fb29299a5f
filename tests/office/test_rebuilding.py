"""What is projected can be thrown away and made again; and it keeps up with the days."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from rongcuo.office import clock, workbench
from rongcuo.office.models import CaseFile, District, DutyRow, Grant, Recusal
from rongcuo.office.rebuilding import never_counted, rebuild, refresh
from rongcuo.office.verification import verify_database
from tests.builders import STAGES, Scene, on

PROJECTIONS = (CaseFile, Grant, Recusal, DutyRow)


@pytest.fixture
def scene(database) -> Scene:
    assert database is None
    return Scene()


def rows(model) -> list[tuple]:
    """The rows without the keys that the database draws."""
    own = [field.attname for field in model._meta.local_concrete_fields if field.attname != "id"]
    return sorted(map(repr, model.objects.values_list(*own)))


@pytest.mark.parametrize("stage", STAGES)
def test_rebuilding_gives_what_the_door_had_projected(scene, stage):
    file = scene.at(stage)
    before = {model: rows(model) for model in PROJECTIONS}

    Grant.objects.all().delete()
    DutyRow.objects.all().delete()
    CaseFile.objects.update(stage="opened", next_deadline=None, sequence=0, head_hash="0" * 64)
    assert () != verify_database()

    assert 1 == rebuild()
    assert before == {model: rows(model) for model in PROJECTIONS}
    assert () == verify_database()
    assert stage == CaseFile.objects.get(pk=file.pk).stage


def test_rebuilding_keeps_recusals_and_the_dates_of_ended_grants(scene):
    file = scene.at("reviewing")
    file = scene.act("gulan", "replace_officer", file)
    scene.act("gulan", "recuse", file)
    before = {model: rows(model) for model in PROJECTIONS}

    Recusal.objects.all().delete()
    Grant.objects.update(ended_by=None, ended_on=None)
    rebuild()

    assert before == {model: rows(model) for model in PROJECTIONS}


def test_a_limit_that_ended_without_an_act_changes_the_duties_on_the_next_look(scene):
    """The ten working days have passed: the party owes nothing any more, the officers owe the conclusion."""
    file = scene.at("notified")
    party, officer = scene.persons["xiemou"], scene.persons["chenliyan"]
    last = file.next_deadline

    with on(last):
        assert {"file_defence"} == {task.duty for task in workbench.load(party).own}
    with on(last + timedelta(days=1)):
        assert set() == {task.duty for task in workbench.load(party).own}
        assert {"conclude", "consider_ex_officio", "assess_complexity"} == {
            task.duty for task in workbench.load(officer).own
        }
        assert () == verify_database()


def test_refreshing_touches_only_what_is_stale(scene):
    file = scene.at("notified")
    scene.opened()

    assert 0 == refresh()
    with on(file.next_deadline + timedelta(days=1)):
        assert 1 == refresh()
        assert 0 == refresh()


def test_what_was_projected_earlier_still_verifies_later(scene):
    file = scene.at("notified")

    with on(file.next_deadline + timedelta(days=30)):
        assert () == verify_database()


def test_rebuilding_twice_changes_nothing(scene):
    scene.at("decided")
    rebuild()
    before = {model: rows(model) for model in PROJECTIONS}

    rebuild()

    assert before == {model: rows(model) for model in PROJECTIONS}
    assert clock.today() == CaseFile.objects.get().projected_on


def test_what_an_earlier_release_has_projected_is_projected_anew_before_anything_is_shown(scene):
    """It knew no latest last day, and no calendar that a district's files were counted by."""
    file = scene.at("notified")
    assert not never_counted()
    CaseFile.objects.update(runs_until=None)
    District.objects.update(calendar="")
    assert ["office.projection_differs"] == [fault.code for fault in verify_database()]

    assert never_counted()
    assert 1 == rebuild()
    assert not never_counted()
    assert file.runs_until == CaseFile.objects.get().runs_until
    assert () == verify_database()


@pytest.fixture
def several(vendor):
    with vendor.copy():
        scene = Scene()
        yield [scene.at(stage) for stage in ("opened", "notified", "served")]


def test_the_command_rebuilds_every_file_with_commits_of_its_own(several, capsys):
    Grant.objects.all().delete()

    call_command("rebuild")

    assert f"{len(several)}\n" == capsys.readouterr().out
    assert () == verify_database()
