"""Two submissions at the same moment, in real threads on real databases: one acts, the other is told what happened."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count
from threading import Barrier, Event
from time import sleep

import pytest
from django.db import connection, transaction

from rongcuo.office import checkpoints, verification
from rongcuo.office.cases import chain
from rongcuo.office.files.numbering import allot
from rongcuo.office.models import (
    CaseFile,
    District,
    Interpretation,
    IssuedDocument,
    LedgerEntry,
    Notice,
    SealedText,
    Submission,
)
from rongcuo.office.outcomes import Conflict, Done, Repeated
from rongcuo.office.people import register
from rongcuo.office.verification import verify_database
from tests.builders import Scene
from tests.registers import Registers
from tests.whole import halves

pytestmark = pytest.mark.usefixtures("own_database")


def at_once(*works):
    """Run every work in a thread of its own, all let go at the same moment; the results in order."""
    gate = Barrier(len(works))

    def run(work):
        try:
            connection.ensure_connection()
            gate.wait(timeout=30)
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return [each.result() for each in [pool.submit(run, work) for work in works]]


def kinds(outcomes) -> list[str]:
    return sorted(type(outcome).__name__ for outcome in outcomes)


@pytest.fixture
def scene() -> Scene:
    return Scene()


@pytest.mark.parametrize("threads", [2, 8])
def test_the_same_form_sent_twice_at_once_acts_once(scene, threads):
    file = scene.opened()

    def send():
        return scene.attempt("chenliyan", "notify_rights", file, key="form-1", version=file.version)

    outcomes = at_once(*[send] * threads)

    assert ["Done", *["Repeated"] * (threads - 1)] == kinds(outcomes)
    assert 1 == len({(outcome.casefile_id, outcome.sequence, outcome.number) for outcome in outcomes})
    assert file.version + 1 == CaseFile.objects.get().version == LedgerEntry.objects.filter(stream=file.stream).count()
    assert 1 == IssuedDocument.objects.count() == Submission.objects.filter(key="form-1").count()
    assert () == verify_database()


def test_checkpoints_made_at_once_and_beside_acts_make_one_log(scene):
    """Whoever comes first takes what waits; what is committed meanwhile waits for the next."""
    files = [scene.opened() for _ in range(3)]
    (district,) = District.objects.all()

    def make():
        return checkpoints.make(district)

    def act(file):
        return lambda: scene.attempt("gulan", "recuse", file, **scene.content("recuse"))

    outcomes = at_once(make, *map(act, files), make, make)
    checkpoints.make(district)

    assert ["Done"] * 3 == kinds(outcomes[1:4])
    assert LedgerEntry.objects.count() == checkpoints.latest(district).size
    assert () == verify_database()


def test_opening_sent_twice_at_once_opens_one_file(scene):
    raw = scene.content("open")

    outcomes = at_once(*[lambda: scene.attempt("gulan", "open", key="form-1", **raw)] * 4)

    assert ["Done", "Repeated", "Repeated", "Repeated"] == kinds(outcomes)
    assert 1 == CaseFile.objects.count()
    assert () == verify_database()


def test_two_officers_who_act_at_once_on_the_same_version_do_not_both_act(scene):
    """The second is told who has done what since the version that both had before them."""
    file = scene.at("reviewing")
    texts, notices = SealedText.objects.count(), Notice.objects.count()

    def answer(who):
        return lambda: scene.attempt(who, "answer_claim", file, claim=1, version=file.version)

    outcomes = at_once(answer("chenliyan"), answer("zhoumin"))

    assert ["Conflict", "Done"] == kinds(outcomes)
    done = next(outcome for outcome in outcomes if isinstance(outcome, Done))
    conflict = next(outcome for outcome in outcomes if isinstance(outcome, Conflict))
    assert [done.sequence] == [entry.sequence for entry in conflict.changed] == [conflict.current_version]
    assert ["claim_answered"] == [entry.type for entry in conflict.changed]
    assert texts + 1 == SealedText.objects.count()
    assert notices + Notice.objects.filter(sequence=done.sequence).count() == Notice.objects.count()
    assert () == verify_database()


def test_acts_on_different_files_do_not_stand_in_each_others_way(scene):
    files = [scene.opened() for _ in range(4)]

    def notify(file):
        return lambda: scene.attempt("chenliyan", "notify_rights", file, version=file.version)

    outcomes = at_once(*map(notify, files))

    assert ["Done"] * 4 == kinds(outcomes)
    assert 4 == len(set(IssuedDocument.objects.values_list("number", flat=True)))
    assert () == verify_database()


def test_many_files_opened_at_once_get_consecutive_numbers(scene):
    outcomes = at_once(*[lambda: scene.attempt("gulan", "open") for _ in range(8)])

    numbers = sorted(int(outcome.number.split("〕")[1].removesuffix("号")) for outcome in outcomes)
    assert list(range(1, 9)) == numbers
    assert () == verify_database()


def test_a_number_allotted_in_a_transaction_that_fails_is_allotted_again(scene):
    district = scene.cast.district
    with transaction.atomic():
        allot(district, "示申告", 2026)
        transaction.set_rollback(True)

    with transaction.atomic():
        assert "示申告〔2026〕1号" == allot(district, "示申告", 2026)


def test_a_refused_act_leaves_no_gap_in_the_numbers(scene):
    scene.attempt("chenliyan", "open", investigating_organ=scene.id("committee"))

    assert scene.act("gulan", "open").number.endswith("〕1号")


@pytest.mark.parametrize("vendor", ["sqlite"], indirect=True)
def test_who_waits_to_write_is_not_passed_for_ever_by_somebody_who_writes_all_the_time():
    """SQLite alone would let the greedy one in again and again, and tell the other that the database is locked."""
    turns, waiting, served = [], Event(), Event()

    def greedy():
        while not served.is_set():
            with transaction.atomic():
                turns.append(waiting.is_set())
                sleep(0.05)

    def patient():
        while not turns:
            sleep(0.001)
        waiting.set()
        try:
            with transaction.atomic():
                return "served"
        finally:
            served.set()

    assert [None, "served"] == at_once(greedy, patient)
    assert sum(turns) <= 3


SIXTEEN = 16
"""Threads at once on PostgreSQL; SQLite lets one writer in at a time anyhow."""


@pytest.fixture
def deadlocks(request):
    """Tells how many transactions the server had to end because they waited for each other."""
    request.getfixturevalue("own_database")

    def counted():
        connection.close()
        with connection.cursor() as cursor:
            # A session counts at the latest when it ends, so those of the threads must have ended.
            others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            while cursor.execute(others).fetchone() != (1,):
                pass
            cursor.execute("SELECT deadlocks, xact_commit FROM pg_stat_database WHERE datname = current_database()")
            ended, committed = cursor.fetchone()
        assert committed, "the server counts nothing"
        return ended

    return counted


on_postgresql = pytest.mark.parametrize("vendor", ["postgresql"], indirect=True)


def insisting(scene, who, act, file, **raw):
    """An act that is done again, on the file as it is then, until it is on file; how often it was."""

    def insist():
        for attempts in count(1):
            outcome = scene.attempt(who, act, file, **raw)
            if not isinstance(outcome, Conflict):
                return type(outcome).__name__, attempts
        raise AssertionError

    return insist


@on_postgresql
def test_sixteen_threads_on_one_file_leave_one_chain_without_a_fork(scene, deadlocks):
    file = scene.at("reviewing")
    acts = [(who, act) for act in ("consider_ex_officio", "record_finding") for who in ("chenliyan", "zhoumin")]

    def several(who, act):
        others = {"second_officer": scene.id(*{"chenliyan", "zhoumin"} - {who})} if act == "record_finding" else {}
        return lambda: [insisting(scene, who, act, file, **others)() for _ in range(2)]

    outcomes = at_once(*[several(*acts[number % len(acts)]) for number in range(SIXTEEN)])

    assert {"Done"} == {kind for made in outcomes for kind, _ in made}
    assert any(attempts > 1 for made in outcomes for _, attempts in made), "nobody met anybody"
    entries = chain.entries(CaseFile.objects.get())
    assert list(range(1, file.version + 2 * SIXTEEN + 1)) == [entry.sequence for entry in entries]
    assert [entry.hash for entry in entries[:-1]] == [entry.previous for entry in entries[1:]]
    assert 0 == deadlocks()
    assert [] == halves()


@on_postgresql
def test_sixteen_threads_with_one_and_the_same_version_of_one_file_act_once(scene, deadlocks):
    file = scene.at("reviewing")

    def act(number):
        who = ("chenliyan", "zhoumin")[number % 2]
        return lambda: scene.attempt(who, "answer_claim", file, claim=1, version=file.version)

    outcomes = at_once(*map(act, range(SIXTEEN)))

    assert ["Conflict"] * 15 + ["Done"] == kinds(outcomes)
    assert {file.version + 1} == {each.current_version for each in outcomes if isinstance(each, Conflict)}
    assert 0 == deadlocks()
    assert [] == halves()


@on_postgresql
def test_sixteen_threads_each_bring_a_file_from_its_opening_to_its_service(scene, deadlocks):
    """Every act of the way, every document and its number, while the office's own register changes as well."""
    administrator = scene.persons["system"]

    def live():
        return Scene(scene.cast).at("served").number

    def add():
        return [
            register.add_person(scene.cast.district, administrator, name=f"新人{number}").name for number in range(20)
        ]

    *numbers, added = at_once(*[live] * (SIXTEEN - 1), add)

    assert SIXTEEN - 1 == len(set(numbers)) == CaseFile.objects.filter(stage="served").count()
    assert 20 == len(added)
    assert 0 == deadlocks()
    assert [] == halves()


def test_changes_of_the_register_queue_up_in_one_chain(scene):
    administrator = scene.persons["system"]
    length = LedgerEntry.objects.filter(stream="register").count()

    def add(name):
        return lambda: register.add_person(scene.cast.district, administrator, name=name)

    at_once(*[add(f"新人{number}") for number in range(8)])

    assert length + 8 == len(chain.entries(type(scene.cast.district).objects.get()))
    assert () == verify_database()


def test_an_act_that_waited_for_a_failed_twin_is_carried_out(scene):
    """The twin with the same key is rolled back while we wait for it: the key is free again, and ours acts."""
    file = scene.opened()
    raw = scene.content("consider_ex_officio")

    def fail():
        with transaction.atomic():
            scene.attempt("chenliyan", "consider_ex_officio", file, key="form-1", version=file.version, **raw)
            transaction.set_rollback(True)
        return "failed"

    def act():
        return scene.attempt("chenliyan", "consider_ex_officio", file, key="form-1", version=file.version, **raw)

    outcomes = at_once(fail, act)

    assert "failed" == outcomes[0]
    assert isinstance(outcomes[1], Done)
    assert not isinstance(outcomes[1], Repeated)
    assert () == verify_database()


def test_verifying_reads_one_moment_and_stands_in_nobodys_way(scene):
    """While the verifier is half-way through, an officer acts: the verifier sees the file as it was, whole."""
    file = scene.at("notified")

    with verification._snapshot():
        before = list(LedgerEntry.objects.filter(stream=file.stream))
        [outcome] = at_once(lambda: scene.attempt("chenliyan", "consider_ex_officio", file, version=file.version))
        assert isinstance(outcome, Done)
        assert before == list(LedgerEntry.objects.filter(stream=file.stream))
        assert () == verify_database()

    assert len(before) + 1 == LedgerEntry.objects.filter(stream=file.stream).count()
    assert () == verify_database()


def test_two_answers_at_once_do_not_settle_one_reading_twice(scene):
    registers = Registers(scene)
    first, second = registers.interpretation("drafted"), registers.interpretation("drafted")

    def answer(item, value):
        return lambda: registers.attempt("answer_interpretation", item, settles=f"condition_1={value}")

    outcomes = at_once(answer(first, "strict"), answer(second, "letter"))

    assert ["Invalid", "Recorded"] == kinds(outcomes)
    assert 1 == Interpretation.objects.filter(stage="answered").count()
    assert () == verify_database()


def test_two_answers_at_once_do_not_take_the_place_of_the_same_one(scene):
    registers = Registers(scene)
    older = registers.interpretation()
    items = [registers.interpretation("drafted") for _ in range(4)]

    def answer(item):
        return lambda: registers.attempt("answer_interpretation", item, supersedes=older.number)

    outcomes = at_once(*map(answer, items))

    assert ["Invalid", "Invalid", "Invalid", "Recorded"] == kinds(outcomes)
    assert () == verify_database()


def test_filings_acknowledged_at_once_get_numbers_of_their_own(scene):
    registers = Registers(scene)
    items = [registers.filing() for _ in range(4)]

    outcomes = at_once(*[lambda item=item: registers.attempt("acknowledge_filing", item) for item in items])

    assert ["Recorded"] * 4 == kinds(outcomes)
    assert 4 == len({outcome.number for outcome in outcomes})
    assert () == verify_database()


def test_the_same_filing_sent_twice_at_once_is_filed_once(scene):
    registers = Registers(scene)
    registers.name("prior_filing", "inquiry")

    outcomes = at_once(*[lambda: registers.attempt("file_reform", key="one")] * 4)

    assert [False, True, True, True] == sorted(outcome.repeated for outcome in outcomes)
    assert 1 == len({outcome.item_id for outcome in outcomes})
    assert () == verify_database()
