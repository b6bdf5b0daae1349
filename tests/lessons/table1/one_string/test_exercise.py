"""What the question says is what the cards say."""

from unrolled.lessons.table1.one_string.exercise import START
from unrolled.training import trio, trio_more
from unrolled.training.checkpoint import load_card


def test_the_lstm_that_starts_as_torchs_is_a_little_better_on_unseen_plays():
    usual, fair = load_card(trio_more.name("torch_lstm")), load_card(trio.name("lstm", 0))
    assert 0 < fair["bits"]["validation"] - usual["bits"]["validation"] < 0.1
    assert next(choice.words for choice in START.choices if choice.right).startswith("the other one")
