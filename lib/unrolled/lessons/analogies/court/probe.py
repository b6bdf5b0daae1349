"""The analogy court: what a hearing of all questions says of a set of word vectors, beside what was published."""

from __future__ import annotations

from collections.abc import Sequence

from unrolled.lessons.analogies.court.record import Court, Published, Score
from unrolled.measuring.records.hearing import Count, Heard, Hearing

PAIRS = (1, 2, 5, 10, 0)  # how many are averaged; 0 for all but those that hold c or the answer

# Per cent of the same questions: semantic, syntactic, total. Mikolov 2013a is arXiv 1301.3781, 2013b arXiv 1310.4546;
# Pennington 2014 is the paper on GloVe, EMNLP.
PUBLISHED = (
    Published("CBOW", 300, "783M", "full", 15.5, 53.1, 36.1, "Mikolov 2013a, Table 4"),
    Published("skip-gram", 300, "783M", "full", 50.0, 55.9, 53.3, "Mikolov 2013a, Table 4"),
    Published("skip-gram", 1000, "6B", "1M", 66.1, 65.1, 65.6, "Mikolov 2013a, Table 6"),
    Published("NEG-5", 300, "1B", "692K", 54, 63, 59, "Mikolov 2013b, Table 1: skip-gram"),
    Published("GloVe", 300, "6B", "400K", 77.4, 67.0, 71.7, "Pennington 2014, Table 2"),
)


def judge(hearing: Hearing | None, *, allowed: bool = False, strict: bool = True, waiting: bool = False) -> Court:
    """Scores from counts.

    Args:
        hearing: from :func:`hear`, or None before the first.
        allowed: whether a, b and c may be answers.
        strict: whether questions with a word that has no vector count as answered wrongly; else they are left out.
        waiting: whether a new hearing is under way.
    """
    if hearing is None:
        return Court((), None, allowed, strict, float("nan"), waiting)
    scores: list[Score] = []
    for kind, semantic in (("semantic", True), ("syntactic", False)):
        group = [heard for heard in hearing.sections if heard.semantic is semantic]
        scores += [_score(plain(one.name), "section", [one], allowed, strict) for one in group]
        scores.append(_score(kind, kind, group, allowed, strict))
    scores.append(_score("total", "total", hearing.sections, allowed, strict))
    covered = sum(heard.covered for heard in hearing.sections)
    echoed = _share(sum(heard.echoed for heard in hearing.sections), covered)
    return Court(tuple(scores), hearing, allowed, strict, echoed, waiting)


def plain(name: str) -> str:
    """A section's name for people: "gram3-comparative" is "comparative"."""
    return name.split("-", 1)[1].replace("-", " ") if name.startswith("gram") else name.replace("-", " ")


def _score(name: str, kind: str, group: Sequence[Heard], allowed: bool, strict: bool) -> Score:
    covered, asked = sum(one.covered for one in group), sum(one.asked for one in group)

    def share(counts: Sequence[Count]) -> float:
        right = sum(one.allowed if allowed else one.left_out for one in counts)
        return _share(right, asked if strict else covered)

    return Score(
        name, kind, share([one.right for one in group]), share([one.alone for one in group]),
        share([one.offset for one in group]), covered, asked,
    )  # fmt: skip


def _share(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")
