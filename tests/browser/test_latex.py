"""Source and page in JupyterLab: its own MathJax sets what can be set, and what it refuses is marked and counted."""

import re
import shutil
from pathlib import Path

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from scripted import panel

import lab
from unrolled.lessons.latex.typeset.probe.mathjax import COMMANDS, MACROS, prepare

CONVERT = """async (formulas) => {
    const { rendermime } = window.jupyterapp.shell.currentWidget.content;
    const page = await rendermime.latexTypesetter.mathDocument();
    const wrong = (node) => node.querySelector("[data-mjx-error], mjx-mtext[style*='red']");
    return formulas.filter((tex) => wrong(page.convert(tex, { display: true })));
}"""
KNOWN = """async (names) => {
    const { rendermime } = window.jupyterapp.shell.currentWidget.content;
    const { handlers } = (await rendermime.latexTypesetter.mathDocument()).inputJax[0].parseOptions;
    const has = (name) => handlers.get("macro").contains(name) || handlers.get("delimiter").contains("\\\\" + name);
    return names.filter((name) => !has(name));
}"""


@pytest.fixture(scope="module")
def visit(opened, tmp_path_factory):
    folder = tmp_path_factory.mktemp("latex")
    shutil.copyfile(Path(__file__).with_name("scripted.py"), folder / "scripted.py")
    cells = ["from scripted import panel\nshown = panel()\nshown.finish()\nshown", "shown.figure()"]
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells], metadata=kernel)
    nbformat.write(made, folder / "latex.ipynb")
    with lab.server(folder) as address, lab.visit(opened, address, "latex.ipynb") as here:
        here.run_all()
        yield here


@pytest.fixture(scope="module")
def twin():
    made = panel()
    made.finish()
    return made


def region(visit):
    found = visit.page.get_by_role("region", name="Source and page", exact=True)
    found.scroll_into_view_if_needed()
    return found


def settled(visit, sentence):
    """Wait until the panel says this, in its status line and of its picture, and its page is drawn."""
    found = region(visit)
    found.get_by_role("status").filter(has_text=sentence).wait_for(timeout=20_000)
    found.get_by_role("group", name=sentence, exact=True).wait_for(timeout=20_000)
    visit.page.wait_for_function("!document.querySelector('.unrolled-panel .unrolled-unseen')", timeout=20_000)
    return found


def unmarked(found):
    """Errors of MathJax and raw formulas that stand on the page outside a box."""
    return found.locator(".unrolled-print").evaluate(
        """page => {
            const copy = page.cloneNode(true);
            copy.querySelectorAll(".unrolled-refused, .unrolled-begun").forEach(box => box.remove());
            const errors = copy.querySelectorAll("[data-mjx-error], mjx-merror, mjx-mtext[style*='red']").length;
            return [errors, /[$\\\\]/.test(copy.textContent)];
        }"""
    )


def test_each_sound_formula_is_set_and_each_other_stands_in_a_box(visit, twin):
    found, page = settled(visit, twin.describe()), twin.record.page
    sound = [node for node in page.formulas if not node.why]
    assert len(sound) > 10
    assert found.locator(".unrolled-formula").count() == found.locator("mjx-container").count() == len(sound)
    boxes = found.locator(".unrolled-print .unrolled-refused").all_inner_texts()
    expected = [
        f"✗ {node.why} {page.source[node.start : node.end]}"
        for node in page.walk()
        if node in (*page.refused, *page.signs)
    ]
    assert ["".join(box.split()) for box in boxes] == ["".join(box.split()) for box in expected]
    assert unmarked(found) == [0, False]
    assert found.locator(".unrolled-source").inner_text().rstrip("\n") == page.source.rstrip("\n")
    assert found.locator("math mfrac").count() == page.source.count("\\frac")


def test_what_is_typed_is_set_and_what_mathjax_refuses_is_counted(visit, twin):
    found = region(visit)
    found.get_by_role("button", name="More controls").click()
    box = found.get_by_role("textbox", name="Your source")
    source = r"$x \limits_a$ and $\frac{1}{2}$ and $\hline$"
    box.fill(source)
    twin.own.value = source
    twin.live.refused = {r"x \limits_a": r"\limits is allowed only on operators", r"\hline": r"Misplaced \hline"}
    assert "2 of 3 formulas" in twin.describe()
    settled(visit, twin.describe())
    assert found.locator("mjx-container").count() == 1
    assert unmarked(found) == [0, False]
    assert found.locator(".unrolled-why").all_inner_texts() == [
        "✗ \\limits is allowed only on operators",
        "✗ Misplaced \\hline",
    ]
    visit.page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    visit.reload()
    found.wait_for(timeout=60_000)
    settled(visit, twin.describe())  # the state, not a start value
    assert found.locator("mjx-container").count() == 1


def test_nothing_typed_becomes_html_or_a_link(visit, twin):
    found = region(visit)
    source = (
        r"<img src=x onerror='window.caught = 1'> $\href{javascript:window.caught = 1}{x}$ $\style{color:red}{x}$ "
        r"$\text{<img src=x onerror='window.caught = 1'>}$ \href{javascript:1}{y} $a$"
    )
    if not found.get_by_role("textbox", name="Your source").is_visible():
        found.get_by_role("button", name="More controls").click()
    found.get_by_role("textbox", name="Your source").fill(source)
    twin.own.value = source
    settled(visit, twin.describe())
    sheet = found.locator(".unrolled-sheet")
    assert sheet.locator("img, a, script, [style*='red']").count() == 0
    assert visit.page.evaluate("window.caught") is None
    assert found.locator(".unrolled-formula").count() == 2
    assert unmarked(found)[0] == 0


def test_the_layout_stays_and_can_be_read_by_machines_and_keys(visit, twin):
    found = region(visit)
    heights = set()
    for writer, name in (("network", "the network"), ("you", "you")):
        found.get_by_text(name, exact=True).click()
        twin.writer.value = writer
        twin.finish()
        settled(visit, twin.describe())
        heights.add(round(found.bounding_box()["height"]))
    assert len(heights) == 1
    found.get_by_text("the network", exact=True).click()
    twin.writer.value = "network"
    twin.finish()
    settled(visit, twin.describe())
    page = found.get_by_role("region", name="Page", exact=True)
    page.focus()
    page.press("End")
    visit.page.wait_for_function("node => node.scrollTop > 0", arg=page.element_handle(), timeout=5_000)
    findings = Axe().run(visit.page, context=".unrolled-panel").response["violations"]
    assert [f["id"] for f in findings if f["impact"] in ("serious", "critical")] == []
    assert visit.outside == []
    assert [error for error in visit.errors if not re.search("favicon", error)] == []


def test_the_static_twin_is_set_by_lab_itself(visit, twin):
    static = visit.page.locator(".jp-RenderedHTML .unrolled-sheet")
    static.scroll_into_view_if_needed()
    static.locator("mjx-container").first.wait_for(timeout=20_000)
    source = panel()
    source.finish()
    sound = [node for node in source.record.page.formulas if not node.why]
    assert static.locator("mjx-container").count() == len(sound)
    assert static.locator(".unrolled-source mjx-container").count() == 0


def test_mathjax_knows_every_command_of_the_list_and_sets_the_projects_own(visit):
    assert visit.page.evaluate(KNOWN, sorted(COMMANDS)) == []
    assert visit.page.evaluate(KNOWN, ["etale"]) == ["etale"]
    own = [prepare(rf"\{name}_a")[0] for name in MACROS]
    assert visit.page.evaluate(CONVERT, own) == []
    assert visit.page.evaluate(CONVERT, [r"\foo", "x^a^b", "x"]) == [r"\foo", "x^a^b"]
