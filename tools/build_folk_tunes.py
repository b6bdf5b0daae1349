"""Rebuild ``data/folk_tunes.txt.xz`` from the tunes in ABC notation inside the wheel of PyPI's ``music21`` 10.5.1.

    python tools/build_folk_tunes.py            # downloads the wheel with pip, writes the file, prints counts
    python tools/build_folk_tunes.py --wheel F  # takes a wheel that is already here

The wheel's text files are read, the package itself is never imported. Title,
metre, unit length, key and melody of each tune are kept. The tunes are sorted by the
hash of their text, so that any part of the file is a fair sample of all three books.
"""

from __future__ import annotations

import hashlib
import io
import lzma
import re
import tempfile
import zipfile
from pathlib import Path

import packages
from unrolled.datasets import folk_tunes

PACKAGE = "music21==10.5.1"
WHEEL_SHA256 = "dc3309498c4c95cebdf8d4f20c868deb6b63bce1d929cad4f51a7ccc982987b1"
BOOKS = re.compile(r"music21/corpus/(airdsAirs|oneills1850|ryansMammoth)/.+\.abc$")
KEPT = "TMLK"  # fields of the head: title, metre, length of a unit, key


def read_wheel(wheel: Path) -> list[str]:
    """The books' files in alphabetical order."""
    with zipfile.ZipFile(io.BytesIO(packages.checked(wheel, WHEEL_SHA256))) as archive:
        return [
            archive.read(name).decode("utf-8", "replace") for name in sorted(filter(BOOKS.match, archive.namelist()))
        ]


def tunes_of(abc: str) -> list[str]:
    """The tunes of one file: head, melody, nothing else; those with a character outside ASCII are left out."""
    found = []
    for block in re.split(r"^X:", abc.replace("\r\n", "\n").replace("\r", "\n"), flags=re.MULTILINE)[1:]:
        head, melody = {}, []
        for line in block.split("\n")[1:]:
            line = line.split("%", 1)[0].rstrip()
            field = re.match(r"([A-Za-z]):\s*(.*)", line)
            if field and not melody:
                head.setdefault(field[1], field[2].strip())
            elif field and field[1] in "MLK":
                melody.append(f"{field[1]}:{field[2].strip()}")  # a change within the tune
            elif line.strip() and not field and "K" in head:
                melody.append(line.strip())
            elif not line.strip() and melody:
                break
        tune = "\n".join([*(f"{name}:{head[name]}" for name in KEPT if head.get(name)), *melody])
        if melody and head.get("T") and tune.isascii():
            found.append(tune)
    return found


def main() -> None:
    wheel = packages.option(__doc__, "--wheel")
    with tempfile.TemporaryDirectory() as folder:
        files = read_wheel(wheel or packages.wheel(PACKAGE, Path(folder)))
    by_melody = {}
    for tune in (tune for file in files for tune in tunes_of(file)):
        by_melody.setdefault(re.sub(r"^[A-Z]:.*$|\s", "", tune, flags=re.MULTILINE), tune)  # some occur twice
    tunes = sorted(by_melody.values(), key=lambda tune: hashlib.sha256(tune.encode()).hexdigest())
    whole = "\n\n".join(tunes) + "\n"
    packed = lzma.compress(whole.encode(), preset=9 | lzma.PRESET_EXTREME)
    packages.write(folk_tunes.FILE, packed)
    print(
        f"{len(tunes):,} tunes, {len(whole):,} characters, {len(set(whole))} distinct: {''.join(sorted(set(whole)))!r}"
    )


if __name__ == "__main__":
    main()
