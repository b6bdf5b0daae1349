"""Training in the notebook: to its end or stopped, one at a time, both ways to begin, and what cannot be trained."""

from dataclasses import replace

import pytest
import torch

from captioners import captioner
from told import problem
from trainings import check_defect, check_two, stop, train, wait
from unrolled.datasets import emoji
from unrolled.lessons.captioning.live import probe as probes
from unrolled.lessons.captioning.live import recipe as training
from unrolled.lessons.captioning.live.panel import LivePanel
from unrolled.panels.trainer import TrainingError
from unrolled.training.captioning import vocabulary

DATA = emoji.training().take(range(0, 400, 10))


def panel_of(steps=20, **settings):
    """A small one that trains for so many updates, however long they take."""
    model = captioner(vocabulary(), features=8)
    made = LivePanel(model, vocabulary(), data=DATA, **settings)
    recipe = made.recipe
    if steps is not None:
        made.recipe = lambda: replace(recipe(), steps=steps, seconds=1e6, evaluations=4)
    return made


@pytest.fixture
def panel():
    made = panel_of()
    yield made
    made.close()


@pytest.mark.parametrize("encoder", ["trained", "scratch"])
@pytest.mark.parametrize("shown", ["once", "always", "merged"])
def test_every_way_to_its_end(panel, encoder, shown):
    panel.encoder.value, panel.shown.value = encoder, shown
    lent = {name: value.clone() for name, value in panel._lender.state_dict().items()}
    view = train(panel)
    assert panel.run.step == 20
    assert len(view.seconds) == len(view.train) == len(view.heldout) == len(view.exact) == 4
    assert view.heldout[-1] < view.heldout[0]
    assert view.begun
    assert "Done after" in panel.status.text
    assert not panel.status.problem
    assert panel.model.config["shown"] == shown
    assert not panel.model.training
    same = torch.equal(panel.run.model.encoder.map_to_features.weight, panel._lender.encoder.map_to_features.weight)
    assert same == (encoder == "trained")
    assert all(torch.equal(value, lent[name]) for name, value in panel._lender.state_dict().items())
    held, pictures = (training.Seen(data) for data in (panel._held, panel._pictures))
    assert view.exact[-1] == pytest.approx(probes.exact_share(panel.model, held, vocabulary()))
    assert view.heldout[-1] == pytest.approx(probes.heldout_loss(panel.model, held, vocabulary()), abs=1e-4)
    written = probes.captions(panel.model, pictures, vocabulary())
    assert [" ".join(one.words) for one in view.watched] == written


def test_stopping_keeps_what_was_learned_and_stopping_twice_is_told():
    panel = panel_of(steps=10_000)
    panel.begin.presses += 1
    wait(lambda: panel.run is not None and panel.run.step > 2)
    stop(panel)
    assert "Stopped" in panel.status.text
    assert panel.run.step < 10_000
    panel.begin.presses += 1  # and it can begin anew
    assert panel.busy
    panel.close()


def test_of_two_trainings_the_later_one_goes_on():
    check_two(panel_of(steps=10_000), panel_of(steps=10_000))


def test_moves_while_it_trains_wait_for_the_next_training():
    panel = panel_of(steps=10_000, shown="once")
    panel.begin.presses += 1
    wait(lambda: panel.record.begun)
    panel.shown.value = "merged"
    assert panel.run.model.config["shown"] == "once"
    assert panel.record.begun
    panel.close()


def test_the_controls_make_the_recipe():
    panel = panel_of(steps=None)
    panel.encoder.value, panel.shown.value, panel.seconds.value = "scratch", "always", 60
    panel.batch_size.value, panel.rate.value = 128, 2.5
    recipe = panel.recipe()
    assert (recipe.frozen, recipe.shown, recipe.seconds, recipe.batch) == (0.0, "always", 60, 128)
    assert recipe.rate == pytest.approx(0.0025)
    assert (recipe.features, recipe.hidden, recipe.channels) == (8, 8, 2)  # those of the network that lends
    for control in (panel.seconds, panel.batch_size, panel.rate):
        for value in (control.low, control.high):
            control.value = value
            assert not problem(panel)
    panel.encoder.value = "trained"
    assert panel.recipe().frozen == 1


def test_without_teacher_forcing_the_decoder_reads_its_own_words(panel, monkeypatch):
    calls = []
    by_own_words = training.by_own_words
    monkeypatch.setattr(training, "by_own_words", lambda *given: calls.append(1) or by_own_words(*given))
    panel.reads.value = "own"
    train(panel)
    assert len(calls) == 20
    panel.reads.value = "true"
    train(panel)
    assert len(calls) == 20


def test_the_encoder_looks_at_each_picture_once_for_all_trainings(panel, monkeypatch):
    looked = []
    look = training.look
    monkeypatch.setattr(training, "look", lambda *given, **named: looked.append(1) or look(*given, **named))
    train(panel)
    train(panel)
    assert len(looked) == 3  # training pictures, those that are measured, those on display


def test_what_to_expect_is_told_for_measured_settings_only(monkeypatch):
    runs = {f"scratch merged 20 {seed}": {"exact": share} for seed, share in enumerate((0.1, 0.2, 0.3))}
    monkeypatch.setattr(probes, "results_at_hand", lambda _: runs)
    panel = panel_of(steps=None, encoder="scratch", shown="merged")
    assert panel.record.expected == (0.1, 0.3)
    assert "got 10 to 30 % of the captions" in panel.status.text
    for control, other in ((panel.batch_size, 32), (panel.rate, 8), (panel.seconds, 40), (panel.reads, "own")):
        before = control.value
        control.value = other
        assert panel.record.expected is None
        assert "No run with these settings" in panel.status.text
        control.value = before
        assert panel.record.expected == (0.1, 0.3)
    panel.shown.value = "once"
    assert panel.record.expected is None


def test_nothing_is_learned_before_start_and_odd_numbers_are_told(panel):
    with pytest.raises(TrainingError, match="Nothing is trained"):
        _ = panel.model
    panel.seconds.type("0")
    assert "Time runs from 5 to 60" in problem(panel)
    panel.rate.type("fast")
    assert "not a number" in problem(panel)
    assert panel.describe().startswith("Not started")


def test_a_defect_in_the_thread_is_told(panel, monkeypatch):
    monkeypatch.setattr(training, "begin", lambda *_: 1 / 0)
    check_defect(panel)
