"""Softmax, entropy, sampling with kept noise."""

import threading

import numpy as np
import pytest
import torch

from unrolled.datasets.text import UnknownCharacterError, Vocabulary
from unrolled.measuring import char_rnn as probes
from unrolled.models import CharRNN

VOCABULARY = Vocabulary("abcdefg")


@pytest.fixture
def model():
    return CharRNN(7, hidden=5, layers=2).double().eval()


def test_softmax_at_one_is_torchs():
    logits = np.random.default_rng(0).normal(size=(3, 9))
    np.testing.assert_allclose(probes.softmax(logits), torch.softmax(torch.tensor(logits), -1).numpy())


def test_softmax_at_zero_is_greedy_and_shares_among_equals():
    np.testing.assert_array_equal(probes.softmax(np.array([1.0, 3.0, 3.0]), 0), [0, 0.5, 0.5])


def test_softmax_survives_small_temperatures():
    np.testing.assert_allclose(probes.softmax(np.array([1000.0, 0.0, -1000.0]), 0.001), [1, 0, 0])


@pytest.mark.parametrize("temperature", [-0.1, float("nan")])
def test_impossible_temperatures_are_refused(temperature):
    with pytest.raises(ValueError, match="0 or more"):
        probes.softmax(np.array([1.0]), temperature)


def test_entropy():
    assert probes.entropy_bits(np.full(8, 1 / 8)) == pytest.approx(3)
    assert str(probes.entropy_bits(np.array([1.0, 0.0]))) == "0.0"


def test_read_equals_forward(model):
    ids = torch.tensor([0, 3, 2, 6])
    logits, state = probes.read(model, ids)
    expected, end = model(ids[None])
    torch.testing.assert_close(logits, expected[:, -1])
    torch.testing.assert_close(state[1][1], end[1][1])


def test_a_model_and_its_vocabulary_fit(model):
    probes.check_fit(VOCABULARY, model, model)
    model.characters = VOCABULARY.characters  # as a live training leaves it
    probes.check_fit(VOCABULARY, model)


def test_a_vocabulary_of_another_number_or_of_other_characters_does_not_fit(model):
    with pytest.raises(probes.FitError, match="knows 7 characters and the vocabulary has 3"):
        probes.check_fit(Vocabulary("abc"), model)
    model.characters = VOCABULARY.characters
    with pytest.raises(probes.FitError, match=r"trained on other characters than the 7 .* trainer.vocabulary"):
        probes.check_fit(Vocabulary("tuvwxyz"), model)


def test_next_character_is_sorted_and_keeps_characters_with_their_logits():
    found = probes.next_character(torch.tensor([[0.0, 2.0, 1.0]]), Vocabulary("abc"), "p")
    assert found.characters == ("b", "c", "a")
    assert found.logits.tolist() == [2, 1, 0]


@pytest.mark.parametrize("temperature", [0.5, 1.0, 2.0])
def test_kept_noise_draws_from_the_softmax(temperature):
    logits, length = torch.tensor([[2.0, 1.0, 0.0]]), 60_000

    class Constant:
        def step(self, state, ids):
            return logits.expand(len(ids), -1), state

    noise = probes.gumbel_noise(0, length, 3)
    drawn = probes.sample(Constant(), logits, (), noise, torch.tensor([temperature]))
    shares = np.bincount(drawn[0].numpy(), minlength=3) / length
    np.testing.assert_allclose(shares, probes.softmax(logits[0].numpy(), temperature), atol=0.008)


def test_a_batch_of_temperatures_equals_one_at_a_time(model):
    logits, state = probes.read(model, torch.tensor([1, 2]))
    noise = probes.gumbel_noise(3, 40, 7).double()
    temperatures = torch.tensor([0.0, 0.5, 1.0, 3.0])
    together = probes.sample(model, logits, state, noise, temperatures)
    for k, temperature in enumerate(temperatures):
        alone = probes.sample(model, logits, state, noise, temperature[None])
        assert torch.equal(together[k], alone[0])
    assert len({tuple(row.tolist()) for row in together}) == 4


def test_temperature_zero_is_greedy_whatever_the_noise(model):
    logits, state = probes.read(model, torch.tensor([1]))
    one, two = (
        probes.sample(model, logits, state, probes.gumbel_noise(seed, 30, 7), torch.zeros(1)) for seed in (0, 1)
    )
    assert torch.equal(one, two)
    assert one[0, 0] == logits.argmax()


def test_writing_carries_the_state(model):
    """What is written is what reading it back predicts: greedy, character by character."""
    prompt = [1, 4]
    logits, state = probes.read(model, torch.tensor(prompt))
    written = probes.sample(model, logits, state, probes.gumbel_noise(0, 12, 7), torch.zeros(1))[0].tolist()
    for k, drawn in enumerate(written):
        assert probes.read(model, torch.tensor(prompt + written[:k]))[0].argmax() == drawn


def test_a_cancelled_passage_is_none(model):
    logits, state = probes.read(model, torch.tensor([1]))
    asked = iter([False, False, True])
    noise = probes.gumbel_noise(0, 9, 7)
    assert probes.sample(model, logits, state, noise, torch.ones(1), cancelled=lambda: next(asked)) is None


@pytest.mark.parametrize(("prompt", "sentence"), [("", "is empty"), ("a" * 100_000, "100,000 characters")])
def test_prompts_that_cannot_be_read(prompt, sentence):
    with pytest.raises(probes.PromptError, match=sentence):
        probes.check_prompt(prompt, VOCABULARY)
    with pytest.raises(UnknownCharacterError, match="“<”"):
        probes.check_prompt("ab<", VOCABULARY)


def test_going_character_by_character_takes_one_thread_and_gives_the_others_back():
    before, counts = torch.get_num_threads(), []

    class Counter:
        def step(self, state, ids):
            counts.append(torch.get_num_threads())
            return torch.zeros(len(ids), 3), state

    torch.set_num_threads(2)
    logits, _ = probes.read(Counter(), torch.tensor([0, 1]))
    probes.sample(Counter(), logits, torch.zeros(1, 1), gumbel(4), torch.tensor([1.0]))
    workers = [threading.Thread(target=probes.read, args=(Counter(), torch.tensor([0] * 50))) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert set(counts) <= {1, 2}
    assert counts[:5] == [1] * 5
    assert torch.get_num_threads() == 2
    torch.set_num_threads(before)


def gumbel(length):
    return probes.gumbel_noise(0, length, 3)
