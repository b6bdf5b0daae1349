"""The panel of beams: every control over its values, the cases, and what is typed wrong."""

import pytest

from captioners import decided
from told import has_nan
from unrolled.datasets.caption_words import CaptionVocabulary
from unrolled.datasets.emoji import training
from unrolled.datasets.emoji_shelves import shelf
from unrolled.lessons.captioning.beam.figure import answer
from unrolled.lessons.captioning.beam.panel import FREE, HELD_OUT, BeamPanel
from unrolled.lessons.captioning.beam.probe import EXAMPLES
from unrolled.models.captioner import Ensemble

WORDS = CaptionVocabulary.of(training().captions)


@pytest.fixture
def panel():
    return BeamPanel(decided(WORDS), WORDS)


def whole(panel):
    """Picture, sentence and status line belong to the controls."""
    record = panel.record
    assert not panel.status.problem
    assert panel.status.text == answer(record)
    assert (record.shelf, record.picture) == (panel.shelf.value, panel.picture.value)
    assert (record.width, record.alpha) == (panel.width.value, panel.alpha.value)
    assert panel.describe() in panel.drawing().replace("&lt;", "<")
    assert not has_nan(panel.drawing())


def test_every_width(panel):
    best = []
    for width in range(1, 21):
        panel.width.value = width
        whole(panel)
        assert len(panel.record.finalists) <= width
        best.append(panel.record.best.log_p)
    assert best[-1] >= best[0]


def test_every_alpha(panel):
    panel.width.value = 8
    for k in range(11):
        panel.alpha.value = k / 10
        whole(panel)
        scores = [one.score for one in panel.record.finalists if one.finished]
        assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("name", HELD_OUT)
def test_every_shelf_and_its_first_and_last_pictures(panel, name):
    panel.shelf.value = name
    assert panel.picture.high == len(shelf(name))
    for picture in (1, 2, 50, len(shelf(name)) - 1, len(shelf(name))):
        panel.picture.value = picture
        whole(panel)


def test_a_shorter_shelf_moves_to_its_last_picture_and_draws_once(panel):
    panel.shelf.value = "the other vendor"
    panel.picture.value = 1000
    drawn = []
    panel.live.observe(lambda change: drawn.append(change.new), "svg")
    panel.shelf.value = "new things"
    assert panel.picture.value == panel.picture.high == len(shelf("new things"))
    assert len(drawn) == 1
    whole(panel)


def test_cases_set_the_other_controls_and_other_pictures_leave_them(panel):
    assert panel.case.value == FREE
    for example in (*EXAMPLES, EXAMPLES[0]):
        panel.alpha.value = 0.5
        panel.case.value = example.name
        assert (panel.shelf.value, panel.picture.value) == (example.shelf, example.picture)
        assert (panel.width.value, panel.alpha.value) == (example.width, 0.0)
        assert panel.picture.high == len(shelf(example.shelf))
        whole(panel)
        panel.width.value = 20  # to look at the case in other widths
        assert panel.case.value == example.name
    panel.picture.value += 1
    assert panel.case.value == FREE
    whole(panel)
    panel.case.value = EXAMPLES[0].name
    panel.shelf.value = "new things"
    assert panel.case.value == FREE
    whole(panel)


def test_any_case_leaves_everything_as_it_is(panel):
    panel.case.value = EXAMPLES[0].name
    before = panel.record
    panel.case.value = FREE
    assert panel.record is before


@pytest.mark.parametrize(("control", "typed"), [("width", "21"), ("width", "wide"), ("alpha", "2"), ("picture", "0")])
def test_bad_input_is_told_and_the_last_picture_stays(panel, control, typed):
    before = panel.record
    getattr(panel, control).type(typed)
    assert panel.status.problem
    assert f"“{typed}”" in panel.status.text
    assert panel.record is before
    getattr(panel, control).type("1")
    whole(panel)


def test_an_ensemble_can_be_looked_at_too():
    panel = BeamPanel(
        Ensemble([decided(WORDS, 4), decided(WORDS, 5)]), WORDS, shelf="new things", picture=3, width=3, alpha=0.2
    )
    whole(panel)
    assert panel.record.width == 3
