"""Lint: faults in order, scores by hand, and fairness at the cut."""

import pytest

from unrolled.datasets.latex_names import Names, names
from unrolled.lessons.latex.lint.probe import KINDS, lint, nearest, scores

FEW = Names(frozenset(["item", "ref"]), frozenset(["proof", "enumerate"]), reach={"$": 10})
PASSAGE = "{a} $b$ $c\n\n\\begin{proof}\\begin{enumerate}\\item {\\end{proof}\\begin{proof}\\ref{none}"


def test_by_default_the_names_are_those_of_the_stacks_project():
    assert lint(r"\begin{lemma}\label{a} $\Spec R$ \ref{a}").faults == ()
    [fault] = lint(r"$\Spectrum R$").faults
    assert (fault.kind, fault.words) == ("command", r"the Stacks project has no command \Spectrum")
    chapter = names().chapters[0]
    assert [fault.kind for fault in lint(rf"\ref{{{chapter}-lemma-that-nobody-proved}}").faults] == ["reference"]


def test_faults_stand_in_the_order_of_their_places():
    found = lint("{\\begin{enumerate}$\\b\n\n\\end{enumerate}", whole=True, names=FEW)
    assert [(fault.kind, fault.at.start) for fault in found.faults] == [("brace", 0), ("math", 18), ("command", 19)]
    assert [pair.name for pair in found.pairs] == ["$", "enumerate", "{"]  # in the order they ended
    assert found.text.startswith("{")


def test_a_text_is_cut_unless_it_is_said_to_be_whole():
    for text in (r"\begin{proof} a", "{", "$a"):
        assert lint(text, names=FEW).faults == ()
        assert [fault.words.split(", ")[1] for fault in lint(text, whole=True, names=FEW).faults] == ["never closed"]
    assert len(lint("$" + "a" * 20, names=FEW).faults) == 1  # longer than any real one


def test_scores_by_hand():
    found = scores([lint(PASSAGE, names=FEW)])
    assert found.characters == len(PASSAGE)
    # { } twice closed and once broken by \end{proof}; $b$ closed, $c ended by a blank line; one proof closed, one cut
    # off by the end, its list broken; a proof counts among the environments, too
    assert found.decided == {"brace": 3, "math": 2, "environment": 2, "proof": 1}
    assert found.closed == {"brace": 2, "math": 1, "environment": 1, "proof": 1}
    assert found.faults == {"brace": 1, "environment": 1, "math": 1, "reference": 1}
    assert [found.share(kind) for kind in KINDS] == [2 / 3, 0.5, 0.5, 1]
    assert found.per_thousand == 1000 * 4 / len(PASSAGE)


def test_scores_of_several_are_added():
    twice = scores(lint(PASSAGE, names=FEW) for _ in range(2))
    once = scores([lint(PASSAGE, names=FEW)])
    assert twice.characters == 2 * once.characters
    assert all(twice.decided[kind] == 2 * once.decided[kind] for kind in KINDS)
    assert all(twice.share(kind) == once.share(kind) for kind in KINDS)
    assert twice.per_thousand == once.per_thousand


def test_what_the_end_cuts_off_counts_neither_way():
    cut, whole = (scores([lint(r"\begin{proof} {a} {", whole=whole, names=FEW)]) for whole in (False, True))
    assert (cut.decided["brace"], cut.closed["brace"], cut.share("proof")) == (1, 1, None)
    assert (whole.decided["brace"], whole.closed["brace"], whole.share("proof")) == (2, 1, 0)


def test_nothing_was_decided_in_nothing():
    empty = scores([])
    assert [empty.share(kind) for kind in KINDS] == [None] * 4
    assert empty.per_thousand == 0


def test_the_nearest_temperature():
    measured = dict.fromkeys(["real", "tau 0.3", "tau 0.8", "tau 1.2", "after 500"])
    assert [nearest(measured, tau) for tau in (0, 0.5, 0.6, 0.8, 1.5)] == [0.3, 0.3, 0.8, 0.8, 1.2]
    assert nearest({"real": None}, 0.3) == 1


@pytest.mark.parametrize("text", ["", "\\", "a\n\n\n\n", "%", "\\begin{", "}" * 50, "{" * 50])
def test_odd_texts(text):
    found = lint(text)
    assert found.text == text
    assert scores([found]).characters == len(text)
