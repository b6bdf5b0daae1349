"""The checker accepts the solution and refuses the usual shortcuts with the right reason."""

import heapq
import itertools

import numpy as np
import pytest

from answers import accepts, refuses
from solved import solutions_of
from unrolled.lessons.table1.plan import exercise as exercises

solutions = solutions_of("plan")


def given_order(minutes, cores):
    busy = [0] * cores
    for run in minutes:
        busy[busy.index(min(busy))] += run
    return max(busy)


def in_turn(minutes, cores):
    ordered = sorted(minutes, reverse=True)
    return max(sum(ordered[core::cores]) for core in range(cores))


def best_plan(minutes, cores):
    places = itertools.product(range(cores), repeat=len(minutes))
    return min(
        max(sum(run for run, core in zip(minutes, plan, strict=True) if core == one) for one in range(cores))
        for plan in places
    )


def test_the_solution_is_accepted():
    accepts(exercises.check_sweep_minutes, solutions.sweep_minutes)


@pytest.mark.parametrize(
    ("minutes", "cores", "due"),
    [([60, 50, 20, 10], 2, 70), ([3, 3, 2, 2, 2], 2, 7), ([90, 60, 45, 45, 30], 3, 90), ([30, 30, 60], 2, 60)],
)
def test_worked_by_hand(minutes, cores, due):
    assert solutions.sweep_minutes(minutes, cores) == exercises._longest_first(minutes, cores) == due


def test_longest_first_is_within_grahams_bound_of_the_best_plan():
    for minutes in ([3, 3, 2, 2, 2], [5, 5, 4, 4, 3, 3, 3], [9, 7, 6, 5, 2]):
        best = best_plan(minutes, 2)
        assert best <= exercises._longest_first(minutes, 2) <= best * 7 / 6 + 1e-9  # 4/3 - 1/(3 cores)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (lambda minutes, cores: None, "returned nothing"),
        (lambda minutes, cores: sum(minutes) / cores, "cannot be split"),
        (lambda minutes, cores: max(minutes), "two of them"),
        (lambda minutes, cores: max(max(minutes, default=0), sum(minutes) / cores), "two of them"),
        (given_order, "Sort first"),
        (lambda minutes, cores: given_order(sorted(minutes), cores), "Longest first"),
        (in_turn, "free first"),
        (lambda minutes, cores: best_plan(minutes[:8], cores), "what this rule gives"),
        (lambda minutes, cores: solutions.sweep_minutes(minutes, min(cores, len(minutes))), "takes no time"),
    ],
)
def test_wrong_plans_are_refused(wrong, why):
    assert why in str(refuses(exercises.check_sweep_minutes, wrong))


def by_a_heap(minutes, cores):
    free = [0] * cores
    for run in sorted(minutes)[::-1]:
        heapq.heappush(free, heapq.heappop(free) + run)
    return np.max(free)


UNUSUAL = [by_a_heap]


@pytest.mark.parametrize("right", UNUSUAL)
def test_right_answers_in_another_style_are_accepted(right):
    accepts(exercises.check_sweep_minutes, right)


def test_a_list_that_is_sorted_in_place_stays_the_checkers_own():
    def sorts(minutes, cores):
        minutes.sort(reverse=True)
        return solutions.sweep_minutes(minutes, cores)

    assert exercises.check_sweep_minutes(sorts).ok
