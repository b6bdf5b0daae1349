"""The residual block as drawn: what is lit, what the table and the diagram say, where the path goes."""

import xml.etree.ElementTree as ElementTree
from html import unescape

import numpy as np
import pytest

from unrolled.drawing import theme
from unrolled.drawing.numerals import signed as two_decimals
from unrolled.lessons.tcn.residual.figure import block_cursor, block_drawing, describe_block
from unrolled.lessons.tcn.residual.figure.block_diagram import PARTS, diagram, diagram_values, signed
from unrolled.lessons.tcn.residual.record import STAGES, Block, Filter

TEXT = "I <b>grew</b> up"
T, H = len(TEXT), 4


def filters(C, generator):
    weights = generator.normal(0, 1, (H, C, 3))
    size = np.linalg.norm(weights.reshape(H, -1), axis=1)
    return Filter(weights, generator.normal(0, 1, H), size, 2 * size)


def block(stage=1, C=H, has_path=True, dropout="off", cursor=6, row=1):
    generator = np.random.default_rng(0)
    values = [generator.normal(0, 1, (T, H)) for _ in STAGES]
    values[0] = generator.normal(0, 1, (T, C))
    for k in (2, 5, 9):
        values[k] = np.maximum(values[k - 1], 0)
    values[3], values[6] = values[2].copy(), values[5].copy()
    if dropout != "off":
        values[3] /= 0.7
        values[3][:, 1] = 0
    mixing = (None, None) if C == H else (np.ones((H, C)), np.full(H, 0.5))
    return Block(
        TEXT, "level 2 of 4", stage, tuple(values), (filters(C, generator), filters(H, generator)), *mixing, 2,
        has_path, dropout, 0.3, np.arange(H), np.arange(C), tuple(map(str, range(C))), True, 1.0, cursor, row,
    )  # fmt: skip


EXAMPLES = {
    "residual.block_drawing": lambda: block_drawing(block(3, dropout="channels")),
    "residual.block_cursor": lambda: block_cursor(block(4)),
}


def nodes(drawing, name):
    return {node.get(name): node for node in ElementTree.fromstring(drawing).iter() if node.get(name)}


def lit(drawing):
    root = ElementTree.fromstring(f"<svg>{drawing}</svg>")
    return {node.text for node in root.iter("text") if node.get("fill") == theme.css("ground")}


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        (1, {"Dilated causal conv, d = 2", "Weight norm"}), (2, {"ReLU"}), (3, {"Dropout"}),
        (4, {"Dilated causal conv, d = 2", "Weight norm"}), (7, {"identity"}), (8, {"+"}), (9, {"ReLU"}), (0, set()),
    ],
)  # fmt: skip
def test_the_lit_stage_is_filled(stage, words):
    assert lit(diagram(block(stage))) == words


def test_a_box_is_lit_once():
    for stage in (1, 2, 3, 4, 5, 6, 9):
        assert sum(stage in part.stages for part in PARTS) == (2 if stage in (1, 4) else 1)


def test_the_1x1_is_named_where_widths_differ_and_the_cut_is_shown():
    assert "1×1 conv" in diagram(block(C=3))
    assert "3 → 4: needed" in diagram(block(C=3))
    assert "identity" in diagram(block())
    assert "cut" not in diagram(block())
    assert "cut" in diagram(block(has_path=False))


def test_values_beside_the_boxes_are_those_at_the_cursor():
    shown = block(cursor=3, row=2)
    drawn = nodes(f"<svg>{diagram_values(shown)}</svg>", "data-value")
    for stage in range(1, 10):
        assert drawn[str(stage)].text == signed(shown.at(stage, 2))
    assert drawn["g4"].text == f"g {shown.filters[1].length[2]:.2f}"
    dropped = block(dropout="channels", cursor=int(np.argmax(block().values[2][:, 1] > 0)), row=1)
    assert "dropped" in diagram_values(dropped)


@pytest.mark.parametrize("stage", range(10))
@pytest.mark.parametrize("C", [3, 4])
def test_the_table_ends_with_the_value_of_the_stage(stage, C):
    shown = block(stage, C)
    cells = nodes(block_cursor(shown), "data-cell")
    last = max(int(key.split(",")[1]) for key in cells)
    for row, channel in enumerate(shown.shown.tolist()):
        assert cells[f"{row},{last}"].text == signed(shown.at(stage, channel))


def test_a_convolutions_row_adds_up():
    cells = nodes(block_cursor(block(1)), "data-cell")
    for row in range(H):
        numbers = [float(cells[f"{row},{k}"].text.replace("−", "-")) for k in range(1, 8)]
        shown = block(1)
        assert numbers[1] == pytest.approx(shown.filters[0].length[row], abs=0.01)
        assert numbers[2:5] == pytest.approx(shown.taps(1, row), abs=0.01)


def test_what_a_convolution_reads_is_marked():
    for cursor, steps in ((6, {"2", "4", "6"}), (1, {"1"}), (0, {"0"})):
        assert set(nodes(block_cursor(block(1, cursor=cursor)), "data-reads")) == steps
    assert not nodes(block_cursor(block(2)), "data-reads")
    assert "1 of them padding" in block_cursor(block(1, cursor=2))


def test_crosses_mark_what_was_dropped():
    gone = block(3, dropout="channels").dropped(3)
    path = nodes(block_drawing(block(3, dropout="channels")), "data-part")["dropped"]
    assert path.get("d").count("M") == gone.sum() > 0
    assert "dropped" not in nodes(block_drawing(block(3)), "data-part")


def test_every_character_and_row_can_be_clicked():
    drawing = block_drawing(block())
    assert set(nodes(drawing, "data-pick")) == set(map(str, range(T)))
    assert set(nodes(drawing, "data-row")) == set(map(str, range(H)))


def test_zero_is_told_from_nearly_zero():
    assert (signed(0.0), signed(0.001), signed(-0.2)) == ("0", two_decimals(0.001), "−0.20")


def test_sentences():
    said = describe_block(block(8))
    assert said.startswith("Stage 8, sum, at “r”, character 7 of ")
    assert "and" in said
    assert "the convolutions alone" in describe_block(block(8, has_path=False))
    assert "by the 1x1" in describe_block(block(7, C=3))
    assert "the input as it was" in describe_block(block(7))
    assert "<b>" not in block_drawing(block())
    assert unescape(describe_block(block(1))).count("taps") == 1
