"""A passage with its faults: what is marked, listed and held beside it."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest

from unrolled.lessons.latex.lint import figure as lint
from unrolled.lessons.latex.lint.record import Fault, Lint, LintView, Scores, Span

TEXT = "Let $<b>x be\n\\begin{quote}\n" + "a long line of words that goes on and on " * 4 + "\n\\end{proof}\n"
END = Span(TEXT.index("\\end"), 11, 4)
FAULTS = (
    Fault("math", Span(4, 1, 1), "$ opened at line 1, not closed before \\end{proof} at line 4", END),
    Fault("environment", Span(13, 13, 2), "\\begin{quote} opened at line 2, not closed before <b>", END),
    Fault("command", Span(27, 130, 3), "a fault over two rows of the picture"),
)
KINDS = ("brace", "math", "environment", "proof")
SCORES = Scores(
    len(TEXT),
    dict(zip(KINDS, (0, 4, 2, 0), strict=True)),
    dict(zip(KINDS, (0, 3, 0, 0), strict=True)),
    {"math": 1, "environment": 1, "command": 1},
)
REAL = Scores(1000, dict.fromkeys(KINDS, 5), dict.fromkeys(KINDS, 5), {})
SVG = "{http://www.w3.org/2000/svg}"


def view(faults=FAULTS, text=TEXT, **changes):
    beside = {"network τ=0.8": SCORES, "5-gram counting": SCORES, "real source": REAL}
    made = LintView(Lint(text, (), tuple(faults)), "The network at τ = 0.8", SCORES, beside)
    return replace(made, **changes)


EXAMPLES = {
    "lint.lint_drawing": lambda: lint.lint_drawing(view()),
}


def parts(drawn, tag, **having):
    return [
        node for node in ElementTree.fromstring(drawn).iter(SVG + tag)
        if all(node.get(name.replace("_", "-")) == value for name, value in having.items())
    ]  # fmt: skip


def grid():
    """Where the characters of the passage stand."""
    return lint.Grid(TEXT, lint.COLUMNS, lint.SIZE, 2, lint.TOP, leading=lint.LEADING)


@pytest.mark.parametrize("pointed", range(len(FAULTS)))
def test_each_fault_is_marked_where_it_stands(pointed):
    drawn = lint.lint_drawing(view(fault=pointed))
    waves = [node.get("d").split()[0] for node in parts(drawn, "path")]
    rows = len({row for row, _ in grid().cells[27:157]})
    assert rows > 1
    assert len(waves) == 2 + rows  # one for each row that a fault covers
    for fault in FAULTS:
        x, y = grid().corner(fault.at.start)
        assert f"M{x:.1f},{y + 14 * lint.LEADING - 3:.1f}" in waves
    x, y = grid().corner(FAULTS[pointed].at.start)
    boxes = parts(drawn, "rect", data_pick=str(pointed), stroke_width="2")
    assert any((float(box.get("x")), float(box.get("y"))) == pytest.approx((x - 1, y + 1), abs=0.1) for box in boxes)
    dashed = parts(drawn, "rect", stroke_dasharray="4 3")
    if FAULTS[pointed].other is None:
        assert dashed == []
    else:
        x, y = grid().corner(END.start)
        [box] = dashed
        found = [float(box.get(name)) for name in ("x", "y", "width")]
        assert found == pytest.approx([x - 1, y + 1, 11 * 14 * 0.6 + 2], abs=0.1)


def test_each_fault_can_be_picked_in_the_text_and_in_the_list():
    drawn = lint.lint_drawing(view())
    for k in range(len(FAULTS)):
        left = [float(node.get("x")) for node in parts(drawn, "rect", data_pick=str(k))]
        assert min(left) < lint.ASIDE - 10 < max(left)
    assert not parts(drawn, "rect", data_pick="3")


@pytest.mark.parametrize(("fault", "first"), [(0, 1), (2, 1), (3, 2), (10, 9), (17, 16), (19, 17)])
def test_the_list_shows_four_with_the_one_pointed_at(fault, first):
    many = [Fault("math", Span(k, 1, 1), f"slip {k + 1};") for k in range(20)]
    drawn = lint.lint_drawing(view(many, fault=fault))
    assert [int(k) for k in re.findall(r">slip (\d+);<", drawn)] == list(range(first, first + 4))
    assert f"20 faults, {first} to {first + 3} shown" in drawn


def test_long_words_take_two_lines_that_fit():
    fault = Fault("math", Span(0, 1, 1), "word " * 60)
    lines = [
        node.text for node in parts(lint.lint_drawing(view([fault])), "text") if (node.text or "").startswith("word")
    ]
    assert len(lines) == 2
    assert max(map(len, lines)) <= lint.LETTERS
    assert lint.lint_drawing(view([replace(fault, words="")]))


@pytest.mark.parametrize(("count", "words"), [(0, "No fault"), (1, "1 fault"), (3, "3 faults")])
def test_the_number_of_faults(count, words):
    drawn = lint.lint_drawing(view(FAULTS[:count]))
    assert f">{words}<" in drawn
    assert ("Everything is closed correctly" in drawn) == (count == 0)


def test_bars_are_the_shares_and_gaps_are_told():
    drawn = lint.lint_drawing(view())
    room = lint.WIDE - 12
    formulas = [float(node.get("width")) for node in parts(drawn, "rect", data_share="math")]
    assert formulas == pytest.approx([room * 3 / 4] * 3 + [room], abs=0.01)
    assert [float(node.get("width")) for node in parts(drawn, "rect", data_share="environment")] == [0, 0, 0, room]
    assert len(parts(drawn, "rect", data_share="proof")) == 1
    assert drawn.count(">none<") == 6
    rates = [f"{one.per_thousand:.1f}" for one in (SCORES, SCORES, SCORES, REAL)]
    bold = [node.text for node in parts(drawn, "text", font_weight="700")]
    assert bold[-4:] == rates
    assert all(f">{words}<" in drawn for words in ("this", "passage", "network", "5-gram", "counting", "real"))


def test_few_pairs_are_counted_and_many_are_a_share():
    drawn = lint.lint_drawing(view())
    assert drawn.count(">3 of 4<") == 3
    assert drawn.count(">75 %<") == 0
    many = replace(SCORES, decided={**SCORES.decided, "math": 40}, closed={**SCORES.closed, "math": 30})
    assert ">75 %<" in lint.lint_drawing(view(scores=many))


@pytest.mark.parametrize("fault", [0, 1])
def test_the_fault_pointed_at_is_in_sight(fault):
    text = "line\n" * 60
    ends = [Fault("brace", Span(5 * row, 1, row + 1), f"row {row}") for row in (2, 55)]
    drawn = lint.lint_drawing(view(ends, text=text, fault=fault))
    boxes = [float(node.get("y")) for node in parts(drawn, "rect", data_pick=str(fault)) if float(node.get("x")) < 10]
    assert len(boxes) == 1
    assert lint.TOP <= boxes[0] <= lint.ROOM.height - 14
    first = (1, 60 - lint.ROWS + 1)[fault]
    assert f"lines {first} to {first + lint.ROWS - 1} of 60" in drawn
    assert len(parts(drawn, "path")) == 1  # the other one is out of sight


def test_without_yardsticks_the_passage_stands_alone():
    assert len(parts(lint.lint_drawing(view(beside={})), "rect", data_share="math")) == 1


@pytest.mark.parametrize("text", ["", "\n", "a", "a" * 3000, "a\n" * 100, TEXT])
def test_all_fits_the_picture(text):
    drawn = lint.lint_drawing(view((), text=text))
    height = float(ElementTree.fromstring(drawn).get("height"))
    assert all(float(node.get("y")) <= height for node in parts(drawn, "text"))
    assert f"{len(text):,} characters" in drawn


def test_a_fault_at_the_very_end_is_marked():
    last = Fault("brace", Span(len(TEXT) - 1, 1, 4), "} closes nothing", Span(0, len(TEXT) + 5, 1))
    drawn = lint.lint_drawing(view([last]))
    assert len(parts(drawn, "path")) == 1
    assert len(parts(drawn, "rect", stroke_dasharray="4 3")) == grid().rows


def test_what_is_said():
    assert lint.describe_lint(view(fault=2)) == (
        f"The network at τ = 0.8: {len(TEXT)} characters, 3 faults. Fault 3: a fault over two rows of the picture."
    )
    assert lint.describe_lint(view(())) == f"The network at τ = 0.8: {len(TEXT)} characters, no fault."
    assert "nan" not in lint.lint_drawing(view())
