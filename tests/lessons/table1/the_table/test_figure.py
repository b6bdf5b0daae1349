"""The table as drawn: numbers, states and marks, the cell opened, and the sentences."""

import functools
import json
import re
import xml.etree.ElementTree as ElementTree

import pytest

from table_runs import falling, named, run
from unrolled.drawing.layout import HEIGHT, WIDTH
from unrolled.lessons.table1.the_table import figure as figures
from unrolled.lessons.table1.the_table.figure import words
from unrolled.lessons.table1.the_table.probe import Results, point_at
from unrolled.lessons.table1.the_table.record import COLUMNS, MODELS


@functools.cache
def results():
    runs = named(
        run("copy", "tcn", "supplement", 0, falling(0.02, 1.2e-5, 50)),
        run("copy", "tcn", "supplement", 1, falling(0.02, 3.9e-5, 50)),
        run("copy", "lstm", "supplement", 0, falling(0.0205, 0.0203, 50)),
        run("copy", "fair_lstm", "size", 0, falling(0.0205, 0.0006, 14), ended="time", minutes=90),
        run("seq_mnist", "tcn", "supplement", 0, [(98.0, 97.0), (99.0, 98.51)]),
        run("jsb", "tcn", "supplement", 0, falling(12, 8.2, 40)),
        run("brown_words", "lstm", "size", 0, falling(900, 210, 6)),
    )
    read = Results.read()
    return Results(runs, read.cards, read.trivial)


def table(show="ours", row=3, column=3, **more):
    return point_at(results().table(show, **more), column, row)


EXAMPLES = {
    "the_table.table_drawing": lambda: figures.table_drawing(table()),
    "the_table.table_cursor": lambda: figures.table_cursor(table()),
}


def cells(shown):
    root = ElementTree.fromstring(figures.table_drawing(shown))
    return {node.get("data-cell"): node for node in root.iter() if node.get("data-cell")}


def test_published_figures_stand_as_on_the_slide():
    said = {name: node.text for name, node in cells(table("published")).items()}
    assert [said[f"copy {model}"] for model in MODELS] == ["0.0204", "0.0197", "0.0202", "3.5e-5", "–", "–"]
    assert [said[f"adding {model}"] for model in MODELS[:4]] == ["0.164", "5.3e-5", "0.177", "5.8e-5"]
    assert [said[f"ptb_words {model}"] for model in MODELS[:4]] == ["78.93", "92.48", "114.50", "88.68"]
    assert [said[f"lambada {model}"] for model in MODELS[:4]] == ["4,186", "–", "14,725", "1,279"]
    assert said["seq_mnist later"] == "99.63"
    assert said["seq_mnist trivial"] == "11.35"
    bold = {name for name, node in cells(table("published")).items() if node.get("font-weight")}
    assert {"adding gru", "adding tcn", "ptb_words lstm", "copy tcn"} <= bold
    assert len(bold) == 12


def test_ours_in_every_state():
    drawn = cells(table("ours"))
    assert drawn["copy tcn"].text == "2.5e-5"
    assert drawn["copy tcn"].get("font-weight") == "700"
    assert drawn["copy gru"].text == "not run"
    assert drawn["ptb_words tcn"].text == "no data"
    assert drawn["copy fair_lstm"].get("font-style") == "italic"  # the supplement gives no settings for it
    assert drawn["copy lstm"].get("font-style") is None


def test_no_cell_is_empty_in_any_state():
    for show in ("published", "ours", "difference"):
        for settings in ("supplement", "repository", "size"):
            for shown in (table(show, settings=settings), Results().table(show, settings=settings)):
                drawn = cells(shown)
                assert len(drawn) == len(shown.rows) * len(COLUMNS)
                assert all(node.text for node in drawn.values())


def test_the_marks_of_a_row():
    whole = figures.table_drawing(table("published"))
    assert whole.count("≈</text>") == 3 + 2 + 2  # of copy, of adding, of the legend and of "size ≈"
    plain = figures.table_drawing(Results().table("ours"))
    assert plain.count("≈</text>") == 2


def test_differences():
    row = table("difference").here
    assert words.difference(row, "tcn") == "−27 %"
    assert words.verdict(row, "tcn") == "better"
    assert words.difference(row, "fair_lstm") == "÷ 34"
    assert words.verdict(row, "lstm") == "equal"
    assert words.difference(table(row=0).here, "tcn") == "−0.5"
    assert words.verdict(table(row=0).here, "tcn") == "worse"


@pytest.mark.parametrize(
    ("score", "metric", "said"),
    [(5.3e-5, "loss", "5.3e-5"), (0.0204, "loss", "0.0204"), (8.104, "loss", "8.10"), (99.63, "accuracy", "99.6"),
     (14725, "perplexity", "14,725"), (1.305, "bits", "1.30"), (0.000996, "loss", "1.0e-3"), (0.0, "loss", "0.0e0")],
)  # fmt: skip
def test_numbers(score, metric, said):
    row = next(row for row in table().rows if row.metric == metric)
    assert words.number(score, row) == said


def test_sentences():
    assert figures.describe_table(table()) == (
        "Copy memory T = 1000, TCN: ours 2.5e-5, 2 seeds, spread 2.7e-5, still falling; paper 3.5e-5."
    )
    assert figures.describe_table(table("published", column=0)) == (
        "Copy memory T = 1000, LSTM: paper 0.0204, near trivial; ours 0.0203, 1 seed."
    )
    assert "time ended at epoch 14 of 20, still falling" in figures.describe_table(table(column=4))
    assert figures.describe_table(table(row=6, column=1)).endswith("not run, data not available; paper 92.48.")
    assert "make table1 TASK=copy MODEL=tcn SETTINGS=supplement SEED=0" in figures.note(table())
    assert "100 hours" in figures.note(table(row=6, column=1))


def test_every_sentence_is_short_enough():
    for show in ("published", "ours", "difference"):
        shown = table(show, settings="repository")
        for row in range(len(shown.rows)):
            for column in range(len(COLUMNS)):
                opened = point_at(shown, column, row)
                assert len(figures.describe_table(opened)) <= 152
                assert len(figures.note(opened)) <= 152


def test_the_cell_opened_tells_recipe_cost_and_other_settings():
    said = " ".join(re.findall(r"<text[^>]*>([^<]*)", figures.table_cursor(table())))
    for part in (
        "TCN on Copy memory T = 1000", "ours 1.20e-5, 3.90e-5 (spread 2.7e-5)", "all 50 epochs",
        "8 levels of 10 channels, kernel 8, dropout 0.05", "RMSprop, rate 0.0005", "16,000 parameters, 100 %",
        "mean of the last 3 epochs",
    ):  # fmt: skip
        assert part in said
    assert "other protocol, here the same" in figures.table_cursor(table(row=4)).replace("</text>", "")


def test_curves_and_levels_are_drawn_where_they_fit():
    drawn = figures.table_cursor(table())
    assert set(re.findall(r'data-level="(\w+)"', drawn)) == {"trivial", "paper"}
    assert len(re.findall(r'stroke-width="1.8"', drawn)) == 2  # a curve for each seed
    mnist = figures.table_cursor(table(row=0))
    assert 'data-level="paper"' in mnist
    assert 'data-level="trivial"' not in mnist  # 11.35 % would press the curve flat
    assert "no run, no curve" in figures.table_cursor(table(column=1))


def test_everything_lies_inside_the_picture():
    shown = table()
    assert len(shown.rows) == 13  # both stand-ins
    for row in range(13):
        for column in range(len(COLUMNS)):
            root = ElementTree.fromstring(figures.table_cursor(point_at(shown, column, row)))
            assert all(0 < float(node.get("y")) <= HEIGHT - 1 for node in root.iter() if node.tag.endswith("text"))
            assert (float(root.get("width")), float(root.get("height"))) == (WIDTH, HEIGHT)


def test_hovering_names_each_cell():
    root = ElementTree.fromstring(figures.table_drawing(table()))
    models, rest = [node for node in root.iter() if node.get("data-cells")]
    assert (models.get("data-cells"), rest.get("data-cells")) == ("6,13,0,0", "2,13,6,0")
    rows, columns, said = json.loads(models.get("data-tip"))
    assert said[rows.index("Copy memory T = 1000") * 6 + columns.index("TCN")].startswith("paper 3.5e-5; ours 2.5e-5")
    assert len(said) == 6 * 13
