"""Numbers from a register: allotted in the transaction that uses them, under the register's lock, never used again."""

from rongcuo.office.files.models import Register
from rongcuo.office.people.models import District


def allot(district: District, code: str, year: int) -> str:
    """The next number of ``code`` in ``year``, as it is written: 越容审〔2026〕3号.

    Must be called inside a transaction: a number is used up exactly when the
    act that it belongs to is on file.
    """
    Register.objects.bulk_create([Register(district=district, code=code, year=year)], ignore_conflicts=True)
    register = Register.objects.select_for_update().get(district=district, code=code, year=year)
    number = register.next
    register.next = number + 1
    register.save(update_fields=("next",))
    return f"{code}〔{year}〕{number}号"
