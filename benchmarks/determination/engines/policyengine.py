"""PolicyEngine-core (NumPy), of British and American tax policy."""

from importlib.metadata import version
from typing import Any

from policyengine_core.entities import Entity
from policyengine_core.periods import MONTH
from policyengine_core.simulations import SimulationBuilder
from policyengine_core.taxbenefitsystems import TaxBenefitSystem
from policyengine_core.variables import Variable

from benchmarks.determination.engines import microsimulation
from benchmarks.determination.forms import Batch, Form
from rongcuo.law import Policy

VERSION = version("policyengine-core")


def forms(policy: Policy) -> tuple[Form, ...]:
    """A simulation of one person each time."""
    return microsimulation.forms(KIT, policy)


def batches(policy: Policy) -> tuple[Batch, ...]:
    """A simulation of all of them."""
    return microsimulation.batches(KIT, policy)


def _simulation(system: Any, count: int) -> Any:
    return SimulationBuilder().build_default_simulation(system, count)


KIT = microsimulation.Kit(Entity, Variable, TaxBenefitSystem, MONTH, _simulation)
