"""Synthetic syllables: where they begin, what tells them apart."""

import pytest
import torch

from unrolled.lessons.tcn.tdnn import dataset as syllables


def test_shapes_and_places():
    x, kinds, starts = syllables.examples(400, (1, 6), torch.Generator().manual_seed(0))
    assert x.shape == (400, 15, 16)
    assert set(kinds.tolist()) == {0, 1, 2}
    assert set(starts.tolist()) == set(range(1, 7))


def test_energy_lies_within_the_syllable_and_moves_with_its_onset():
    for onset in (0, syllables.LATEST):
        x, _, _ = syllables.examples(300, (onset, onset), torch.Generator().manual_seed(1))
        energy = x.mean(dim=(0, 2))
        inside = torch.zeros(15, dtype=torch.bool)
        inside[onset : onset + syllables.LONG] = True
        assert energy[inside].min() > 3 * energy[~inside].abs().max()


def test_classes_differ_at_the_beginning_and_end_alike():
    x, kinds, _ = syllables.examples(3000, (0, 0), torch.Generator().manual_seed(2))
    means = torch.stack([x[kinds == kind].mean(dim=0) for kind in range(3)])
    apart = (means - means.mean(dim=0)).abs().amax(dim=(0, 2))
    assert apart[0] > 0.3
    assert apart[6:].max() < 0.1


@pytest.mark.parametrize("onsets", [(-1, 3), (4, 3), (0, 8)])
def test_what_does_not_fit_is_refused(onsets):
    with pytest.raises(ValueError, match="begins at frame"):
        syllables.examples(1, onsets)
