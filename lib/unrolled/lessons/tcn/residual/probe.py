"""A residual block taken apart: all values of ``models.tcn.network``'s own trace along a text, with parts switched off.

The blocks are those of a trained character TCN, read in its own order, or one untrained block of chosen widths, whose
input is a row of random numbers for each character.
"""

from __future__ import annotations

import functools
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor, nn

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.tcn.residual.record import STAGES, Block, Filter
from unrolled.models.char_tcn import CharTCN
from unrolled.models.tcn.ablations import PlainBlock
from unrolled.models.tcn.network import CausalConv1d, NormedCausalConv1d, ResidualBlock
from unrolled.runtime import UnrolledError, one_thread
from unrolled.training import trio_tcn
from unrolled.training.checkpoint import load_char_rnn

LONGEST = 120  # characters
ROWS = 6  # channels shown
SHARE = 0.3  # dropped
OWN = "own"
OWN_KERNEL, OWN_DILATION, OWN_SEED = 3, 2, 7


class BlockTextError(UnrolledError, ValueError):
    """A text with no character, or with too many."""


@functools.cache
def trained() -> tuple[CharTCN, Vocabulary]:
    """The character TCN of seed 0, and its characters.

    Raises:
        CheckpointError: if it is missing or damaged.
    """
    model, vocabulary, _ = load_char_rnn(trio_tcn.name(0))
    assert isinstance(model, CharTCN)
    return model, vocabulary


class Reader:
    """Reads texts with the blocks of one network.

    Args:
        model: trained, for the blocks named "1", "2", ...
        vocabulary: its characters.
    """

    def __init__(self, model: CharTCN, vocabulary: Vocabulary):
        self._model, self._vocabulary = model.eval(), vocabulary

    @property
    def levels(self) -> list[tuple[str, str]]:
        """Pairs of words and name, for each block of the network."""
        blocks = enumerate(self._model.tcn.blocks, 1)
        return [(f"{k}: {'→'.join(map(str, _widths(block)))}", str(k)) for k, block in blocks]

    @one_thread
    def read(
        self, text: str, level: str = "2", *, stage: int = 1, has_path: bool = True, dropout: str = "off",
        draw: int = 0, scale: float = 1.0, inputs: int = 6, outputs: int = 6, cursor: int = 0, row: int | None = 0,
    ) -> Block:  # fmt: skip
        """All values of one block.

        Args:
            text: 1 to 120 characters of the vocabulary.
            level: the block's name; "own" is the untrained one.
            stage: the one to light.
            has_path: whether the skip connection joins the sum.
            dropout: "off", "channels" for whole channels, "values" for single values.
            draw: number of the draw of what is dropped.
            scale: multiplies the length g of the first convolution in the channel pointed at.
            inputs: C of the untrained block.
            outputs: H of it.
            cursor: the character pointed at; held inside, as the row is.
            row: the row pointed at; None for the one to which the convolutions add most there.

        Raises:
            BlockTextError: if the text is empty or too long.
            UnknownCharacterError: if it holds a character outside the vocabulary.
        """
        x, block, names = self._input(text, level, inputs, outputs)
        cursor = min(max(cursor, 0), len(text) - 1)
        as_is = _trace(block, x, "off", 0)
        rows = _busiest(as_is[-1])
        read = rows if block.convolutions[0].weights().shape[1] == as_is[-1].shape[1] else _busiest(as_is[0])
        if row is None:  # the one to which the convolutions add most, or else the largest
            row = int((as_is[6] + 1e-6 * as_is[-1])[cursor, rows].argmax())
        channel = int(rows[min(max(row, 0), len(rows) - 1)])
        variant = _variant(block, has_path, dropout, scale, channel)
        C, H = _widths(block)
        mixing, mixing_bias = None, None
        if C != H:
            weight, bias = (part.detach().numpy() for part in variant.shortcut.parameters())
            mixing, mixing_bias = weight[:, :, 0], bias
        first, second = map(_filter, variant.convolutions)
        where = "untrained, random numbers in" if level == OWN else f"level {level} of {len(self._model.tcn.blocks)}"
        shown = Block(
            text, where, stage, _trace(variant, x, dropout, draw), (first, second), mixing, mixing_bias,
            block.convolutions[0].dilation, has_path, dropout, SHARE, rows, read,
            tuple(names[k] for k in read), level != OWN, scale, cursor, row,
        )  # fmt: skip
        return point_at(shown)

    def _input(self, text: str, level: str, inputs: int, outputs: int) -> tuple[Tensor, ResidualBlock, list[str]]:
        if not 0 < len(text) <= LONGEST:
            raise BlockTextError(
                f"The text has {len(text):,} characters: the block reads 1 to {LONGEST}."
                if text
                else "The text is empty: type at least one character."
            )
        ids = self._vocabulary.encode(text)
        if level == OWN:
            block, table = own_block(inputs, outputs, len(self._vocabulary))
            return table[ids].T[None], block, [str(k + 1) for k in range(inputs)]
        place = int(level) - 1
        with torch.no_grad():
            x = self._model.one_hot(ids[None]).transpose(1, 2)  # (1, V, T)
            for block in self._model.tcn.blocks[:place]:
                x = block(x)
        names = (
            [f"“{sign}”" for sign in self._vocabulary.characters]
            if not place
            else list(map(str, range(1, 1 + x.shape[1])))
        )
        return x, self._model.tcn.blocks[place], names


@functools.cache
def own_block(inputs: int, outputs: int, characters: int) -> tuple[ResidualBlock, Tensor]:
    """An untrained block of these widths, and what stands for each character, ``(V, C)``."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(OWN_SEED)
        table = torch.randn(characters, 16)[:, :inputs].contiguous()
        return ResidualBlock(inputs, outputs, OWN_KERNEL, OWN_DILATION).eval(), table


def _widths(block: ResidualBlock) -> tuple[int, int]:
    H, C, _ = block.convolutions[0].weights().shape
    return C, H


def _variant(block: ResidualBlock, has_path: bool, dropout: str, scale: float, channel: int) -> ResidualBlock:
    """A copy of a block with parts switched off or on."""
    first = block.convolutions[0]
    Kind = ResidualBlock if has_path else PlainBlock
    with torch.random.fork_rng(devices=[]):  # its first weights are drawn, and overwritten
        copy = Kind(*_widths(block), first.kernel, first.dilation, len(block.convolutions), SHARE)
    copy.load_state_dict(block.state_dict())
    if dropout == "values":
        copy.drop = nn.Dropout(SHARE)
    with torch.no_grad():
        convolution = copy.convolutions[0]
        assert isinstance(convolution, NormedCausalConv1d)
        convolution.length[channel] *= scale
    return copy


@torch.no_grad()
def _trace(block: ResidualBlock, x: Tensor, dropout: str, draw: int) -> tuple[np.ndarray, ...]:
    """``(T, channels)`` at each of ``STAGES``."""
    block.train(dropout != "off")
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(draw)
        seen = block.trace(x)
    total = seen.active[1] if isinstance(block, PlainBlock) else seen.active[1] + seen.shortcut
    found = (
        x, seen.convolved[0], seen.convolved[0].relu(), seen.active[0], seen.convolved[1], seen.convolved[1].relu(),
        seen.active[1], seen.shortcut, total, seen.out,
    )  # fmt: skip
    assert len(found) == len(STAGES)
    return tuple(part[0].T.numpy() for part in found)


def _busiest(values: np.ndarray) -> np.ndarray:
    """The channels that change most along the text, in their own order."""
    return np.sort(np.argsort(-values.std(axis=0), kind="stable")[:ROWS])


def _filter(convolution: CausalConv1d) -> Filter:
    assert isinstance(convolution, NormedCausalConv1d)
    with torch.no_grad():
        return Filter(
            convolution.weights().numpy(), convolution.bias.numpy(), convolution.length[:, 0, 0].numpy(),
            convolution.direction.norm(dim=(1, 2)).numpy(),
        )  # fmt: skip


def point_at(shown: Block, *, stage: int | None = None, cursor: int | None = None, row: int | None = None) -> Block:
    """The same values with another stage lit, or another place pointed at; held inside."""
    moved = replace(shown, stage=shown.stage if stage is None else stage)
    cursor, row = (old if new is None else new for new, old in ((cursor, shown.cursor), (row, shown.row)))
    return replace(
        moved, cursor=min(max(cursor, 0), len(shown.text) - 1), row=min(max(row, 0), len(moved.shown) - 1)
    )  # fmt: skip
