"""The checkers of opened and closed accept the solutions and reject stub and planted wrong answers."""

import re

import pytest

from answers import accepts, raises, refuses, stub
from solved import solutions_of
from unrolled.lessons.latex.closing import exercise as exercises
from unrolled.lessons.latex.closing.panel import PRESETS

solutions = solutions_of("closing")


def outermost_first(source):
    return solutions.open_environments(source)[::-1]


def by_counting(source):
    """No stack: names that are opened more often than closed, in the order of their first opening."""
    names = dict.fromkeys(part.split("}")[0] for part in source.split("\\begin{")[1:])
    return [n for n in names if source.count(f"\\begin{{{n}}}") > source.count(f"\\end{{{n}}}")]


def never_closed(source):
    return [part.split("}")[0] for part in source.split("\\begin{")[1:]][::-1]


def the_last_only(source):
    return solutions.open_environments(source)[:1]


def test_the_solution_is_accepted():
    accepts(exercises.check_open_environments, solutions.open_environments)


@pytest.mark.parametrize("wrong", [stub, raises, outermost_first, by_counting, never_closed, the_last_only])
def test_wrong_answers_are_rejected_with_a_sentence(wrong):
    refuses(exercises.check_open_environments, wrong)


def test_replies_name_a_preset_that_exists():
    assert "three deep" in dict(PRESETS)
    assert all("three deep" in choice.reply for choice in exercises.NESTED.choices[1:])


def names_once(source):
    """Loses a name that is open twice."""
    return list(dict.fromkeys(solutions.open_environments(source)))


def closes_the_outer_one(source):
    stack = []
    for what, name in re.findall(r"\\(begin|end)\{([^}]*)\}", source):
        if what == "begin":
            stack.append(name)
        else:
            stack.remove(name)
    return stack[::-1]


def in_one_text(source):
    found = solutions.open_environments(source)
    return [", ".join(found)] if found else []


@pytest.mark.parametrize("wrong", [names_once, closes_the_outer_one, in_one_text])
def test_names_that_are_open_twice_are_told_apart(wrong):
    refuses(exercises.check_open_environments, wrong)


def by_taking_pairs_out(source):
    """Innermost pairs are taken out until none is left."""
    pair, count = re.compile(r"\\begin\{([^}]*)\}((?!\\begin|\\end).)*\\end\{\1\}", re.DOTALL), 1
    while count:
        source, count = pair.subn("", source)
    return reversed_tuple(re.findall(r"\\begin\{([^}]*)\}", source))


def reversed_tuple(names):
    return tuple(reversed(names))


UNUSUAL = [by_taking_pairs_out]


@pytest.mark.parametrize("right", UNUSUAL)
def test_right_answers_in_another_style_are_accepted(right):
    accepts(exercises.check_open_environments, right)
