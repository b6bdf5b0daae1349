"""Parts of what a page sends become one whole, in order and within a limit."""

from unrolled.panels.parts import Parts


def test_the_last_part_brings_the_whole():
    parts = Parts(10)
    parts.expect(2)
    assert parts.add(0, [b"ab"]) is None
    assert parts.add(1, [memoryview(b"c")]) == b"abc"
    assert parts.add(2, [b"d"]) is None  # nothing more is expected


def test_what_does_not_belong_is_dropped():
    parts = Parts(10)
    assert parts.add(0, [b"ab"]) is None
    parts.expect(2)
    assert parts.add(1, [b"ab"]) is None
    assert parts.add(0, []) is None
    parts.expect(1)
    assert parts.add(0, [b"z"]) == b"z"


def test_more_than_the_limit_is_not_kept():
    parts = Parts(3)
    parts.expect(3)
    assert parts.add(0, [b"ab"]) is None
    assert parts.add(1, [b"cd"]) is None
    assert parts.add(0, [b"e"]) is None
