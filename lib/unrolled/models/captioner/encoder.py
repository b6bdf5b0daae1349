"""A small convolutional network that turns a drawing into a vector.

Four blocks, each two 3 x 3 convolutions with batch normalisation (Ioffe and Szegedy, arXiv 1502.03167) and ReLU, then
a step down to half the width. The last map is flattened, not averaged: in "a woman with light skin and a man with
dark skin" it matters who stands where.
"""

from __future__ import annotations

from torch import Tensor, nn

from unrolled.models.modules import Modules

BLOCKS = 4


class Encoder(nn.Module):
    """Drawings to vectors.

    Args:
        size: S, pixels of a side, a multiple of 16.
        channels: C of the first block; each block doubles them, up to four times as many.
        features: F, the size of the vector.
        dropout: share of the map's values dropped before the last layer while training.

    Raises:
        ValueError: if the size is no multiple of 16.
    """

    def __init__(self, size: int = 32, channels: int = 32, features: int = 256, dropout: float = 0.0):
        super().__init__()
        if size < 16 or size % 2**BLOCKS:
            raise ValueError(f"Drawings of {size} pixels cannot be halved {BLOCKS} times: choose a multiple of 16.")
        self.size = size
        widths = [3, *(channels * min(2**k, 4) for k in range(BLOCKS))]
        self.blocks = Modules(_block(widths[k], widths[k + 1]) for k in range(BLOCKS))
        self.dropout = nn.Dropout(dropout)
        self.map_to_features = nn.Linear(widths[-1] * (size // 2**BLOCKS) ** 2, features, bias=False)
        self.norm = nn.BatchNorm1d(features)

    def forward(self, pictures: Tensor) -> Tensor:
        """``(B, 3, S, S)``, from -1 (black) to 1 (white), to ``(B, F)``."""
        maps = pictures
        for block in self.blocks:
            maps = block(maps)  # (B, C, S/2, S/2), (B, 2C, S/4, S/4), (B, 4C, S/8, S/8), (B, 4C, S/16, S/16)
        return self.norm(self.map_to_features(self.dropout(maps.flatten(1))))  # (B, F)


def _block(inputs: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, padding=1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(),
        nn.Conv2d(outputs, outputs, 3, padding=1, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(),
        nn.MaxPool2d(2),
    )
