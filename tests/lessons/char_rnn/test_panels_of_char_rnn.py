"""The other panels of notebook 04: every control over its values, and what is told when something cannot be."""

import time

import pytest
import torch
import traitlets

from unrolled.datasets.text import Vocabulary
from unrolled.drawing.svg import Drawing
from unrolled.lessons.char_rnn.live_training.panel import TrainingPanel
from unrolled.lessons.char_rnn.novelty.panel import SETS, MicroscopePanel
from unrolled.lessons.char_rnn.shannon.panel import GuessPanel
from unrolled.lessons.char_rnn.shape.panel import PRESETS, ShapePanel
from unrolled.lessons.char_rnn.surprisal.panel import SurprisalPanel
from unrolled.measuring import shape as shape_probes
from unrolled.measuring.novelty import Corpus
from unrolled.models import CharRNN, NGram
from unrolled.panels.controls import Choice, KeyBox, Range
from unrolled.panels.trainer import TrainingError
from unrolled.training import live

TEXT = "AB:\nabba had a cabbage,\nand a bee hid a big bean.\n\n" * 12
VOCABULARY = Vocabulary(TEXT)


@pytest.fixture(scope="module")
def readers():
    torch.manual_seed(1)
    model = CharRNN(len(VOCABULARY), hidden=12, layers=2).eval()
    return {"LSTM": model, "5-gram": NGram(VOCABULARY.encode(TEXT), len(VOCABULARY), 5)}


def problem(panel):
    return panel.status.text if panel.status.problem else ""


class TestSurprisal:
    @pytest.fixture
    def panel(self, readers):
        return SurprisalPanel(readers, VOCABULARY, text="a bee had a bean")

    def test_the_cursor_starts_at_the_greatest_surprise(self, panel):
        assert panel.live.cursor == panel.view().bits.argmax()
        assert panel.live.last == 15

    def test_every_place_can_be_pointed_at(self, panel):
        for place in range(16):
            panel.live.cursor = place
            assert panel.view().cursor == place
            assert panel.describe().startswith(f"Character {place + 1} of 16")
            assert panel.describe() in panel.drawing()

    def test_another_reader_keeps_the_place(self, panel):
        panel.live.cursor = 5
        before = panel.view()
        panel.model.value = "5-gram"
        assert panel.view().cursor == 5
        assert panel.view().bits[5] != before.bits[5]

    def test_most_surprising_goes_from_one_to_the_next(self, panel):
        bits = sorted(panel.view().bits[1:], reverse=True)
        panel.surprise.presses += 1
        assert panel.view().bits[panel.live.cursor] == bits[1]  # it began on the first
        panel.live.cursor = 3
        for rank in (0, 1, 2):  # moved by hand: from the top again
            panel.surprise.presses += 1
            assert panel.view().bits[panel.live.cursor] == bits[rank]
        panel.model.value = "5-gram"
        panel.surprise.presses += 1
        assert panel.live.cursor == panel.view().bits.argmax()

    def test_bad_text_is_told_and_the_last_picture_stays(self, panel):
        before = panel.drawing()
        for text, words in (("", "empty"), ("a<script>", "“<” (place 2)"), ("a" * 501, "501")):
            panel.text.value = text
            assert words in problem(panel)
            assert panel.drawing() == before
        panel.text.value = "bed"
        assert not problem(panel)
        assert panel.live.last == 2


class TestGuess:
    @pytest.fixture
    def panel(self, readers):
        return GuessPanel(readers, VOCABULARY, {"A": TEXT, "B": TEXT.replace("AB:", "BA:")})

    def rest(self, panel):
        return panel._game.passage[panel._game._known :]

    def test_a_whole_game(self, panel):
        panel.guess.type(self.rest(panel))
        view = panel.view()
        assert view.played == view.length == 100
        assert view.players[0].bits == 0
        panel.guess.type("a")
        assert "at its end" in problem(panel)

    def test_wrong_guesses_repeated_and_impossible_ones(self, panel):
        wrong = next(c for c in "abcdeg" if c != self.rest(panel)[0].lower())
        panel.guess.type(wrong)
        assert panel.view().tried == (wrong,)
        panel.guess.type(wrong)
        assert "tried already" in problem(panel)
        panel.guess.type("ß")
        assert "never occurs" in problem(panel)
        panel.tell.presses += 1
        assert panel.view().played == 1
        assert not problem(panel)

    def test_new_passages_come_from_all_plays(self, panel):
        before = panel._game.passage
        panel.another.presses += 1
        assert panel._game.passage != before
        assert panel.view().played == 0


class TestShape:
    @pytest.fixture
    def panel(self, monkeypatch):
        monkeypatch.setattr(shape_probes, "rates", lambda characters: (1e-11, 1e-9))
        monkeypatch.setattr(shape_probes, "speed", lambda hidden, layers, characters: 4321.0)
        return ShapePanel(VOCABULARY, character="b")

    def test_presets_and_sliders_agree(self, panel):
        for name, (layers, hidden) in PRESETS.items():
            panel.presets.value = name
            assert (panel.layers.value, panel.hidden.value) == (layers, hidden)
            assert sum(panel.view().parameters) == sum(shape_probes.parameters(len(VOCABULARY), hidden, layers))
        panel.hidden.value = 80
        assert panel.presets.value == "yours"
        panel.layers.value, panel.hidden.value = 2, 256
        assert panel.presets.value == "2 × 256, here"

    def test_every_size_is_drawn(self, panel):
        for layers in (1, 2, 3, 4):
            panel.layers.value = layers
            for hidden in (16, 512, 1024):
                panel.hidden.value = hidden
                assert f"{layers} × {hidden} LSTM" in panel.describe()
                assert panel.describe() in panel.drawing()

    def test_measured_only_where_it_was_measured(self, panel):
        panel.measure.presses += 1
        assert "4,321 characters a second in training (measured)" in panel.describe()
        panel.hidden.value = 512
        assert "(forecast)" in panel.describe()
        panel.hidden.value = 256
        assert "(measured)" in panel.describe()

    def test_characters(self, panel):
        panel.character.value = "c"
        assert f"c is number {VOCABULARY.encode('c').item()} of {len(VOCABULARY)}" in panel.describe()
        for typed, words in (("", "No character"), ("ß", "“ß”")):
            panel.character.value = typed
            assert words in problem(panel)


class TestMicroscope:
    @pytest.fixture
    def panel(self, readers):
        return MicroscopePanel(readers["LSTM"], VOCABULARY, Corpus({"One": TEXT}), prompt="AB:\n", length=60)

    def test_every_set_and_every_column(self, panel):
        for name, temperatures in SETS.items():
            panel.temperatures.value = name
            assert tuple(passage.temperature for passage in panel.view().passages) == temperatures
            for column in range(5):
                panel.live.cursor = column
                assert panel.view().column == column
                assert f"Longest copy at τ = {temperatures[column]:g}: " in panel.describe()
        assert panel.describe() in panel.drawing()

    def test_new_noise_leaves_the_greedy_column(self, panel):
        before = panel.view()
        panel.new_noise.presses += 1
        after = panel.view()
        assert before.passages[0] == after.passages[0]
        assert before.passages[-1].text != after.passages[-1].text

    def test_a_bad_prompt_is_told(self, panel):
        before = panel.view()
        panel.prompt.value = "§"
        assert "“§”" in problem(panel)
        assert panel.view() == before


class TestTraining:
    OWN = "the cat sat on the mat. the dog sat on the log.\n" * 40

    @pytest.fixture
    def panel(self):
        made = TrainingPanel(seconds=5, corpus="own")
        made.hidden.value = 32
        made.own.value = self.OWN
        yield made
        made.close()

    def wait(self, panel, done, seconds=60):
        end = time.monotonic() + seconds
        while not done() and time.monotonic() < end:
            time.sleep(0.02)
        assert done(), panel.status.text

    def test_a_run_to_its_end(self, panel):
        panel.begin.presses += 1
        panel.finish()
        view = panel.view()
        assert panel.error is None
        assert view.validation[-1] < view.baselines["bigram"] < view.baselines["uniform"]
        assert view.seconds[-1] == pytest.approx(5, abs=1.5)
        assert len(view.sample) == 160
        assert "Done after 5 s" in panel.status.text
        assert "characters a second" in panel.describe()
        assert panel.model is panel.run.model
        assert list(panel.figure().data[2].y) == pytest.approx(list(view.validation))

    def test_stopping_keeps_what_was_learned_and_stopping_twice_is_told(self, panel):
        panel.begin.presses += 1
        self.wait(panel, lambda: panel.run is not None and panel.run.step > 3)
        panel.stop.presses += 1
        panel.finish()
        assert panel.error is None
        assert "Stopped after" in panel.status.text
        assert panel.run.step > 3
        panel.stop.presses += 1
        assert "Nothing is in training" in problem(panel)
        panel.begin.presses += 1  # and it can begin anew
        assert panel.busy

    def test_two_trainings_at_once_are_refused(self, panel):
        other = TrainingPanel(seconds=5, corpus="own")
        other.own.value = self.OWN
        panel.begin.presses += 1
        other.begin.presses += 1
        assert "Another panel is training" in problem(other)
        panel.begin.presses += 1
        assert "under way here" in problem(panel)
        assert not other.busy

    @pytest.mark.parametrize(("text", "words"), [("abc", "at least 1,000"), ("a" * 4000, "only “a”"), ("", "at least")])
    def test_texts_nothing_can_be_learned_from(self, panel, text, words):
        panel.own.value = text
        panel.begin.presses += 1
        assert words in problem(panel)
        assert not panel.busy
        assert panel.own.value == text

    def test_sizes_that_make_no_sense_are_answered_by_the_doctor(self, panel):
        for typed, words in (("0", "nowhere to keep a state"), ("10000", "million parameters"), ("600", "runs from")):
            panel.hidden.type(typed)
            assert words in problem(panel)
            assert panel.hidden.value == 32
        panel.seconds.type("0")
        assert "Time runs from 5 to 300" in problem(panel)
        with pytest.raises(traitlets.TraitError):
            panel.seconds.value = 0

    def test_the_controls_make_the_recipe(self, panel):
        panel.cell.value, panel.layers.value, panel.window.value = "gru", 2, 80
        panel.dropout.value, panel.masks.value = 0.5, "step"
        recipe = panel.recipe()
        assert (recipe.cell, recipe.layers, recipe.window, recipe.hidden) == ("gru", 2, 80, 32)
        assert (recipe.dropout, recipe.dropout_per_step, recipe.seconds) == (0.5, True, 5)
        assert recipe.rate == live.RATES["gru"]

    @pytest.mark.parametrize("cell", ["rnn", "gru"])
    def test_other_cells_and_both_kinds_of_masks_train(self, panel, cell):
        panel.cell.value, panel.dropout.value, panel.masks.value = cell, 0.3, "step"
        panel.begin.presses += 1
        self.wait(panel, lambda: len(panel.view().validation) > 0)
        panel.stop.presses += 1
        panel.finish()
        assert panel.error is None

    def test_what_to_expect_is_shown_for_the_plays_only(self):
        panel = TrainingPanel(seconds=60)
        assert len(panel.view().expected) == 20
        assert panel.own.layout.display == "none"
        panel.hidden.value = 64
        assert len(panel.view().expected) == 0
        panel.hidden.value, panel.corpus.value = 256, "own"
        assert len(panel.view().expected) == 0
        assert panel.own.layout.display == ""
        with pytest.raises(TrainingError, match="Nothing is trained"):
            _ = panel.model

    def test_a_defect_in_the_thread_is_told(self, panel, monkeypatch):
        monkeypatch.setattr(live, "begin", lambda *_: 1 / 0)
        panel.begin.presses += 1
        panel.finish()
        assert "broke off (ZeroDivisionError" in problem(panel)
        assert isinstance(panel.error, ZeroDivisionError)


def test_pictures_are_their_own_static_twins(readers):
    panel = SurprisalPanel(readers, VOCABULARY, text="a bean")
    assert isinstance(panel.figure(), Drawing)
    bundle = panel._repr_mimebundle_()
    assert bundle["image/svg+xml"] == panel.figure() == panel.drawing()
    assert bundle["text/plain"] == panel.describe()


def test_a_choice_knows_its_values():
    choice = Choice("Cell", [("RNN", "rnn"), ("GRU", "gru")], "rnn")
    with pytest.raises(traitlets.TraitError, match="one of rnn, gru"):
        choice.value = "lstm"
    assert choice.value == "rnn"


def test_a_key_box_hands_over_one_character_after_the_other():
    box, seen = KeyBox("Guess"), []
    box.observe(lambda change: seen.append(change.new[1]), "typed")
    box.type("aa\n")
    assert seen == ["a", "a", "\n"]


def test_a_range_can_say_why_a_number_outside_cannot_be():
    control = Range("Width", 8, 1, 16, 1, outside=lambda number: f"{number:g} is too wide." if number > 16 else "")
    control.type("99")
    assert control.problem == "99 is too wide."
    control.type("-1")
    assert "runs from 1 to 16" in control.problem
    control.type("inf")
    assert "runs from 1 to 16" in control.problem
