"""Temperature, drawn: bars to scale, the boxed character, the rest, and charts that name what they show."""

import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest

from unrolled.drawing.layout import HEIGHT, WIDTH
from unrolled.lessons.char_rnn.temperature import figure as char_rnn
from unrolled.measuring.char_rnn import softmax_view, temperature_view
from unrolled.measuring.records.char_rnn import NextCharacter, Samples


def view(temperature=0.8, characters="e \n<tx", passages=("tea", "e e")):
    logits = np.arange(len(characters), 0, -1.0)
    samples = Samples(np.array([0.8, 1.0]), passages)
    return temperature_view(NextCharacter("DUKE:\nTh", tuple(characters), logits), samples, temperature)


EXAMPLES = {
    "temperature.temperature_drawing": lambda: char_rnn.temperature_drawing(view()),
    "temperature.next_character_chart": lambda: char_rnn.next_character_chart(view()),
    "temperature.softmax_chart": lambda: char_rnn.softmax_chart(softmax_view(("a", "b"), np.array([1.0, 0.0]), 0.5)),
}


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


def test_the_drawing_leaves_room_for_the_passage_beside_it():
    for passages in (("tea", "e e"), (None, None)):
        root, _ = bars(char_rnn.temperature_drawing(view(passages=passages)))
        assert float(root.get("height")) <= HEIGHT
        assert float(root.get("width")) <= WIDTH / 2
    assert EXAMPLES["temperature.softmax_chart"]().layout.height <= 384


@pytest.mark.parametrize(
    ("logits", "temperature", "words"),
    [
        (
            (1, 0),
            0.5,
            "The logit of a is 1 above that of b; divided by τ = 0.50, that is 2. So a is exp(2) = 7.39 times",
        ),
        ((-4, 5), 0.05, "So b is more than 10,000 times as likely."),
        ((2, 2), 1, "equally likely at every temperature"),
        ((2, 1), 0, "the largest logit takes all"),
    ],
)
def test_softmax_says_what_decides(logits, temperature, words):
    assert words in char_rnn.softmax_answer(softmax_view(("a", "b"), np.array(logits, float), temperature))
