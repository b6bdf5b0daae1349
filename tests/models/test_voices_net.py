"""Each note from those before it, and from none after."""

import pytest
import torch

from unrolled.models.voices_net import VoicesNet


@pytest.mark.parametrize("architecture", ["tcn", "lstm"])
def test_no_logit_sees_its_own_note_or_a_later_one(architecture):
    torch.manual_seed(0)
    model = VoicesNet(5, 4, architecture, width=6, levels=3).double().eval()
    ids = torch.randint(5, (1, 20))
    before = model(ids)
    for n in (0, 7, 19):
        changed = ids.clone()
        changed[0, n] = (ids[0, n] + 1) % 5
        after = model(changed)
        assert torch.equal(after[:, : n + 1], before[:, : n + 1])
        assert n == 19 or not torch.equal(after[:, n + 1], before[:, n + 1])


def test_codes_say_the_note_before_and_the_voice_that_is_due():
    model = VoicesNet(3, 2)
    codes = model.codes(torch.tensor([[-1, 2, 0]]))
    assert codes.tolist() == [[[0, 0, 0, 1, 0], [0, 0, 1, 0, 1], [1, 0, 0, 1, 0]]]
    assert model.codes(torch.tensor([[1]]), first=3)[0, 0].tolist() == [0, 1, 0, 0, 1]
