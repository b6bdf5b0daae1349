"""A corpus to train on: whole texts by title in a fixed split, and the characters of all of them."""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor

from unrolled.datasets.text import Vocabulary


@dataclass(frozen=True)
class Split:
    """Texts by title, in three disjoint parts."""

    train: dict[str, str]
    validation: dict[str, str]
    test: dict[str, str]


@dataclass(frozen=True)
class Corpus:
    """All that a training needs to know about its texts.

    Attributes:
        about: a description of the training texts, such as "34 plays of Shakespeare".
        kind: what one text is, in the plural: "plays".
        file, sha256: where the texts come from.
        split: the texts.
        vocabulary: the characters of all three parts.
    """

    about: str
    kind: str
    file: str
    sha256: str
    split: Split
    vocabulary: Vocabulary

    def encoded(self, part: str) -> list[Tensor]:
        """The texts of "train", "validation" or "test", each as ``(T,)`` numbers."""
        return [self.vocabulary.encode(text) for text in getattr(self.split, part).values()]
