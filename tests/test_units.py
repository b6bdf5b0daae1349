"""One loss in four units."""

import math
import random
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unrolled.units import Loss


@given(st.floats(0, 20))
def test_every_unit_leads_back(nats):
    loss = Loss(nats)
    assert Loss.from_bits(loss.bits).nats == pytest.approx(nats)
    assert Loss.from_perplexity(loss.perplexity).nats == pytest.approx(nats, abs=1e-12)
    assert Loss.from_compressed(loss.compressed(1000), 1000).nats == pytest.approx(nats)


def test_a_fair_coin():
    loss = Loss(math.log(2))
    assert (loss.bits, loss.perplexity, loss.compressed(8)) == pytest.approx((1, 2, 1))


def test_a_real_compressor_cannot_beat_the_entropy_of_noise():
    noise = bytes(random.Random(0).choices(range(4), k=20_000))  # two bits each
    loss = Loss.from_compressed(len(zlib.compress(noise, 9)), len(noise))
    assert 2 <= loss.bits < 2.6


@pytest.mark.parametrize("nats", [-0.1, math.nan])
def test_no_loss_below_zero(nats):
    with pytest.raises(ValueError, match="0 or more"):
        Loss(nats)
