"""Solution of the exercise on beam search in notebook 10."""

END = "END"


def beam_search(next_log_p, width, longest):
    """Of all continued beginnings the best ``width`` stay; the finished ones among them wait for the end."""
    going, finished = [((), 0.0)], []
    for _ in range(longest):
        grown = [((*words, word), log_p + value) for words, log_p in going for word, value in next_log_p(words).items()]
        kept = sorted(grown, key=lambda one: one[1], reverse=True)[:width]
        finished += [one for one in kept if one[0][-1] == END]
        going = [one for one in kept if one[0][-1] != END]
    words, log_p = max(finished, key=lambda one: one[1])
    return words[:-1], log_p
