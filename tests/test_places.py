"""What the command prints and returns for places that are fine, broken, or not to be had; the places are not tried."""

import sys

import pytest

import places
import places_check
import places_versions
from places_check import NotTried, Place, line, lowest


def failing():
    raise AssertionError("two\nlines")


def missing():
    raise NotTried("pip cannot install it")


def test_one_line_for_each_place(capsys):
    assert places.tried(Place("Voila", lambda: ("0.5", "13 notebooks")))
    assert not places.tried(Place("Voila", failing))
    assert places.tried(Place("Voila", missing))
    assert capsys.readouterr().out.splitlines() == [
        "✓ Voila 0.5: 13 notebooks (0 s)",
        "✗ Voila: AssertionError: two lines (0 s)",
        "– Voila: not tried: pip cannot install it (0 s)",
    ]


@pytest.mark.parametrize(("broken", "code"), [([], 0), (["b"], 1)])
def test_all_are_tried_and_one_that_fails_is_told_by_the_exit_code(monkeypatch, capsys, broken, code):
    made = {name: Place(name, failing if name in broken else lambda: ("", "ok")) for name in "abc"}
    monkeypatch.setattr(places, "PLACES", made)
    monkeypatch.setattr(sys, "argv", ["places.py"])
    with pytest.raises(SystemExit) as ended:
        places.main()
    assert ended.value.code == code
    assert [row.split()[1] for row in capsys.readouterr().out.replace(":", " ").splitlines()] == ["a", "b", "c"]


def test_a_place_without_a_version_has_no_gap():
    assert line("Python", "", "fine", 2.4, "✓") == "✓ Python: fine (2 s)"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("numpy>=2,<3", "numpy==2.0.*"),
        ("ipywidgets>=8.1,<9", "ipywidgets==8.1.*"),
        ("lazy-loader>=0.4,<1", "lazy-loader==0.4.*"),
        ("regex>=2024.5.10", "regex==2024.5.10"),
    ],
)
def test_the_lowest_version_of_a_range(asked, found):
    assert lowest(asked) == found


def test_all_that_is_needed_has_a_lowest_version():
    assert all(map(lowest, places_versions.requirements()))
    with pytest.raises(ValueError, match="no lower bound"):
        lowest("numpy<3")


def test_a_program_that_pip_cannot_have_is_not_tried(monkeypatch, tmp_path):
    monkeypatch.setattr(places_check, "BUILD", tmp_path)
    with pytest.raises(NotTried, match="pip cannot install"):
        places_check.installed("none", "not a requirement")


def test_a_copy_holds_what_git_knows(tmp_path):
    copy = places_check.copied(tmp_path)
    assert (copy / "lib" / "unrolled" / "__init__.py").exists()
    assert len(list((copy / "notebooks").glob("*.ipynb"))) == 13
    assert not (copy / "build").exists()


def test_the_last_line_is_told():
    assert places_check.last_line("Traceback\n  x\nOSError: full\n\n") == "OSError: full"
    assert places_check.last_line("") == "no output"
