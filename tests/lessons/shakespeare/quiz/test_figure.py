"""Real or synthetic: what is shown before and after a judgement, strips of cues, and the chart of machines."""

import re
from dataclasses import replace

import pytest

from unrolled.lessons.shakespeare.quiz import figure as figures
from unrolled.lessons.shakespeare.quiz.record import Cue, Passage, Quiz, Rule, Span

RULES = {
    "surprise": Rule(Span(1.8, 2.4), Span(1.4, 1.7), 1.75, False, 0.97),
    "unknown": Rule(Span(0, 2), Span(0, 3), 0.5, True, 0.66),
    "copied": Rule(Span(8, 40), Span(16, 46), 25, True, 0.58),
    "company": Rule(Span(0, 0), Span(0, 2), 0.5, True, 0.92),
}
TEXT = "ANNA:\nThe <b>zebra</b> & I.\n\nTOM:\nWho had the bean?"


def passage(real=True, surprise=2.0):
    cues = (
        Cue("surprise", surprise, ""), Cue("unknown", 1.0, "zebra <b>" * 12), Cue("copied", 25.4, "“Who”, <b>Play"),
        Cue("company", 0.0, ""),
    )  # fmt: skip
    masked = TEXT.replace("ANNA", "A").replace("TOM", "B")
    source = "Macbeth, line 1,234" if real else "the network <b>, τ = 0.8"
    return Passage(TEXT, masked, real, source, cues, ((6, 8), (TEXT.index("Who"), 17)))


def shown(answers=(True, True), place=1, hidden=True, **changes):
    passages = (passage(), passage(real=False, surprise=1.5), passage())
    quiz = Quiz(passages, answers, place, hidden, 0.8, RULES, 1, 2, 0.75)
    return replace(quiz, **changes)


EXAMPLES = {
    "quiz.quiz_drawing": lambda: figures.quiz_drawing(shown()),
    "quiz.machines_chart": lambda: figures.machines_chart({0.6: RULES, 1.2: RULES}),
}


@pytest.mark.parametrize("real", [True, False])
@pytest.mark.parametrize("hidden", [True, False])
def test_nothing_is_told_before_the_judgement(real, hidden):
    passages = tuple(passage(real) for _ in range(3))
    before = shown(answers=(True,), place=1, hidden=hidden, passages=passages)
    other = replace(before, passages=tuple(passage(not real) for _ in range(3)), answers=(False,))
    assert figures.quiz_drawing(before) == figures.quiz_drawing(other)
    assert figures.describe_quiz(before) == "Passage 2 of 3, not judged yet; 1 of 2 right so far."
    drawn = figures.quiz_drawing(before)
    assert ("ANNA:" in drawn) != hidden
    assert (">A:⏎" in drawn) == hidden
    assert "unrolled-memorised" not in drawn
    for words in ("Macbeth", "network", "Measured:", "Surprise, bits"):
        assert words not in drawn


def test_after_it_names_source_copies_and_cues_are_shown():
    drawn = figures.quiz_drawing(shown())
    assert "ANNA:" in drawn  # names too, though hidden
    assert "the network &lt;b&gt;, τ = 0.8" in drawn
    assert drawn.count("unrolled-memorised") == 2 * 2
    assert "✗ Wrong: synthetic" in drawn
    assert "✓ Right: real" in figures.quiz_drawing(shown(place=0))
    assert "&lt;b&gt;zebra" in drawn
    for words in figures.NAMES.values():
        assert f"{words}: " in drawn


def test_every_passage_up_to_the_next_can_be_clicked():
    for count, picks in ((0, {"0"}), (1, {"0", "1"}), (2, {"0", "1", "2"}), (3, {"0", "1", "2"})):
        drawn = figures.quiz_drawing(shown(answers=(True,) * count, place=0))
        assert set(re.findall(r'data-pick="(\d)"', drawn)) == picks
    signs = re.findall(r"[✓✗](?=<)", figures.quiz_drawing(shown(answers=(True, True, False), place=2)))
    assert signs == ["✓", "✗", "✗"]


def test_the_score_and_its_odds():
    drawn = figures.quiz_drawing(shown())
    assert ">1 of 2 right<" in drawn
    assert "A tossed coin does as well or better with probability 0.75." in drawn
    assert "probability under 0.01." in figures.quiz_drawing(shown(chance=0.001))
    assert "Half of them are real" in figures.quiz_drawing(shown(judged=0, answers=(), place=0))


def test_what_a_machine_says_of_the_passage():
    real, synthetic = (figures.quiz_drawing(shown(place=place)) for place in (0, 1))
    assert "Surprise, bits a character: 2.00" in real
    assert "→ real, right in 97 %" in real
    assert "→ synthetic, right in 97 %" in synthetic
    assert "→ synthetic, right in 66 %" in real  # a word that no play holds
    assert "Copied from training plays: 25 %" in real
    assert real.count("says little") == 1  # copies: hardly better than a coin


def test_marks_stand_where_the_values_are():
    cue, rule = passage().cues[0], RULES["surprise"]
    drawn = "".join(figures._cue(cue, rule, 100.0))
    (mark,) = map(float, re.findall(r'<text x="([\d.]+)"[^>]*>▼', drawn))
    bars = [
        (float(x) + 2, float(w) - 4)
        for x, w in re.findall(r'x="([\d.]+)" y="[\d.]+" width="([\d.]+)" h\w+="10"', drawn)
    ]
    left, right = figures.STRIPS + 8, figures.RIGHT - 8
    (plays, wide), (network, narrow) = bars
    assert (plays + wide, network) == pytest.approx((right, left), abs=0.02)  # 2.4 and 1.4, the ends
    assert mark == pytest.approx(left + (right - left) * 0.6, abs=0.02)
    assert (wide, narrow) == pytest.approx(((right - left) * 0.6, (right - left) * 0.3), abs=0.02)


@pytest.mark.parametrize("value", [0.0, 3.0, 500.0])
def test_values_far_out_stay_inside(value):
    for name, rule in RULES.items():
        drawn = "".join(figures._cue(Cue(name, value, ""), replace(rule, real=Span(0, 0), synthetic=Span(0, 0)), 100.0))
        places = [float(x) for x in re.findall(r' x="([\d.]+)"', drawn)]
        assert all(figures.LEFT <= x <= figures.RIGHT for x in places)


def test_what_is_said():
    assert figures.describe_quiz(shown()) == (
        "Passage 2 of 3 is synthetic, the network <b>, τ = 0.8; you said real; 1 of 2 right so far."
    )


def test_every_machine_has_its_line():
    rules = {1.2: RULES, 0.6: {name: replace(rule, accuracy=0.5) for name, rule in RULES.items()}}
    figure = figures.machines_chart(rules)
    assert [trace.name for trace in figure.data] == list(figures.NAMES.values())
    for trace, rule in zip(figure.data, RULES.values(), strict=True):
        assert list(trace.x) == [0.6, 1.2]
        assert list(trace.y) == pytest.approx([50, 100 * rule.accuracy])
    assert len({(trace.line.dash, trace.marker.symbol) for trace in figure.data}) == 4  # not by colour alone


def test_a_long_passage_is_cut_where_the_room_ends():
    text = TEXT + "\nAy.\n" * 40
    quiz = shown(passages=(replace(passage(), text=text, copies=((6, 8), (len(text) - 5, 4))),) * 3)
    drawn = figures.quiz_drawing(quiz)
    assert drawn.count("unrolled-memorised") == 2  # the copy further down is not in sight
    ends = [float(y) for y in re.findall(r'y="([\d.]+)" fill="[^"]*" font-size="14" class="mono"', drawn)]
    assert len(ends) == figures.ROWS
    assert max(ends) < figures.HEIGHT
