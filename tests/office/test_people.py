"""Three administrators that check one another; appointments have dates."""

from rongcuo.office.models import LedgerEntry, Person


def test_the_district_is_founded_through_its_register(database):
    assert Person.objects.count() == 26
    assert LedgerEntry.objects.count() > 60
