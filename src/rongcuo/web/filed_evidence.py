"""A unit's prior filings beside the form of a finding that they can bear on (4.1.2): offered, and brought in."""

from collections.abc import Mapping
from typing import Any

from rongcuo.ledger import ERASED
from rongcuo.office import clock
from rongcuo.office.files.sealing import as_uuid
from rongcuo.office.people.models import Organ
from rongcuo.office.registers import competent
from rongcuo.office.registers import reading as items
from rongcuo.office.registers.certificate import as_uploads
from rongcuo.office.registers.table import STAGES
from rongcuo.office.registers.visibility import filings_for
from rongcuo.web.desk import Desk
from rongcuo.web.pages.act import FilingOffer

Raw = Mapping[str, object]

_ACT = "record_finding"


def offered(desk: Desk, act: str, raw: Raw) -> tuple[FilingOffer, ...]:
    """The filings of the party's organisation that this person may see, where the finding is one they can bear on."""
    rules = competent.rules_of(desk.context.policy, competent.PRIOR_FILING)
    if desk.reading is None or act != _ACT or raw.get("finding") not in rules.get("evidence_for", ()):
        return ()
    unit = Organ.objects.get(pk=desk.reading.state.file.organisation)
    found = filings_for(unit, desk.person, clock.today()).order_by("-began_on")
    return tuple(
        FilingOffer(str(row.id), f"{row}　{row.title.body or ERASED}", f"{row.began_on}备案，{STAGES[row.stage][0]}")
        for row in found
    )


def brought(desk: Desk, act: str, raw: Raw, filing: str) -> Raw:
    """``raw`` with one more piece of evidence: the filing's certificate and copies of its papers.

    Whether it supports or opposes is left for the officer to say. What is
    not offered here is not brought; what was brought before is not brought twice.
    """
    identity = as_uuid(filing)
    if identity is None or filing not in {each.id for each in offered(desk, act, raw)}:
        return raw
    found = items.filing(desk.person, identity)
    added: Any = raw.get("added") or []
    title = f"事前备案证明和材料（{found.row if found else filing}）"
    if found is None or any(row.get("title") == title for row in added):
        return raw
    return {**raw, "added": [*added, {"title": title, "files": list(as_uploads(found, desk.person))}]}
