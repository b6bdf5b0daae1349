"""Arrows of pairs: what is drawn real and shuffled, histograms, tables, the layer."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import numpy as np

from unrolled.lessons.analogies.capitals import figure as capitals
from unrolled.lessons.analogies.capitals.record import Alike, Arrows, Found

PAIRS = (("france", "paris"), ("it<b>aly", "rome"), ("japan", "tokyo"), ("usa", "rome"))


def shown(cursor=0, partner=(0, 1, 2, 3), pairs=PAIRS):
    N = len(pairs)
    starts = np.column_stack([np.linspace(-1, 1, N), np.full(N, -0.5)])
    shuffled = np.linspace(0.1, 0.3, 999)
    return Arrows(
        about="made up", dimensions=7, size=1234, pairs=pairs, starts=starts, ends=starts + np.array([0.1, 1]),
        partner=np.array(partner), kept=0.42, whole=Alike(0.8, 0.7, shuffled), plane=Alike(-0.2, -0.4, shuffled - 1),
        rest=0.5, rest_shuffled=-0.001, cosines=np.linspace(0.5, -0.6, N),
        nearest=("paris", "milan", "tokyo", "rome")[:N],
        found=(Found("alone", 1, 2), Found("mean", 3, 4), Found("mixed", 5, 6)), cursor=cursor,
    )  # fmt: skip


def many(count=24):
    """As many pairs as there may be, all close together."""
    pairs = tuple((f"country{k}", f"city{k}") for k in range(count))
    view = replace(shown(pairs=pairs[:4]), pairs=pairs, partner=np.arange(count), cosines=np.ones(count))
    spots = np.random.default_rng(0).uniform(size=(2, count, 2))
    return replace(view, starts=spots[0], ends=spots[1], nearest=("x",) * count)


EXAMPLES = {
    "capitals.arrows_drawing": lambda: capitals.arrows_drawing(shown()),
    "capitals.arrows_cursor": lambda: capitals.arrows_cursor(shown(1)),
}


def test_every_arrow_goes_to_its_partner():
    for partner in ((0, 1, 2, 3), (2, 0, 3, 1)):
        view = shown(partner=partner)
        drawn = capitals.arrows_drawing(view)
        lines = re.findall(r'<line x1="([\d.]+)" y1="[\d.]+" x2="([\d.]+)"', drawn)
        assert len(lines) == 4
        starts, ends = capitals._at(view)
        for (x1, x2), k, j in zip(lines, range(4), partner, strict=True):
            assert abs(float(x1) - starts[k][0]) <= 7.01
            assert abs(float(x2) - ends[j][0]) <= 18.01
        assert ("stroke-dasharray" in drawn) == (partner != (0, 1, 2, 3))  # not by colour alone


def test_real_and_drawn_are_marked_where_they_lie():
    real, mixed = (capitals.arrows_drawing(shown(partner=p)) for p in ((0, 1, 2, 3), (1, 0, 3, 2)))
    assert "real 0.80" in real
    assert "real −0.20" in real
    assert ">drawn " not in real
    assert ">drawn 0.70" in mixed
    assert ">drawn −0.40" in mixed
    assert "999 shuffles: mean 0.20, at most 0.30; p = 0.001" in real
    for x in (capitals._x(0.8), capitals._x(-0.2)):
        assert f'x="{x - 1.5:.2f}"'.rstrip('0"') in real


def test_bars_of_the_histogram_lie_where_the_shuffles_do():
    root = ElementTree.fromstring(capitals.arrows_drawing(shown()))
    bars = {node.get("data-part"): node.get("d") for node in root.iter() if node.get("data-part")}
    xs = [float(x) for x in re.findall(r"M([\d.]+)", bars["shuffled-in all 7 dimensions"])]
    assert min(xs) >= capitals._x(0.08) - 0.1
    assert max(xs) <= capitals._x(0.3)
    tall = [float(v) for v in re.findall(r"v-([\d.]+)", bars["shuffled-in all 7 dimensions"])]
    assert max(tall) == capitals.TALL


def test_the_picture_stays_while_the_layer_moves():
    assert capitals.arrows_drawing(shown(0)) == capitals.arrows_drawing(shown(3))
    told = capitals.arrows_cursor(shown(1))
    assert "2 of 4: it&lt;b&gt;aly → rome, cosine 0.13</text>" in told
    assert ">it&lt;b&gt;aly + the mean of the others is nearest to milan ✗<" in told
    assert "nearest to paris ✓" in capitals.arrows_cursor(shown(0))
    swapped = capitals.arrows_cursor(shown(0, partner=(2, 1, 0, 3)))
    assert "france → tokyo" in swapped


def test_a_word_of_two_pairs_is_written_once():
    drawn = capitals.arrows_cursor(shown(0))
    assert drawn.count(">rome<") == 1
    assert drawn.count(">paris<") == 1


def test_where_names_find_no_room_the_one_pointed_at_has_a_name_all_the_same():
    view = many()
    hidden = capitals.hidden_labels(view)
    assert 0 <= hidden < 48
    for k in range(24):
        drawn = capitals.arrows_cursor(replace(view, cursor=k))
        assert f">country{k}<" in drawn
        assert f">city{k}<" in drawn
    crowded = replace(view, starts=view.starts * 0.02, ends=view.ends * 0.02 + np.array([3, 0]))
    assert capitals.hidden_labels(crowded) > 10
    assert ">city7<" in capitals.arrows_cursor(replace(crowded, cursor=7))


def test_labels_do_not_move_with_the_pairing():
    real, mixed = shown(), shown(partner=(1, 0, 3, 2))
    assert capitals._places(real) == capitals._places(mixed)


def test_every_pair_can_be_clicked():
    drawn = capitals.arrows_drawing(shown())
    assert sorted(set(re.findall(r'data-pick="(\d)"', drawn))) == ["0", "1", "2", "3"]


def test_what_is_said():
    assert capitals.describe_arrows(shown(2)) == (
        "Real pairs, 4: mean cosine with the mean of the others 0.70 in 7 dimensions, −0.40 in the plane; "
        "real 0.80, 999 shuffles 0.20 on average. japan to tokyo: −0.23."
    )
    assert capitals.describe_arrows(shown(partner=(1, 0, 3, 2))).startswith("Shuffled pairs")
