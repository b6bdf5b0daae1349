"""Two ways from a hidden vector to a probability for each of V words: all scores at once, or a walk down a tree.

The full softmax gives every word w a vector u and divides by the sum over all of them:

    p(w | h) = exp(u_w · h) / Σ_v exp(u_v · h)

so that each update changes V vectors. The hierarchical softmax (Morin and
Bengio, *Hierarchical Probabilistic Neural Network Language Model*, AISTATS
2005) puts the words at the leaves of a binary tree. Its V - 1 inner nodes have
the vectors; at each node the walk takes one branch with probability σ, the other
with 1 - σ:

    p(w | h) = Π σ(± u_n · h) over the nodes n on the path to w

The probabilities sum to 1 whatever the vectors are, and an update changes only
the nodes on one path. word2vec (Mikolov and others, arXiv 1310.4546, section
2.1) takes Huffman's tree, in which frequent words have short paths. Negative
sampling, its third method, gives no probabilities; it is in
``unrolled.models.word2vec``. As in word2vec, there are no biases.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn.functional import logsigmoid


class FullSoftmax(nn.Module):
    """A score for each word, and the softmax of all scores.

    Args:
        words: V.
        size: D, of the hidden vector.

    Examples:
        >>> layer = FullSoftmax(words=4, size=8)
        >>> layer(torch.zeros(1, 8), torch.tensor([2])).exp().item()  # untrained: 1 / V
        0.25
    """

    def __init__(self, words: int, size: int):
        super().__init__()
        self.hidden_to_scores = nn.Parameter(torch.zeros(words, size))

    def forward(self, hidden: Tensor, words: Tensor) -> Tensor:
        """``(B,)`` log-probability of the words ``(B,)`` after hidden vectors ``(B, D)``."""
        return self.all_words(hidden).gather(1, words[:, None])[:, 0]

    def all_words(self, hidden: Tensor) -> Tensor:
        """``(B, V)`` log-probability of every word."""
        return torch.log_softmax(hidden @ self.hidden_to_scores.T, dim=1)


class HierarchicalSoftmax(nn.Module):
    """A path down Huffman's tree for each word.

    Args:
        counts: how often each of the V words occurs.
        size: D, of the hidden vector.
    """

    def __init__(self, counts: Sequence[int], size: int):
        super().__init__()
        paths = huffman_paths(counts)
        L = max(map(len, paths))
        nodes, turns = torch.zeros(len(paths), L, dtype=torch.long), torch.zeros(len(paths), L)
        for word, path in enumerate(paths):
            for step, (node, bit) in enumerate(path):
                nodes[word, step], turns[word, step] = node, 1 - 2 * bit
        self.register_buffer("nodes", nodes)  # (V, L), filled up with node 0 ...
        self.register_buffer("turns", turns)  # ... where the turn, +1 for bit 0 and -1 for bit 1, is 0
        self.hidden_to_nodes = nn.Parameter(torch.zeros(len(paths) - 1, size))

    def forward(self, hidden: Tensor, words: Tensor) -> Tensor:
        """``(B,)`` log-probability of the words ``(B,)`` after hidden vectors ``(B, D)``."""
        vectors = self.hidden_to_nodes[self.nodes[words]]  # (B, L, D): only the nodes on the path
        scores = (vectors @ hidden[:, :, None])[:, :, 0]  # (B, L)
        turns = self.turns[words].to(scores)
        return (logsigmoid(turns * scores) * turns.abs()).sum(dim=1)

    def all_words(self, hidden: Tensor) -> Tensor:
        """``(B, V)`` log-probability of every word; this needs every node."""
        scores = (hidden @ self.hidden_to_nodes.T)[:, self.nodes]  # (B, V, L)
        turns = self.turns.to(scores)
        return (logsigmoid(turns * scores) * turns.abs()).sum(dim=2)


def huffman_parents(counts: Sequence[int]) -> list[tuple[int, int]]:
    """Parent and bit of each leaf and node of Huffman's tree, except the root, which is last.

    Leaves are 0 to V - 1, nodes V to 2 V - 2 in the order in which they are made: each joins the two rarest that
    have no parent yet. Since nodes only get more frequent, two queues are enough, as in word2vec.c.

    Raises:
        ValueError: if there are fewer than two words.
    """
    V = len(counts)
    if V < 2:
        raise ValueError("A tree needs two words or more.")
    leaves = sorted(range(V), key=lambda k: (counts[k], -k))  # the rarest first
    weights, parents = list(counts), [(0, 0)] * (2 * V - 2)
    leaf, node = 0, V
    for made in range(V, 2 * V - 1):
        weight = 0
        for bit in (0, 1):
            if leaf < V and (node >= made or weights[leaves[leaf]] <= weights[node]):
                rarest, leaf = leaves[leaf], leaf + 1
            else:
                rarest, node = node, node + 1
            parents[rarest], weight = (made, bit), weight + weights[rarest]
        weights.append(weight)
    return parents


def huffman_lengths(counts: Sequence[int]) -> list[int]:
    """How many nodes are on the path to each word: the length of its code in bits."""
    V, parents = len(counts), huffman_parents(counts)
    lengths = [0] * (2 * V - 1)
    for k in range(2 * V - 3, -1, -1):  # from the root down: a parent comes after its children
        lengths[k] = lengths[parents[k][0]] + 1
    return lengths[:V]


def huffman_paths(counts: Sequence[int]) -> list[list[tuple[int, int]]]:
    """For each word the nodes from the root down, numbered from 0, each with the bit that leads on to the word.

    >>> huffman_paths([4, 2, 1])
    [[(1, 1)], [(1, 0), (0, 1)], [(1, 0), (0, 0)]]
    """
    V, parents = len(counts), huffman_parents(counts)
    paths: list[list[tuple[int, int]]] = [[] for _ in range(2 * V - 1)]
    for k in range(2 * V - 3, -1, -1):
        above, bit = parents[k]
        paths[k] = [*paths[above], (above - V, bit)]
    return paths[:V]
