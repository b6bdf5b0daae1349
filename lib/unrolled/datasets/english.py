"""Three bodies of English, 3.6 million words, to train word vectors on in class.

``data/english.txt.xz`` holds the glosses of WordNet 3.1 (each after the words
it explains), the World Factbook and the Brown corpus;
``tools/build_english.py`` rebuilds it. A line is a gloss, a field of the
Factbook or a sentence of Brown; windows of word2vec do not cross its end.
"""

from __future__ import annotations

import functools
import random
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from unrolled.datasets import word_counts
from unrolled.datasets.paths import committed_lines
from unrolled.datasets.words import END, MemoryCorpus, encode_lines
from unrolled.runtime import give_back

FILE = "english.txt.xz"
SHA256 = "a08b7156a71394f9c4568b25ee08747aa4a8e3d5f2b0d115ed3f4463f7056eac"
SOURCES = ("wordnet", "factbook", "brown")


@dataclass(frozen=True)
class Document:
    """One text of the corpus.

    Attributes:
        source: "wordnet", "factbook" or "brown".
        name: "noun", "france", "ca01".
        kind: part of speech, region, or genre, such as "news".
        lines: its glosses, fields or sentences, in their own spelling.
    """

    source: str
    name: str
    kind: str
    lines: tuple[str, ...]


def unpack(lines: Iterable[str]) -> Iterator[Document]:
    """Documents from the lines of the committed file, one at a time."""
    head, body = "", []
    for line in lines:
        if line.startswith("\f"):
            if head:
                yield _document(head, body)
            head, body = line[1:], []
        else:
            body.append(line.rstrip("\n"))
    if head:
        yield _document(head, body)


def _document(head: str, lines: list[str]) -> Document:
    source, name, kind = head.rstrip("\n").split("\t")
    return Document(source, name, kind, tuple(lines))


def pack(documents: Iterable[Document]) -> str:
    """The text of the committed file: the inverse of :func:`unpack`."""
    return "".join(
        f"\f{one.source}\t{one.name}\t{one.kind}\n" + "".join(f"{line}\n" for line in one.lines) for one in documents
    )


def documents() -> Iterator[Document]:
    """All 752 documents or so: WordNet's four parts of speech, the Factbook's countries, Brown's 500 texts.

    They are read from the file one by one, in half a second; all of them together would take 50 MB.

    Raises:
        CorpusError: if the file is missing or is not the one this version was made with.
    """
    return unpack(committed_lines(FILE, SHA256, "English texts"))


def lines(*sources: str) -> Iterator[str]:
    """The lines of all documents, or of those from ``sources``."""
    for document in documents():
        if not sources or document.source in sources:
            yield from document.lines


def brown() -> tuple[Document, ...]:
    """The 500 texts of the Brown corpus; ``kind`` is the genre of each."""
    return tuple(document for document in documents() if document.source == "brown")


@functools.cache
def corpus(least: int = 5) -> MemoryCorpus:
    """All lines as word numbers, in one fixed random order, so that a falling learning rate treats all sources alike.

    Args:
        least: how often a word must occur to be kept.
    """
    give_back()
    if least == word_counts.LEAST:  # its words are counted already; this keeps no second copy in memory
        counted = word_counts.counts()
        read = MemoryCorpus(counted, *encode_lines(lines(), counted))
    else:
        read = MemoryCorpus.of(lines(), least=least)
    order = array("i", range(int((read.ids == END).sum())))
    random.Random(0).shuffle(order)
    made = read.shuffled(np.asarray(order))
    del read, order
    give_back()
    return made
