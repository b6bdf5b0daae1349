"""Characters that cannot be sent, drawn or seen."""

from xml.dom import minidom

import pytest
from hypothesis import given
from hypothesis import strategies as some

from unrolled.characters import drawable, sendable, visible
from unrolled.drawing.svg import Drawing, text

ANYTHING = some.text(some.characters(), max_size=20)  # half surrogate pairs and control characters among them


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("“\u200b”", "“‹U+200B zero width space›”"),
        ("“\n”", "“‹U+000A line end›”"),
        ("“\x07”", "“‹U+0007 control character›”"),
        ("“\u00a0”", "“‹U+00A0 no-break space›”"),
        ("“\u202e”", "“‹U+202E right-to-left override›”"),
        ("“\u3164”", "“‹U+3164 hangul filler›”"),
        ("“\u0301”", "“‹U+0301 combining acute accent›”"),
        ("“\ufe0f”", "“‹U+FE0F variation selector-16›”"),
        ("“\ud800”", "“‹U+D800 half a surrogate pair›”"),
        ("“\ue000”", "“‹U+E000 of private use›”"),
        ("cafe\u0301 “ß” 東京, a blank and 😀", "cafe\u0301 “ß” 東京, a blank and 😀"),
        ("", ""),
    ],
)
def test_what_cannot_be_seen_is_named(words, seen):
    assert visible(words) == seen


def test_half_pairs_are_joined_or_marked():
    assert sendable("\ud83d\ude00 \ud83d") == "😀 \ufffd"
    assert sendable("as it was") == "as it was"


def test_what_xml_forbids_is_drawn_as_a_sign():
    assert drawable("a\x00\x1b\n\ud800") == "a␀␛\n\ufffd"


@given(ANYTHING)
def test_whatever_is_typed_can_be_sent_and_drawn_and_seen(words):
    sendable(words).encode()
    visible(words).encode()
    drawing = Drawing.of(text(words, 0, 0), width=10, height=10, description=words)
    minidom.parseString(drawing.encode())
