"""The notebooks as files: in sync, small, clean, with enough compared cells, and nbval really compares them."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

import notebooks as tool

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = tool.scripts()
COMPARED = {
    "00_start_here": 0,
    "01_recurrent_networks": 13,
    "02_vanishing_gradients": 16,
    "03_lstm_gates": 19,
    "04_char_rnn": 14,
    "05_synthetic_shakespeare": 9,
    "06_synthetic_latex": 10,
    "07_word_encodings": 17,
    "08_word2vec": 20,
    "09_word2vec_analogies": 15,
    "10_show_and_tell": 11,
    "11_tcn_receptive_field": 15,
    "12_empirical_evaluation": 12,
}  # cells whose printed numbers nbval compares


def names(script):
    return script.stem


def built(script):
    return nbformat.read(tool.built(script), as_version=4)


@pytest.mark.parametrize("script", SCRIPTS, ids=names)
def test_a_notebook_is_what_its_script_says(script):
    assert tool.faults(script) == []


@pytest.mark.parametrize("script", SCRIPTS, ids=names)
def test_compared_cells_are_as_many_as_agreed(script):
    tagged = [cell for cell in built(script).cells if "nbval-check-output" in cell.metadata.get("tags", [])]
    assert len(tagged) == COMPARED[script.stem]
    assert all(cell.outputs for cell in tagged)


@pytest.mark.parametrize("script", SCRIPTS, ids=names)
def test_anatomy(script):
    cells = built(script).cells
    first = cells[0].source
    assert re.search(r"^\*\*.+\*\*$", first, re.MULTILINE), "a promise in bold"
    assert len(re.findall(r"^- ", first, re.MULTILINE)) == 3, "three aims"
    assert "Time:" in first
    assert "Slide" in first
    assert "Five-minute route" in first
    setup = next(cell for cell in cells if cell.cell_type == "code")
    lines = [line for line in setup.source.splitlines() if line.strip()]
    assert len(lines) <= 8
    assert "notebook.setup()" in lines
    words = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    assert "## Where this breaks" in words
    summary = words.split("## In short")[1]
    assert len(re.findall(r"^- ", summary, re.MULTILINE)) == 5, "five lines of summary"
    assert re.search(r"\]\(\d\d_", summary), "a link to go on with"


@pytest.mark.parametrize("script", SCRIPTS, ids=names)
def test_no_cell_installs_or_downloads(script):
    code = "\n".join(cell.source for cell in built(script).cells if cell.cell_type == "code")
    assert not re.search(r"[!%]\s*pip|urllib|requests|wget|curl|http", code)


@pytest.mark.parametrize("script", SCRIPTS, ids=names)
def test_no_figure_offers_to_post_itself_to_a_cloud(script):
    for cell in built(script).cells:
        for output in cell.get("outputs", []):
            chart = output.get("data", {}).get("application/vnd.plotly.v1+json")
            assert chart is None or chart["config"]["showSendToCloud"] is False


@pytest.mark.parametrize("script", SCRIPTS, ids=names)
def test_links_between_notebooks_lead_somewhere(script):
    for cell in built(script).cells:
        for target in re.findall(r"\]\((\w+\.ipynb)\)", cell.source):
            assert (script.parents[1] / target).exists(), target


def test_an_altered_number_turns_nbval_red(tmp_path):
    source = nbformat.v4.new_code_cell("print(2 + 2)", metadata={"tags": ["nbval-check-output"]}, execution_count=1)
    verdicts = {}
    for stored in ("4", "5"):
        source.outputs = [nbformat.v4.new_output("stream", name="stdout", text=f"{stored}\n")]
        path = tmp_path / f"stored_{stored}.ipynb"
        nbformat.write(nbformat.v4.new_notebook(cells=[source], metadata={"kernelspec": tool.KERNEL}), path)
        command = [sys.executable, "-m", "pytest", "-q", "-p", "nbval", "--nbval-lax", "--nbval-current-env", str(path)]
        verdicts[stored] = subprocess.run(command, cwd=tmp_path, capture_output=True).returncode
    assert verdicts == {"4": 0, "5": 1}


def test_an_edit_in_the_notebook_is_noticed_and_can_be_brought_back(tmp_path, monkeypatch):
    monkeypatch.setattr(tool, "FOLDER", tmp_path)
    script = tmp_path / tool.SCRIPTS / SCRIPTS[0].name
    script.parent.mkdir()
    shutil.copy(SCRIPTS[0], script)
    shutil.copy(tool.built(SCRIPTS[0]), tmp_path)
    edited = built(script)
    edited.cells[0].source += "\n\nOne more sentence."
    nbformat.write(edited, tool.built(script))
    assert "does not match" in tool.faults(script)[0]
    tool.to_script(script.stem)
    assert "One more sentence." in script.read_text()
    assert tool.faults(script) == []


def test_a_script_brought_back_unchanged_is_the_same():
    for script in SCRIPTS:
        before = script.read_text()
        try:
            tool.to_script(script.stem)
            assert script.read_text() == before
        finally:
            script.write_text(before)
