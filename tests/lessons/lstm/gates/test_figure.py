"""Gates over a text, drawn: cells have the values' colours, the rest stays still while the cursor moves."""

import base64
import json
import re
import struct
import zlib
from dataclasses import replace
from html import unescape

import numpy as np
import pytest

from unrolled.drawing import raster
from unrolled.drawing.strip import LEVELS, gate_shade, signed_shade
from unrolled.lessons.lstm.gates import figure as gates
from unrolled.lessons.lstm.gates.probe import look_at
from unrolled.lessons.lstm.gates.record import WINDOW, GateMap
from unrolled.lessons.lstm.tracking.record import Tracker


def shown(name="c", text="DUKE:\nThe <b>sorrow</b> of the night\nhath " * 3, units=20, cursor=6, unit=4):
    rng = np.random.default_rng(0)
    values = rng.uniform(0, 1, (units, len(text))) if name in "ifo" else rng.normal(0, 1, (units, len(text)))
    order = np.arange(units)[::-1]
    made = GateMap(text, 2, name, values, np.linspace(1, 3000, units), "number", order, 0, 0, (0, 0))
    return look_at(made, cursor, units - 1 - unit)


EXAMPLES = {
    "gates.gates_drawing": lambda: gates.gates_drawing(shown()),
    "gates.gates_cursor": lambda: gates.gates_cursor(shown()),
}


def unpacked(address):
    """Levels and palette of a PNG of ours."""
    data = base64.b64decode(address.removeprefix("data:image/png;base64,"))
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    parts, at = {}, 8
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        name, content = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        assert struct.unpack(">I", data[at + 8 + length : at + 12 + length])[0] == zlib.crc32(name + content)
        parts[name], at = content, at + 12 + length
    columns, rows = struct.unpack(">2I", parts[b"IHDR"][:8])
    lines = np.frombuffer(zlib.decompress(parts[b"IDAT"]), np.uint8).reshape(rows, columns + 1)
    colours = ["#" + parts[b"PLTE"][k : k + 3].hex().upper() for k in range(0, len(parts[b"PLTE"]), 3)]
    covers = [f"{alpha:02X}".replace("FF", "") for alpha in parts[b"tRNS"]]
    colours = [colour + cover for colour, cover in zip(colours, covers, strict=True)]
    return lines[:, 1:], colours


def images(drawing):
    return [unpacked(address) for address in re.findall(r'href="(data:[^"]+)"', drawing)]


def test_a_png_holds_its_levels_and_colours():
    levels = np.array([[0, 1, 2], [2, 2, 0]])
    got, palette = unpacked(raster.png(levels, ["#000000", "#FF8001", "#FFFFFF00"]))
    assert np.array_equal(got, levels)
    assert palette == ["#000000", "#FF8001", "#FFFFFF00"]


@pytest.mark.parametrize(("name", "low"), [("f", 0), ("c", -1), ("h", -1)])
def test_cells_have_the_colours_of_their_values(name, low):
    record = shown(name)
    (whole, palette), (window, _), _ = images(gates.gates_drawing(record))
    for row, column in ((0, 0), (7, 30), (19, 49)):
        value = record.values[record.order[row], column]
        if name == "f":
            due = gate_shade("forget-gate", round(value * LEVELS))
        else:
            due = signed_shade(round(max(-1, min(1, np.tanh(value) if name == "c" else value)) * LEVELS))
        assert palette[whole[row, column]] == due
        top, left = row - record.first[1], column - record.first[0]
        if 0 <= top < WINDOW[1]:
            assert palette[window[8 * top, 8 * left]] == due


def test_cells_below_zero_carry_a_minus_and_gates_never():
    record = shown("c")
    _, (window, palette), _ = images(gates.gates_drawing(record))
    marks = {len(palette) - 3, len(palette) - 2}
    for row in range(WINDOW[1]):
        for column in range(WINDOW[0]):
            value = record.values[record.order[record.first[1] + row], column]
            has = int(window[8 * row + 4, 8 * column + 3]) in marks
            assert has == (np.rint(np.tanh(value) * LEVELS) <= -1)
    _, (window, palette), _ = images(gates.gates_drawing(shown("f")))
    assert window.max() < len(palette) - 3


def test_hovering_tells_each_value():
    record = shown("c")
    (tip,) = re.findall(r'data-tip="([^"]+)"', gates.gates_drawing(record))
    rows, columns, values = json.loads(unescape(tip))
    assert (len(columns), len(rows), len(values)) == (*WINDOW, WINDOW[0] * WINDOW[1])
    unit = record.order[record.first[1] + 2]
    assert rows[2] == f"unit {unit + 1}"
    assert columns[5] == "⏎"
    assert values[2 * WINDOW[0] + 5] == gates.in_words(record.values[unit, 5])


def test_the_still_picture_does_not_move_with_the_cursor():
    record = shown()
    assert gates.gates_drawing(record) == gates.gates_drawing(look_at(record, 20, record.row - 1))
    assert gates.gates_cursor(record) != gates.gates_cursor(look_at(record, 20, record.row))
    away = look_at(record, 100, record.row)
    assert gates.gates_drawing(record) != gates.gates_drawing(away)
    columns, rows = WINDOW
    assert f'data-cells="{columns},{rows},59,5"' in gates.gates_drawing(replace(away, first=(59, 5)))


def test_the_text_is_coloured_by_the_unit_looked_at():
    record = shown("h", cursor=0)
    ((picture, palette),) = images(gates.gates_cursor(record))
    for k in (0, 3, 4):  # the first line
        level = round(max(-1, min(1, record.values[record.unit, k])) * LEVELS)
        assert palette[picture[0, k]] == signed_shade(level)
        assert (palette[picture[11, k]] == gates.INK) == (level <= -1)


@pytest.mark.parametrize(("text", "units"), [("a", 3), ("b" * 500, 256), ("\n\n", 2)])
def test_short_and_long_texts_few_and_many_units(text, units):
    record = shown(text=text, units=units, cursor=0, unit=0)
    assert gates.describe_gates(record) in gates.gates_cursor(record)
    assert len(gates.gates_drawing(record)) < 200_000  # of noise, which no packing makes smaller
    for drawing in (gates.gates_drawing(record), gates.gates_cursor(record)):
        assert 'width="894" height="380" role' in drawing


def test_of_a_text_of_many_lines_the_part_with_the_cursor_is_shown():
    text = "ab\n" * 30
    for cursor, part, rows in (
        (0, "part 1 of 3", (0, 13)),
        (40, "part 2 of 3", (13, 26)),
        (89, "part 3 of 3", (26, 30)),
    ):
        record = shown(text=text, cursor=cursor)
        drawn = gates.gates_drawing(record)
        assert part in drawn
        picks = [int(k) for k in re.findall(r'data-pick="(\d+)"', drawn)]
        assert picks == list(range(3 * rows[0], 3 * rows[1]))
        ((picture, _),) = images(gates.gates_cursor(record))
        assert picture.shape == (12 * (rows[1] - rows[0]), 3)


def test_half_lives_are_named_where_the_rows_fall_below_them():
    record = replace(shown(), sort="half-life")  # 20 units from 3,000 characters down to 1, in even steps of 158
    drawn = gates.gates_drawing(record)
    (y,) = re.findall(r'y="([\d.]+)"[^>]*>300<', drawn)
    assert float(y) - 5 == pytest.approx(gates.MAP.y + gates.MAP.height * 18 / 20, abs=0.01)
    assert ">300<" not in gates.gates_drawing(shown())


def test_what_is_said():
    record = shown("f", unit=4)
    assert gates.describe_gates(record).startswith("Layer 2, unit 5, forget gate f at character 7 of ")
    assert "half-life 632.4 characters, row 16 of 20" in gates.describe_gates(record)
    assert "over 1,000 characters" in gates.describe_gates(shown("f", unit=19))
    assert gates.describe_memory(shown("f", unit=4)) == (
        "Unit 5 of layer 2: half of a value is left after 632.4 characters, by its keeping gate alone. That is the "
        "16th longest of 20 units."
    )
    assert "That is the longest of 20 units" in gates.describe_memory(shown("f", unit=19))
    found = Tracker("line", "the place in the line", "rank correlation", 2, 63, -1, 0.94, 0.92, 0.03, 0.05, 0.25)
    assert gates.describe_tracker(found) == (
        "Layer 2, unit 64: the place in the line, carry falls with it. On test plays: rank correlation 0.92; best unit "
        "on shuffled labels 0.05; from the present character alone 0.25."
    )
