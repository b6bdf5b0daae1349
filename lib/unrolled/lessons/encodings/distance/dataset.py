"""Pairs of words for similarity: a list of our own with judgements, and a list of opposites.

Both are ours. The judged list stands in for the published sets, which are not part of this repository; the judgements
are one person's. The opposites were marked by meaning in an alphabetical list of all pairs of SimLex999 that showed
neither judgements nor cosines, and common ones were added for lists that a learner types. They are words that exclude
each other, such as arrive and leave; counterparts such as husband and wife do not count.
"""

from __future__ import annotations

OURS = """\
car automobile 9.5; couch sofa 9.5; rapid fast 9
cat tiger 6.5; car truck 6.5; coffee tea 6
coffee cup 4; car road 3.5; doctor hospital 4
hot cold 1; buy sell 1.5; rich poor 1
word sword 0.5; table stable 0.5; professor cucumber 0.5"""

_SIMLEX = """
absence presence, accept deny, accept reject, adult baby, adult child, agree argue, agree differ, agreement argument,
ancient modern, ancient new, arrive leave, awful great, bad great, bad terrific, begin quit, bottom top, broad narrow,
ceiling floor, clever dumb, come go, confession denial, construct destroy, construction destruction, create destroy,
cruel nice, day night, destroy make, devil god, difficult easy, difficult simple, discourage encourage,
disorganize organize, divide multiply, dull sharp, dumb intelligent, dumb smart, easy hard, easy tough, enter leave,
fail succeed, fantasy reality, forget retain, fresh old, get lose, give keep, give receive, grow shrink, hard simple,
huge tiny, illusion reality, keep lose, leave remain, long short, narrow wide, necessary unnecessary, new old,
normal weird, north south, poverty wealth, receive send, saint sinner, save spend, summer winter, sunrise sunset
"""
_COMMON = """
hot cold, buy sell, rich poor, good bad, big small, large small, high low, fast slow, strong weak, young old,
early late, open close, win lose, love hate, up down, left right, light dark, true false, full empty,
war peace, life death
"""
OPPOSITES = frozenset(frozenset(pair.split()) for pair in f"{_SIMLEX},{_COMMON}".split(","))


def is_opposite(pair: tuple[str, str]) -> bool:
    """Whether a pair is on the list of opposites, in any order."""
    return frozenset(pair) in OPPOSITES
