"""The superior organ's consent."""

from collections.abc import Mapping
from dataclasses import replace

from rongcuo.casefile import acts
from rongcuo.casefile.effects.common import Fold, sent_back, took_part
from rongcuo.casefile.records import Record
from rongcuo.casefile.state import CaseState, Consent


def _consent_requested(state: CaseState, _: acts.RequestConsent, record: Record) -> CaseState:
    if state.deliberation is None:
        message = f"entry {record.sequence} asks for consent to nothing"
        raise ValueError(message)
    requested = replace(state, consent=Consent(record.sequence, state.deliberation.proposal))
    return took_part(requested, "requesting", (record.actor,))


def _consent_given(state: CaseState, _: acts.GiveConsent, record: Record) -> CaseState:
    return _replied(state, record, given=True)


def _consent_refused(state: CaseState, _: acts.RefuseConsent, record: Record) -> CaseState:
    """Nothing is sent back where a change was asked for: the decision on file stands."""
    replied = _replied(state, record, given=False)
    return replied if state.decision else sent_back(replied)


def _request_returned(state: CaseState, _: acts.ReturnRequest, record: Record) -> CaseState:
    replied = sent_back(_replied(state, record, given=False))
    return replace(replied, conclusion=None, report=None)


def _replied(state: CaseState, record: Record, *, given: bool) -> CaseState:
    if state.consent is None:
        message = f"entry {record.sequence} replies to no request"
        raise ValueError(message)
    consent = replace(state.consent, given=given, replied_entry=record.sequence)
    return took_part(replace(state, consent=consent), "consenting", (record.actor,))


EFFECTS: Mapping[type[acts.Act], Fold] = {
    acts.RequestConsent: _consent_requested,
    acts.GiveConsent: _consent_given,
    acts.RefuseConsent: _consent_refused,
    acts.ReturnRequest: _request_returned,
}

DATES: Mapping[type[acts.Act], str] = {
    acts.RequestConsent: "consent_requested_on",
    acts.GiveConsent: "consent_given_on",
}
