"""The five-minute route of a notebook: its set-up and the cells under the headings marked ▶ need no other cell."""

import ast
import builtins
import re
import symtable

import pytest

import notebooks as tool

GIVEN = {*dir(builtins), "display", "__name__"}
RUN = {"04_char_rnn"}  # whose route is also carried out; for the others the names tell


def route(cells):
    """The first cell of code, and all code between a heading marked ▶ and the next heading."""
    chosen, marked = [], False
    for cell in cells:
        headings = re.findall(r"^#+ .*", cell.source, re.MULTILINE) if cell.cell_type == "markdown" else []
        if headings:
            marked = "▶" in headings[-1]
        elif cell.cell_type == "code" and (marked or not chosen):
            chosen.append(cell.source)
    return chosen


def names(table, taken=False):
    """Global names that a cell binds, or with ``taken`` those it takes, in its functions as well."""
    top = table.get_type() == "module"
    here = {
        symbol.get_name()
        for symbol in table.get_symbols()
        if (symbol.is_referenced() if taken else symbol.is_assigned() or symbol.is_imported())
        and (top or symbol.is_global())
    }
    return here.union(*(names(child, taken) for child in table.get_children()))


def missing(cells):
    """Names that cells take from nowhere, each with the first line of the cell."""
    known, found = set(GIVEN), []
    for source in cells:
        table = symtable.symtable(source, "cell", "exec")
        bound = names(table) | {child.get_name() for child in table.get_children()}
        found += [f"{name}: {source.splitlines()[0]}" for name in sorted(names(table, taken=True) - bound - known)]
        known |= bound
    return found


class Cell:
    def __init__(self, source, cell_type="code"):
        self.source, self.cell_type = source, cell_type


CELLS = [
    Cell("a = 1"),
    Cell("b = a"),
    Cell("## ▶ One\n\nText.", "markdown"),
    Cell("print([k * a for k in range(3)])"),
    Cell("More text.", "markdown"),
    Cell("def double(x):\n    return x * c"),
    Cell("### Two", "markdown"),
    Cell("c = 2"),
]


def test_a_route_is_the_set_up_and_what_stands_under_marked_headings():
    assert route(CELLS) == [CELLS[0].source, CELLS[3].source, CELLS[5].source]


def test_a_name_of_a_cell_that_is_not_marked_is_found():
    assert missing(route(CELLS)) == ["c: def double(x):"]
    assert missing([cell.source for cell in CELLS if cell.cell_type == "code"][::-1])[0].startswith("a: ")


@pytest.mark.parametrize("script", tool.scripts(), ids=lambda script: script.stem)
def test_the_marked_cells_need_no_other(script):
    cells = tool.read(script).cells
    taken = route(cells)
    promised = "▶" in re.search(r"\*Five-minute route:\*[^.]*", cells[0].source)[0]
    assert (len(taken) > 1) == promised, "headings are marked where the first text says so"
    assert missing(taken) == []


@pytest.mark.parametrize("script", [s for s in tool.scripts() if s.stem in RUN], ids=lambda script: script.stem)
def test_the_marked_cells_run_by_themselves(script, monkeypatch):
    monkeypatch.chdir(script.parents[1])
    space = {"display": lambda *_: None}
    for source in route(tool.read(script).cells):
        *body, last = ast.parse(source).body
        exec(compile(ast.Module(body, []), script.name, "exec"), space)
        exec(compile(ast.Interactive([last]), script.name, "single"), space)  # as a notebook shows it
