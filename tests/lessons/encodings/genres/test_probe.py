"""Genres: runs as points, and the leak."""

import pytest

from unrolled.lessons.encodings.genres import probe as probes


def run(coding, size, seed, test, **changes):
    sizes = {"passage": 10, "weights": 100 + seed, "index": 1000}
    made = {"coding": coding, "size": size, "features": 2**size, "seed": seed, "test": test, "macro": test / 2,
            "bytes": sizes, "confusion": ["3 1", "0 2"]}  # fmt: skip
    return made | changes


def runs():
    baseline = {"genres": ["news", "mystery"], "passages": {"test": 6}, "majority": 0.4}
    made = {f"baseline seed {k}": baseline | {"majority": 0.4 + k / 10} for k in range(2)}
    for coding, size, test in (("one-hot", 4, 0.5), ("one-hot", 5, 0.6), ("dense", 2, 0.4)):
        made |= {f"{coding} {size} seed {k}": run(coding, size, k, test + k / 10) for k in range(2)}
    return made | {f"leak one-hot 5 seed {k}": run("one-hot", 5, k, 0.9) for k in range(2)}


def test_runs_of_all_splits_make_one_point():
    found = probes.points(runs())
    assert [(one.coding, one.size) for one in found] == [("one-hot", 4), ("one-hot", 5), ("dense", 2)]
    point = found[1]
    assert (point.accuracy, point.low, point.high) == pytest.approx((0.65, 0.6, 0.7))
    assert point.macro == pytest.approx(0.325)
    assert point.bytes == {"passage": 10, "weights": 100, "index": 1000, "all": 1100}
    assert point.confusion.tolist() == [[6, 2], [0, 4]]


def test_the_leak_stands_beside_the_split_by_text():
    assert probes.leaks(runs()) == {"one-hot 5": pytest.approx((0.65, 0.9))}


def test_a_study_as_the_panel_shows_it():
    view = probes.genres(runs(), "dense", 2)
    assert view.now.coding == "dense"
    assert (view.genres, view.letters) == (("news", "mystery"), ("A", "L"))
    assert (view.splits, view.passages) == (2, 6)
    assert view.majority == pytest.approx(0.45)
    with pytest.raises(ValueError, match="size 3"):
        probes.genres(runs(), "dense", 3)
