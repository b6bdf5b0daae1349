"""The texts of Table 1, fetched by name, and two of this repository that replace them.

Bai, Kolter and Koltun, arXiv 1803.01271, section 4:

* "ptb words", "ptb characters": the Penn Treebank as Mikolov prepared it: lower case, no punctuation, 10,000 types of
  words with ``<unk>`` and ``<eos>``. Characters have the form of his character files: a line's words joined by ``_``,
  then ``<eos>`` as one character; ``<unk>`` is five. The program of the paper reads the word file instead: it writes
  ``<eos>`` as five characters and keeps the space at both ends of a line. Those are easy to predict, so the
  same model should need somewhat fewer bits there than here.
* "wikitext-103": ``<eos>`` after each line, also after empty ones.
* "lambada": novels to train on, and passages of which only the last word is scored. The types are those of its own
  list of words, ``<unk>`` and ``<eos>``. The program of the paper rewrites contractions and leaves unknown words out;
  here they are ``<unk>``.
* "text8": 27 characters, the first 90 % to train on, then 5 % and 5 %.

The stand-ins, "brown words" and "shakespeare characters", are not in the paper: see ``language_stand_ins``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from unrolled.datasets import language_files, language_stand_ins, registry
from unrolled.datasets.language_text import (
    END,
    UNKNOWN,
    LanguageText,
    LanguageTextError,
    Passage,
    PassageText,
    held_out_ids,
    text_of_lines,
    words,
)

PTB = ("ptb.train.txt", "ptb.valid.txt", "ptb.test.txt")
WIKITEXT = ("wiki.train.tokens", "wiki.valid.tokens", "wiki.test.tokens")
LAMBADA = ("train-novels.tar", "lambada_development_plain_text.txt", "lambada_test_plain_text.txt")
LAMBADA_TYPES = "lambada-vocab-2.txt"
FILES: dict[str, tuple[str, ...]] = {
    "ptb words": PTB,
    "ptb characters": PTB,
    "wikitext-103": ("wikitext-103-v1.zip",),
    "lambada": ("lambada-dataset.tar.gz",),
    "text8": ("text8.zip",),
    "brown words": (),
    "shakespeare characters": (),
}
NAMES = tuple(FILES)
STAND_INS = tuple(name for name, files in FILES.items() if not files)


def load(name: str, *, progress: bool = True) -> LanguageText | PassageText:
    """One of NAMES; a :class:`PassageText` for "lambada".

    Args:
        name: of the text.
        progress: whether to show a bar while downloading.

    Raises:
        LanguageTextError: if there is no such text, or its file is damaged or not the one expected.
        DownloadError: if its file cannot be fetched.
        CorpusError: if the file of a stand-in is missing or damaged.
    """
    paths = [registry.fetch(file, progress=progress) for file in _files(name)]
    if name == "brown words":
        return language_stand_ins.brown_words()
    if name == "shakespeare characters":
        return language_stand_ins.shakespeare_characters()
    if name == "wikitext-103":
        (path,) = paths
        return text_of_lines(
            name, "words", [(part, language_files.zip_lines(path, part)) for part in WIKITEXT], np.int32
        )
    if name == "lambada":
        return _lambada(*paths)
    if name == "text8":
        return _text8(*paths)
    parts = [(path.name, language_files.plain_lines(path)) for path in paths]
    return text_of_lines(name, name.removeprefix("ptb "), parts, np.int64)


def available(name: str) -> bool:
    """Whether a text can be loaded offline: its files are in the cache, a mirror folder or the repository.

    Raises:
        LanguageTextError: if there is no such text.
    """
    return all(map(registry.at_hand, _files(name)))


def _files(name: str) -> tuple[str, ...]:
    if name not in FILES:
        raise LanguageTextError(f"There is no text {name!r}: choose one of {', '.join(NAMES)}.")
    return FILES[name]


def _lambada(path: Path) -> PassageText:
    listed = (line.split("\t")[0].strip() for line in language_files.tar_lines(path, LAMBADA_TYPES))  # word, TAB, count
    types = tuple(dict.fromkeys([UNKNOWN, END, *filter(None, listed)]))
    numbers = {token: k for k, token in enumerate(types)}
    novels = words(language_files.nested_lines(path, LAMBADA[0]))
    train = held_out_ids((word if word in numbers else UNKNOWN for word in novels), numbers, LAMBADA[0])
    valid, test = (tuple(_passages(language_files.tar_lines(path, file), numbers, file)) for file in LAMBADA[1:])
    return PassageText("lambada", "words", train, valid, test, types)


def _passages(lines: Iterable[str], numbers: dict[str, int], file: str) -> Iterator[Passage]:
    for place, line in enumerate(lines, 1):
        *before, last = line.split() or [""]
        if before:
            ids = np.array([numbers.get(word, numbers[UNKNOWN]) for word in before], np.int64)
            yield Passage(ids, int(held_out_ids([last], numbers, f"line {place} of {file}")[0]))
        elif last:
            raise LanguageTextError(f"Line {place} of {file} has one word, “{last}”, and nothing to predict it from.")


def _text8(path: Path) -> LanguageText:
    ids = language_files.text8_ids(path)
    first, second = len(ids) * 90 // 100, len(ids) * 95 // 100
    return LanguageText(
        "text8", "characters", ids[:first], ids[first:second], ids[second:], tuple(language_files.TEXT8)
    )
