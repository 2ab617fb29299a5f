"""Whether the matter is complex, the panel and what it says."""

from collections.abc import Mapping
from dataclasses import replace

from rongcuo.casefile import acts
from rongcuo.casefile.effects.common import Fold, took_part
from rongcuo.casefile.records import Record
from rongcuo.casefile.state import CaseState, Complexity, Panel, PanelMember, PanelOpinion

_YES = "yes"


def _assessed(state: CaseState, act: acts.AssessComplexity, record: Record) -> CaseState:
    complexity = Complexity(record.sequence, act.facts_complex == _YES, act.specialised == _YES)
    return replace(state, complexity=complexity)


def _convened(state: CaseState, act: acts.ConvenePanel, record: Record) -> CaseState:
    """A panel convened anew takes the place of the one before; a conclusion drawn without it does not stand."""
    seated = [invited for invited in act.invited if invited.seated]
    members = tuple(PanelMember(invited.person, invited.organ) for invited in seated)
    panel = Panel(record.sequence, act.question, members, len(act.invited) - len(seated))
    return took_part(replace(state, panel=panel, conclusion=None), "assessing", panel.persons)


def _opined(state: CaseState, act: acts.GivePanelOpinion, record: Record) -> CaseState:
    if state.panel is None:
        message = f"entry {record.sequence} is the opinion of no panel"
        raise ValueError(message)
    dissenting = tuple(dissent.member for dissent in act.dissents)
    opinion = PanelOpinion(record.sequence, act.opinion, act.signed_by, dissenting)
    panel = replace(state.panel, opinions=(*state.panel.opinions, opinion))
    return replace(state, panel=panel, conclusion=None)


EFFECTS: Mapping[type[acts.Act], Fold] = {
    acts.AssessComplexity: _assessed,
    acts.ConvenePanel: _convened,
    acts.GivePanelOpinion: _opined,
}

DATES: Mapping[type[acts.Act], str] = {
    acts.AssessComplexity: "complexity_assessed_on",
    acts.ConvenePanel: "panel_convened_on",
}
