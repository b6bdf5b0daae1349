"""Two networks side by side, drawn."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import numpy as np
import pytest

from unrolled.lessons.lstm.intervene import figure as intervene
from unrolled.lessons.lstm.intervene.record import Comparison


def shown(
    passages=("the <b>bold</b> end\nof it", "the <b>mild"), held="forget gate at 0.00, layers 1 and 2", pending=False
):
    characters = tuple("et\n aoinshrdlucmfwyp<b")
    untouched = np.linspace(1, 0, len(characters)) ** 3
    changed = np.roll(untouched, -3)
    return Comparison(
        "DUKE:\nTh", held, characters, untouched / untouched.sum(), changed / changed.sum(), 1.25, passages,
        next((k for k, (a, b) in enumerate(zip(*passages, strict=False)) if a != b), len(passages[0])), pending,
    )  # fmt: skip


EXAMPLES = {"intervene.intervention_drawing": lambda: intervene.intervention_drawing(shown())}


def test_bars_stand_for_the_square_root_of_both_probabilities():
    record = shown()
    root = ElementTree.fromstring(intervene.intervention_drawing(record))
    bars = [node for node in root.iter("{http://www.w3.org/2000/svg}rect") if node.get("width") == "21"]
    names = [node.text for node in root.iter("{http://www.w3.org/2000/svg}text") if node.get("font-size") == "18"]
    signs = {"␣": " ", "⏎": "\n"}
    assert len(bars) == 2 * len(names)
    assert len(names) == intervene.SHOWN + intervene.NEW
    for k, name in enumerate(names):
        at = record.characters.index(signs.get(name, name))
        for bar, p in zip(bars[2 * k : 2 * k + 2], (record.untouched[at], record.changed[at]), strict=True):
            whole = intervene.BARS.height - intervene.ABOVE
            assert float(bar.get("height")) == pytest.approx(max(whole * p**0.5, 0.5), abs=0.01)
            assert float(bar.get("y")) + float(bar.get("height")) == pytest.approx(intervene.BARS.bottom, abs=0.02)


def test_characters_keep_their_place_and_new_ones_come_at_the_end():
    record = shown()
    chosen = intervene._chosen(record)
    assert chosen[: intervene.SHOWN] == list(range(intervene.SHOWN))
    likely = np.argsort(-record.changed)[: intervene.SHOWN]
    assert set(chosen[intervene.SHOWN :]) <= set(likely)


def test_the_height_never_changes():
    tall = {
        re.search(r'height="(\d+)" role', intervene.intervention_drawing(shown(passages)))[1]
        for passages in (("a", "b"), ("a\n" * 80, "b" * 160), ("\n" * 160, "\n" * 160))
    }
    assert tall == {"380"}
    assert "…" in intervene.intervention_drawing(shown(("a\n" * 80, "b")))


def test_what_is_said():
    words = intervene.describe_intervention(shown())
    assert words.startswith("With forget gate at 0.00, layers 1 and 2, after “DUKE:⏎Th” p is likeliest (")
    assert "; untouched e, " in words
    assert "divergence 1.25 bits; they part after 7 characters." in words
    assert "both passages are the same." in intervene.describe_intervention(shown(("ab", "ab")))
    assert "they part at the first character." in intervene.describe_intervention(shown(("ab", "cb")))
    assert "they part after one character." in intervene.describe_intervention(shown(("ab", "ac")))
    assert "With nothing held" in intervene.describe_intervention(shown(held=""))


def test_the_answer_tells_the_divergence_and_where_the_passages_part():
    assert intervene.answer(shown(), 0.7) == (
        "Forget gate at 0.00, layers 1 and 2: what comes next diverges by 1.25 bits. Both go on with the same noise, "
        "at τ = 0.7: they part after 7 characters."
    )
    assert intervene.answer(shown(held=""), 0.7).startswith("Nothing is held, so both networks are one and the same")


def test_a_passage_on_its_way_is_paler():
    assert 'opacity="0.45"' in intervene.intervention_drawing(shown(pending=True))
    assert 'opacity="0.45"' not in intervene.intervention_drawing(replace(shown(), pending=False))
