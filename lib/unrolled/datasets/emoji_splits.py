"""Which emoji are for training, and which are held out: the splits of :mod:`unrolled.datasets.emoji`.

Emoji are held out in groups:

* a *cell* of the table role x person x tone, for the roles that are drawn for all three people in all tones;
* a *couple* of two people with two different tones;
* a *thing*: all emoji of one name. Couples whose tones are equal, and people of other roles, count as things.

A role's mirror image ("facing right") is in the group of the role, and groups that share a drawing are merged, so that
equal drawings by either vendor are held out together. Of each kind 12 % of the groups go to the test and 5 % to
validation. In addition eight roles with one person are held out in all tones.

Twemoji's drawings of the training emoji are split again, by role and by name. Here equal drawings may be separated:
19 of the held-out ones equal a training drawing with another name (eleven families, four flags, four mirror images).
"""

from __future__ import annotations

import functools
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from unrolled.datasets import emoji_captions
from unrolled.datasets.emoji_captions import GENDERS, TONES, Composition
from unrolled.datasets.emoji_sheets import emoji

PARTS = ("train", "validation compositions", "test compositions", "validation pictures", "test pictures")
NEW_PAIRS = 8
SHARES = {"validation": 0.05, "test": 0.12}
OTHER = {"train": 0.5, "validation other vendor": 0.1, "test other vendor": 0.4}  # of Twemoji's roles and things
MIRRORED = " facing right"


@functools.cache
def compositions() -> tuple[Composition | None, ...]:
    """Role, people and tones of each emoji; None for an emoji without them.

    A name without a person, such as "firefighter", counts as "person" if Unicode also has it with a woman or a man.
    """
    names = {one.name for one in emoji()}
    found = []
    for one in emoji():
        name = one.name
        if f"woman {name}" in names or f"man {name}" in names:
            name = f"person {name}"
        found.append(emoji_captions.composition(name, one.tones))
    return tuple(found)


@functools.cache
def roles() -> tuple[str, ...]:
    """The roles drawn for woman, man and person, each in yellow and in five skin tones, by name."""
    cells = defaultdict(set)
    for one in compositions():
        if one and len(one.people) == 1:
            cells[one.role].add((one.people[0], one.tones[0]))
    whole = len(GENDERS) * (len(TONES) + 1)
    return tuple(sorted(role for role, held in cells.items() if len(held) == whole))


@functools.cache
def splits() -> dict[str, np.ndarray]:
    """For each of ``PARTS`` the numbers of its emoji, ascending; each emoji is in exactly one part."""
    whose = ["train"] * len(emoji())
    for part, groups in _held_out().items():
        for group in groups:
            for k in group:
                whose[k] = part
    return {part: np.flatnonzero([one == part for one in whose]) for part in PARTS}


@functools.cache
def others() -> dict[str, np.ndarray]:
    """Split the training emoji by the use of their Twemoji drawings; the parts are the keys of ``OTHER``.

    All drawings of a role, with all people and tones, or of a thing are in the same part.
    """
    train = splits()["train"]
    subjects = [subject_of(int(k)) for k in train]
    order = _shuffled({f"twemoji {subject}" for subject in subjects})
    place = {key.removeprefix("twemoji "): (k + 0.5) / len(order) for k, key in enumerate(order)}
    places = np.array([place[subject] for subject in subjects])
    found, start = {}, 0.0
    for part, share in OTHER.items():
        found[part] = train[(start <= places) & (places < start + share)]
        start += share
    return found


def subject_of(index: int) -> str:
    """What a drawing shows, regardless of person and tone: a role, or a thing's name."""
    one = compositions()[index]
    return _still(one.role if one else emoji()[index].name)


def kind_of(index: int) -> str:
    """How a held-out composition is new; "" for all other emoji.

    Returns:
        "new triple": the pairs role and person, role and tone, person and tone occur in training, the triple does not.
        "new pair": one of these pairs does not occur there either.
        "new couple": this activity of two people with these tones, in this order, does not occur.
    """
    one = compositions()[index]
    if one is None or index not in _held_compositions():
        return ""
    if len(one.people) == 2:
        return "new couple"
    return "new triple" if _pairs(one) <= _training_pairs() else "new pair"


def _pairs(one: Composition) -> set[tuple[str, str, str]]:
    role, person, tone = _still(one.role), one.people[0], one.tones[0]
    return {("role, person", role, person), ("role, tone", role, tone), ("person, tone", person, tone)}


@functools.cache
def _training_pairs() -> frozenset[tuple[str, str, str]]:
    found = (compositions()[k] for k in splits()["train"])
    return frozenset(pair for one in found if one and len(one.people) == 1 for pair in _pairs(one))


@functools.cache
def _held_compositions() -> frozenset[int]:
    parts = splits()
    return frozenset(int(k) for part in PARTS if part.endswith("compositions") for k in parts[part])


def _still(role: str) -> str:
    """A role without its direction: "walking facing right" is the mirror image of "walking"."""
    return role.removesuffix(MIRRORED)


@functools.cache
def _new_pairs() -> frozenset[tuple[str, str]]:
    """Pairs of role and person held out in all tones; none that shares a drawing with another emoji or has no role."""
    count = Counter(one.same for one in emoji())
    shared = {
        (_still(what.role), what.people[0])
        for one, what in zip(emoji(), compositions(), strict=True)
        if what and count[one.same] > 1
    }
    pairs = {(_still(role), person) for role in roles() if role != "alone" for person in GENDERS}
    return frozenset(_shuffled(pairs - shared)[:NEW_PAIRS])


def _held_out() -> dict[str, list[list[int]]]:
    """Groups of emoji that are held out together, by part."""
    groups = _groups()
    kinds = {kind: {key for key in groups if key.startswith(f"{kind} ")} for kind in ("cell", "couple", "thing")}
    new = {f"cell {role}|{person}" for role, person in _new_pairs()}
    pairs = [key for key in groups if key.rpartition("|")[0] in new]
    taken = {part: [] for part in PARTS[1:]}
    taken["test compositions"] += [groups[key] for key in pairs]
    for keys, part in (
        (kinds["cell"] - set(pairs), "compositions"),
        (kinds["couple"], "compositions"),
        (kinds["thing"], "pictures"),
    ):
        order = _shuffled(keys)
        first = round(SHARES["test"] * len(order))
        second = first + round(SHARES["validation"] * len(order))
        taken[f"test {part}"] += [groups[key] for key in order[:first]]
        taken[f"validation {part}"] += [groups[key] for key in order[first:second]]
    return taken


def _groups() -> dict[str, list[int]]:
    """All emoji in the groups in which they are held out; emoji that share a drawing are in one group."""
    table, keys = set(roles()), []
    for one, what in zip(emoji(), compositions(), strict=True):
        if what and len(what.people) == 1 and what.role in table:
            keys.append(f"cell {_still(what.role)}|{what.people[0]}|{what.tones[0]}")
        elif what and len(what.people) == 2 and what.tones[0] != what.tones[1]:
            keys.append(f"couple {what.key}")
        else:
            keys.append(f"thing {_still(one.name)}")
    joined = _joined(keys)
    groups = defaultdict(list)
    for k, key in enumerate(keys):
        groups[joined[key]].append(k)
    return dict(groups)


def _joined(keys: Sequence[str]) -> dict[str, str]:
    """For each group its name after groups that share a drawing are merged; "shared ..." if their kinds differ."""
    parent = {key: key for key in keys}

    def root(key: str) -> str:
        while parent[key] != key:
            key = parent[key]
        return key

    for key, one in zip(keys, emoji(), strict=True):
        parent[root(key)] = root(keys[one.same])
    members = defaultdict(set)
    for key in parent:
        members[root(key)].add(key)
    kinds = {top: {key.split(" ")[0] for key in held} for top, held in members.items()}
    names = {
        top: f"{min(kinds[top])} {min(held).split(' ', 1)[1]}" if len(kinds[top]) == 1 else f"shared {min(held)}"
        for top, held in members.items()
    }
    return {key: names[root(key)] for key in parent}


def _shuffled(keys: Iterable[object]) -> list:
    """Sort by the hash of the text: an order that looks random and is the same everywhere."""
    return sorted(keys, key=lambda key: hashlib.sha256(str(key).encode()).hexdigest())
