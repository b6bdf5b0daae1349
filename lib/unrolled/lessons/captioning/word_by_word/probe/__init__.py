"""A caption word by word: with parts of the picture covered, and after other pictures."""

from unrolled.lessons.captioning.word_by_word.probe.covering import COVERS, SIDES, Covering
from unrolled.lessons.captioning.word_by_word.probe.kinds import KINDS, dependence_by_kind, kind_of_word, partners
from unrolled.lessons.captioning.word_by_word.probe.measure import (
    Views,
    correlation,
    difference,
    point_at,
    state_differences,
    take,
    views,
    word_by_word,
)
from unrolled.lessons.captioning.word_by_word.probe.scoring import completed, encoded, scored

__all__ = [
    "COVERS",
    "KINDS",
    "SIDES",
    "Covering",
    "Views",
    "completed",
    "correlation",
    "dependence_by_kind",
    "difference",
    "encoded",
    "kind_of_word",
    "partners",
    "point_at",
    "scored",
    "state_differences",
    "take",
    "views",
    "word_by_word",
]
