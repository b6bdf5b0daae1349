"""The frame of every panel: what is shown, batches, cursors held inside, problems told, other controls behind More."""

import gc
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import traitlets

from unrolled import lessons
from unrolled.drawing.svg import Drawing, text
from unrolled.drawing.theme import COLOURS, css
from unrolled.panels.controls import Button, Choice, Range
from unrolled.panels.live import Live, LiveDrawing, LivePicture
from unrolled.panels.panel import Panel
from unrolled.runtime import UnrolledError

LESSONS = Path(lessons.__file__).parent


@dataclass(frozen=True)
class Shown:
    a: float = 1
    b: float = 2
    kind: str = "x"
    cursor: int = 0
    row: int = 0
    places: int = 5


class Picture(LivePicture):
    """A picture that counts how often it is drawn."""

    drawn = 0

    def show(self, record):
        Picture.drawn += 1
        super().show(record)


def draw(shown):
    words = f"{shown.a:g} {shown.b:g} {shown.kind} at {shown.cursor}, {shown.row}"
    return Drawing.of(text(words, 10, 20), width=200, height=40, description=words)


def live():
    def place(shown):
        return shown.cursor, shown.places - 1, shown.row, 1

    return Picture(
        Shown(), draw, lambda shown: f"at {shown.cursor}, {shown.row}", label="Place", place=place,
        over=lambda shown: Drawing("<svg>over</svg>"), point_at="cursor row",
    )  # fmt: skip


class Toy(Panel):
    def __init__(self, **options):
        self.a, self.b = Range("A", 1, 0, 9, 1), Range("B", 2, 0, 9, 1)
        self.kind = Choice("Kind", [("x", "x"), ("y", "y"), ("bad", "bad"), ("broken", "broken")], "x")
        super().__init__("Toy", "What?", [self.a], live(), more=[self.b, self.kind], note="All is well.", **options)
        self.watch(self._measure, self.a, self.b, self.kind)

    def _measure(self):
        if self.kind.value == "bad":
            raise UnrolledError("This kind cannot be: choose x or y.")
        if self.kind.value == "broken":
            raise KeyError("a defect")
        self.show(replace(self.record, a=self.a.value, b=self.b.value, kind=self.kind.value))


@pytest.fixture
def panel():
    made = Toy()
    Picture.drawn = 0
    return made


def test_a_panel_shows_records_and_owns_the_one_shown(panel):
    panel.a.value = 4
    assert panel.record.a == 4
    panel.show(Shown(a=7))
    assert panel.record.a == 7
    assert "7 2 x" in panel.drawing()
    assert panel.figure() == panel.drawing()
    assert "over" in panel.drawing()


def test_setting_two_controls_in_a_batch_draws_once(panel):
    with panel.batch():
        panel.a.value = 3
        with panel.batch():
            panel.b.value = 5
        panel.kind.value = "y"
        assert Picture.drawn == 0
    assert Picture.drawn == 1
    assert (panel.record.a, panel.record.b, panel.record.kind) == (3, 5, "y")
    panel.a.value, panel.b.value = 1, 1
    assert Picture.drawn == 3  # without a batch each is drawn


def test_a_batch_that_breaks_off_still_draws_what_was_set(panel):
    def break_off():
        with panel.batch():
            panel.a.value = 3
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    panel.b.value = 5
    assert (panel.record.a, panel.record.b) == (3, 5)


@pytest.mark.parametrize(("asked", "held"), [(-3, 0), (0, 0), (4, 4), (5, 4), (10**9, 4)])
def test_a_cursor_is_held_inside_wherever_it_is_sent(panel, asked, held):
    panel.live.cursor = asked
    assert panel.live.cursor == panel.record.cursor == held
    panel.live.row = asked
    assert panel.live.row == panel.record.row == min(held, 1)


def test_a_cursor_comes_back_when_the_text_gets_shorter(panel):
    panel.live.cursor = 4
    panel.show(Shown(places=2, cursor=1))
    assert (panel.live.cursor, panel.live.last) == (1, 1)
    panel.live.set_state({"cursor": 4})  # a click on a place that is gone
    assert panel.live.cursor == panel.record.cursor == 1


@pytest.mark.parametrize("point_at", ["a", lambda shown, place: replace(shown, a=place)])
def test_a_cursor_goes_into_the_field_that_is_named_or_where_a_function_puts_it(point_at):
    one = LivePicture(
        Shown(a=0), draw, lambda _: "words", place=lambda shown: (shown.a, shown.places - 1), point_at=point_at
    )
    panel = Panel("Plain", "What?", [Button("Go")], one)
    one.cursor = 2
    assert panel.record == Shown(a=2)


def test_a_picture_that_shows_another_record_does_not_follow_itself(panel):
    panel.show(Shown(cursor=3, row=1))
    assert Picture.drawn == 1
    assert (panel.record.cursor, panel.record.row) == (3, 1)


def test_what_cannot_be_is_told_and_the_last_picture_stays(panel):
    before = panel.drawing()
    panel.kind.value = "bad"
    assert (panel.status.text, panel.status.problem) == ("This kind cannot be: choose x or y.", True)
    assert panel.drawing() == before
    panel.kind.value = "y"
    assert (panel.status.text, panel.status.problem) == ("All is well.", False)
    with pytest.raises(KeyError):
        panel.kind.value = "broken"
    assert "defect (KeyError" in panel.status.text
    panel.report()
    assert panel.status.text == "All is well."


def test_a_note_follows_the_record_and_leaves_a_problem_in_sight():
    panel = Panel("Plain", "What?", [Button("Go")], live(), note=lambda shown: f"a is {shown.a:g}.")
    assert panel.status.text == panel.note == "a is 1."
    panel.show(Shown(a=7))
    assert panel.status.text == panel.note == "a is 7."
    panel.report("This kind cannot be.")
    panel.show(Shown(a=3))
    assert panel.status.text == "This kind cannot be."
    panel.report()
    assert panel.status.text == "a is 3."


def test_what_cannot_be_seen_in_a_problem_is_named(panel):
    panel.report("“\u200b” is not known.")
    assert panel.status.text == "“‹U+200B zero width space›” is not known."
    panel.report()
    assert panel.status.text == "All is well."


def test_typed_nonsense_behind_more_is_told_too(panel):
    panel.b.type("many")
    assert "“many” is not a number" in panel.status.text


def test_more_counts_what_differs_and_puts_it_back_in_one_drawing(panel):
    button, head = panel.more.button, panel.more.box.children[0]
    assert panel.more.box.children[1:] == (panel.b, panel.kind)
    assert panel.children[1].children == (panel.a, button)
    assert button.differ == 0
    panel.b.value = 7
    panel.kind.value = "y"
    assert button.differ == head.differ == panel.more.differ == 2
    panel.a.value = 9  # in sight, so it does not count
    assert button.differ == 2
    Picture.drawn = 0
    head.resets += 1
    assert (panel.b.value, panel.kind.value, panel.a.value) == (2, "x", 9)
    assert Picture.drawn == 1
    assert button.differ == 0
    assert ["M"] in [names for names, _ in panel.status.shortcuts]


def test_a_panel_without_other_controls_has_no_more():
    plain = Panel("Plain", "What?", [Button("Go")], live())
    assert plain.more is None
    assert len(plain.children) == 4
    assert plain.status.shortcuts == []


def test_a_live_figure_without_a_twin_says_so():
    with pytest.raises(NotImplementedError, match="Live has no static form"):
        Live(Shown(), lambda _: {}, lambda _: "words").figure()


def test_a_picture_taken_out_of_a_panel_has_plain_colours_and_the_page_its_own():
    def coloured(_):
        return Drawing.of(text("a", 10, 20, fill=css("ink")), width=200, height=40, description="a letter")

    shown = LivePicture(Shown(), coloured, lambda _: "words", over=coloured)
    moved = LiveDrawing(Shown(), coloured, lambda _: {}, lambda _: "words", script="picture", controls={})
    for figure in (shown, moved):
        assert "var(--unrolled-ink" in figure.svg
        assert "var(" not in figure.figure()
        assert COLOURS["ink"].light in figure.figure()
    panel = Panel("Plain", "What?", [Button("Go")], shown)
    assert panel._repr_mimebundle_()["image/svg+xml"] == panel.drawing() == panel.figure()
    assert panel.drawing().count("<svg") == 2


def test_a_cursor_is_a_number(panel):
    with pytest.raises(traitlets.TraitError):
        panel.live.cursor = "two"


def test_a_button_is_watched_by_its_presses(panel):
    button, heard = Button("Go"), []
    panel.watch(lambda: heard.append(panel.a.value), panel.a, button)
    panel.a.value = 3
    button.presses += 1
    button.key = "g"
    assert heard == [3, 3]


def test_a_record_that_an_update_returns_is_shown_once_in_a_batch(panel):
    button = Button("Go")
    panel.watch(lambda: Shown(a=8), button)
    with panel.batch():
        button.presses += 1
        button.presses += 1
    assert panel.record == Shown(a=8)
    assert Picture.drawn == 1


def test_a_part_that_is_pressed_twice_is_heard_twice_and_text_that_no_message_holds_is_mended(panel):
    heard = []
    panel.live.observe(lambda change: heard.append(change.new), "pressed")
    for part in ("a", "a", "\ud83d"):
        panel.live._handle_custom_msg({"pressed": part}, [])
    assert heard == [(1, "a"), (2, "a"), (3, "\ufffd")]


def test_a_panel_that_cannot_be_made_says_one_sentence_and_no_more(monkeypatch):
    class Broken(Toy):
        def __init__(self):
            raise UnrolledError("A word needs two letters.")

        def close(self):
            self.never_made.clear()

    ignored = []
    monkeypatch.setattr(sys, "unraisablehook", ignored.append)
    with pytest.raises(UnrolledError, match="two letters"):
        Broken()
    gc.collect()
    assert ignored == []


def test_a_notebook_that_is_built_keeps_what_is_whole(panel, monkeypatch):
    monkeypatch.setattr(panel, "finish", lambda: panel.show(Shown(cursor=3)))
    assert panel._repr_mimebundle_()["text/plain"] == "at 0, 0"  # nobody waits in a live one
    monkeypatch.setenv("UNROLLED_WHOLE", "1")
    assert panel._repr_mimebundle_()["text/plain"] == "at 3, 0"


def test_every_panel_with_a_part_in_the_background_can_be_waited_for():
    for file in LESSONS.rglob("panel.py"):
        assert "Background(" not in file.read_text("utf-8"), f"{file}: that of BackgroundPanel is waited for"
