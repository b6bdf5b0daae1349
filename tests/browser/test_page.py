"""What only a page can show: whose keys they are, undo, long texts, two views, whole characters, a dead kernel."""

import shutil
import time
from pathlib import Path

import nbformat
import pytest
from toys import fingerprint, temperature

import lab
from lab import described

CELLS = ["import toys\nshown = toys.Toy()\nshown", "toys.temperature()", "1 + 1"]
PASTE = """(box, text) => {
    box.style.display = text.length > 1000 ? "none" : ""; // laying out so much text is not what is tested
    box.value = text;
    box.dispatchEvent(new Event("input"));
    box.dispatchEvent(new Event("change")); // as when the focus leaves it for a button
}"""
COUNT = "() => window.jupyterapp.shell.currentWidget.content.widgets.length"


@pytest.fixture(scope="module")
def visit(opened, tmp_path_factory):
    folder = tmp_path_factory.mktemp("page")
    shutil.copyfile(Path(__file__).with_name("toys.py"), folder / "toys.py")
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS], metadata=kernel)
    nbformat.write(made, folder / "page.ipynb")
    with lab.server(folder) as address, lab.visit(opened, address, "page.ipynb") as here:
        here.run_all()
        yield here


@pytest.fixture
def toy(visit):
    found = visit.page.get_by_role("region", name="Toy", exact=True).first
    found.scroll_into_view_if_needed()
    return found


def says(panel, words):
    panel.get_by_role("status").filter(has_text=words).wait_for(timeout=20_000)


def test_no_key_of_a_panel_reaches_the_notebook_after_a_click_inside_it(visit, toy):
    cells = visit.page.evaluate(COUNT)
    for part in (".unrolled-status", ".unrolled-question", ".unrolled-picture", ".unrolled-keys"):
        toy.get_by_role("button", name="Start").click()
        says(toy, "It trains.")
        toy.locator(part).first.click()
        visit.page.keyboard.press("x")
        says(toy, "It has stopped.")
        for key in ("d", "d", "a", "b", "Enter"):  # of Lab: delete, new cells above and below, edit
            visit.page.keyboard.press(key)
        assert visit.page.evaluate(COUNT) == cells


def test_undo_in_a_text_box_undoes_what_was_typed_there(visit, toy):
    box = toy.get_by_role("textbox", name="Text")
    box.fill("")
    described(toy, f"typed {fingerprint('')}")
    cells = visit.page.evaluate(COUNT)
    for part in ("one", " two"):
        box.press_sequentially(part)
        visit.page.wait_for_timeout(400)  # Python has it, and the count beside the box is new
    described(toy, f"typed {fingerprint('one two')}")
    for _ in range(12):  # how many letters an undo takes is the browser's choice
        box.press("Control+z")
        if box.input_value() == "":
            break
    assert box.input_value() == ""
    described(toy, f"typed {fingerprint('')}")
    for _ in range(12):
        box.press("Control+Shift+z")
    assert box.input_value() == "one two"
    described(toy, f"typed {fingerprint('one two')}")
    assert visit.page.evaluate(COUNT) == cells


def test_a_text_of_several_messages_arrives_whole_and_is_what_is_trained(visit, toy):
    whole = "ქართული ენა " * 40_000  # 1.3 MB
    toy.locator("textarea").evaluate(PASTE, whole)
    toy.get_by_role("button", name="Start").click()
    described(toy, f"trained {fingerprint(whole)}")
    toy.get_by_role("button", name="Stop").click()
    says(toy, "It has stopped.")
    toy.locator("textarea").evaluate(PASTE, "short again")
    described(toy, f"typed {fingerprint('short again')}")


def test_a_second_view_does_not_make_play_faster(visit, toy):
    visit.page.evaluate(
        """async () => {
            const { commands, shell } = window.jupyterapp;
            const notebook = shell.currentWidget.content;
            notebook.activeCellIndex = 2;
            notebook.activeCell.model.sharedModel.setSource("shown");
            await commands.execute('notebook:run-cell');
        }"""
    )
    views = visit.page.get_by_role("region", name="Toy", exact=True)
    views.nth(1).wait_for()
    toy.scroll_into_view_if_needed()
    began = time.monotonic()
    toy.get_by_role("button", name="Play").click()
    visit.page.wait_for_timeout(4000)
    toy.get_by_role("button", name="Pause").click()
    ticks = int(described(toy, "ticks.").split()[-2])
    assert 1 <= ticks <= time.monotonic() - began + 1


def test_characters_of_two_places_are_shown_and_counted_whole(visit):
    twin = temperature()
    passage = twin.finish().samples.at(0.8)
    found = visit.page.get_by_role("region", name="Temperature", exact=True)
    found.scroll_into_view_if_needed()
    found.locator("pre:not(.unrolled-waiting)").wait_for(timeout=30_000)
    assert len(passage[0].encode()) == 1 < len(passage[1].encode())  # "a" is read, so what comes first is known
    assert found.locator(".unrolled-caption b").inner_text() == "12 characters"
    assert found.locator(".unrolled-first").text_content().strip() == passage[0]
    box, name = (found.locator(f'[data-part="{part}"]').bounding_box() for part in ("box", "name-0"))
    assert abs(box["x"] + box["width"] / 2 - name["x"] - name["width"] / 2) < 4


BUSY = """() => {
    const make = URL.createObjectURL.bind(URL);
    URL.createObjectURL = blob => {
        URL.createObjectURL = make;
        for (const end = Date.now() + 2500; Date.now() < end; ) {}
        return make(blob);
    };
}"""


def test_a_page_that_is_busy_for_more_than_two_seconds_loses_no_message(visit):
    visit.page.evaluate(BUSY)
    visit.run_all()
    toy = visit.page.get_by_role("region", name="Toy", exact=True).first
    toy.scroll_into_view_if_needed()
    toy.get_by_role("button", name="Start").click()
    says(toy, "It trains.")
    toy.get_by_role("button", name="Stop").click()
    says(toy, "It has stopped.")
    assert [said for said in visit.errors if "initialize" in said] == []


def test_a_kernel_that_is_gone_is_told(visit, toy):
    visit.page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.shutdown()")
    toy.get_by_role("button", name="Start").click()
    says(toy, "The kernel has stopped or was restarted, so nothing here can be computed.")
