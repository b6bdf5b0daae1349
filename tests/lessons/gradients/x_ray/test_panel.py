"""The gradient X-ray's panel: every control over its values, the cursor, and what is told when something cannot be."""

from html import escape

import numpy as np
import pytest

from told import problem, refused
from unrolled.lessons.gradients.x_ray.figure import describe_xray
from unrolled.lessons.gradients.x_ray.panel import FRENCH, SKY, GradientPanel


@pytest.fixture
def panel():
    return GradientPanel()


def sizes(panel):
    return {line.key: line.sizes for line in panel.record.lines}


def changed(before, panel):
    after = sizes(panel)
    return {key for key in after if not np.array_equal(before[key], after[key])}


def whole(panel):
    """All is well: no problem told, the picture is the record's, the status line says what it shows."""
    assert not problem(panel)
    assert panel.describe() == describe_xray(panel.record)
    assert panel.status.text.startswith(panel.describe())
    assert escape(panel.describe()) in panel.drawing()
    assert "nan" not in panel.drawing()
    assert all(np.isfinite(line.sizes).all() for line in panel.record.lines)


def test_it_opens_on_france(panel):
    assert panel.record.steps == 54
    assert panel.describe().startswith("At “F”, 40 steps back")
    whole(panel)


def test_every_spectral_radius(panel):
    before = sizes(panel)
    for radius in (0, 0.01, 0.5, 0.99, 1, 1.01, 2, 3):
        panel.radius.value = radius
        assert panel.record.radius == pytest.approx(radius)
        whole(panel)
    assert changed(before, panel) == {"lstm", "gru", "rnn", "carry", "straight", "linear", "bound"}


def test_every_forget_bias_moves_the_lstm_s_lines_only(panel):
    before = sizes(panel)
    for forget in np.arange(-2, 6.5, 1):
        panel.forget.value = forget
        whole(panel)
        if forget != 2:
            assert changed(before, panel) == {"lstm", "carry", "straight"}


def test_the_loss_moves_and_the_cursor_stays_on_its_character(panel):
    before = sizes(panel)
    for T, told in (
        (34, "At “F”, 20 steps back from the loss at “l”, the LSTM keeps"),
        (14, "At “F”, the last one read before the loss at “r”, "),
        (54, "At “F”, 40 steps back, the LSTM keeps"),
    ):
        panel.loss.value = T
        assert panel.record.steps == T
        assert panel.describe().startswith(told)
        whole(panel)
    assert changed(before, panel) == set()
    panel.loss.value = 10
    assert panel.record.cursor == panel.live.cursor == 9
    for T in (1, 2, 33, 53):
        panel.loss.value = T
        assert (panel.record.steps, panel.live.last) == (T, T - 1)
        whole(panel)


def test_more_than_the_text_has_is_said(panel):
    panel.loss.value = 100
    assert panel.status.text.endswith("T is 54: the text has no more.")
    whole(panel)


@pytest.mark.parametrize("networks", ["untrained", "trained"])
def test_every_view_of_both_kinds_of_networks(panel, networks):
    panel.networks.value = networks
    for wrt, count in (("h", 7), ("x", 4), ("c", 2)):
        panel.wrt.value = wrt
        assert len(panel.record.lines) == count
        whole(panel)
    assert panel.record.trained == (networks == "trained")


def test_levels_move_the_tcn_s_line_only():
    panel = GradientPanel(wrt="x")
    before = sizes(panel)
    for levels, field in ((1, 5), (2, 13), (4, 61), (5, 125), (6, 253)):
        panel.levels.value = levels
        assert panel.record.field == field
        assert changed(before, panel) == {"tcn"}
        whole(panel)
    assert "the TCN keeps exactly 0" not in panel.describe()
    panel.levels.value = 3
    assert panel.describe().endswith("the TCN keeps exactly 0, outside its field of 29.")


def test_trained_networks_are_not_moved_by_the_sliders(panel):
    panel.networks.value = "trained"
    before = sizes(panel)
    panel.radius.value, panel.forget.value = 2.5, -2
    assert changed(before, panel) == set()
    whole(panel)


def test_seeds(panel):
    found = []
    for seed in ("0", "1", "2"):
        panel.seed.value = seed
        found.append(sizes(panel)["rnn"])
        whole(panel)
    assert not np.array_equal(found[0], found[1])
    assert not np.array_equal(found[1], found[2])


def test_presets_read_the_whole_sentence(panel):
    assert panel.presets.choices == [["Slide 4: French", FRENCH], ["sky", SKY]]
    panel.text.value = SKY
    assert (panel.record.steps, panel.loss.value) == (len(SKY) - 1, len(SKY) - 1)
    assert panel.describe().startswith("At “c”, 19 steps back")
    whole(panel)
    panel.text.value = FRENCH
    assert panel.describe().startswith("At “F”, 40 steps back")
    whole(panel)


def draws(panel, monkeypatch):
    """A list that grows with each record shown."""
    shown, before = [], panel.live.show
    monkeypatch.setattr(panel.live, "show", lambda record: (shown.append(record), before(record)))
    return shown


def test_another_text_is_drawn_once(panel, monkeypatch):
    shown = draws(panel, monkeypatch)
    panel.text.value = SKY
    assert len(shown) == 1
    panel.text.value = SKY.replace("clouds", "cloudy")  # as long as the one before
    assert len(shown) == 2
    panel.loss.value = 5
    assert (len(shown), panel.record.steps) == (3, 5)


def test_a_reset_of_the_other_controls_draws_once(panel, monkeypatch):
    panel.text.value, panel.seed.value, panel.wrt.value = SKY, "2", "x"
    shown = draws(panel, monkeypatch)
    assert panel.more.differ == 3
    panel.more.reset()
    assert len(shown) == 1
    assert (panel.record.text, panel.record.steps, panel.record.seed, panel.record.wrt) == (FRENCH, 54, 0, "h")
    assert panel.describe().startswith("At “F”, 40 steps back")
    whole(panel)


@pytest.mark.parametrize(
    ("wrt", "networks", "names"),
    [
        ("h", "untrained", ("radius", "forget", "loss")),
        ("h", "trained", ("loss", "networks", "seed")),  # the sliders would not move them
        ("x", "untrained", ("radius", "levels", "networks")),  # a TCN is compared
    ],
)
def test_what_moves_the_lines_is_in_sight(wrt, networks, names):
    panel = GradientPanel(wrt=wrt, networks=networks)
    row = panel.children[1].children
    assert row[:3] == tuple(getattr(panel, name) for name in names)
    assert len(panel.more.box.children) == 7


def test_every_place_can_be_pointed_at(panel):
    still = panel.live.svg
    for place in range(54):
        panel.live.cursor = place
        assert panel.record.cursor == place
        whole(panel)
    assert panel.live.svg == still  # a move sends the layer only


def test_bad_texts_are_told_and_the_last_picture_stays(panel):
    for text, words in (
        ("", "two characters"), ("a", "two characters"), ("a" * 102, "102 characters"), ("a" * 500, "500 characters"),
        ("Nürnberg", "“ü” (place 2)"), ("a<script>", "“<” (place 2)"),
    ):  # fmt: skip
        with refused(panel, words):
            panel.text.value = text
        assert panel.loss.value == 54
    panel.radius.value = 1.2  # the box still holds a text that cannot be read
    assert "“<”" in problem(panel)
    for text in ("ab", "a\nb", "a" * 101):
        panel.text.value = text
        assert panel.record.steps == len(text) - 1
        whole(panel)


def test_a_missing_checkpoint_is_told(panel, monkeypatch, tmp_path):
    from unrolled.lessons.gradients.x_ray import probe as probes
    from unrolled.training import checkpoint

    probes.trained.cache_clear()
    monkeypatch.setattr(checkpoint, "data_folder", lambda: tmp_path)
    with refused(panel, "is missing"):
        panel.networks.value = "trained"
    probes.trained.cache_clear()
