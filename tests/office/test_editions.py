"""A file stays under the law it was opened under, whatever a later installation carries."""

import pytest

from rongcuo.base import Problem
from rongcuo.law import archive, folder, load, restore
from rongcuo.law.catalogue import UnknownDigest
from rongcuo.office import law, reading
from rongcuo.office.models import PackEdition
from rongcuo.office.verification import verify_database
from tests.builders import Scene

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def scene() -> Scene:
    return Scene()


@pytest.fixture
def without_the_edition(monkeypatch):
    """An installation that carries no edition with the digest asked for."""

    def forget() -> None:
        def unknown(digest: str) -> None:
            raise UnknownDigest(Problem("law.unknown_digest", {"digest": digest}))

        monkeypatch.setattr(law, "load_by_digest", unknown)
        law._policy.cache_clear()

    yield forget
    law._policy.cache_clear()


def test_an_edition_that_was_kept_is_the_edition_to_the_byte():
    pack = load("yuexiu-2017-132")

    assert pack.digest == restore(archive(folder("yuexiu-2017-132")), pack.title.effective_from).digest


def test_a_file_goes_on_under_an_edition_that_is_not_installed_any_more(scene, without_the_edition):
    file = scene.at("notified")

    without_the_edition()

    assert {"file_defence"} <= {option.row.id for option in reading.load(scene.persons["xiemou"], file.id).options}
    assert "reviewing" == scene.advance(file, "reviewing").stage
    assert () == verify_database()


def test_a_kept_edition_that_was_altered_is_named(scene):
    scene.at("opened")
    kept = PackEdition.objects.get()
    kept.files["readings.md"] += "\n"
    kept.save()

    assert ["office.pack_altered"] == [fault.code for fault in verify_database()]


def test_a_file_whose_edition_is_nowhere_says_which_one_is_missing(scene, without_the_edition):
    file = scene.at("notified")
    digest = load("yuexiu-2017-132").digest
    PackEdition.objects.all().delete()

    without_the_edition()
    [fault] = verify_database()

    assert ("office.edition_missing", file.number) == (fault.code, fault.number)
    assert f"没有本案所依据的规则包（摘要{digest}）" in fault.text("zh")
    assert f"The policy pack {digest} " in fault.text("en")
