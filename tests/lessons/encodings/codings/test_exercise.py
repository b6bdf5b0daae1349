"""The question on sizes is what the arrays say."""

from unrolled.lessons.encodings.codings import exercise as exercises
from unrolled.lessons.encodings.codings.dataset import stored_bytes


def test_the_sizes_named_are_those_of_the_arrays():
    assert [f"{stored_bytes(*shape):,}" for shape in ((100, 1), (1, 20_215), (100, 20_215))] == [
        "400", "80,860", "8,086,000",
    ]  # fmt: skip
    for choice, words in zip(exercises.BYTES.choices, ("400 bytes", "81,000 bytes", "8 million"), strict=True):
        assert words in choice.words
