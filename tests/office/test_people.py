"""Three administrators that check one another; appointments have dates."""

import pytest

from rongcuo.office.demo.district import PERSONS
from rongcuo.office.models import LedgerEntry, Person

pytestmark = pytest.mark.usefixtures("database")


def test_the_district_is_founded_through_its_register():
    assert Person.objects.count() == len(PERSONS)
    assert LedgerEntry.objects.count() > 60
