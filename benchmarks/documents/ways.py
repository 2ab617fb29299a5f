"""The ways from the content to a PDF: ours, WeasyPrint, docxtpl with LibreOffice. Templates are made before timing."""

import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import docx
from docxtpl import DocxTemplate
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from benchmarks.documents.content import plain
from rongcuo.documents import Document, Rendered, editable, render

FONTS = Path(__import__("rongcuo").__file__ or "").parent / "documents" / "fonts"
BATCH = 10
"""Documents that LibreOffice is given in one call, where it is given many."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way; ``make`` turns documents into as many PDFs or files."""

    name: str
    make: Callable[[Sequence[Document]], list[bytes]]
    batch: int = 1
    pdf: bool = True


def ours(documents: Sequence[Document]) -> list[bytes]:
    """Typst, PDF/A-2b."""
    return [_pdf(render(document)) for document in documents]


def ours_editable(documents: Sequence[Document]) -> list[bytes]:
    """python-docx."""
    made = [editable(document) for document in documents]
    return [each for each in made if isinstance(each, bytes)]


def _pdf(made: Rendered | Any) -> bytes:
    if not isinstance(made, Rendered):
        message = f"not printed: {made}"
        raise TypeError(message)
    return made.pdf


class WeasyPrint:
    """HTML and CSS with the shipped fonts, the grid as far as CSS gives it."""

    STYLE = f"""
    @font-face {{ font-family: fang; src: url("{(FONTS / "FandolFang-Regular.otf").as_uri()}"); }}
    @font-face {{ font-family: song; src: url("{(FONTS / "FandolSong-Bold.otf").as_uri()}"); }}
    @font-face {{ font-family: hei; src: url("{(FONTS / "NotoSansSC-Regular.ttf").as_uri()}"); }}
    @page {{ size: A4; margin: 37mm 26mm 35mm 28mm; @bottom-right {{ content: "— " counter(page) " —"; }} }}
    body {{ font: 16pt/29.61pt fang; letter-spacing: -0.207pt; margin: 0; text-align: justify; }}
    h1 {{ font: 36pt song; color: #e60012; text-align: center; margin: 35mm 0 0; }}
    .number {{ text-align: center; border-bottom: .5mm solid #e60012; padding-bottom: 4mm; }}
    h2 {{ font: 22pt song; text-align: center; margin: 2em 0 1em; }}
    h3 {{ font: 16pt hei; text-indent: 2em; margin: 0; }} p {{ text-indent: 2em; margin: 0; }}
    .flush {{ text-indent: 0; }} .end {{ text-align: right; padding-right: 4em; }}
    """

    def __init__(self) -> None:
        self.fonts = FontConfiguration()
        self.css = CSS(string=self.STYLE, font_config=self.fonts)

    def __call__(self, documents: Sequence[Document]) -> list[bytes]:
        return [
            HTML(string=_html(plain(document))).write_pdf(
                stylesheets=[self.css], font_config=self.fonts, pdf_variant="pdf/a-2b"
            )
            for document in documents
        ]


def _html(said: dict[str, Any]) -> str:
    blocks = "".join(
        f"<h3>{escape(block['text'])}</h3>" if block["heading"] else f"<p>{escape(block['text'])}</p>"
        for block in said["blocks"]
    )
    return (
        f"<title>{escape(said['title'])}</title><h1>{escape(said['organ'])}文件</h1>"
        f"<p class=number>{escape(said['number'])}</p><h2>{escape(said['title'])}</h2>"
        f"<p class=flush>{escape(said['addressee'])}：</p>{blocks}"
        f"<p class=end>{escape(said['organ'])}<br>{escape(said['day'])}</p>"
        f"<p class=flush>抄送：{escape(said['copies'])}。</p>"
    )


class DocxThenLibreOffice:
    """A template of Word's filled by docxtpl, then LibreOffice for the PDF; its profile is warm."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.template = folder, folder / "template.docx"
        self._template()
        self.soffice = shutil.which("soffice") or ""

    def _template(self) -> None:
        """A document of the same form with places in it."""
        template = docx.Document()
        for words in ("{{ organ }}文件", "{{ number }}", "{{ title }}", "{{ addressee }}：", "{%p for b in blocks %}",
                      "{{ b.text }}", "{%p endfor %}", "{{ organ }}", "{{ day }}", "抄送：{{ copies }}。"):  # fmt: skip
            template.add_paragraph(words)
        template.save(str(self.template))

    def __call__(self, documents: Sequence[Document]) -> list[bytes]:
        sources = [self._filled(document, number) for number, document in enumerate(documents)]
        profile = f"-env:UserInstallation={(self.folder / 'profile').as_uri()}"
        command = [self.soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(self.folder)]
        subprocess.run([*command, *map(str, sources)], check=True, capture_output=True)
        return [source.with_suffix(".pdf").read_bytes() for source in sources]

    def _filled(self, document: Document, number: int) -> Path:
        template = DocxTemplate(self.template)
        template.render(plain(document), autoescape=True)
        target = self.folder / f"document-{number}.docx"
        template.save(target)
        return target


def ways(folder: Path) -> list[Way]:
    """Every way that this machine has."""
    found = [Way("Rongcuo: Typst, PDF/A-2b", ours), Way("Rongcuo: python-docx, .docx", ours_editable, pdf=False)]
    found.append(Way("WeasyPrint, PDF/A-2b", WeasyPrint()))
    if shutil.which("soffice"):
        office = DocxThenLibreOffice(folder)
        found += [
            Way("docxtpl and LibreOffice, one a call", office),
            Way(f"docxtpl and LibreOffice, {BATCH} a call", office, batch=BATCH),
        ]
    return found
