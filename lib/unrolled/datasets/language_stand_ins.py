"""Two texts of this repository that replace those of Table 1; they are not in the paper.

"brown words", for PTB's: the Brown corpus in the form of Mikolov's files, which is that of ``words.tokens``: lower
case, no punctuation, and ``<eos>`` after each sentence. Of the 10,000 types two are ``<unk>`` and ``<eos>``, the others
the most frequent words of the training part. Numbers stay as they are, where PTB has ``N``. One token in ten of the
held-out parts is ``<unk>``.

"shakespeare characters", for those of PTB and text8: 38 plays, split by play.
"""

from __future__ import annotations

import itertools

import numpy as np

from unrolled.datasets import english, shakespeare
from unrolled.datasets.language_text import UNKNOWN, LanguageText, text_of_lines
from unrolled.datasets.words import WordVocabulary, tokens

BROWN_TYPES = 10_000
BROWN_VALID, BROWN_TEST = 2, 5  # of every ten texts of a genre: the smallest genre, of six, is in all parts
Documents = tuple[english.Document, ...]


def brown_split() -> tuple[Documents, Documents, Documents]:
    """The 500 texts of Brown to train on, to choose with, and to test on.

    Of the texts of each genre, numbered from 0, those whose number ends in 2 are for validation and in 5 for the test.
    In each part the genres are mixed evenly, so that its first half has about half of each genre.
    """
    placed: list[list[tuple[float, english.Document]]] = [[], [], []]
    for _, genre in itertools.groupby(sorted(english.brown(), key=lambda one: one.name), key=lambda one: one.kind):
        parts: list[list[english.Document]] = [[], [], []]
        for k, document in enumerate(genre):
            parts[{BROWN_VALID: 1, BROWN_TEST: 2}.get(k % 10, 0)].append(document)
        for part, documents in zip(placed, parts, strict=True):
            part += [((k + 0.5) / len(documents), document) for k, document in enumerate(documents)]
    mixed = (sorted(part, key=lambda pair: (pair[0], pair[1].name)) for part in placed)
    train, valid, test = (tuple(document for _, document in part) for part in mixed)
    return train, valid, test


def brown_words() -> LanguageText:
    """Brown's words: 850,000 tokens to train on, of 10,000 types.

    Raises:
        CorpusError: if the file of the texts is missing or damaged.
    """
    train, valid, test = ([line for document in part for line in document.lines] for part in brown_split())
    kept = set(WordVocabulary.count(train, largest=BROWN_TYPES - 2).words)
    cut = [(part, [" ".join(word if word in kept else UNKNOWN for word in tokens(line)) for line in lines])
           for part, lines in (("train", train), ("valid", valid), ("test", test))]  # fmt: skip
    return text_of_lines("brown words", "words", [(part, filter(None, lines)) for part, lines in cut])


def shakespeare_characters() -> LanguageText:
    """The characters of 34 plays to train on, of two to choose with, of two to test on; 76 types by code point.

    Raises:
        CorpusError: if the file of the plays is missing or damaged.
    """
    corpus = shakespeare.corpus()
    train, valid, test = (
        np.concatenate([ids.numpy() for ids in corpus.encoded(part)]) for part in ("train", "validation", "test")
    )
    return LanguageText("shakespeare characters", "characters", train, valid, test, corpus.vocabulary.characters)
