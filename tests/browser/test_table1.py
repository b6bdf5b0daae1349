"""Notebook 12 in JupyterLab: its panels are moved, and say what their twins in Python say."""

import pytest

from lab import described
from unrolled import notebook
from unrolled.lessons import table1


@pytest.fixture(scope="module")
def here(ran):
    notebook.setup()
    return ran("12_empirical_evaluation.ipynb")


def test_the_table_opens_cells_by_keys_and_obeys_its_switches(here):
    panel, twin = here.panel("The table"), table1.TablePanel(show="ours")
    described(panel, twin.describe())
    for key, move in (("ArrowLeft", (-1, 0)), ("ArrowUp", (0, -1)), ("ArrowRight", (1, 0)), ("ArrowDown", (0, 1))):
        panel.locator(".unrolled-wide").press(key)
        twin.live.cursor += move[0]
        twin.live.row += move[1]
        described(panel, twin.describe())
    panel.get_by_text("authors’", exact=True).click()
    twin.protocol.value = "authors"
    described(panel, twin.describe())
    assert "make table1 TASK=" in panel.inner_text()


def test_each_score_is_read_beside_the_trivial_one(here):
    panel, twin = here.panel("How to read a table"), table1.ReadingPanel()
    panel.locator(".unrolled-wide").press("ArrowDown")
    twin.live.row += 1
    described(panel, twin.describe())
    panel.get_by_role("combobox", name="Task").select_option(label="JSB chorales")
    twin.task.value = "jsb"
    described(panel, twin.describe())
    panel.get_by_role("slider", name="Trivial loss for a wait of").wait_for(state="hidden")  # copy memory's alone


def test_one_string_keeps_what_was_typed_when_it_cannot_be_read(here):
    panel = here.panel("One string, six machines")
    before = described(panel, "Character")
    panel.locator(".unrolled-wide").press("ArrowRight")
    described(panel, "Character", no_more=before)
    panel.get_by_role("button", name="More controls").click()
    box = panel.get_by_role("textbox")
    box.fill("To be <b>or</b> not")
    panel.get_by_text("“<” (place 7) is not among").wait_for()
    assert box.input_value() == "To be <b>or</b> not"
    box.fill("To be or not")
    described(panel, "of 12")


def test_a_race_starts_and_stops(here):
    panel = here.panel("A race you can run")
    before = described(panel, "measured before")
    panel.get_by_role("button", name="Start").click()
    panel.get_by_text("Each has had").first.wait_for(timeout=20_000)
    panel.get_by_role("button", name="Stop").click()
    panel.get_by_text("Stopped").first.wait_for(timeout=20_000)
    described(panel, "", no_more=before)
    assert here.errors == []
