"""Solutions of *Collisions* in notebook 07."""


def bucket(word, buckets):
    """FNV-1a with 32 bits, modulo the number of buckets."""
    number = 2_166_136_261
    for byte in word.encode():
        number = ((number ^ byte) * 16_777_619) % 2**32
    return number % buckets


def expected_taken(n, m):
    """Words that find their bucket taken, on average, when n words are thrown into m buckets."""
    filled = m * (1 - (1 - 1 / m) ** n)
    return n - filled
