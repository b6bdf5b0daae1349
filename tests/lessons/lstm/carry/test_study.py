"""The committed study of carries: whole, with what the notebook says of it; its networks do what their cards say."""

import pytest

from unrolled.lessons.lstm.carry import recipe as carry
from unrolled.lessons.lstm.carry import study
from unrolled.training.checkpoint import load_char_rnn
from unrolled.training.results import load_results


def test_the_committed_study_is_whole_and_says_what_the_notebook_says():
    runs = load_results("carry")
    assert set(runs) == {f"{s} {w} {n}" for s in carry.STARTS for w in study.WAITS for n in carry.SEEDS}
    assert all(run["solved"] == carry.solved_at(run["curve"]) for run in runs.values())
    assert all(runs[f"chrono {wait} {seed}"]["solved"] for wait in study.WAITS for seed in carry.SEEDS)
    assert not any(runs[f"{start} 200 {seed}"]["solved"] for start in ("one", "torch") for seed in carry.SEEDS)


@pytest.mark.parametrize("start", ["torch", "one", "chrono"])
def test_shipped_networks_do_what_their_cards_say(start):
    model, _, card = load_char_rnn(f"carry_{start}")
    for wait, share in card["accuracy"].items():
        assert carry.accuracy(model, int(wait)) == pytest.approx(share, abs=0.005)
