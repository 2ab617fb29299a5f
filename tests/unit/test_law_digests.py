"""What identifies the rules: every file that makes them, and nothing that only goes along with them."""

import pytest

from rongcuo.law.digests import pack_digest, rule_files
from tests.law_samples import FILES, written

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("name", ["README.md", ".draft.md", "examples/case.toml"])
def test_remarks_drafts_and_examples_make_no_other_rules(tmp_path, name):
    folder = written(tmp_path)
    before = pack_digest(folder)
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("某", encoding="utf-8")

    assert before == pack_digest(folder)
    assert sorted(FILES) == sorted(path for path, _ in rule_files(folder))
    (folder / "more.md").write_text("某", encoding="utf-8")
    assert before != pack_digest(folder)


def test_the_digest_of_a_pack_is_the_same_in_every_release(tmp_path):
    """Decisions cite it: what it is made of may not change."""
    digest = pack_digest(written(tmp_path, dict.fromkeys(FILES, "某\n")))

    assert "062df30d3f9a91b2d8fdb75d1411a84a52698e137e17208d8a19e0ecd758c0dd" == digest
