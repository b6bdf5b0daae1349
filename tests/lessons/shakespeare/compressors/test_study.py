"""The committed study of compressors."""

import math

import pytest

from unrolled.datasets import shakespeare
from unrolled.lessons.shakespeare.compressors import probe as compressors
from unrolled.lessons.shakespeare.compressors import study
from unrolled.training.results import load_results


def test_jobs_and_committed_runs_are_the_same():
    names = list(study.jobs())
    assert list(load_results(compressors.NAME)) == names
    assert names == ["xz", *(f"PPM {order}" for order in study.ORDERS), f"PPM {compressors.BEST} in pieces"]


def test_the_committed_study():
    runs = load_results(compressors.NAME)
    lengths = {part: sum(map(len, getattr(shakespeare.split(), part).values())) for part in compressors.PARTS}
    for name, run in runs.items():
        for part in compressors.PARTS if "pieces" not in run else ["validation"]:
            found = run[part]
            assert found["bits"] == pytest.approx(8 * found["bytes"] / found["characters"], abs=1e-4), name
            assert found["nats"] == pytest.approx(found["bits"] * math.log(2), abs=1e-4)
            assert found["characters"] == lengths[part] if "pieces" not in run else run["pieces"] * compressors.PIECE
    orders = {order: runs[f"PPM {order}"]["validation"]["bits"] for order in study.ORDERS}
    assert min(orders, key=orders.get) == compressors.BEST
    in_pieces = runs[f"PPM {compressors.BEST} in pieces"]["validation"]["bits"]
    assert in_pieces > orders[compressors.BEST]  # to go on learning inside a play is worth something
