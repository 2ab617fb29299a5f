"""A small invented regulation as a pack, whole and sound, for tests that break it one piece at a time."""

from pathlib import Path

EDITION = "2020-05-01"

FRONT = """\
policy = "example-2020-1"
title = "关于试行容错的办法"
number = "例发〔2020〕1号"
issuers = ["某区委办公室"]
signed_on = 2020-04-20
printed_on = 2020-04-22
effective_from = 2020-05-01
text_digest = "2c702965f579a87f57c26ea9e838fc29ea2cc51882c9d1bb49ceb9cb8bf62d01"
"""

LAW = """\
# 关于试行容错的办法

## 一、适用范围 {#1}

本办法适用于本区工作人员。工作人员以外的人员不适用。

```toml
[finding.staff_member]
label = "属于本区工作人员"
label_en = "Is on the staff of the district"
kind = "scope"
quote = "本区工作人员"
words = ["符合", "不符合"]
```

## 二、条件 {#2}

### 二（一） {#2.1}

（一）勤勉尽责，没有谋取私利的，可以免于问责。

> 本办法没有说明勤勉的程度。

```toml
[finding.diligent]
label = "勤勉尽责"
label_en = "Diligent"
kind = "condition"
quote = "勤勉尽责"
words = ["符合", "不符合"]
judged = true
evidence = ["履职记录"]

[finding.private_gain]
label = "谋取私利"
label_en = "Private gain"
kind = "condition"
quote = "谋取私利"
words = ["存在", "不存在"]

[finding.openly_acted]
label = "公开办理"
label_en = "Acted openly"
kind = "condition"
quote = "没有谋取私利"
words = ["符合", "不符合"]

[rule.honest]
label = "没有谋取私利"
none = ["private_gain"]

[rule.exempt]
label = "可以免于问责"
reading = "openness"

[rule.exempt.when.letter]
all = [{ judged = "diligent" }, "honest"]

[rule.exempt.when.strict]
all = [{ judged = "diligent" }, "honest", { finding = "openly_acted" }]

[[exclusive]]
findings = ["private_gain", "openly_acted"]
```

### 二（二） {#2.2}

（二）具体程序另行规定。

```toml
[[open]]
words = "另行规定"
reason = "程序规定尚未印发。"
```
"""

ORDER = """\
# 次序和口径

```toml
[standing.outside]
label = "不适用"
label_en = "Outside"
clause = "1"
decisions = ["accountable"]

[standing.exempt]
label = "免于问责"
label_en = "Exempt"
clause = "2.1"
modality = "may"
decisions = ["exempt", "accountable"]

[standing.otherwise]
label = "不免责"
label_en = "Not exempt"
clause = "2.1"
decisions = ["accountable"]

[[entry]]
id = "outside"
standing = "outside"
label = "不是工作人员"
when = { none = ["staff_member"] }
clauses = ["1"]

[[entry]]
id = "exempt"
standing = "exempt"
label = "符合条件"
when = "exempt"
clauses = ["2.1"]

[[entry]]
id = "otherwise"
standing = "otherwise"
label = "其余情形"
clauses = ["2.1"]

[decision.exempt]
label = "免于问责"
label_en = "Exempt"
clause = "2.1"
favourable = true
needs_other_rule = false

[decision.accountable]
label = "予以问责"
label_en = "Accountable"
clause = "2.1"
favourable = false
needs_other_rule = false
```

```toml
[reading.openness]
label = "是否要求公开"
question = "没有公开办理的，是否仍可免责？"
clause = "2.1"
affects = "determination"

[[reading.openness.value]]
id = "letter"
label = "不要求"
note = "条文没有写。"

[[reading.openness.value]]
id = "strict"
label = "要求"
note = "不公开的难以认定没有私利。"
```
"""

PROCEDURE = """\
# 程序

```toml
[stage.opened]
label = "启动"

[stage.decided]
label = "决定"

[role.decider]
label = "决定机关"
organ = "deciding"
functions = ["deliberates"]

[document.decision]
label = "决定书"

[limit.answer]
label = "答复期限"
length = 10
unit = "working_day"
starts_on = "opened_on"
clause = "2.2"

[[list.effect]]
id = "promotion"
label = "不影响提拔"
clause = "2.1"
```

```toml
[act.decide]
label = "作出决定"
label_en = "Decide"
verb = "作出决定"
by = ["decider"]
clause = "2.1"
steps = [
  { from = ["opened"], to = "decided", when = [{ guard = "voted", majority = "half" }] },
]
guards = [
  { guard = "findings_recorded", clause = "1" },
]
documents = ["decision"]
audience = ["party", "deciding"]

[duty.answer]
label = "答复当事人"
by = "decider"
act = "decide"
owed = [{ guard = "stage_is", stage = "opened" }]
done = [{ guard = "act_on_file", act = "decide" }]
limit = "answer"
clause = "2.2"
```
"""

FILES = {"pack.toml": FRONT, "1-law.md": LAW, "order.md": ORDER, "procedure.md": PROCEDURE}


def written(parent: Path, changes: dict[str, str] | None = None, *, name: str = EDITION) -> Path:
    """The sample pack as a folder under ``parent``; ``changes`` replaces whole files."""
    folder = parent / name
    folder.mkdir(parents=True)
    for file, text in (FILES | (changes or {})).items():
        (folder / file).write_text(text, encoding="utf-8")
    return folder
