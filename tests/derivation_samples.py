"""Facts, a grading table and derivations for the small invented regulation of ``law_samples``, and a slow oracle.

The oracle uses nothing of the determination room: it gives every open fact
every value that could make a difference and evaluates the term as a lawyer
would on a file where everything is known.
"""

import itertools
from collections.abc import Iterator, Mapping
from datetime import date

from rongcuo.law.derivation.derivations import (
    Cases,
    Chosen,
    Combined,
    Compare,
    Count,
    Derivable,
    Fact,
    Graded,
    Member,
    Named,
    Term,
)

FACTS = """\
# 事实和推导

```toml
[fact.office]
label = "所在部门"
label_en = "Office"
type = "code"
list = "office"
clause = "1"

[fact.on_payroll]
label = "列入工资名册"
label_en = "On the payroll"
type = "yes_or_no"
clause = "1"

[record.gift]
label = "收受的礼品"
label_en = "Gifts taken"
dated_by = "taken_on"
located_by = "place"
clause = "2.1"

[record.gift.field.taken_on]
label = "收受日期"
label_en = "Taken on"
type = "date"

[record.gift.field.place]
label = "收受地"
label_en = "Taken at"
type = "code"
list = "place"

[record.gift.field.worth]
label = "价值"
label_en = "Worth"
type = "number"
unit = "元"

[record.gift.field.secret]
label = "没有登记上交"
label_en = "Kept secret"
type = "yes_or_no"

[[list.office]]
id = "bureau"
label = "局"
group = "staff"
clause = "1"

[[list.office]]
id = "street"
label = "街道"
group = "staff"
clause = "1"

[[list.office]]
id = "contractor"
label = "承包单位"
group = "outside"
clause = "1"

[[list.place]]
id = "here"
label = "本区"
clause = "2.1"

[[list.place]]
id = "port"
label = "口岸"
clause = "2.1"
```

```toml
[[grading.gift]]
record = "gift"
clause = "2.1"
label = "礼品等级"
source = "礼品登记办法第三条"
from = 2010-01-01
until = 2015-12-31

[[grading.gift.grade]]
id = "grave"
label = "重大"
any = [{ worth = 1000 }, { secret = true, worth = 500 }]

[[grading.gift.grade]]
id = "slight"
label = "一般"
any = [{ worth = 100 }]

[[grading.gift]]
record = "gift"
clause = "2.1"
label = "礼品等级（修订）"
source = "礼品登记办法（修订）第三条"
confirmed = false
from = 2016-01-01

[[grading.gift.grade]]
id = "grave"
label = "重大"
any = [{ worth = 2000 }]

[[grading.gift.grade]]
id = "slight"
label = "一般"
any = [{ worth = 200 }]
```

```toml
[derivation.staff_member]
label = "所在部门属于编制单位"
label_en = "The office is part of the staff"
clause = "1"
all = ["on_payroll", { member = "office", groups = ["staff"] }]

[derivation.private_gain]
label = "收受重大礼品"
label_en = "Took a grave gift"
clause = "2.1"
count = "gift"
at_least = 1
where = { table = "gift", at_least = "grave" }

[derivation.openly_acted]
label = "按口径公开办理"
label_en = "Acted openly by reading"
clause = "2.1"
reading = "gifts"

[derivation.openly_acted.when]
lenient = "registered"
severe = { count = "gift", less_than = 1 }

[value.registered]
label = "礼品均已登记"
label_en = "Every gift was registered"
clause = "2.1"
count = "gift"
less_than = 1
where = "secret"

[value.side]
label = "属于哪一方"
label_en = "Which side"
list = "office"
clause = "1"
case = [
  { value = "contractor", when = { compare = "office", is = "contractor" } },
  { value = "bureau" },
]

[reading.gifts]
label = "礼品"
question = "登记上交的礼品是否妨碍公开办理？"
clause = "2.1"
affects = "derivation"

[[reading.gifts.value]]
id = "lenient"
label = "不妨碍"
note = "已经登记。"

[[reading.gifts.value]]
id = "severe"
label = "妨碍"
note = "收受即不公开。"
```
"""

IDLE_READING = """
```toml
[reading.idle]
label = "无"
question = "无？"
clause = "1"
affects = "derivation"

[[reading.idle.value]]
id = "a"
label = "无"
note = "无"

[[reading.idle.value]]
id = "b"
label = "无"
note = "无"
```
"""

# --- the slow oracle ----------------------------------------------------------------------------------------------


def holds(law: Derivable, term: Term, file: Mapping[str, object], readings: Mapping[str, str]) -> object:
    """The term on a file where every scalar is known; records are in ``file`` as lists of mappings."""
    given = _of(law, term.name, file, readings) if isinstance(term, Named | Compare | Member) else None
    match term:
        case Named():
            result = given
        case Compare(word=word, value=value):
            result = given == value if word == "is" else (given >= value) == (word in ("at_least", "from"))
        case Member(of=of):
            result = given in of.under(readings)
        case Combined(operator=operator, terms=terms):
            values = [holds(law, each, file, readings) for each in terms]
            result = all(values) if operator == "all" else any(values) == (operator == "any")
        case Chosen(reading=reading, branches=branches):
            result = holds(law, branches[readings[reading]], file, readings)
        case Cases(lines=lines):
            result = next(line.value for line in lines if not line.when or holds(law, line.when, file, readings))
        case Count(record=record, word=word, number=number, where=where):
            rows = [row for row in file[record] if where is None or holds(law, where, {**file, **row}, readings)]
            result = (len(rows) >= number) == (word == "at_least")
        case Graded(table=table, grade=grade):
            result = _graded(law, table, grade, file)
    return result


def _graded(law: Derivable, table: str, grade: str, row: Mapping[str, object]) -> bool:
    """By the last edition that had begun, the local one first; every day of a test has a national one."""
    begun = [each for each in law.tables[table] if each.since <= row["day"]]
    here = [each for each in begun if each.locality == row["place"]] or [each for each in begun if not each.locality]
    grades = here[-1].grades
    counted = grades[: [each.id for each in grades].index(grade) + 1]
    grounds = [ground for each in counted for ground in each.grounds]
    return any(all(row[name] >= number for name, number in ground.items()) for ground in grounds)


def _of(law: Derivable, name: str, file: Mapping[str, object], readings: Mapping[str, str]) -> object:
    return holds(law, law.values[name].term, file, readings) if name in law.values else file[name]


def everything(fact: Fact, numbers: range, days: tuple[date, ...]) -> tuple[object, ...]:
    """The small domain in which a test's facts live."""
    return {
        "yes_or_no": (True, False),
        "number": tuple(numbers),
        "date": days,
        "code": tuple(choice.id for choice in fact.codes),
    }[fact.type]


def completions(
    facts: Mapping[str, Fact], known: Mapping[str, object], numbers: range, days: tuple[date, ...]
) -> Iterator[dict[str, object]]:
    """Every way to fill in what is not known."""
    names = [name for name in facts if known.get(name) is None]
    for values in itertools.product(*(everything(facts[name], numbers, days) for name in names)):
        yield {**known, **dict(zip(names, values, strict=True))}
