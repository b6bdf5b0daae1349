"""Six networks read one text: as the step-by-step measurement says, in order of their means, and what is refused."""

import numpy as np
import pytest
import torch

from unrolled.benchmark.recipes import MODELS
from unrolled.datasets import shakespeare
from unrolled.datasets.text import UnknownCharacterError
from unrolled.lessons.table1.one_string import panel as panels
from unrolled.lessons.table1.one_string import probe
from unrolled.measuring.char_rnn import PromptError
from unrolled.measuring.surprisal import surprisal


@pytest.fixture(scope="module")
def loaded():
    return probe.load()


def test_the_networks_are_the_six_of_the_table_and_of_equal_size(loaded):
    models, vocabulary = loaded
    assert list(models) == list(MODELS)
    assert vocabulary == shakespeare.vocabulary()
    sizes = [sum(part.numel() for part in model.parameters()) for model in models.values()]
    assert max(sizes) < 1.01 * min(sizes)
    assert not torch.equal(models["lstm"].h_to_logits.weight, models["fair_lstm"].h_to_logits.weight)


def test_one_pass_over_the_text_equals_going_step_by_step(loaded):
    models, vocabulary = loaded
    view = probe.read_all(models, vocabulary, panels.VERSE)
    for machine in view.machines:
        steps = surprisal(models[machine.model], vocabulary, panels.VERSE)
        np.testing.assert_allclose(machine.read.bits, steps.bits, atol=1e-3)
        assert machine.read.candidates[9][0][0] == steps.candidates[9][0][0]
        assert machine.mean == pytest.approx(machine.read.bits[1:].sum() / (len(panels.VERSE) - 1))


def test_the_lowest_mean_comes_first_and_the_cursor_stands_where_they_differ_most(loaded):
    view = probe.read_all(*loaded, panels.VERSE)
    means = [machine.mean for machine in view.machines]
    assert means == sorted(means)
    bits = np.array([machine.read.bits for machine in view.machines])
    assert view.cursor == np.ptp(bits, axis=0).argmax()


def test_differences_are_to_the_first_machine(loaded):
    view = probe.compare(probe.read_all(*loaded, panels.VERSE), True)
    first, *others = view.machines
    assert not view.heights(first).any()
    for other in others:
        np.testing.assert_array_equal(view.heights(other), other.read.bits - first.read.bits)
        assert view.mean(other) == pytest.approx(view.heights(other)[1:].mean())


def test_without_line_ends_the_min_gru_loses_its_way_and_no_other_does(loaded):
    means = {one.model: one.read.bits[70:].mean() for one in probe.read_all(*loaded, panels.LONG_LINE).machines}
    assert means.pop("min_gru") > 6
    assert max(means.values()) < 3.5


def test_a_single_character_has_no_mean_and_the_cursor_stays_inside(loaded):
    view = probe.read_all(*loaded, "a")
    assert all(np.isnan(machine.mean) for machine in view.machines)
    assert probe.point_at(view, 5).cursor == probe.point_at(view, -3).cursor == 0


@pytest.mark.parametrize(
    ("text", "error", "words"),
    [("", PromptError, "empty"), ("a" * 201, PromptError, "201"), ("a€", UnknownCharacterError, "€")],
)
def test_texts_that_cannot_be_read_are_refused(loaded, text, error, words):
    with pytest.raises(error, match=words):
        probe.read_all(*loaded, text)
