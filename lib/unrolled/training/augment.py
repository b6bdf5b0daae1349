"""Augmentation: shifts, turns, scales and brightens each drawing a little at random, so that its caption stays true.

Drawings are not mirrored, since captions say "facing right", and hues stay, since captions say "dark skin" and "red".
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

TURN = 0.2  # radians
SCALE = 0.2
SHIFT = 0.15  # of half the width
CONTRAST = 0.2
LIGHT = 0.1


def augmented(pictures: Tensor, strength: float = 1.0) -> Tensor:
    """Augment ``(B, 3, S, S)`` drawings on white, values from 0 to 1; each call draws anew from torch's generator."""
    B = len(pictures)
    turn, scale = (strength * amount * _even(B) for amount in (TURN, SCALE))
    grow = torch.exp(scale)
    cos, sin = torch.cos(turn) * grow, torch.sin(turn) * grow
    shift = strength * SHIFT * _even(2, B)
    maps = torch.stack([torch.stack([cos, -sin, shift[0]], 1), torch.stack([sin, cos, shift[1]], 1)], 1)  # (B, 2, 3)
    grid = nn.functional.affine_grid(maps, list(pictures.shape), align_corners=False)
    moved = 1 - nn.functional.grid_sample(1 - pictures, grid, align_corners=False)  # white outside the drawing
    contrast = torch.exp(strength * CONTRAST * _even(B, 1, 1, 1))
    light = strength * LIGHT * _even(B, 1, 1, 1)
    mean = moved.mean(dim=(1, 2, 3), keepdim=True)
    return (mean + contrast * (moved - mean) + light).clamp(0, 1)


def _even(*shape: int) -> Tensor:
    """Uniform random numbers from -1 to 1."""
    return 2 * torch.rand(*shape) - 1
