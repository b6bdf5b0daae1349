"""A caption told word by word, with parts of the picture covered, and after other pictures."""

from unrolled.lessons.captioning.word_by_word.probe.covering import COVERS, SIDES, Covering
from unrolled.lessons.captioning.word_by_word.probe.kinds import KINDS, dependence_by_kind, exchanged, kind_of_word
from unrolled.lessons.captioning.word_by_word.probe.measure import (
    Views,
    correlation,
    difference,
    point_at,
    take,
    views,
    word_by_word,
)
from unrolled.lessons.captioning.word_by_word.probe.telling import encoded, go_on, told

__all__ = [
    "COVERS",
    "KINDS",
    "SIDES",
    "Covering",
    "Views",
    "correlation",
    "dependence_by_kind",
    "difference",
    "encoded",
    "exchanged",
    "go_on",
    "kind_of_word",
    "point_at",
    "take",
    "told",
    "views",
    "word_by_word",
]
