"""Which law a file is handled under: the edition, readings and calendar that its entries pin."""

import json
from collections.abc import Mapping
from functools import cache, lru_cache, reduce
from typing import Final

import rongcuo
from rongcuo.base import canonical, digest
from rongcuo.law import FaultyPack, Pack, Policy, UnknownDigest, apply, archive, folder, load, load_by_digest, restore
from rongcuo.office.calendars.models import CalendarEdition, CalendarImport, Status
from rongcuo.office.cases.models import PackEdition, ReadingsEdition
from rongcuo.office.people.models import District
from rongcuo.workdays import Calendar, Notice, UnknownCalendar, calendar_of, load_calendar, with_notices

POLICY: Final = "yuexiu-2017-132"
"""The regulation that a district opens its files under unless it says otherwise."""


def district_policy(district: District) -> Policy:
    """The newest edition of the district's regulation under the readings it has settled: for new files."""
    return _policy(load(district.policy).digest, _frozen(district.readings))


def policy_of(district: District, editions: Mapping[str, str]) -> Policy:
    """The edition and readings that a file's entries pin; raises ``PackError`` when the edition is not here."""
    values = _readings(district.pk, editions["readings"])
    return _policy(editions["pack"], values)


def pin(district: District, policy: Policy, calendar: Calendar) -> dict[str, str]:
    """What an entry pins; edition and readings are kept, so that their digests resolve ever after."""
    pinned = readings_digest(policy.readings)
    _keep_readings(district, pinned, policy.readings)
    _keep_pack(policy)
    return {
        "policy": policy.pack.title.policy,
        "effective_from": policy.pack.title.effective_from.isoformat(),
        "pack": policy.pack.digest,
        "readings": pinned,
        "calendar": kept(calendar).digest,
        "engine": rongcuo.__version__,
    }


def calendar(district: District) -> Calendar:
    """The calendar in force: the package's newest, with what the district has confirmed."""
    confirmed = CalendarImport.objects.filter(district=district, status=Status.CONFIRMED).order_by("place")
    return _calendar(canonical(list(confirmed.values_list("notices", flat=True))))


def calendar_by_digest(pinned: str) -> Calendar:
    """The edition that something was counted by; raises ``UnknownCalendar`` where it is neither packaged nor kept."""
    try:
        return load_calendar(pinned)
    except UnknownCalendar:
        kept = CalendarEdition.objects.filter(digest=pinned).first()
        if kept is None:
            raise
        return _edition(canonical(kept.notices))


def kept(calendar: Calendar) -> Calendar:
    """The same calendar; an edition that the package does not carry is kept, so that its digest resolves ever after."""
    try:
        load_calendar(calendar.digest)
    except UnknownCalendar:
        if not CalendarEdition.objects.filter(digest=calendar.digest).exists():
            notices = [notice.as_json() for notice in calendar.notices]
            edition = CalendarEdition(digest=calendar.digest, notices=notices)
            CalendarEdition.objects.bulk_create([edition], ignore_conflicts=True)
    return calendar


def is_whole(edition: CalendarEdition) -> bool:
    """Whether a kept calendar still has the digest it was kept under."""
    try:
        return _edition(canonical(edition.notices)).digest == edition.digest
    except (KeyError, TypeError, ValueError):
        return False


@lru_cache(maxsize=64)
def _calendar(confirmed: bytes) -> Calendar:
    imports = [[Notice.from_json(said) for said in notices] for notices in json.loads(confirmed)]
    return reduce(with_notices, imports, load_calendar())


@lru_cache(maxsize=64)
def _edition(notices: bytes) -> Calendar:
    return calendar_of(tuple(Notice.from_json(said) for said in json.loads(notices)))


def readings_digest(values: Mapping[str, str]) -> str:
    """What names a full choice of readings."""
    return digest("rongcuo/readings", dict(values))


def _keep_pack(policy: Policy) -> None:
    """Keep the edition itself: a later installation need not carry it any more."""
    title, pinned = policy.pack.title, policy.pack.digest
    if not PackEdition.objects.filter(digest=pinned).exists():
        files = archive(folder(title.policy, title.effective_from))
        edition = PackEdition(digest=pinned, policy=title.policy, effective_from=title.effective_from, files=files)
        PackEdition.objects.bulk_create([edition], ignore_conflicts=True)


def _pack(pinned: str) -> Pack:
    """The edition that this installation carries, or else the one that the office has kept."""
    try:
        return load_by_digest(pinned)
    except UnknownDigest:
        kept = PackEdition.objects.filter(digest=pinned).first()
        if kept is None:
            raise
        return restore(kept.files, kept.effective_from)


def is_intact(kept: PackEdition) -> bool:
    """Whether a kept edition still has the digest it was kept under."""
    try:
        return restore(kept.files, kept.effective_from).digest == kept.digest
    except FaultyPack:
        return False


def _keep_readings(district: District, pinned: str, values: Mapping[str, str]) -> None:
    if not ReadingsEdition.objects.filter(district=district, digest=pinned).exists():
        edition = ReadingsEdition(district=district, digest=pinned, values=dict(values))
        ReadingsEdition.objects.bulk_create([edition], ignore_conflicts=True)


def _readings(district: str, pinned: str) -> bytes:
    return canonical(ReadingsEdition.objects.get(district=district, digest=pinned).values)


def _frozen(values: Mapping[str, str]) -> bytes:
    return canonical(dict(values))


@cache
def _policy(pack: str, readings: bytes) -> Policy:
    policy = apply(_pack(pack), json.loads(readings))
    if not isinstance(policy, Policy):
        raise FaultyPack(*policy)
    return policy
