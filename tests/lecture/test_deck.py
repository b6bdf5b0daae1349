"""The slides of the lecture: each names a cell that exists and a panel that can be put into the slide's state."""

import json
import re

import pytest

import lab
from unrolled import lecture
from unrolled.lecture import deck
from unrolled.lessons import lstm
from unrolled.panels.panel import Panel

SCRIPTS = lab.ROOT / "notebooks" / "scripts"


def test_every_slide_of_the_lecture_is_there_in_order():
    numbers = [int(slide.number) for slide in lecture.slides()]
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(1, 20))
    keys = [slide.key for slide in lecture.slides()]
    assert len(keys) == len(set(keys))
    assert all(re.fullmatch(rf"{slide.number}[b-d]?", slide.key) for slide in lecture.slides())


def test_routes_are_slides_in_order_of_five_minutes_each():
    keys = [slide.key for slide in lecture.slides()]
    for minutes, route in lecture.routes().items():
        assert 5 * len(route) == int(minutes)
        assert [keys.index(key) for key in route] == sorted({keys.index(key) for key in route})


@pytest.mark.parametrize("minutes", lecture.routes())
def test_the_guide_lists_the_stops_of_each_route(minutes):
    guide = (lab.ROOT / "docs" / "lecturing.md").read_text("utf-8")
    part = guide.split(f"### {minutes} minutes")[1].split("\n##")[0]
    slides = {slide.key: slide for slide in lecture.slides()}
    rows = [
        f"| {key} | {slides[key].number} | {slides[key].title} | 5 | {slides[key].notebook} |"
        for key in lecture.routes()[minutes]
    ]
    assert re.findall(r"^\| \d.*", part, flags=re.MULTILINE) == rows


@pytest.mark.parametrize("slide", lecture.slides(), ids=lambda slide: slide.key)
def test_its_cell_is_in_the_notebook(slide):
    script = (SCRIPTS / f"{slide.notebook}.py").read_text("utf-8")
    cells = [cell for cell in re.split(r"^# %%.*$", script, flags=re.MULTILINE) if slide.cell in cell]
    assert cells, f"no cell of {slide.notebook} holds {slide.cell}"


def test_show_sets_the_controls_of_the_newest_panel_of_that_title(monkeypatch):
    slide = lecture.Slide("5", "5", "σ against tanh", "", "", "σ against tanh", {"gate": -2.0, "candidate": 0.5})
    monkeypatch.setattr(deck, "slides", lambda: (slide,))
    older, newer = lstm.SquashPanel(gate=1.0), lstm.SquashPanel(gate=1.0)
    lecture.show("5")
    assert (newer.gate.value, newer.candidate.value) == (-2.0, 0.5)
    assert older.gate.value == 1.0


def test_the_cursor_comes_after_the_controls():
    class Live:
        cursor = row = 0

    class Control:
        value = 0

    class Fake:
        live, word = Live(), Control()
        batch = Panel.batch
        _waiting = None

        def _guarded(self, update):
            raise AssertionError

    fake = Fake()
    deck.put(fake, {"cursor": 3, "word": "hello", "row": 1})
    assert (fake.live.cursor, fake.live.row, fake.word.value) == (3, 1, "hello")


def test_a_slide_that_does_not_exist_is_told():
    with pytest.raises(deck.LectureError, match=r"no slide '99': choose one of 1, 2, 3"):
        lecture.show("99")


def test_a_panel_that_is_not_open_is_told(monkeypatch):
    slide = lecture.Slide("5", "5", "title", "notebook", "lstm.Nobody(", "Nobody", {})
    monkeypatch.setattr(deck, "slides", lambda: (slide,))
    with pytest.raises(deck.LectureError, match=r"'Nobody' is not open: run the cell with lstm.Nobody\( first"):
        lecture.show("5")


def test_a_panel_that_is_gone_is_not_found():
    panel = lstm.SquashPanel()
    assert Panel.newest("σ against tanh") is panel
    assert Panel.newest("no such title") is None


def test_extension_says_where_it_begins():
    told = json.loads((deck.EXTENSION / "package.json").read_text("utf-8"))
    assert (deck.EXTENSION / told["jupyterlab"]["_build"]["load"]).is_file()
    plugin = deck.EXTENSION / told["jupyterlab"]["schemaDir"] / told["name"] / "plugin.json"
    commands = {shortcut["command"] for shortcut in json.loads(plugin.read_text("utf-8"))["jupyter.lab.shortcuts"]}
    code = (deck.EXTENSION / "static" / "plugin.js").read_text("utf-8")
    assert commands == set(re.findall(r'addCommand\("([^"]+)"', code))
