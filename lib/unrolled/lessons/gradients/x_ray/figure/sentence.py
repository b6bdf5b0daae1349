"""What the gradient X-ray says in words: sizes in few signs, and what stands at the cursor."""

from __future__ import annotations

from unrolled.drawing.letters import visible
from unrolled.drawing.numerals import rounded, scientific
from unrolled.lessons.gradients.x_ray.record import Xray


def number(value: float) -> str:
    """A size in few signs: "0.12", "2.2 · 10⁻⁵", "0"."""
    if value == 0 or 0.001 <= value < 1000:
        return f"{value:.2g}" if value < 10 else f"{value:.0f}"
    return scientific(value)


def describe_xray(shown: Xray) -> str:
    """One sentence that says what stands at the cursor."""
    back = shown.steps - 1 - shown.cursor
    loss = "" if shown.at_the_end else f"the loss at “{visible(shown.text[shown.steps])}”"
    where = f"At “{visible(shown.text[shown.cursor])}”, "
    if back:
        where += f"{back} step{'s' * (back > 1)} back{' from ' * bool(loss)}{loss}, "
    else:
        where += f"the last one read{' before ' * bool(loss)}{loss}, "
    if shown.wrt == "c":
        return (
            f"{where}the carry keeps {number(_kept(shown, 'carry'))} of its gradient; "
            f"by the product of the forget gates alone it would keep {number(_kept(shown, 'straight'))}."
        )
    ratio = _compared(where, _kept(shown, "lstm"), _kept(shown, "rnn"))
    return ratio if shown.field is None else f"{ratio[:-1]}; the TCN keeps {_of_tcn(shown, shown.field, back)}."


def what_is_left(shown: Xray) -> str:
    """A sentence that compares the gradients at the cursor with those at the last step; none at the last step."""
    if shown.wrt != "h" or shown.cursor == shown.steps - 1:
        return ""
    lstm, gru, rnn = (number(shown.share(key, shown.cursor)) for key in ("lstm", "gru", "rnn"))
    return f" Of the gradient at the last step, the LSTM keeps {lstm}, the GRU {gru} and the RNN {rnn}."


def _kept(shown: Xray, key: str) -> float:
    """How much of a drawn line's last value is left at the cursor."""
    return shown.share(key, shown.cursor) if shown.at(key) else 0.0


def _of_tcn(shown: Xray, field: int, back: int) -> str:
    value = number(_kept(shown, "tcn"))
    return f"exactly 0, outside its field of {field}" if back >= field else value


def _compared(where: str, lstm: float, rnn: float) -> str:
    if min(lstm, rnn) == 0:
        return f"{where}the LSTM keeps {number(lstm)} of its gradient, and the RNN {number(rnn)}."
    more, less, ratio = ("LSTM", "RNN", lstm / rnn) if lstm >= rnn else ("RNN", "LSTM", rnn / lstm)
    if ratio < 1.05:
        return f"{where}LSTM and RNN keep the same share of their gradients: {number(lstm)}."
    return f"{where}the {more} keeps {_times(ratio)} as much of its gradient as the {less}."


def _times(ratio: float) -> str:
    if ratio >= 1e6:
        return f"{number(ratio)} times"
    return f"{ratio:.1f} times" if ratio < 10 else f"{rounded(ratio, 2)} times"
