"""The pictures of every kind of document in the user guide: each is there and shown.

``RONGCUO_ACCEPT=1`` draws them anew, from the files that call for the documents.
"""

from datetime import date
from pathlib import Path

import pytest

from rongcuo.documents import Document, picture
from rongcuo.documents.freezing import thawed
from rongcuo.law import load
from rongcuo.office.files.storage import open_body
from rongcuo.office.models import IssuedDocument
from rongcuo.office.summaries import preparing as summaries
from tests.builders import Scene, on
from tests.golden_pages import IS_ACCEPTED
from tests.office.test_documents import every, on_offer, prepared

GUIDE = Path(__file__).parents[2] / "docs" / "guide"
PICTURES = GUIDE / "pictures" / "documents"


def kinds() -> set[str]:
    """Every kind of document."""
    table = load("yuexiu-2017-132").procedure
    assert table is not None
    return {*table.documents, summaries.KIND}


def draw(kind: str, document: Document) -> None:
    drawn = picture(document, 1)
    assert drawn
    (PICTURES / f"{kind}.png").write_bytes(drawn)


if IS_ACCEPTED:

    @pytest.mark.usefixtures("database")
    def test_the_pictures_are_drawn_anew():
        PICTURES.mkdir(parents=True, exist_ok=True)
        with on(date(2026, 9, 1)):
            scene = Scene()
            for file in every(scene):
                for who, paper in on_offer(scene, file):
                    draw(paper.row.id, prepared(scene, who, file, paper.row.id).document)
            notice = IssuedDocument.objects.filter(kind="rights_notice").first()
            assert notice is not None
            with open_body(notice.content) as kept:
                draw("rights_notice", thawed(kept.read()))
            report = summaries.prepare(scene.persons["gulan"], 2026).document
            assert report is not None
            draw(summaries.KIND, report)


def test_every_kind_of_document_has_its_picture_in_the_guide():
    chapters = "".join(page.read_text(encoding="utf-8") for page in GUIDE.glob("1[45]-*.md"))
    shown = {kind for kind in kinds() if f"](pictures/documents/{kind}.png)" in chapters}
    assert kinds() == shown == {path.stem for path in PICTURES.glob("*.png")}
