"""Small captioners that learned nothing, the same ones at each call."""

import torch

from unrolled.models.captioner import Captioner


def captioner(words, shown="once", *, seed=0, channels=2, features=12, embedding=8, hidden=8):
    """One for so many words, as it would begin."""
    torch.manual_seed(seed)
    return Captioner(
        len(words), shown, channels=channels, features=features, embedding=embedding, hidden=hidden
    ).eval()  # fmt: skip


def decided(words, seed=4):
    """One whose words differ in their chances, and whose captions end."""
    model = captioner(words, seed=seed, features=8, embedding=6)
    with torch.no_grad():
        model.decoder.h_to_logits.weight.mul_(8)
        model.decoder.h_to_logits.bias[1] += 4.0
    return model
