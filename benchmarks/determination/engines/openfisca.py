"""OpenFisca-core (NumPy), of the French administration."""

from importlib.metadata import version
from typing import Any

from openfisca_core.entities import Entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from benchmarks.determination.engines import microsimulation
from benchmarks.determination.forms import Batch, Form
from rongcuo.law import Policy

VERSION = version("OpenFisca-Core")


def forms(policy: Policy) -> tuple[Form, ...]:
    """A simulation of one person each time."""
    return microsimulation.forms(KIT, policy)


def batches(policy: Policy) -> tuple[Batch, ...]:
    """A simulation of all of them."""
    return microsimulation.batches(KIT, policy)


def _simulation(system: Any, count: int) -> Any:
    return SimulationBuilder().build_default_simulation(system, count)


KIT = microsimulation.Kit(Entity, Variable, TaxBenefitSystem, DateUnit.MONTH, _simulation)
