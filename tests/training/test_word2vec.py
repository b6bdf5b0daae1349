"""The fast word2vec trainer: its draws, its kernels against the plain steps, what it learns, and what it tells."""

import itertools

import numpy as np
import pytest

from unrolled.datasets.words import END, DiskCorpus, MemoryCorpus
from unrolled.models import word2vec as plain
from unrolled.training import word2vec_kernels as kernels
from unrolled.training.word2vec import (
    RATES,
    Recipe,
    RecipeError,
    keep_chances,
    noise_shares,
    noise_table,
    start,
    train,
)

TOPICS = (
    ("cat", "dog", "horse", "cow", "sheep", "goat", "hen"),
    ("tin", "zinc", "iron", "lead", "gold", "silver", "copper"),
)


def drawn(ids, keep, *, window=3, noise=(0, 1, 2, 3), negatives=4, state=7):
    """What the kernel draws from a row: kept words, where windows begin and end, negatives, the new state."""
    room = [np.zeros(len(ids), np.int32) for _ in range(3)] + [np.zeros((len(ids), negatives), np.int32)]
    arguments = np.array(ids, np.int32), np.array(keep, np.float32), window, np.array(noise, np.int32)
    count, state = kernels.draw(*arguments, np.uint64(state), *room)
    return (*(one[:count] for one in room), int(state))


def test_windows_never_reach_over_the_end_of_a_line():
    rng = np.random.default_rng(0)
    ids = rng.integers(0, 4, 4000)
    ids[rng.random(4000) < 0.1] = END
    kept, left, right, _, _ = drawn(ids, np.ones(4), window=5)
    line = np.cumsum(ids == END)[ids != END]
    assert kept.tolist() == ids[ids != END].tolist()
    places = np.arange(len(kept))
    reach = np.maximum(places - left, right - 1 - places)
    assert (left <= places).all()
    assert (places < right).all()
    assert (line[left] == line).all()
    assert (line[right - 1] == line).all()
    inside = np.array([(line[max(k - 5, 0) : k + 6] == line[k]).sum() == 11 for k in places])
    inside[:5] = inside[-5:] = False
    assert np.bincount(reach[inside], minlength=6)[1:] / inside.sum() == pytest.approx([0.2] * 5, abs=0.03)
    assert (places - left == right - 1 - places)[inside].all()


def test_words_are_kept_by_their_chance():
    kept, *_ = drawn(np.tile([0, 1, 2], 10_000), [1, 0.3, 0], noise=[0])
    assert np.bincount(kept, minlength=3) / 10_000 == pytest.approx([1, 0.3, 0], abs=0.02)


def test_windows_are_drawn_after_words_are_left_out():
    """As in word2vec.c: leaving words out brings far ones near."""
    _, left, right, _, _ = drawn([0, 1, 1, 1, 0], [1, 0], window=1)
    assert (left.tolist(), right.tolist()) == ([0, 0], [2, 2])


def test_negatives_come_as_often_as_they_stand_in_the_table():
    _, _, _, negatives, _ = drawn(np.zeros(20_000, int), [1], noise=[0, 1, 1, 3, 3, 3, 3, 3], negatives=3)
    assert np.bincount(negatives.ravel()) / negatives.size == pytest.approx([1 / 8, 2 / 8, 0, 5 / 8], abs=0.01)


def test_the_same_state_draws_the_same_and_another_does_not():
    ids = np.random.default_rng(1).integers(0, 4, 300)
    first, again, other = (drawn(ids, [0.5] * 4, state=state) for state in (5, 5, 6))
    for one, two in zip(first, again, strict=True):
        np.testing.assert_array_equal(one, two)
    assert first[0].tolist() != other[0].tolist()
    assert first[-1] != 5


def test_the_table_of_the_logistic_curve_is_near_it():
    scores = np.linspace(-7.9, 7.9, 3001).astype(np.float32)
    looked_up = np.array([kernels.sigmoid(score) for score in scores])
    assert np.abs(looked_up - plain.sigmoid(scores)).max() < 1 / (4 * 2 * kernels.BINS) + 1e-4
    assert kernels.sigmoid(np.float32(50)) > 0.9995
    assert kernels.sigmoid(np.float32(-50)) < 0.0005


def looked_up(scores):
    """The sigmoid of the kernels, for the plain steps: what is left is rounding."""
    place = (np.clip(scores, -7.99, 7.99) + kernels.STEEP) * kernels.BINS
    return kernels.CURVE[np.asarray(place).astype(int)]


STEPS = {"skip-gram": (kernels.skip_gram, plain.skip_gram_step), "cbow": (kernels.cbow, plain.cbow_step)}


def both_ways(kind, state, *, rate, weight=1.0, alike=True):
    """Vectors before, after the kernel, and after the plain steps, from the same draws of a tiny corpus.

    Few words and many draws, so that words come twice in a window and negatives are the target or, where they may
    be alike, come twice.
    """
    rng = np.random.default_rng(state)
    ids = 3 * [0, 1, 1, 2, 1, END, 3, END, END, 4, 0, 3, 3, 2, 1, END]  # 3 stands alone: an empty window
    kept, left, right, negatives, _ = drawn(ids, [0.9] * 5, window=2, noise=range(5), negatives=6, state=state)
    if not alike:
        negatives = np.array([rng.permutation(5)[:3] for _ in kept], np.int32)
    windows = [[*kept[a:k], *kept[k + 1 : b]] for k, (a, b) in enumerate(zip(left, right, strict=True))]
    assert [] in windows
    assert any(len(set(window)) < len(window) for window in windows)
    assert (negatives == kept[:, None]).any()
    assert any(len(set(row)) < len(row) for row in negatives.tolist()) == alike
    before = [rng.normal(0, 0.7, (5, 3)).astype(np.float32) for _ in range(2)]
    fast, plainly = [one.copy() for one in before], [one.astype(float) for one in before]
    kernel, step = STEPS[kind]
    kernel(*fast, kept, len(kept), left, right, negatives, np.float32(weight), np.float32(rate))
    for word, window, row in zip(kept, windows, negatives.tolist(), strict=True):
        if window:
            step(*plainly, window, int(word), row, rate, weight)
    return np.array(before), np.array(fast), np.array(plainly)


@pytest.mark.parametrize("kind", STEPS)
@pytest.mark.parametrize("state", [1, 2, 3])
@pytest.mark.parametrize("weight", [1.0, 0.5])
def test_the_kernels_are_the_plain_steps(monkeypatch, kind, state, weight):
    monkeypatch.setattr(plain, "sigmoid", looked_up)
    before, fast, plainly = both_ways(kind, state, rate=0.05, weight=weight, alike=kind == "skip-gram")
    assert np.abs(fast - before).max() > 0.05
    np.testing.assert_allclose(fast, plainly, atol=1e-4)  # a score near a bin's edge may fall on either side


@pytest.mark.parametrize("kind", STEPS)
def test_with_the_exact_curve_and_negatives_drawn_twice_they_differ_by_little(kind):
    before, fast, plainly = both_ways(kind, 1, rate=0.002)
    assert np.abs(fast - plainly).max() < 0.01 * np.abs(plainly - before).max()


@pytest.mark.parametrize("kind", ["skip_gram", "cbow"])
def test_the_kernels_tell_the_loss_of_the_first_centre(kind):
    """Words 0 and 1 side by side, all scores 0: the positive and K negatives at weight 1/2 cost log 2 each."""
    inputs, outputs = np.ones((3, 2), np.float32), np.zeros((3, 2), np.float32)
    kept, left, right = (np.array(row, np.int32) for row in ([0, 1], [0, 0], [2, 2]))
    negatives = np.full((2, 4), 2, np.int32)
    loss, pairs = getattr(kernels, kind)(
        inputs, outputs, kept, 2, left, right, negatives, np.float32(0.5), np.float32(1e-9)
    )
    assert pairs == 1
    assert loss == pytest.approx(3 * np.log(2), abs=0.01)


def test_chances_to_be_kept_by_hand():
    f = np.array([0.04, 0.001, 0.00001, 0.0])
    assert keep_chances(f, 0.001) == pytest.approx([(np.sqrt(40) + 1) / 40, 1, 1, 1])
    assert keep_chances(f, 0.01) == pytest.approx([0.75, 1, 1, 1])  # (2 + 1) / 4
    assert keep_chances(f, 0).tolist() == [1, 1, 1, 1]


def test_the_noise_of_a_power():
    counts = np.array([16, 1, 1])
    assert noise_shares(counts, 0.75) == pytest.approx([0.8, 0.1, 0.1])
    assert noise_shares(counts, 0) == pytest.approx([1 / 3] * 3)
    assert noise_shares(counts, 1) == pytest.approx([16 / 18, 1 / 18, 1 / 18])
    assert np.bincount(noise_table(counts, 0.75, 1000)).tolist() == [800, 100, 100]
    assert np.bincount(noise_table(np.array([10**6, 1]), 1.0, 100)).tolist() == [100, 1]  # nobody is left out


def lines(seed=0, count=500, shuffled=False):
    """A toy corpus: each line is about animals or about metals; or, shuffled, about both."""
    rng = np.random.default_rng(seed)
    both = [word for topic in TOPICS for word in topic]
    return [" ".join(rng.choice(both if shuffled else TOPICS[k % 2], 6)) for k in range(count)]


def learned(corpus, **settings):
    recipe = Recipe(**{"size": 8, "window": 3, "threshold": 0, "epochs": 24, **settings})
    run = start(corpus, recipe)
    return run, list(train(run, corpus, every=0.0))


def apart(run, corpus):
    """How much nearer words are to those of their own topic than to the others, by cosine."""
    units = run.inputs / np.linalg.norm(run.inputs, axis=1, keepdims=True)
    ids = [[corpus.vocabulary.number(word) for word in topic] for topic in TOPICS]
    within = [units[a] @ units[b] for topic in ids for a, b in itertools.combinations(topic, 2)]
    across = [units[a] @ units[b] for a in ids[0] for b in ids[1]]
    return np.mean(within) - np.mean(across)


@pytest.mark.parametrize("model", RATES)
def test_two_topics_are_told_apart_and_shuffled_words_are_not(model):
    corpus, mixed = MemoryCorpus.of(lines()), MemoryCorpus.of(lines(shuffled=True))
    run, events = learned(corpus, model=model)
    other, without = learned(mixed, model=model)
    assert events[-1].loss < events[0].loss - 0.1
    assert events[-1].loss < without[-1].loss - 0.4
    assert apart(run, corpus) > 0.6
    assert abs(apart(other, mixed)) < 0.2


@pytest.mark.parametrize("model", RATES)
def test_one_thread_and_a_seed_give_the_same_vectors(model):
    corpus = MemoryCorpus.of(lines(count=60))
    first, again = (learned(corpus, model=model, epochs=2)[0] for _ in range(2))
    np.testing.assert_array_equal(first.inputs, again.inputs)
    np.testing.assert_array_equal(first.outputs, again.outputs)
    other, _ = learned(corpus, model=model, epochs=2, seed=1)
    assert not np.allclose(first.inputs, other.inputs)


def test_two_threads_learn_too(monkeypatch):
    monkeypatch.setattr("unrolled.training.word2vec.PIECE", 500)  # a piece for each of them
    corpus = MemoryCorpus.of(lines())
    run, events = learned(corpus, threads=2)
    assert events[-1].loss < events[0].loss - 0.3
    assert apart(run, corpus) > 0.6


@pytest.mark.parametrize("piece", [97, 20_000])
def test_a_corpus_on_disk_trains_the_same(monkeypatch, tmp_path, piece):
    monkeypatch.setattr("unrolled.training.word2vec.PIECE", piece)
    text = lines(count=80)
    memory, disk = MemoryCorpus.of(text), DiskCorpus.write(tmp_path / "ids", lambda: text)
    one, two = learned(memory, epochs=2)[0], learned(disk, epochs=2)[0]
    np.testing.assert_array_equal(one.inputs, two.inputs)
    np.testing.assert_array_equal(one.outputs, two.outputs)


def test_events_tell_how_far_it_is(monkeypatch):
    monkeypatch.setattr("unrolled.training.word2vec.PIECE", 500)
    corpus = MemoryCorpus.of([*lines(), "once"], least=2)  # a word that is left out still counts as read
    run, events = learned(corpus, epochs=2)
    shares = [event.share for event in events]
    assert shares == sorted(shares)
    assert events[0].words == round(500 * corpus.raw_words / corpus.numbers)
    assert 0 < shares[0] < 0.5
    assert shares[-1] == 1
    assert events[-1].words == 2 * corpus.raw_words == 2 * (500 * 6 + 1)
    assert events[-1].seconds_left == 0
    assert {event.epoch for event in events} == {1, 2}
    rates = [event.rate for event in events]
    assert rates == sorted(rates, reverse=True)
    assert rates[0] == RATES["skip-gram"]
    assert [share for share, _ in run.curve] == shares
    assert run.words == events[-1].words


def test_leaving_early_leaves_it_whole(monkeypatch):
    monkeypatch.setattr("unrolled.training.word2vec.PIECE", 500)
    corpus = MemoryCorpus.of(lines())
    run = start(corpus, Recipe(size=4, epochs=3))
    next(train(run, corpus, every=0.0))
    assert 0 < run.words < 3 * corpus.raw_words
    assert np.isfinite(run.inputs).all()
    made = run.vectors(corpus, "toy")
    assert made.vocabulary is corpus.vocabulary
    assert made.vectors is not run.inputs


def test_vectors_begin_small_and_outputs_at_zero():
    run = start(MemoryCorpus.of(lines(count=4)), Recipe(size=10))
    assert 0 < np.abs(run.inputs).max() <= 0.1
    assert run.inputs.dtype == run.outputs.dtype == np.float32
    assert not run.outputs.any()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"model": "glove"}, "choose skip-gram or cbow"),
        ({"size": 0}, "must be 1 or more"),
        ({"window": 0}, "must be 1 or more"),
        ({"negatives": 0}, "must be 1 or more"),
        ({"shared": 0}, "must be 1 or more"),
        ({"epochs": 0}, "must be 1 or more"),
        ({"threads": 0}, "must be 1 or more"),
        ({"rate": 0.0}, "above 0"),
        ({"threshold": -1e-3}, "threshold 0 or more"),
    ],
)
def test_recipes_that_make_no_sense_are_refused(wrong, words):
    with pytest.raises(RecipeError, match=words):
        Recipe(**wrong)


def test_each_model_has_its_own_rate():
    assert Recipe().rate == 0.05
    assert Recipe(model="cbow").rate == 0.2
    assert Recipe(model="cbow", rate=0.1).rate == 0.1
