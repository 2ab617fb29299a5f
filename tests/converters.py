"""A converter from .docx to PDF, where the machine has one: eyes for what Word would show."""

import shutil
import subprocess
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")

with_converter = pytest.mark.skipif(SOFFICE is None, reason="no LibreOffice on this machine (libreoffice-writer-nogui)")
"""For tests that look at pages of a .docx."""


def as_pdf(docx: bytes, folder: Path) -> bytes:
    """The pages of a .docx as LibreOffice lays them out, with a profile of its own: tests run side by side."""
    assert SOFFICE
    source = folder / "document.docx"
    source.write_bytes(docx)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return source.with_suffix(".pdf").read_bytes()
