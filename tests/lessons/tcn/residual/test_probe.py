"""A block taken apart: its values against the model's own output, its arithmetic by hand, its parts switched off."""

import numpy as np
import pytest
import torch

from unrolled.datasets.text import UnknownCharacterError, Vocabulary
from unrolled.lessons.tcn.residual import probe as probes
from unrolled.lessons.tcn.residual.probe import BlockTextError, Reader, point_at
from unrolled.lessons.tcn.residual.record import STAGES
from unrolled.models.char_tcn import CharTCN

TEXT = "I grew up in France"


@pytest.fixture(scope="module")
def model():
    torch.manual_seed(2)
    return CharTCN(len(Vocabulary(TEXT)), 12, levels=3)


@pytest.fixture(scope="module")
def reader(model):
    return Reader(model, Vocabulary(TEXT))


def test_the_output_is_the_models_own(model, reader):
    x = model.one_hot(Vocabulary(TEXT).encode(TEXT)[None])
    for level, trace in enumerate(model.tcn.trace(x), 1):
        shown = reader.read(TEXT, str(level))
        np.testing.assert_allclose(shown.values[9], trace.out[0].T.detach(), atol=1e-6)
        np.testing.assert_allclose(shown.values[7], trace.shortcut[0].T.detach(), atol=1e-6)
    assert len(reader.levels) == 3
    assert reader.levels[1] == ("2: 12→12", "2")


@pytest.mark.parametrize("level", ["1", "2", "own"])
def test_every_stage_follows_from_the_one_before(reader, level):
    shown = reader.read(TEXT, level, inputs=3, outputs=5, dropout="channels", draw=4)
    v = shown.values
    assert len(v) == len(STAGES)
    for convolved, active, dropped in ((1, 2, 3), (4, 5, 6)):
        np.testing.assert_array_equal(v[active], np.maximum(v[convolved], 0))
        kept = v[dropped] != 0
        np.testing.assert_allclose(v[dropped][kept], v[active][kept] / (1 - shown.share), rtol=1e-5)
    np.testing.assert_allclose(v[8], v[6] + v[7], atol=1e-6)
    np.testing.assert_array_equal(v[9], np.maximum(v[8], 0))


@pytest.mark.parametrize("level", ["1", "2", "3", "own"])
def test_taps_and_bias_add_up_to_the_convolution(reader, level):
    for cursor in (0, 1, 3, 12, 18):
        for stage in (1, 4):
            shown = reader.read(TEXT, level, stage=stage, cursor=cursor, inputs=2, outputs=4)
            for channel in shown.rows.tolist():
                bias = shown.filters[stage == 4].bias[channel]
                assert sum(shown.taps(stage, channel)) + bias == pytest.approx(shown.at(stage, channel), abs=1e-5)
    assert shown.steps()[-1] == 18
    first = reader.read(TEXT, level, cursor=0)
    assert first.taps(1, int(first.rows[0]))[:2] == (0, 0)  # padding


def test_weight_norm_is_length_times_direction(reader):
    shown = reader.read(TEXT, "2")
    for filters in shown.filters:
        sizes = np.linalg.norm(filters.weights.reshape(len(filters.weights), -1), axis=1)
        np.testing.assert_allclose(sizes, np.abs(filters.length), rtol=1e-5)


def test_a_longer_g_scales_the_taps_of_its_channel_and_nothing_else(reader):
    one = reader.read(TEXT, "2", row=3)
    two = reader.read(TEXT, "2", row=3, scale=2)
    channel = int(one.rows[3])
    np.testing.assert_array_equal(one.rows, two.rows)
    bias = one.filters[0].bias[channel]
    np.testing.assert_allclose(
        two.values[1][:, channel] - bias, 2 * (one.values[1][:, channel] - bias), rtol=1e-4, atol=1e-6
    )
    others = np.arange(12) != channel
    np.testing.assert_array_equal(one.values[1][:, others], two.values[1][:, others])
    assert two.filters[0].length[channel] == pytest.approx(2 * one.filters[0].length[channel])
    assert two.filters[0].norm[channel] == one.filters[0].norm[channel]


def test_the_1x1_is_there_exactly_where_widths_differ(reader):
    for inputs, outputs in ((3, 3), (3, 4), (4, 3), (1, 1), (10, 1)):
        shown = reader.read(TEXT, "own", inputs=inputs, outputs=outputs)
        assert shown.widths == (inputs, outputs)
        assert (shown.mixing is not None) == (inputs != outputs)
        if inputs == outputs:
            np.testing.assert_array_equal(shown.values[7], shown.values[0])
        else:
            for channel in shown.rows.tolist():
                assert sum(shown.mixed(channel)) == pytest.approx(shown.at(7, channel), abs=1e-6)


def test_without_the_path_the_convolutions_are_alone(reader):
    with_path, without = (reader.read(TEXT, "2", has_path=has) for has in (True, False))
    np.testing.assert_array_equal(without.values[9], with_path.values[6])
    assert np.abs(with_path.values[9] - without.values[9]).max() > 0.01


def test_dropout_takes_whole_channels_or_single_values_and_nothing_while_off(reader):
    off = reader.read(TEXT, "2")
    assert not off.dropped(3).any()
    for kind in ("channels", "values"):
        mixed, taken = 0, 0
        for draw in range(5):
            shown = reader.read(TEXT, "2", dropout=kind, draw=draw)
            gone, alive = shown.dropped(3), shown.values[2] > 0
            taken += gone.sum()
            mixed += sum(0 < gone[:, k].sum() < alive[:, k].sum() for k in range(12))
            np.testing.assert_array_equal(shown.values[9], reader.read(TEXT, "2", dropout=kind, draw=draw).values[9])
        assert taken
        assert (mixed > 0) == (kind == "values")


def test_nothing_is_changed_in_the_model_and_in_torchs_generator(model, reader):
    before = {key: value.clone() for key, value in model.state_dict().items()}
    state = torch.get_rng_state()
    probes.own_block.cache_clear()
    for level in ("1", "2", "own"):
        reader.read(TEXT, level, dropout="values", scale=3, has_path=False)
    assert torch.equal(state, torch.get_rng_state())
    assert all(torch.equal(value, before[key]) for key, value in model.state_dict().items())
    assert not model.training
    assert not any(part.training for part in model.modules())


def test_bad_texts(reader):
    for text, words in (("", "empty"), ("I" * 121, "121")):
        with pytest.raises(BlockTextError, match=words):
            reader.read(text)
    with pytest.raises(UnknownCharacterError):
        reader.read("ß")
    assert reader.read("I", cursor=9, row=99).cursor == 0


def test_pointing_stays_inside(reader):
    shown = reader.read(TEXT, "own", inputs=2, outputs=5)
    assert [point_at(shown, cursor=k).cursor for k in (-1, 4, 99)] == [0, 4, 18]
    assert point_at(shown, row=9).row == 4
    assert point_at(shown, stage=0, row=9).row == 1  # two inputs
