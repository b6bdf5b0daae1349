"""Solution of the exercise on Huffman's tree."""


def code_lengths(counts):
    """How many nodes are on the way to each word in Huffman's tree."""
    lengths = [0] * len(counts)
    groups = [(count, [word]) for word, count in enumerate(counts)]
    while len(groups) > 1:
        groups.sort()
        (less, first), (more, second), *groups = groups
        for word in first + second:
            lengths[word] += 1
        groups.append((less + more, first + second))
    return lengths
