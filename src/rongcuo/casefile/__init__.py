"""The case file: official acts in, ledger entries out, a state folded from them."""

from rongcuo.casefile.acts import ACTS, Act
from rongcuo.casefile.context import Actor, Context, Post, VoteRule
from rongcuo.casefile.decide import decide
from rongcuo.casefile.duties import DutyOnFile, DutyState, Holder, duties
from rongcuo.casefile.evolve import evolve, fold
from rongcuo.casefile.fields import Question, questions
from rongcuo.casefile.intake import Intake, read_act, read_shape
from rongcuo.casefile.law import compare
from rongcuo.casefile.limits import LimitOnFile, limits_on_file
from rongcuo.casefile.options import Option, options
from rongcuo.casefile.records import INTERNAL, SCHEMA, Draft, Issued, Record, body_of, read_record
from rongcuo.casefile.schema import schema_of
from rongcuo.casefile.state import EMPTY, CaseState
from rongcuo.casefile.stored import dump_act, load_act, load_shape

__all__ = [
    "ACTS",
    "EMPTY",
    "INTERNAL",
    "SCHEMA",
    "Act",
    "Actor",
    "CaseState",
    "Context",
    "Draft",
    "DutyOnFile",
    "DutyState",
    "Holder",
    "Intake",
    "Issued",
    "LimitOnFile",
    "Option",
    "Post",
    "Question",
    "Record",
    "VoteRule",
    "body_of",
    "compare",
    "decide",
    "dump_act",
    "duties",
    "evolve",
    "fold",
    "limits_on_file",
    "load_act",
    "load_shape",
    "options",
    "questions",
    "read_act",
    "read_record",
    "read_shape",
    "schema_of",
]
