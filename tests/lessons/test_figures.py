"""Every public figure function: what it draws, what it must never show."""

import importlib
import inspect
import pkgutil
import re
import runpy
import typing
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path

import numpy as np
import plotly.graph_objects as go
import plotly.io as pio
import pytest

import unrolled.lessons
from unrolled.drawing import letters, theme
from unrolled.drawing.svg import Drawing, element, text
from unrolled.lessons.char_rnn.live_training import figure as live_training
from unrolled.lessons.char_rnn.live_training.record import LiveTraining
from unrolled.lessons.char_rnn.novelty import figure as novelty
from unrolled.lessons.char_rnn.shannon import figure as shannon
from unrolled.lessons.char_rnn.shannon.record import Guesser, Guessing
from unrolled.lessons.char_rnn.shape import figure as shape
from unrolled.lessons.char_rnn.surprisal import figure as surprisal
from unrolled.lessons.char_rnn.temperature import figure as char_rnn
from unrolled.measuring.char_rnn import softmax_view, temperature_view
from unrolled.measuring.records.char_rnn import LearningCurve, NextCharacter, Samples
from unrolled.measuring.records.novelty import Copy, Microscope, Novelty, Passage
from unrolled.measuring.records.shape import Shape
from unrolled.measuring.records.surprisal import Surprisal


def view(temperature=0.8, characters="e \n<tx", passages=("tea", "e e")):
    logits = np.arange(len(characters), 0, -1.0)
    samples = Samples(np.array([0.8, 1.0]), passages)
    return temperature_view(NextCharacter("DUKE:\nTh", tuple(characters), logits), samples, temperature)


def read(text="DUKE:\nThe <b>zebra</b> speaks of it, and of nothing else in the whole long day.", cursor=6):
    bits = np.linspace(0, 9, len(text))
    candidates = ((), *([(c, 0.1) for c in "e\n <abcdfg"] for _ in text[1:]))
    return Surprisal(text, bits, np.arange(len(text)), bits / 2, candidates, cursor)


def game(played=12, tried=("q", " ")):
    ranks = tuple(1 + k % 4 for k in range(played))
    bits = 1.5 if played else float("nan")
    players = (Guesser("you", ranks, bits, None), Guesser("LSTM 2 × 256", ranks, bits, 1.4 if played else None))
    return Guessing("DUKE:\nI am <b>not</b> what I am, nor was", tried, players, played, 100)


def sizes(layers=3, hidden=512, speed=4321.0):
    return Shape("h", 56, 76, hidden, layers, (1_206_272,) * layers + (38_988,), 2**28, speed, True)


def columns(text="ROMEO:\nI <b>will</b> not see the strange face of the king of France to-day.", column=1):
    copy = Copy(8, 20, "King John", 1234, "of the <crown>")
    new = Novelty((copy,), copy, 0.3, {4: 0.1, 6: 0.2, 8: 0.4, 12: 0.8}, 9, 0.9, ("thenzed", "facoure"), 0.1)
    none = Novelty((), None, 0.0, {4: 0.0, 6: 0.0, 8: 0.0, 12: 0.0}, 0, 0.0, (), 0.0)
    return Microscope("A:\n", (Passage(0.0, text, new, 0.0), Passage(0.8, text[:9] + "xyz", none, 3.5)), column)


def training(points=3):
    moments = np.arange(points) * 10.0
    band = np.array([[5, 2.0, 2.1], [60, 1.6, 1.7]])
    yardsticks = {"uniform": 4.33, "5-gram": 1.62}
    return LiveTraining(moments, 3 - moments / 50, 2.9 - moments / 50, 60.0, yardsticks, band, "a <b>", "Done.")


# Topics with figure tests of their own keep their examples there, in a dictionary of the same name.
EXAMPLES = {
    "surprisal.surprisal_drawing": lambda: surprisal.surprisal_drawing(read()),
    "surprisal.surprisal_cursor": lambda: surprisal.surprisal_cursor(read()),
    "shannon.guessing_drawing": lambda: shannon.guessing_drawing(game()),
    "shape.shape_drawing": lambda: shape.shape_drawing(sizes(), marks=(("2 × 256", 885_836),)),
    "novelty.microscope_drawing": lambda: novelty.microscope_drawing(columns()),
    "live_training.live_training_chart": lambda: live_training.live_training_chart(training()),
    "temperature.temperature_drawing": lambda: char_rnn.temperature_drawing(view()),
    "temperature.next_character_chart": lambda: char_rnn.next_character_chart(view()),
    "temperature.softmax_chart": lambda: char_rnn.softmax_chart(softmax_view(("a", "b"), np.array([1.0, 0.0]), 0.5)),
    "temperature.learning_curve": lambda: char_rnn.learning_curve(
        LearningCurve("x", np.arange(3), np.array([3, 2, 1.5]), np.array([3, 2.2, 2]), {"uniform": 4.3})
    ),
}
for _file in sorted(Path(__file__).parent.rglob("test_figure*.py")):
    if _file != Path(__file__):
        EXAMPLES |= runpy.run_path(str(_file)).get("EXAMPLES", {})


def public_figures():
    """Topic and name of all functions that return a figure or a drawing."""
    for module in pkgutil.walk_packages(unrolled.lessons.__path__, "unrolled.lessons."):
        _, _, _, topic, role, *_ = [*module.name.split("."), "", ""]
        if role != "figure":
            continue
        loaded = importlib.import_module(module.name)
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            local = function.__module__ == loaded.__name__ and not name.startswith("_")
            if local and typing.get_type_hints(function).get("return") in (go.Figure, Drawing):
                yield f"{topic}.{name}"


def test_every_figure_has_an_example():
    assert set(public_figures()) == set(EXAMPLES)


def charts():
    return [name for name, make in EXAMPLES.items() if isinstance(make(), go.Figure)]


@pytest.mark.parametrize("name", charts())
def test_no_chart_offers_to_post_itself_to_a_cloud(name):
    theme.apply()
    bundle = pio.renderers["plotly_mimetype"].to_mimebundle(EXAMPLES[name]().to_dict())
    assert bundle["application/vnd.plotly.v1+json"]["config"]["showSendToCloud"] is False
    assert theme.CONFIG["showSendToCloud"] is False  # of live charts; a browser test looks at the buttons


@pytest.mark.parametrize("name", charts())
def test_charts_are_labelled_and_readable(name):
    figure = EXAMPLES[name]()
    assert figure.layout.yaxis.title.text
    template = figure.layout.template.layout
    assert template.xaxis.tickfont.size >= 14
    assert template.xaxis.tickangle == 0
    assert template.font.size >= 14


@pytest.mark.parametrize("name", [name for name in EXAMPLES if name not in charts()])
def test_drawings_are_well_formed_described_and_readable(name):
    drawing = EXAMPLES[name]()
    root = ElementTree.fromstring(drawing)
    assert root.get("role") == "img"
    assert len(root.get("aria-label")) > 20
    sizes = [float(node.get("font-size")) for node in root.iter() if node.get("font-size")]
    assert min(sizes) >= 14
    width = float(root.get("width"))
    for rect in root.iter("{http://www.w3.org/2000/svg}rect"):
        assert float(rect.get("x")) >= 0
        assert float(rect.get("x")) + float(rect.get("width")) <= width


def bars(drawing):
    root = ElementTree.fromstring(drawing)
    found = {node.get("data-part"): node for node in root.iter() if node.get("data-part")}
    return root, found


def test_temperature_bars_stand_for_the_square_root_of_the_probability():
    shown = view()
    root, parts = bars(char_rnn.temperature_drawing(shown))
    tall = float(root.get("data-bottom")) - float(root.get("data-top"))
    for k, p in enumerate(shown.now):
        assert float(parts[f"bar-{k}"].get("height")) == pytest.approx(tall * p**0.5, abs=0.01)


def test_the_boxed_character_is_the_first_one_drawn():
    root, parts = bars(char_rnn.temperature_drawing(view(passages=("tea", None))))
    slot = (float(root.get("data-right")) - float(root.get("data-left"))) / 6
    centre = float(parts["box"].get("x")) + float(parts["box"].get("width")) / 2
    assert centre == pytest.approx(float(root.get("data-left")) + slot * 4.5, abs=0.01)  # t is the fifth


def test_characters_beyond_twenty_share_a_bar():
    characters = [chr(65 + k) for k in range(26)]
    shown = view(characters=characters, passages=("Z", None))
    _, parts = bars(char_rnn.temperature_drawing(shown))
    root, _ = bars(char_rnn.temperature_drawing(shown))
    tall = float(root.get("data-bottom")) - float(root.get("data-top"))
    assert float(parts["bar-20"].get("height")) == pytest.approx(tall * shown.now[20:].sum() ** 0.5, abs=0.01)
    assert parts["name-20"].text == "rest"


def test_description_tells_what_is_seen():
    assert char_rnn.describe_temperature(view()) == (
        "At temperature 0.80 after “DUKE:⏎Th”, e is likeliest (71 %), entropy 1.20 of 2.58 bits."
    )


@pytest.mark.parametrize(("p", "words"), [(0, "0 %"), (0.0004, "under 0.1 %"), (0.012, "1.2 %"), (0.5, "50 %")])
def test_percent_in_words(p, words):
    assert letters.percent(p) == words


def test_text_in_drawings_is_escaped():
    assert "<script>" not in text("<script>", 0, 0)
    assert element("g", aria_label='"<') == '<g aria-label="&quot;&lt;"/>'


def test_a_learning_curve_names_its_baselines_and_ends():
    figure = EXAMPLES["temperature.learning_curve"]()
    words = " ".join(note.text for note in figure.layout.annotations)
    assert re.search(r"uniform 4\.30.*training 1\.50.*validation 2\.00", words)
    assert list(figure.data[1].y) == [3, 2.2, 2]


def contrast(one, other):
    def luminance(colour):
        parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", [n for n in theme.COLOURS if n not in ("ground", "wash", "hair", "edge")])
def test_every_colour_reads_on_its_ground(name):
    colour, ground = theme.COLOURS[name], theme.COLOURS["ground"]
    assert contrast(colour.light, ground.light) >= 4.5
    assert contrast(colour.dark, ground.dark) >= 4.45  # LSTM blue has 4.48 on the dark ground


def test_lines_break_between_words_and_at_line_ends():
    cells = letters.lay_out("to be or\nnot", 5)
    assert cells == [(0, 0), (0, 1), (0, 2), (0, 3), (0, 4), (0, 5), (1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (2, 2)]
    assert letters.lay_out("abcdefg", 3)[-1] == (2, 0)  # a word longer than a line is cut
    assert letters.lay_out("", 5) == []


@pytest.mark.parametrize("name", [name for name in EXAMPLES if name not in charts()])
def test_learners_text_is_escaped_in_every_drawing(name):
    assert "<b>" not in EXAMPLES[name]()


def test_every_character_can_be_pointed_at_and_the_cursor_is_drawn():
    drawn = surprisal.surprisal_drawing(read("abc", cursor=2))
    assert re.findall(r'data-pick="(\d+)"', drawn) == ["0", "1", "2"]
    assert drawn == surprisal.surprisal_drawing(read("abc", cursor=1))  # a move leaves it as it is
    assert "Expected after “ab”" in surprisal.surprisal_cursor(read("abc", cursor=2))
    assert "Nothing stands before" in surprisal.surprisal_cursor(read("abc", cursor=0))


@pytest.mark.parametrize("bits", [0, 1, 2.5, 4, 5.99, 6, 8, 20])
def test_letters_read_on_every_surprisal(bits):
    ground, ink = surprisal.colour(bits)
    assert contrast(ink, ground) >= 4.2


def test_a_character_beyond_the_shown_ones_is_drawn_with_its_place():
    drawn = surprisal.surprisal_cursor(read("DUKE:Q?", cursor=5))
    assert "5th in the list" in drawn
    assert "in the list" not in surprisal.surprisal_cursor(read("DUKE:e?", cursor=5))


def test_the_game_before_its_first_guess_and_at_its_end():
    assert "nothing guessed yet" in shannon.describe_guessing(game(0, ()))
    assert "nan" not in shannon.guessing_drawing(game(0, ()))
    ended = shannon.guessing_drawing(replace(game(12, ()), length=12))
    assert "at its end" in ended


def test_copies_are_underlined_and_told():
    drawn = novelty.microscope_drawing(columns(column=0))
    assert drawn.count("unrolled-memorised") >= 4
    assert "King John, line 1,234" in drawn
    assert "goes on there" not in novelty.microscope_drawing(columns(column=1))  # nothing copied there


@pytest.mark.parametrize("layers", [1, 2, 3, 4])
def test_shapes_of_any_depth_fit(layers):
    drawn = shape.shape_drawing(sizes(layers, 1024, None))
    assert "press Measure" in drawn
    assert drawn.count("H = 1024") == layers


def test_a_training_shows_curve_band_and_yardsticks():
    figure = live_training.live_training_chart(training())
    assert list(figure.data[2].y) == pytest.approx([2.9, 2.7, 2.5])
    assert figure.data[5].text == ("uniform 4.33", "5-gram 1.62")
    assert max(figure.data[0].y) == 2.1
    words = live_training.describe_training(training())
    assert words == "After 20 of 60 seconds: 2.50 nats = 3.61 bits a character on held-out text. Done."
    assert live_training.describe_training(training(0)) == "Done."


@pytest.mark.parametrize(
    ("n", "words"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (22, "22nd"), (113, "113th")]
)
def test_ordinals(n, words):
    assert letters.ordinal(n) == words
