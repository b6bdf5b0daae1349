"""What is open in a LaTeX source, and how it is closed."""

import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from unrolled.datasets.latex_names import Names
from unrolled.lessons.latex.endings.probe.fillers import BLOCK, FILLERS, filler
from unrolled.lessons.latex.lint.probe import lint
from unrolled.lessons.latex.openings.probe import changes, still_open


def as_written(opening):
    r"""An opening as it stands in a source: ``\begin{proof}``, ``$``, ``\[``, ``\{``, ``\ref{``."""
    if opening.kind == "environment":
        return rf"\begin{{{opening.name}}}"
    if opening.kind == "brace":
        return opening.name + "{"
    return opening.name or {"formula": "$", "display": "$$", "set": r"\{"}[opening.kind]


def closings(source):
    return [(as_written(one.opening), one.right, one.by) for change in changes(source) for one in change.closed]


def opened(source):
    return [as_written(one) for one in still_open(source)]


@pytest.mark.parametrize(
    ("source", "due"),
    [
        ("", []),
        (r"\begin{proof} a $x$ b \begin{enumerate} \item $", ["$", r"\begin{enumerate}", r"\begin{proof}"]),
        ("$a$$b$", []),
        ("$$a", ["$$"]),
        (r"\{ x \in {", ["{", r"\{"]),
        (r"see \ref{lemma-", [r"\ref{"]),
        (r"\$ \\{a} % $ \begin{proof}" + "\n", []),
        (r"$\text{if $x", ["$", r"\text{", "$"]),
        (r"\begin{proo", ["\\begin{"]),
        (r"\begin{a b} \begin {c.d} \begin{e-f}", [r"\begin{e-f}", r"\begin{c.d}", r"\begin{a b}"]),
        (r"\[a", [r"\["]),
        (r"\(a", [r"\("]),
        (r"\section*{", [r"\section*{"]),
        (r"\\a{", ["{"]),  # a line break, and a letter
        (r"\ref {", ["{"]),
        ("\\noindent\n{", ["{"]),
        (r"\'{", ["{"]),
        (r"\begin{equation} $", [r"\begin{equation}"]),  # a $ inside a formula is a fault
        (r"\begin{proof} \{ $ \begin{lemma} {", ["{", r"\begin{lemma}"]),
    ],
)
def test_what_is_open_innermost_first(source, due):
    assert opened(source) == due


@pytest.mark.parametrize(
    ("source", "due"),
    [
        (r"\begin{a}\end{a}", [(r"\begin{a}", True, r"\end{a}")]),
        (
            r"\begin{a}\begin{b}\end{a}",
            [(r"\begin{b}", False, r"\end{a}"), (r"\begin{a}", True, r"\end{a}")],
        ),
        (r"\begin{a}\begin{b}\end{c}", [(r"\begin{b}", False, r"\end{c}")]),
        (r"\end{a} } \} b", []),
        ("$a\n\nb$", [("$", False, "a blank line")]),
        ("$$a$ ", [("$$", False, "$")]),
        ("$$a$", []),  # the first of two, perhaps
        (r"\[a\] \(b\)", [(r"\[", True, r"\]"), (r"\(", True, r"\)")]),
        (r"$a\] b", [("$", False, r"\]")]),
        (r"$a \item", [("$", False, r"\item")]),
        (r"{\begin{quote}\section{", [(r"\begin{quote}", False, r"\section"), ("{", False, r"\section")]),
        (r"$\begin {lemma}", [("$", False, r"\begin{lemma}")]),
        (r"$\{a\}$", [(r"\{", True, r"\}"), ("$", True, "$")]),
        (r"$\{a$\}", [(r"\{", False, "$"), ("$", True, "$")]),
        (r"\{$a\}$\}", [("$", True, "$"), (r"\{", True, r"\}")]),  # a sign ends nothing but its partner
        (r"\{a}\} {\{}", [(r"\{", True, r"\}"), (r"\{", False, "}"), ("{", True, "}")]),
        (r"\textbf{$x}", [("$", False, "}"), (r"\textbf{", True, "}")]),
        (r"{\begin{a}}\end{a}}", [(r"\begin{a}", True, r"\end{a}"), ("{", True, "}")]),  # no } out of an environment
        (r"\begin{a}$x\end{a}", [("$", False, r"\end{a}"), (r"\begin{a}", True, r"\end{a}")]),
    ],
)
def test_how_it_is_closed(source, due):
    assert closings(source) == due


def test_places_are_those_of_the_tokens():
    source = r"a \begin{proof} $x$ \end{proof}"
    formula, proof = (one for change in changes(source) for one in change.closed)
    assert source[formula.opening.start : formula.stop] == "$x$"
    assert source[proof.opening.start : proof.opening.stop] == r"\begin{proof}"
    assert source[proof.start : proof.stop] == r"\end{proof}"


@pytest.mark.parametrize("kind", FILLERS)
def test_filler_leaves_nothing_open_at_the_end_of_any_block(kind):
    for blocks in (0, 1, 2, 7, 20, 41):
        words = filler(kind, blocks)
        assert len(words) == blocks * BLOCK
        assert not opened(words)
        assert all(right for _, right, _ in closings(words))


def test_one_token_may_close_and_open():
    seen = [change for change in changes(r"\begin{proof} $ \( \) \begin{lemma}") if change.opened and change.closed]
    assert [[as_written(one.opening) for one in change.closed] for change in seen] == [["$"], [r"\begin{proof}"]]
    assert [as_written(change.opened) for change in seen] == [r"\(", r"\begin{lemma}"]
    assert [[as_written(one) for one in change.stack] for change in seen] == [
        [r"\begin{proof}", r"\("],
        [r"\begin{lemma}"],
    ]


FRAGMENTS = (
    "{", "}", "$", "$$", "\\", r"\{", r"\}", "%", "\n", "\n\n", " ", "a", r"\[", r"\]", r"\(", r"\)", r"\text", r"\ref",
    r"\begin{proof}", r"\end{proof}", r"\begin{enumerate}", r"\end{enumerate}", r"\begin{align*}", r"\end{align*}",
    r"\begin {a b}", r"\end{a b}", r"\item", r"\section{", r"\begin", "é",
)  # fmt: skip
MESS = st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join)
NAMES = Names(frozenset(["item"]), frozenset(["proof"]))


@settings(deadline=None, max_examples=300)
@given(st.one_of(MESS, st.text()))
def test_lint_and_this_reader_tell_the_same_fates(text):
    pairs = lint(text, names=NAMES).pairs
    ended = [one for change in changes(text) for one in change.closed if one.opening.kind != "set"]
    left = [one for one in still_open(text) if one.kind != "set"]
    assert [(one.opening.start, one.start, one.right) for one in ended] == [
        (pair.opened.start, pair.end, pair.fate == "closed") for pair in pairs if pair.fate != "open"
    ]
    assert [one.start for one in left] == [pair.opened.start for pair in pairs if pair.fate == "open"]
    written = {pair.opened.start: text[pair.opened.start :][: pair.opened.length] for pair in pairs}
    assert all(text[one.start : one.stop] == written[one.start] for one in left)


@settings(deadline=None, max_examples=300)
@given(MESS)
@example(r"\begin{align*}\{$")  # still inside a formula
@example(r"$\{{$ \}")
@example(r"{\{$}\}")
def test_sets_change_nothing_else(text):
    without = text.replace("\\\\", "  ").replace(r"\{", r"\!").replace(r"\}", r"\!")
    text = text.replace("\\\\", "  ")
    assert lint(text, names=NAMES).pairs == lint(without, names=NAMES).pairs


@settings(deadline=None, max_examples=300)
@given(MESS)
def test_each_stack_follows_from_the_one_before(text):
    stack, stop = (), 0
    for change in changes(text):
        closed = [one.opening for one in change.closed]
        assert closed == list(stack[::-1][: len(closed)])
        stack = stack[: len(stack) - len(closed)] + ((change.opened,) if change.opened else ())
        assert change.stack == stack
        assert stop < change.stop <= len(text)
        stop = change.stop
        assert not change.opened or change.opened.stop == stop
    assert still_open(text) == stack[::-1]


def test_messy_lines_of_a_chapter_have_the_same_fates():
    lines = [line for kind in FILLERS for line in filler(kind, 41).splitlines(keepends=True)]
    lines += ["\\begin{proof}\n", "\\end{lemma}\n", "$x \\item\n", "\\{ } \\}\n", "\\[ x $ {\n", "\n"] * 20
    for seed in range(5):
        text = "".join(random.Random(seed).sample(lines, len(lines)))
        fates = [pair.fate == "closed" for pair in lint(text, names=NAMES).pairs if pair.fate != "open"]
        closed = [one for change in changes(text) for one in change.closed if one.opening.kind != "set"]
        assert fates == [one.right for one in closed]
        assert len(set(fates)) == 2
