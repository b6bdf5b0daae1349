"""Balance: every control over all its values, what the page is sent, and the committed study."""

import numpy as np
import plotly.graph_objects as go
import pytest

from unrolled.lessons.latex.balance import figure as figures
from unrolled.lessons.latex.balance import probe as probes
from unrolled.lessons.latex.balance.panel import COMPARISONS, NOTES, QUESTIONS, BalancePanel
from unrolled.lessons.latex.balance.record import Distances, Expected, Study

SIZE = len(probes.EDGES) - 1
STEPS = (0, 50, 500, 6000)


def study():
    rng = np.random.default_rng(0)

    def written():
        closed, broken, cut = rng.integers(0, 30, (3, SIZE))
        return Distances(probes.EDGES, closed, broken, cut, np.sort(rng.random(SIZE + 1))[::-1])

    def seen():
        count = rng.integers(0, 30, SIZE)
        return Expected(probes.EDGES, count, np.where(count > 0, rng.random(SIZE), np.nan))

    after = [f"after {step}" for step in STEPS]
    names = ["real", "5-gram", *(f"tau {tau:g}" for tau in probes.SHOWN), *after]
    return Study(
        {name: {kind: written() for kind in probes.KINDS} for name in names},
        {name: {kind: seen() for kind in probes.KINDS} for name in ("network", "5-gram", *after)},
        {name: {"step": step} for name, step in zip(after, STEPS, strict=True)},
    )


@pytest.fixture
def panel():
    return BalancePanel(study())


@pytest.mark.parametrize("kind", probes.KINDS)
@pytest.mark.parametrize("question", [value for _, value in QUESTIONS])
@pytest.mark.parametrize("comparison", [value for _, value in COMPARISONS])
def test_every_control_over_its_values(panel, kind, question, comparison):
    panel.kind.value, panel.question.value, panel.comparison.value = kind, question, comparison
    view = panel.record
    assert (view.kind, view.question) == (kind, question)
    roles = [line.role for line in view.lines]
    assert roles[: len(roles) - roles.count("network")] == {"expected": ["counting"]}.get(
        question, ["real", "counting"]
    )
    one = (question, comparison) == ("expected", "temperature")
    assert roles.count("network") == (1 if one else 4)
    assert panel.describe() == figures.describe_balance(view)
    assert panel.describe().startswith(figures.TITLES[question].format(kind.capitalize()))
    assert (panel.status.text, panel.status.problem) == (NOTES[question], False)
    # what the page was sent is what a chart drawn anew would show
    figure, sent = panel.figure(), panel.live.values
    for k, trace in enumerate(figure.data):
        assert sent[f"{k}.visible"] == trace.visible
        assert sent[f"{k}.name"] == trace.name
        assert list(sent[f"{k}.hovertext"]) == list(trace.hovertext)
        np.testing.assert_allclose(np.array(sent[f"{k}.x"], float), np.array(trace.x, float))
        np.testing.assert_allclose(np.array(sent[f"{k}.y"], float), np.array(trace.y, float))
    assert sent["layout.title.text"] == figure.layout.title.text
    assert sent["layout.xaxis.title.text"] == figure.layout.xaxis.title.text
    assert sent["layout.yaxis.title.text"] == figure.layout.yaxis.title.text


def test_networks_are_named_by_what_is_compared(panel):
    def networks():
        return [line.name for line in panel.record.lines if line.role == "network"]

    assert networks() == [f"τ = {tau:g}" for tau in probes.SHOWN]
    panel.comparison.value = "training"
    assert networks() == ["after 0 updates", "after 500 updates", "after 6,000 updates", "at its end"]
    panel.question.value = "expected"
    assert networks() == ["after 0 updates", "after 500 updates", "after 6,000 updates", "at its end"]
    panel.comparison.value = "temperature"
    assert networks() == ["the network"]


def test_a_move_draws_no_new_chart(panel):
    spec = panel.live.spec
    panel.kind.value = "lists"
    assert panel.live.spec is spec
    assert isinstance(panel.figure(), go.Figure)


def test_it_begins_with_the_kind_asked_for():
    assert BalancePanel(study(), kind="braces").record.kind == "braces"
    assert BalancePanel(study()).record.kind == "braces"
    asked = BalancePanel(study(), question="expected")
    assert asked.record.question == "expected"
    assert asked.status.text == NOTES["expected"]


def test_nobody_was_measured():
    panel = BalancePanel(Study({}, {}, {}))
    for question in NOTES:
        for _, comparison in COMPARISONS:
            panel.question.value, panel.comparison.value = question, comparison
            assert panel.describe().endswith("Too few of them were counted.")
            assert not panel.status.problem


def test_the_committed_study_fills_every_view():
    panel = BalancePanel()
    for _, comparison in COMPARISONS:
        panel.comparison.value = comparison
        for question in NOTES:
            panel.question.value = question
            for kind in ("braces", "$ $", "proofs"):
                panel.kind.value = kind
                assert len(panel.record.lines) > 1
                assert "Too few" not in panel.describe()
                assert panel.record.lines[0].role == ("counting" if question == "expected" else "real")
