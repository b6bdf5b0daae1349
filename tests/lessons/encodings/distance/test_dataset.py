"""Our own pairs and opposites."""

from unrolled.lessons.encodings.distance.dataset import OPPOSITES, is_opposite


def test_opposites_are_pairs_in_any_order():
    assert all(len(pair) == 2 for pair in OPPOSITES)
    assert is_opposite(("old", "new"))
    assert is_opposite(("new", "old"))
    assert is_opposite(("death", "life"))
    assert not is_opposite(("old", "old"))
    assert not is_opposite(("husband", "wife"))
    assert not is_opposite(("absence presence", "accept"))
