"""Three networks side by side: where the picture enters, what they reach, and a caption with the picture swapped."""

from __future__ import annotations

from unrolled.drawing.layout import HEIGHT, picture
from unrolled.drawing.numerals import counted
from unrolled.drawing.svg import Drawing
from unrolled.lessons.captioning.shown.figure import captions, ways
from unrolled.lessons.captioning.shown.record import NAMES, Reading, Scores, ShownView

WAYS, CAPTIONS = picture().cut_top(152, gap=6)


def shown_drawing(view: ShownView) -> Drawing:
    """Above, what each way reaches; below, what each network writes, and how its words depend on the picture."""
    return Drawing.of(
        *ways.drawn(view.scores, WAYS), *captions.drawn(view, CAPTIONS), height=HEIGHT, description=describe_shown(view)
    )


def describe_shown(view: ShownView) -> str:
    """One sentence that says what the panel shows."""
    sentences = "; ".join(
        f"{NAMES[one.shown]} writes “{' '.join(one.caption)}”{_went_on(view, one)}" for one in view.readings
    )
    return f"Swapped for {view.other_name} after {_counted(view.cut)}: {sentences}. {verdict(view.scores)}"


def answer(view: ShownView) -> str:
    """Which networks notice the swap, and whether one way is better."""
    changed = [NAMES[one.shown].lower() for one in view.readings if one.after(view.cut) != one.caption]
    rest = "changes" if len(changed) == 1 else "change"
    noticed = f"{_listed(changed)} {rest} course" if changed else "all three go on as before"
    return f"Swapped after {_counted(view.cut)}: {noticed}. {verdict(view.scores)}"


def verdict(scores: tuple[Scores, ...]) -> str:
    """What the seeds say about new compositions: two ways differ only where all seeds of one beat all of the other."""
    if not scores:
        return "Their scores were not measured yet."
    behind = [one for one in scores if all(_beats(other, one) for other in scores if other is not one)]
    ahead = [one for one in scores if all(_beats(one, other) for other in scores if other is not one)]
    if ahead:
        return f"On new compositions {NAMES[ahead[0].shown].lower()} is ahead in every seed."
    if behind:
        return f"On new compositions {NAMES[behind[0].shown].lower()} is behind in every seed, the others overlap."
    return "On new compositions the bands overlap: no winner."


def _beats(one: Scores, other: Scores) -> bool:
    """Whether its worst seed is better than the other's best."""
    return one.exact[0].min() > other.exact[0].max()


def _went_on(view: ShownView, one: Reading) -> str:
    after = one.after(view.cut)
    return ", as before" if after == one.caption else f", now “{' '.join(after)}”"


def _counted(words: int) -> str:
    return counted(words, "word") if words else "no word"


def _listed(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
