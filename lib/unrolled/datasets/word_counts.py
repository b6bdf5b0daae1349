"""How often each word occurs in the English corpus, without reading its 3.6 million words.

``data/english_counts.txt.xz`` has a word and its count on each line, the most
frequent first; ``tools/build_english_counts.py`` rebuilds it.
"""

from __future__ import annotations

import functools

from unrolled.datasets.paths import committed_text
from unrolled.datasets.words import WordVocabulary

FILE = "english_counts.txt.xz"
LEAST = 5  # rarer words are left out
SHA256 = "d6047330b4c88364fce1b605849457d7fef295d7a8fea58e7a3ed6f6a92b116a"


def pack(vocabulary: WordVocabulary) -> str:
    """A vocabulary as the text of the committed file."""
    return "".join(f"{word} {count}\n" for word, count in zip(vocabulary.words, vocabulary.counts, strict=True))


def unpack(whole: str) -> WordVocabulary:
    """The inverse of :func:`pack`."""
    words, counts = zip(*(line.split(" ") for line in whole.splitlines()), strict=True)
    return WordVocabulary(words, [int(count) for count in counts])


@functools.cache
def counts() -> WordVocabulary:
    """The vocabulary of ``english.corpus()``: all words that occur five times or more, with their counts.

    Raises:
        CorpusError: if the file is missing or is not the one this version was made with.
    """
    return unpack(committed_text(FILE, SHA256, "counts of English words"))
