"""What the guards of the inquiry ask: panel, case review, consultation, and a reading that switches a step on."""

from collections.abc import Mapping

from rongcuo.procedure.facts import Facts

Params = Mapping[str, object]
Said = Mapping[str, object] | None

_TRIGGERS = {"either": any, "both": all}
"""How many of the two questions of 5.3 must be answered with yes, by the value of the reading."""


def panel_is_owed(facts: Facts, params: Params) -> bool:
    """Whether the answers on file call for a panel, under the reading that the pack names; never without answers."""
    trigger = _TRIGGERS[facts.readings[str(params["reading"])]]
    return facts.complexity is not None and trigger(facts.complexity)


def panel_owed(facts: Facts, params: Params) -> Said:
    """A panel is owed."""
    return None if panel_is_owed(facts, params) else {}


def panel_settled(facts: Facts, params: Params) -> Said:
    """No panel is owed, or every member of the one convened has been heard."""
    return None if facts.panel_complete or not panel_is_owed(facts, params) else {}


def read_as(facts: Facts, params: Params) -> Said:
    """The reading has the value under which a step is taken."""
    reading, value = str(params["reading"]), str(params["value"])
    return None if facts.readings.get(reading) == value else {"reading": reading, "value": value}


def review_settled(facts: Facts, params: Params) -> Said:
    """The step is not switched on, or a case review agrees with the report as it stands."""
    switched_off = read_as(facts, params) is not None
    return None if switched_off or facts.review_agreed else {}


def consultation_settled(facts: Facts, params: Params) -> Said:
    """The step is not switched on, or every kind of body that the pack names has answered, and no question is open."""
    if read_as(facts, params) is not None:
        return None
    kinds = params["kinds"]
    wanted = frozenset(map(str, kinds)) if isinstance(kinds, list | tuple) else frozenset({str(kinds)})
    missing = len(wanted - facts.consulted)
    return None if not missing and not facts.consultations_open else {"missing": missing}
