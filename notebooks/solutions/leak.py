"""Solutions of the exercises on causality."""

import numpy as np
import torch


def causal(x, w, d):
    padded = np.concatenate([np.zeros((len(w) - 1) * d), x])
    return sum(w[j] * padded[j * d : j * d + len(x)] for j in range(len(w)))


@torch.no_grad()
def leaks(model):
    model.eval()
    x = torch.randn(1, 24, 2)
    y = model(x)
    for t in range(1, 24):
        changed = x.clone()
        changed[:, t:] = torch.randn(1, 24 - t, 2)
        if not torch.equal(model(changed)[:, :t], y[:, :t]):
            return True
    return False
