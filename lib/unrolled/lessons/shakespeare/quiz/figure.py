"""Real or synthetic: the passage, the score, and what was measured on it beside what both kinds usually give."""

from __future__ import annotations

from collections.abc import Mapping

import plotly.graph_objects as go

from unrolled.drawing.letters import Grid, beginning
from unrolled.drawing.shapes import rect
from unrolled.drawing.svg import Drawing, element, text
from unrolled.drawing.theme import COLOURS, SIZES, css
from unrolled.drawing.type import heading, label, note, title
from unrolled.lessons.shakespeare.quiz.record import Cue, Passage, Quiz, Rule, Span

HEIGHT = 376
COLUMNS, SIZE, ROWS, LEADING = 52, 14, 16, 1.38
TOP = 62  # of the text
LEFT, RIGHT = 476, 892
STRIPS = 548  # x of the strips
CUES, BLOCK = 92, 73  # y of the first cue; height of each
COIN = 0.6  # a machine that is right less often says little
NAMES = {
    "surprise": "Surprise, bits a character",
    "unknown": "Words that no training play holds",
    "copied": "Copied from training plays",
    "company": "Speakers from different plays",
}
LINES = (("lstm", "solid", "square"), ("negative", "dash", "triangle-up"), ("memorised", "dashdot", "diamond"),
         ("ink2", "dot", "circle"))  # fmt: skip


def describe_quiz(quiz: Quiz) -> str:
    """One sentence that says how the round stands; it tells nothing about a passage that is not judged."""
    where = f"Passage {quiz.place + 1} of {len(quiz.passages)}"
    score = f"{quiz.right} of {quiz.judged} right so far"
    if not _judged(quiz):
        return f"{where}, not judged yet; {score}."
    passage, said = quiz.passages[quiz.place], "real" if quiz.answers[quiz.place] else "synthetic"
    kind = "real" if passage.real else "synthetic"
    return f"{where} is {kind}, {passage.source}; you said {said}; {score}."


def quiz_drawing(quiz: Quiz) -> Drawing:
    """The passage at the left; score and, once it is judged, the cues at the right."""
    passage, judged = quiz.passages[quiz.place], _judged(quiz)
    shown = passage.masked if quiz.hidden and not judged else passage.text
    kept = beginning(shown, COLUMNS, ROWS)
    grid = Grid(kept, COLUMNS, SIZE, 2, TOP, leading=LEADING)
    copies = [(start, min(length, len(kept) - start)) for start, length in passage.copies if start < len(kept)]
    underlined = [grid.underline(start, length) for start, length in copies] if judged else []
    return Drawing.of(
        title(f"Passage {quiz.place + 1} of {len(quiz.passages)}", 2, 16),
        *_verdict(quiz, passage),
        *underlined,
        grid.lines(),
        *_score(quiz),
        *(_cues(quiz, passage) if judged else _before(quiz)),
        height=HEIGHT,
        description=describe_quiz(quiz),
    )


def _judged(quiz: Quiz) -> bool:
    return quiz.place < len(quiz.answers)


def _bold(size: float = 15) -> dict[str, object]:
    return {"font_size": size, "font_weight": 700, "fill": css("ink")}


def _verdict(quiz: Quiz, passage: Passage) -> list[str]:
    if not _judged(quiz):
        return [label("Who wrote this?", 2, 40, colour="ink2")]
    right = quiz.answers[quiz.place] == passage.real
    words, paint = ("✓ Right", css("right")) if right else ("✗ Wrong", css("wrong"))
    kind = "real" if passage.real else "synthetic"
    return [heading(f"{words}: {kind}", 2, 36, colour=paint), note(_cut(passage.source, 66), 2, 54)]


def _score(quiz: Quiz) -> list[str]:
    parts = []
    for k, passage in enumerate(quiz.passages):
        x, done, here = LEFT + 30 * k, k < len(quiz.answers), k == quiz.place
        right = done and quiz.answers[k] == passage.real
        paint = css("right" if right else "wrong") if done else css("edge")
        width = 3.5 if here else 1.5
        box = {"x": x + 2, "y": 2, "width": 24, "height": 24, "rx": 5, "fill": "none"}
        pick = {"data_pick": k} if k <= len(quiz.answers) else {}
        parts.append(element("rect", **{**box, "fill": css("ground")}, stroke=paint, stroke_width=width, **pick))
        if done:
            words = {"font_size": 16, "font_weight": 700, "text_anchor": "middle", "fill": paint, **pick}
            parts.append(text("✓" if right else "✗", x + 14, 20, **words))
    if quiz.judged:
        p = f"{quiz.chance:.2f}" if quiz.chance >= 0.005 else "under 0.01"
        score = f"{quiz.right} of {quiz.judged} right"
        odds = f"A tossed coin does as well or better with probability {p}."
    else:
        score, odds = "", "Half of them are real. A tossed coin gets half of them right."
    return [*parts, heading(score, RIGHT, 20, "end"), note(odds, LEFT, 46, colour="ink")]


def _before(quiz: Quiz) -> list[str]:
    lines = [
        "Things to look for",
        "Does a sentence end where it was going?",
        "Does the second speaker answer the first?",
        "Is every word a word? Is it too smooth?",
        "",
        "Letters stand for the speakers' names." if quiz.hidden else "",
        "Judge it, and see what was measured.",
    ]
    return [
        text(words, LEFT, 110 + 25 * k, **(_bold() if k == 0 else {"font_size": 15, "fill": css("ink2")}))
        for k, words in enumerate(lines)
    ]


def _cues(quiz: Quiz, passage: Passage) -> list[str]:
    words = "Measured: ▼ this passage; bars: 8 of 10 of each kind"
    parts = [note(words, LEFT, 68)]
    for k, cue in enumerate(passage.cues):
        if cue.name in quiz.rules:
            parts += _cue(cue, quiz.rules[cue.name], CUES + BLOCK * k)
    return parts


def _cue(cue: Cue, rule: Rule, y: float) -> list[str]:
    value = f"{cue.value:.2f}" if cue.name == "surprise" else f"{cue.value:.0f}{' %' if cue.name == 'copied' else ''}"
    side = "synthetic" if rule.synthetic_says(cue.value) else "real"
    says = f"→ {side}, right in {100 * rule.accuracy:.0f} %" if rule.accuracy >= COIN else "says little"
    paint = css("ink") if rule.accuracy >= COIN else css("ink2")
    low = min(0.0 if cue.name != "surprise" else cue.value, rule.real.low, rule.synthetic.low, cue.value)
    high = max(rule.real.high, rule.synthetic.high, cue.value)
    room = max(high - low, 1e-9)

    def x(number: float) -> float:
        return STRIPS + 8 + (RIGHT - STRIPS - 16) * (number - low) / room

    parts = [
        note(f"{NAMES[cue.name]}: {value}", LEFT, y, colour="ink"),
        note(says, RIGHT, y, "end", font_weight=700, colour=paint),
        *_strip("plays", rule.real, y + 17, "ink", x),
        *_strip("network", rule.synthetic, y + 32, "predicted", x),
        note("▼", x(cue.value), y + 14, "middle", "ink"),
        rect(x(cue.value) - 1, y + 13, 2, 24, "ink"),
    ]
    return [*parts, note(_cut(cue.detail, 64), LEFT, y + 54)] if cue.detail else parts


def _strip(name: str, span: Span, y: float, paint: str, x) -> list[str]:
    left, right = x(span.low), x(span.high)
    return [
        note(name, STRIPS - 8, y + 7, "end"),
        rect(STRIPS, y + 1.5, RIGHT - STRIPS, 1, "hair"),
        rect(left - 2, y - 3, max(right - left, 0.0) + 4, 10, paint, rx=2, fill_opacity=0.55),
    ]


def _cut(words: str, room: int) -> str:
    return words if len(words) <= room else words[: room - 1] + "…"


def machines_chart(rules: Mapping[float, Mapping[str, Rule]]) -> go.Figure:
    """How often a machine with one cue is right, by the temperature of the synthetic passages."""
    temperatures = sorted(rules)
    figure = go.Figure()
    for (name, words), (paint, dash, symbol) in zip(NAMES.items(), LINES, strict=True):
        figure.add_scatter(
            x=temperatures, y=[100 * rules[t][name].accuracy for t in temperatures], name=words, mode="lines+markers",
            line={"color": COLOURS[paint].light, "dash": dash, "width": 2.5}, marker={"symbol": symbol, "size": 10},
            hovertemplate="τ = %{x}: right in %{y:.0f} %<extra>" + words + "</extra>",
        )  # fmt: skip
    figure.add_hline(y=50, line={"color": COLOURS["baseline"].light, "width": 1})
    figure.add_annotation(
        x=1, xref="paper", y=50, text="a tossed coin", showarrow=False, yshift=-11, xanchor="right",
        font={"size": SIZES["tick"], "color": COLOURS["baseline"].light},
    )  # fmt: skip
    return figure.update_layout(
        title="One cue alone, no reading: how often a threshold is right",
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "font": {"size": SIZES["tick"]}},
        margin={"t": 110},
        height=420,
        xaxis={"title": "temperature τ of the synthetic passages", "tickvals": temperatures},
        yaxis={"title": "right, % of passages", "range": [40, 102]},
    )
