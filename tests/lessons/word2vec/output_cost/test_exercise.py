"""Huffman's lengths: the checker accepts the solution and rejects wrong answers; the question is measured."""

import heapq

import numpy as np
import pytest

from answers import accepts, raises, refuses, stub
from solved import solutions_of
from unrolled.lessons.word2vec.output_cost import exercise as exercises
from unrolled.lessons.word2vec.output_cost import probe as probes
from unrolled.models.output_layers import huffman_paths

solutions = solutions_of("output_cost")


def balanced(counts):
    return [int(np.ceil(np.log2(len(counts))))] * len(counts)


def shannon(counts):
    return np.ceil(-np.log2(np.array(counts) / sum(counts))).astype(int).tolist()


def by_size(counts):
    return sorted(solutions.code_lengths(counts))


def chain(counts):
    order = np.argsort(-np.array(counts), kind="stable")
    lengths = np.empty(len(counts), int)
    lengths[order] = [*range(1, len(counts)), len(counts) - 1]
    return lengths.tolist()


def joins_the_greatest(counts):
    return solutions.code_lengths([max(counts) + 1 - count for count in counts])


def test_the_solution_is_accepted():
    accepts(exercises.check_code_lengths, solutions.code_lengths, 20)


def test_another_order_of_bits_is_as_good():
    assert exercises.check_code_lengths(lambda counts: [len(path) for path in huffman_paths(counts)]).ok


@pytest.mark.parametrize("wrong", [stub, raises, balanced, shannon, by_size, chain, joins_the_greatest])
def test_wrong_lengths_are_rejected_with_a_sentence(wrong):
    assert refuses(exercises.check_code_lengths, wrong).why


def test_the_mean_way_is_as_the_right_choice_says():
    made = probes.tree(10_000)
    assert "between 10 and 11" in next(choice.words for choice in exercises.WAY.choices if choice.right)
    assert 10 < made["nodes"] < 11
    assert made["nodes"] - made["entropy"] < 0.05
    assert len(made["codes"]["the"]) == 4
    assert len(made["codes"]["piano"]) > 13.3


def by_a_heap(counts):
    heap = [(count, k, {k: 0}) for k, count in enumerate(counts)]
    heapq.heapify(heap)
    while len(heap) > 1:
        (less, k, first), (more, _, second) = heapq.heappop(heap), heapq.heappop(heap)
        heapq.heappush(heap, (less + more, k, {word: depth + 1 for word, depth in (first | second).items()}))
    return np.array([heap[0][2][word] for word in range(len(counts))])


def test_a_right_answer_in_another_style_is_accepted():
    accepts(exercises.check_code_lengths, by_a_heap, 20)
