"""How large a network is: parameters, counted or by formula, and widths that make different networks equally large."""

from __future__ import annotations

from collections.abc import Callable

from torch import nn


def size(network: nn.Module) -> int:
    """How many parameters it has."""
    return sum(parameter.numel() for parameter in network.parameters())


def nearest_width(wanted: int, size: Callable[[int], int]) -> int:
    """The width at which a network comes closest to a given number of parameters.

    Args:
        wanted: parameters in all.
        size: parameters at a width, by formula or counted in a network; it must grow with the width.

    Returns:
        1 or more.

    Examples:
        >>> nearest_width(100, lambda width: 3 * width)
        33
    """
    width, step = 1, 64
    while step:
        if size(width + step) <= wanted:
            width += step
        else:
            step //= 2
    return min((width, width + 1), key=lambda H: abs(size(H) - wanted))


def parameters(characters: int, hidden: int, layers: int, cell: str = "lstm") -> tuple[int, ...]:
    """Parameters of each layer of a ``CharRNN``, then of its softmax layer.

    A layer with D inputs and H units has g H (D + H + 1): g = 1 for the RNN, 4 for
    the LSTM, 3 for the GRU, which has a second bias and so 3 H more.

    Examples:
        >>> parameters(characters=76, hidden=128, layers=1)
        (104960, 9804)
    """
    gates = {"rnn": 1, "gru": 3, "lstm": 4}[cell]
    sizes = [characters] + [hidden] * layers
    extra = 3 * hidden if cell == "gru" else 0
    recurrent = [gates * hidden * (D + hidden + 1) + extra for D in sizes[:-1]]
    return (*recurrent, characters * (hidden + 1))


def multiply_adds(characters: int, hidden: int, layers: int) -> int:
    """Multiply-adds of the products in one step of an LSTM ``CharRNN``, which is one character at batch 1.

    A layer with D inputs and H units has 4 H (D + H). In the first layer the 1-of-N vector times its matrix picks
    a column, which needs no multiplication.
    """
    recurrent = 4 * hidden * (hidden + (layers - 1) * 2 * hidden)
    return recurrent + characters * hidden


def equal_width(wanted: int, characters: int, cell: str, layers: int = 1) -> int:
    """The width at which a network of this cell comes closest to a given number of parameters.

    Args:
        wanted: parameters in all, those of the softmax layer included.
        characters: V.
        cell: "rnn", "gru" or "lstm".
        layers: how many layers of that width.

    Returns:
        H, 1 or more.

    Examples:
        >>> equal_width(sum(parameters(76, 128, 1)), 76, "rnn")  # a plain RNN as large as an LSTM of 128 units
        271
    """
    return nearest_width(wanted, lambda width: sum(parameters(characters, width, layers, cell)))
