"""Pairs as they are typed, cosines under each coding, agreement and its interval, marked pairs."""

import numpy as np
import pytest

from pairs import ANGLES, PAIRS, VECTORS
from unrolled.datasets import registry
from unrolled.datasets.hashing import bucket
from unrolled.lessons.encodings.distance import probe as probes
from unrolled.lessons.encodings.distance.dataset import OURS
from unrolled.lessons.encodings.distance.probe import Pairs, PairsError, read_pairs


def test_pairs_come_in_the_order_of_their_judgements():
    assert PAIRS.pairs[0] == ("hot", "hot")
    assert PAIRS.scores.tolist() == [10, 9, 2, 1, 0.5]


def test_typed_pairs_are_read_by_lines_and_semicolons():
    read = read_pairs("Tiger CAT 7,5; hot cold 1\n\nкошка собака 6; a b 10 ;")
    assert read.pairs == (("a", "b"), ("tiger", "cat"), ("кошка", "собака"), ("hot", "cold"))
    assert read.scores.tolist() == [10, 7.5, 6, 1]
    assert len(read_pairs(OURS).pairs) == 15


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "there are 0"),
        ("a b 1; c d 2", "there are 2"),
        ("a b 1; c d; e f 3", "“c d” is not two words"),
        ("a b 1; c 2; e f 3", "“c 2” is not two words"),
        ("a b c 1; c d 2; e f 3", "“a b c 1” is not"),
        ("a b 11; c d 2; e f 3", "“a b 11” is not"),
        ("a b -1; c d 2; e f 3", "“a b -1” is not"),
        ("a b nan; c d 2; e f 3", "“a b nan” is not"),
        ("x" * 50, "“" + "x" * 29 + "…” is not"),
        ("a b 1;" * 301, "3 to 300 pairs"),
    ],
)
def test_pairs_that_cannot_be_read_are_named(text, told):
    with pytest.raises(PairsError) as caught:
        read_pairs(text)
    assert told in str(caught.value)


def test_trigrams_by_hand():
    assert probes.trigrams("cat") == {"<ca", "cat", "at>"}
    assert probes.trigrams("a") == {"<a>"}
    assert probes.spelling_cosine("cat", "cats") == pytest.approx(2 / np.sqrt(3 * 4))
    assert probes.spelling_cosine("cat", "dog") == 0
    assert probes.spelling_cosine("tiger", "tiger") == 1


def test_hashed_words_are_alike_where_they_share_a_bucket():
    words = [("hot", "cold"), ("cat", "dog"), ("a", "a"), ("sea", "ship")]
    for buckets in (1, 2, 7, 2**20):
        due = [float(bucket(a, buckets) == bucket(b, buckets)) for a, b in words]
        assert probes.hashed_cosine(words, buckets).tolist() == due


def test_the_interval_holds_the_correlation_and_narrows_with_pairs():
    generator = np.random.default_rng(0)
    wide = []
    for N in (10, 100, 1000):
        a = generator.normal(size=N)
        found = probes.agree("x", a, a + generator.normal(size=N))
        assert found.low < found.rho < found.high
        assert found.pairs == N
        wide.append(found.high - found.low)
    assert wide == sorted(wide, reverse=True)
    z, N = np.arctanh(0.5), 103
    half = 1.96 * np.sqrt(1.125 / 100)
    row = np.arange(N, dtype=float)
    other = row.copy()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(probes, "spearman", lambda *_: 0.5)
        found = probes.agree("x", row, other)
    assert (found.low, found.high) == pytest.approx((np.tanh(z - half), np.tanh(z + half)))


def test_a_coding_that_tells_nothing_apart_has_no_correlation():
    found = probes.agree("x", np.zeros(5), np.arange(5.0))
    assert np.isnan(found.rho)
    assert np.isnan(found.low)
    perfect = probes.agree("x", np.arange(5.0), np.arange(5.0))
    assert perfect.rho == pytest.approx(1)


def test_the_meter_has_all_codings_and_leaves_out_what_has_no_vector():
    view = probes.PairMeter(PAIRS, {"GloVe": VECTORS}).measure("GloVe", 20)
    assert [one.name for one in view.codings] == ["one-hot", "hashed", "spelling", "GloVe"]
    assert view.coding.name == "GloVe"
    assert view.codings[0].similarity.tolist() == [1, 0, 0, 0, 0]
    assert view.coding.similarity == pytest.approx(
        [1, np.cos(ANGLES[2]), np.nan, np.cos(ANGLES[1]), 0], nan_ok=True, abs=1e-6
    )
    assert view.coding.pairs == 4
    assert view.coding.rho == pytest.approx(0.8)  # hot cold is too near: places 4, 2, 3, 1 for 4, 3, 2, 1
    assert view.codings[0].rho == pytest.approx(0.7071, abs=1e-4)
    with pytest.raises(ValueError, match="other"):
        probes.PairMeter(PAIRS, {}).measure("other", 4)


def test_the_cursor_is_held_inside():
    meter = probes.PairMeter(PAIRS, {"GloVe": VECTORS})
    view = meter.measure("GloVe", 4, cursor=99)
    assert view.cursor == 4
    assert probes.point_at(view, -3).cursor == 0


def test_marked_opposites_are_placed_among_all_pairs():
    view = probes.PairMeter(PAIRS, {"GloVe": VECTORS}).measure("GloVe", 4, "opposites")
    assert view.marked.which.tolist() == [False, False, False, True, False]
    assert view.marked.people == 25  # second from below of five
    assert view.marked.coding == pytest.approx(200 / 3)  # third from below of four
    assert probes.PairMeter(PAIRS, {"GloVe": VECTORS}).measure("GloVe", 4).marked.words == ""


def test_opposites_without_a_vector_are_not_marked():
    pairs = Pairs.of("x", [("hot", "cold"), ("young", "old"), ("hot", "fish"), ("hot", "warm")], [4.0, 3, 2, 1])
    marked = probes.PairMeter(pairs, {"GloVe": VECTORS}).measure("GloVe", 4, "opposites").marked
    assert marked.which.tolist() == [True, False, False, False]
    assert (marked.people, marked.coding) == (100, 100)


def test_pairs_that_are_low_for_people_and_high_for_the_coding():
    names = [(f"a{k}", f"b{k}") for k in range(7)]
    coding = probes.agree("x", np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0.9, 0.0]), np.arange(7.0)[::-1])
    marked = probes.mark("apart", Pairs.of("x", names, np.arange(7.0)), coding)
    assert marked.which.tolist() == [False] * 5 + [True, False]
    none = probes.mark("apart", Pairs.of("x", names, np.arange(7.0)), probes.agree("x", np.zeros(7), np.zeros(7)))
    assert not none.which.any()
    assert np.isnan(none.people)


def test_a_set_that_cannot_be_had_is_told_with_what_to_do(monkeypatch):
    def fails(name):
        raise registry.DownloadError("no network")

    monkeypatch.setattr(probes, "judgements", fails)
    with pytest.raises(PairsError, match=r"pip install gensim.*wordsim353.tsv.*UNROLLED_MIRROR"):
        probes.published("WordSim353")


def test_sets_at_hand_ask_no_network(monkeypatch, tmp_path):
    monkeypatch.setattr(probes.importlib.util, "find_spec", lambda _: None)
    monkeypatch.setenv("UNROLLED_CACHE", str(tmp_path))
    assert probes.at_hand() == ()
    (tmp_path / "simlex999.txt").write_text("x")
    assert probes.at_hand() == ("SimLex999",)
    monkeypatch.setattr(probes.importlib.util, "find_spec", lambda _: object())
    assert probes.at_hand() == ("WordSim353", "SimLex999")
