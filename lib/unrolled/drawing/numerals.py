"""Numbers as pictures write them: few signs, a true minus, no sign before what rounds to zero."""

from __future__ import annotations

from math import log10

RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def minus(written: str) -> str:
    """A written number with a true minus in place of each hyphen."""
    return written.replace("-", "−")


def plain(value: float, digits: int = 2) -> str:
    """A number with so many decimals: "1.50", "−0.25"."""
    return minus(f"{value:z.{digits}f}")


def signed(value: float, digits: int = 2) -> str:
    """A number with a sign where it does not round to zero; large ones lose decimals, to stay short."""
    decimals = max(digits + 1 - len(str(int(abs(value)))), 0)
    shown = f"{value:+.{decimals}f}"
    return shown[1:] if float(shown) == 0 else minus(shown)


def rounded(value: float, figures: int) -> str:
    """A number 0 or more of which so many figures count: "9,500", "410"."""
    step = 10 ** max(0, int(log10(max(value, 1))) - figures + 1)
    return f"{round(value / step) * step:,.0f}"


def percent(p: float) -> str:
    """A probability in words of a few signs: "12 %", "0.3 %", "under 0.1 %"."""
    if 0 < p < 0.001:
        return "under 0.1 %"
    return f"{100 * p:.0f} %" if p >= 0.1 or p == 0 else f"{100 * p:.1f} %"


def power_of_ten(power: int) -> str:
    """ "10⁻⁴", "1", "10²"."""
    return f"10{str(power).translate(RAISED)}" if power else "1"


def scientific(value: float) -> str:
    """A size as a multiple of a power of ten: "2.2 · 10⁻⁵", "0"."""
    factor, power = f"{value:.1e}".split("e")
    return f"{factor} · 10{str(int(power)).translate(RAISED)}" if value else "0"


def short_exponent(written: str) -> str:
    """A number as Python writes it, with a short exponent and true minuses: "1.2e−5", "3e9"."""
    return minus(written.replace("e+0", "e").replace("e+", "e").replace("e-0", "e-"))


def counted(number: int, thing: str) -> str:
    """ "1 word", "2,000 words"."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def ordinal(n: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th … 1,234th."""
    ending = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n:,}{ending}"


def duration(seconds: float) -> str:
    """Seconds as a reader says them: "12 s", "4 min", "1.9 h"."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
