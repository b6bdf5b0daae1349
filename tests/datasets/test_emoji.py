"""The emoji: files, drawings, and splits that leak nothing from what is held out into training."""

import hashlib
from collections import Counter, defaultdict

import numpy as np
import pytest

from unrolled.datasets import emoji, emoji_sheets, emoji_splits
from unrolled.datasets.emoji import EmojiError
from unrolled.datasets.paths import CorpusError, data_folder

ALIKE = 2.0  # of 255: the builder calls drawings the same below it
COUNTS = {
    "train": 3092,
    "validation compositions": 81,
    "test compositions": 241,
    "validation pictures": 102,
    "test pictures": 265,
}
OTHER_COUNTS = {"train": 1673, "validation other vendor": 374, "test other vendor": 1045}
HELD = [part for part in emoji.PARTS if part != "train"]


def test_there_are_3781_emoji_each_drawn_by_two_vendors():
    assert len(emoji.emoji()) == 3781
    for vendor in emoji.SHEETS:
        sheet = emoji.sheet(vendor)
        assert sheet.levels.shape == (3781, 64, 64)
        assert sheet.palette.shape == (256, 3)
    assert len({one.code for one in emoji.emoji()}) == 3781


@pytest.mark.parametrize("file", emoji.SHA256)
def test_the_files_are_those_that_the_splits_were_made_with(file):
    assert hashlib.sha256((data_folder() / file).read_bytes()).hexdigest() == emoji.SHA256[file]


def test_another_file_is_refused_in_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("UNROLLED_DATA", str(tmp_path))
    (tmp_path / emoji.CAPTIONS).write_text("code\tname\tgroup\tsame\tcaptions\n")
    with pytest.raises(CorpusError, match="another SHA-256"):
        emoji_sheets.emoji.__wrapped__()
    with pytest.raises(CorpusError, match="missing"):
        emoji_sheets.sheet.__wrapped__("noto")


def index_of(caption):
    return next(k for k, one in enumerate(emoji.emoji()) if one.caption == caption)


def test_one_emoji_by_hand():
    one = emoji.emoji()[index_of("a woman firefighter with dark skin")]
    assert one.code == "1F469-1F3FF-200D-1F692"
    assert (one.name, one.group, one.tones) == ("woman firefighter", "People & Body", ("dark",))
    assert one.character == "\U0001f469\U0001f3ff\u200d\U0001f692"


@pytest.mark.parametrize("vendor", emoji.SHEETS)
def test_a_red_square_is_red_in_the_middle_and_white_in_the_corner(vendor):
    (picture,) = emoji.sheet(vendor).pictures([index_of("a red square")])
    red, green, blue = picture[32, 32].astype(int)
    assert red > 180
    assert max(green, blue) < 90
    assert picture[0, 0].min() > 250


def test_dark_skin_is_darker_than_light_skin():
    tones = [index_of(f"a woman firefighter with {tone} skin") for tone in ("light", "medium", "dark")]
    light, medium, dark = emoji.sheet("noto").pictures(tones, 32).astype(float).mean(axis=(1, 2, 3))
    assert light > medium > dark


def test_a_smaller_drawing_is_the_mean_over_squares():
    sheet, k = emoji.sheet("twemoji"), 700
    (full,), (small,) = sheet.pictures([k]), sheet.pictures([k], 16)
    assert (small[3, 5] == np.rint(full[12:16, 20:24].reshape(16, 3).mean(axis=0))).all()
    assert np.array_equal(full, sheet.palette[sheet.levels[k]])


def test_blocks_do_not_show():
    sheet, many = emoji.sheet("noto"), np.arange(300)[::-1]
    whole = sheet.pictures(many, 8)
    assert whole.shape == (300, 8, 8, 3)
    assert np.array_equal(whole[299], sheet.pictures([0], 8)[0])
    assert sheet.pictures([], 8).shape == (0, 8, 8, 3)


@pytest.mark.parametrize("size", [0, -8, 24, 128])
def test_a_size_that_does_not_divide_64_is_told(size):
    with pytest.raises(EmojiError, match="choose 8, 16, 32 or 64"):
        emoji.sheet("noto").pictures([0], size)


def test_unknown_vendors_parts_and_kinds_are_told():
    with pytest.raises(EmojiError, match="noto and twemoji"):
        emoji.sheet("openmoji")
    with pytest.raises(EmojiError, match="validation or test"):
        emoji.held_out("train", "pictures")
    with pytest.raises(EmojiError, match="other vendor"):
        emoji.held_out("test", "faces")


def test_the_splits_are_disjoint_and_complete():
    splits = emoji.splits()
    assert tuple(splits) == emoji.PARTS
    assert {part: len(held) for part, held in splits.items()} == COUNTS
    assert sorted(np.concatenate(list(splits.values())).tolist()) == list(range(3781))
    others = emoji.others()
    assert {part: len(held) for part, held in others.items()} == OTHER_COUNTS
    assert sorted(np.concatenate(list(others.values())).tolist()) == splits["train"].tolist()


def test_the_splits_come_out_the_same_again():
    for split in (emoji_splits.splits, emoji_splits.others):
        again = split.__wrapped__()
        assert all(np.array_equal(again[part], held) for part, held in split().items())


def test_models_train_on_noto_and_on_half_of_twemoji_in_this_order():
    data, first = emoji.training(), COUNTS["train"]
    assert data.images.shape == (4765, 32, 32, 3)
    assert np.array_equal(data.images[:first], emoji.sheet("noto").pictures(emoji.splits()["train"], 32))
    assert np.array_equal(data.images[first:], emoji.sheet("twemoji").pictures(emoji.others()["train"], 32))
    assert data.captions[first] == emoji.emoji()[emoji.others()["train"][0]].caption


@pytest.mark.parametrize("part", ["validation", "test"])
def test_held_out_pictures_are_by_the_vendor_they_are_said_to_be(part):
    for kind in emoji.HELD_OUT:
        vendor, indices = ("twemoji", emoji.others()) if kind == "other vendor" else ("noto", emoji.splits())
        held = emoji.held_out(part, kind)
        assert np.array_equal(held.images, emoji.sheet(vendor).pictures(indices[f"{part} {kind}"], 32))
        assert held.references == tuple(emoji.emoji()[k].references for k in indices[f"{part} {kind}"])


@pytest.mark.parametrize("part", HELD)
def test_no_held_out_caption_or_paraphrase_is_in_training(part):
    known = {caption for held in emoji.training().references for caption in held}
    captions = {caption for k in emoji.splits()[part] for caption in emoji.emoji()[k].references}
    assert not known & captions


def flat(vendor, indices, mirrored=False):
    """16 x 16 means, as the builder compares them, ``(N, 768)``."""
    small = emoji.sheet(vendor).pictures(indices, 16).astype(np.float32)
    return (small[:, :, ::-1] if mirrored else small).reshape(len(small), -1)


def nearest(held, known):
    """From each of the drawings to the nearest known one or its mirror image: root of the mean square, and which."""
    ours, gaps = flat(*held), []
    for mirrored in (False, True):
        theirs = flat(*known, mirrored)
        square = (ours**2).mean(1)[:, None] + (theirs**2).mean(1) - 2 / ours.shape[1] * (ours @ theirs.T)
        gaps.append(square)
    least = np.minimum(*gaps)
    return np.sqrt(np.maximum(least.min(axis=1), 0)), least.argmin(axis=1)


def test_the_comparison_finds_a_drawing_and_its_mirror_image():
    right, left = index_of("a man walking facing right"), index_of("a man walking")
    assert nearest(("noto", [left]), ("noto", [0, left]))[0][0] < 0.1
    assert nearest(("noto", [left]), ("noto", [right]))[0][0] < ALIKE
    assert nearest(("noto", [left]), ("twemoji", [left]))[0][0] > 10


@pytest.mark.parametrize("part", HELD)
@pytest.mark.parametrize("vendor", emoji.SHEETS)
def test_no_held_out_drawing_or_its_mirror_image_is_in_training(part, vendor):
    known = {"noto": emoji.splits()["train"], "twemoji": emoji.others()["train"]}
    gaps, _ = nearest(("noto", emoji.splits()[part]), (vendor, known[vendor]))
    assert gaps.min() > ALIKE


@pytest.mark.parametrize(("part", "many"), [("validation other vendor", 1), ("test other vendor", 18)])
def test_few_drawings_of_the_other_vendor_equal_one_of_training_and_these_have_another_name(part, many):
    held, known = emoji.others()[part], emoji.others()["train"]
    gaps, which = nearest(("twemoji", held), ("twemoji", known))
    alike = np.flatnonzero(gaps < ALIKE)
    assert len(alike) == many  # nobody can tell these from the drawing, "norway" or "svalbard and jan mayen"
    for k in alike:
        one, two = emoji.emoji()[held[k]], emoji.emoji()[known[which[k]]]
        assert one.same == two.same
        assert not set(one.references) & set(two.references)
    gaps, _ = nearest(("twemoji", held), ("noto", emoji.splits()["train"]))
    assert gaps.min() > ALIKE


def test_subjects_of_the_other_vendor_are_never_in_twemojis_part_of_training():
    subjects = {part: {emoji.subject_of(k) for k in held} for part, held in emoji.others().items()}
    assert sum(len(held) for held in subjects.values()) == len(set.union(*subjects.values()))
    for part in ("validation other vendor", "test other vendor"):  # but training knows each from Noto
        assert subjects[part] <= {emoji.subject_of(k) for k in emoji.splits()["train"]}


def test_equal_drawings_and_mirror_images_are_in_one_part():
    part_of = {int(k): part for part, held in emoji.splits().items() for k in held}
    groups = defaultdict(set)
    for k, one in enumerate(emoji.emoji()):
        groups[one.same].add(part_of[k])
        assert one.same <= k
        assert emoji.emoji()[one.same].same == one.same
    sizes = Counter(one.same for one in emoji.emoji())
    assert sum(count > 1 for count in sizes.values()) == 202
    assert all(len(parts) == 1 for parts in groups.values())
    named = {(one.name, one.tones): k for k, one in enumerate(emoji.emoji())}
    mirrored = [key for key in named if key[0].endswith(" facing right")]
    assert len(mirrored) == 108
    for name, tones in mirrored:
        assert part_of[named[name, tones]] == part_of[named[name.removesuffix(" facing right"), tones]]


@pytest.mark.parametrize(("vendor", "pairs"), [("noto", 29), ("twemoji", 180)])
def test_the_column_of_equal_drawings_is_found_anew(vendor, pairs):
    """Of two drawings that one vendor draws alike, or as mirror images, the file knows."""
    ours, theirs = flat(vendor, np.arange(3781)), flat(vendor, np.arange(3781), mirrored=True)
    square, known = (ours**2).mean(1), np.array([one.same for one in emoji.emoji()])
    gaps = square[:, None] + square - 2 / ours.shape[1] * np.maximum(ours @ ours.T, ours @ theirs.T)
    low, high = np.nonzero(np.triu(gaps < ALIKE**2, 1))
    assert len(low) > pairs
    assert (known[low] == known[high]).all()


def parts_of(one):
    role, person, tone = one.role.removesuffix(" facing right"), one.people[0], one.tones[0]
    return (role, person), (role, tone), (person, tone)


def test_new_triples_have_known_pairs_and_new_pairs_do_not():
    composed, training = emoji.compositions(), emoji.splits()["train"]
    alone = [composed[k] for k in training if composed[k] and len(composed[k].people) == 1]
    known = [{parts_of(one)[j] for one in alone} for j in range(3)]
    triples = {(*parts_of(one)[0], one.tones[0]) for one in alone}
    kinds = Counter()
    for part in ("validation compositions", "test compositions"):
        for k in emoji.splits()[part]:
            one, kind = composed[k], emoji.kind_of(k)
            kinds[kind, part.split()[0]] += 1
            if kind == "new couple":
                continue
            told = [pair in held for pair, held in zip(parts_of(one), known, strict=True)]
            assert all(told) == (kind == "new triple")
            assert told[2]  # every person is there in every tone
            assert (*parts_of(one)[0], one.tones[0]) not in triples
    assert kinds == {
        ("new triple", "validation"): 64,
        ("new triple", "test"): 154,
        ("new pair", "validation"): 3,
        ("new pair", "test"): 56,
        ("new couple", "validation"): 14,
        ("new couple", "test"): 31,
    }


def test_eight_roles_with_a_person_are_held_out_in_all_tones():
    held = {k: emoji.compositions()[k] for k in emoji.splits()["test compositions"]}
    pairs = Counter(parts_of(one)[0] for one in held.values() if len(one.people) == 1)
    whole = {pair for pair, count in pairs.items() if count == 6}
    assert len(whole) == emoji.NEW_PAIRS
    assert ("construction worker", "woman") in whole
    assert not whole & {parts_of(one)[0] for k in emoji.splits()["train"] if (one := emoji.compositions()[k])}


def test_new_couples_are_new_in_this_order():
    composed = emoji.compositions()
    known = {composed[k] for k in emoji.splits()["train"] if composed[k]}
    held = [composed[k] for part in HELD[:2] for k in emoji.splits()[part] if emoji.kind_of(k) == "new couple"]
    assert len(held) == 45
    assert not known & set(held)
    assert all(one.tones[0] != one.tones[1] for one in held)
    assert {(one.role, one.people) for one in held} <= {(one.role, one.people) for one in known}


def test_only_held_out_compositions_have_a_kind():
    assert {emoji.kind_of(k) for part in ("train", *HELD[2:]) for k in emoji.splits()[part]} == {""}


def test_names_of_held_out_things_are_not_in_training_but_for_couples_of_one_tone():
    known = {emoji.emoji()[k].name for k in emoji.splits()["train"]}
    for part, couples in (("validation pictures", 0), ("test pictures", 18)):
        found = [emoji.compositions()[k] for k in emoji.splits()[part] if emoji.emoji()[k].name in known]
        assert len(found) == couples
        assert all(one and len(one.people) == 2 and one.tones[0] == one.tones[1] for one in found)


def test_roles_are_whole_tables_of_three_people_and_six_tones():
    assert len(emoji.roles()) == 78
    cells = Counter(one.role for one in set(emoji.compositions()) if one and len(one.people) == 1)
    assert {cells[role] for role in emoji.roles()} == {18}
    assert "firefighter" in emoji.roles()
    firefighter = emoji.compositions()[index_of("a firefighter")]
    assert firefighter.key == "firefighter|person|"
