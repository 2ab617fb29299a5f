"""Make the fonts that Rongcuo ships: subsets of free fonts, the same bytes every time.

    python scripts/build_fonts.py FOLDER

FOLDER holds the five source files named in ``SOURCES`` (src/rongcuo/documents/fonts/README.md says where they come
from). Needs fontTools at ``FONTTOOLS``; neither the product nor its tests need it. A source file with another digest
is refused, because another source gives other documents.
"""

import hashlib
import subprocess
import sys
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

FONTTOOLS = "4.68.0"
PACKAGE = Path(__file__).parents[1] / "src" / "rongcuo"
FONTS = PACKAGE / "documents" / "fonts"
RARE = PACKAGE / "web" / "static" / "web" / "vendor" / "rare-names.woff2"
"""The rare characters of Noto Sans SC, for pages: a browser fetches them when it meets one."""

# Basic and Latin-1 letters with pinyin tones, punctuation, symbols, Chinese punctuation, enclosed numbers, full width.
SIGNS = "20-7E,A0-17F,1CD-1DC,391-3C9,2010-2027,2030-203B,20AC,2100-214F,2150-218F,2190-21FF,2200-22FF,2460-24FF,"
SIGNS += "25A0-26FF,3000-301F,3220-3243,3280-33DD,FE30-FE4F,FF01-FF5E,FFE0-FFE5"
# Every Han character the source draws: with the first row, level 1 of GB 18030-2022 and all of the 8105.
HAN = "3007,3400-4DBF,4E00-9FFF,F900-FAFF,20000-323AF"
RARE_HAN = "3400-4DBF,9FA6-9FFF,F900-FAFF,20000-323AF"
"""What the system fonts of most machines lack; tokens.css names the same ranges."""
PAGE_NUMBER = "20,30-39,2014"


@dataclass(frozen=True, slots=True)
class Source:
    """One font: its digest as published, and the characters we keep of it (hexadecimal ranges)."""

    file: str
    sha256: str
    keep: str


def gb2312() -> str:
    """The 6,763 Han characters of GB 2312, which is what the Fandol fonts draw of simplified Chinese."""
    pairs = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return ",".join(f"{ord(han):X}" for pair in pairs for han in pair.decode("gb2312", "ignore"))


SOURCES = (
    Source(
        "FandolFang-Regular.otf",
        "d838ad32ce2244d8144f408c37fe71065aba6fbbc80759a4d2aa2033948d5bc9",
        f"{SIGNS},3007,{gb2312()}",
    ),
    Source(
        "FandolKai-Regular.otf",
        "ea7e7fb4f9b3ac694a68d43946e04d21deed6e8c29a7c2d3081e1a4138f2f827",
        f"{SIGNS},3007,{gb2312()}",
    ),
    Source(
        "FandolSong-Bold.otf",
        "ffa76a70e128947a4dd22151d5ee829b23e24ce3cb6fe8ad49891cd1c2d9e9b9",
        f"{SIGNS},3007,{gb2312()}",
    ),
    Source(
        "FandolSong-Regular.otf",
        "a3820003227d4abe31fe28b493200d94a849ccfd078b50a019264f70353020b0",
        PAGE_NUMBER,
    ),
    Source(
        "NotoSansSC-Regular.ttf",
        "5cf8b2a0576d5680284ab03a7a8219499d59bbe981a79bb3dc0031f251c39736",
        f"{SIGNS},{HAN}",
    ),
)


def subset(source: Source, folder: Path, target: Path | None = None, *more: str) -> Path:
    """Write the subset of one font; hints and vertical layout, which our documents do not use, are left out."""
    target = target or FONTS / source.file
    options = ["--no-hinting", "--notdef-outline", "--layout-features=", "--no-recalc-timestamp", "--name-IDs=*"]
    options += ["--drop-tables+=BASE,GPOS,GSUB,GDEF,STAT,VORG,vhea,vmtx,prep,gasp"]
    command = [sys.executable, "-m", "fontTools.subset", str(folder / source.file), f"--unicodes={source.keep}"]
    subprocess.run([*command, f"--output-file={target}", *options, *more], check=True)
    return target


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def obstacles(folder: Path) -> list[str]:
    """What keeps us from building, one sentence each."""
    try:
        found = version("fonttools")
    except PackageNotFoundError:
        found = "none"
    problems = [] if found == FONTTOOLS else [f"fontTools {FONTTOOLS} is needed, {found} is installed"]
    for source in SOURCES:
        path = folder / source.file
        if not path.is_file():
            problems.append(f"{path}: not there")
        elif digest(path) != source.sha256:
            problems.append(f"{path}: SHA-256 is {digest(path)}, expected {source.sha256}")
    return problems


def main() -> int:
    """Check the sources, write every subset, print size and digest of each."""
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    folder = Path(sys.argv[1])
    problems = obstacles(folder)
    if problems:
        print("\n".join(problems), file=sys.stderr)
        return 1
    rare = replace(SOURCES[-1], keep=RARE_HAN)
    targets = [*(subset(source, folder) for source in SOURCES), subset(rare, folder, RARE, "--flavor=woff2")]
    for target in targets:
        print(f"{digest(target)}  {target.stat().st_size:>9}  {target.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
