"""The one place where a learner's function is called: on copies, in time, and with every ending turned into words."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from unrolled.checking.limits import Deadline, TimeUp
from unrolled.checking.plain import Opaque, numbers, plain
from unrolled.checking.show import name_of, show, show_error


class AnswerError(Exception):
    """What is wrong, as the end of a sentence that begins with the call: “stopped with KeyError: 'a'.”"""


class Learner:
    """A learner's function that is safe to call.

    Attributes:
        name: of the function.
    """

    def __init__(self, function: Callable[..., Any], deadline: Deadline):
        self._function, self._deadline = function, deadline
        self.name = name_of(function)

    def __call__(self, *arguments: Any) -> Any:
        """What the function returns for copies of the arguments, as it is.

        Raises:
            AnswerError: where it raises, exits or returns nothing.
        """
        return self.in_place(*copy.deepcopy(arguments))

    def in_place(self, *arguments: Any) -> Any:
        """The same for the arguments themselves: what the function does to them stays.

        Raises:
            AnswerError: where it raises, exits or returns nothing.
        """
        self._deadline.keep()
        try:
            got = self._function(*arguments)
        except (KeyboardInterrupt, TimeUp):  # the learner's own stop, and ours
            raise
        except SystemExit:
            raise AnswerError("called exit(): a function ends with return, and Python goes on.") from None
        except BaseException as error:
            raise AnswerError(f"stopped with {show_error(error)}.") from None
        if got is None or got is Ellipsis:
            raise AnswerError("returned nothing: write the body and return the answer.")
        return got

    def number(self, *arguments: Any) -> float:
        """A single number that the function returns for copies of the arguments.

        Raises:
            AnswerError: where it raises, or returns anything else.
        """
        return number(self(*arguments))


def number(value: Any) -> float:
    """A single number that a learner's function returned.

    Raises:
        AnswerError: where it is anything else.
    """
    found = numbers(value := plain(value))
    if found is None or found.ndim:
        raise AnswerError(f"returned {show(value)}; expected a number.")
    return float(found)


def parts(value: Any, count: int | None = None) -> list[Any]:
    """The parts, as plain data, of a list or an array that a learner's function returned.

    Args:
        value: what it returned.
        count: how many parts there must be, if that is known.

    Raises:
        AnswerError: where it is no list, or of another length.
    """
    value = plain(value)
    expected = "a list" if count is None else f"{count} parts"
    if isinstance(value, str | Opaque | dict) or not hasattr(value, "__len__") or getattr(value, "ndim", 1) == 0:
        raise AnswerError(f"returned {show(value)}; expected {expected}.")
    if count is not None and len(value) != count:
        raise AnswerError(f"returned {len(value)} parts; expected {count}.")
    return list(value)
