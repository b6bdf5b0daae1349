"""Studies are found by their file, and every result names the command that made it."""

import importlib
import importlib.util
import json
import subprocess
import sys

import pytest

from unrolled.datasets.paths import data_folder
from unrolled.training import studies

FILES = sorted((data_folder() / "results").glob("*.json"))


def test_every_study_is_found_and_can_be_run():
    found = studies.studies()
    assert len(found) == len(set(found)) >= 29
    for name in found:
        assert importlib.util.find_spec(name) is not None
    assert studies.studies(["tcn.race", "carry"]) == [
        "unrolled.lessons.lstm.carry.study",
        "unrolled.lessons.tcn.race.study",
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_result_names_the_module_that_made_it(path):
    command = json.loads(path.read_text())["about"]["command"].split()
    assert command[:2] == ["python", "-m"]
    assert command[2] in studies.studies() or command[2] == "unrolled.training.live"


MODULES = map(importlib.import_module, studies.studies())
NAMED = [module for module in MODULES if hasattr(module, "NAME") and hasattr(module, "COMMAND")]


@pytest.mark.parametrize("study", NAMED, ids=lambda study: study.NAME)
def test_the_file_names_its_command(study):
    about = json.loads((data_folder() / "results" / f"{study.NAME}.json").read_text())["about"]
    assert about["command"] == study.COMMAND == f"python -m {study.__name__}"


def test_an_unknown_word_is_told_with_the_names_there_are():
    command = [sys.executable, "-m", "unrolled.training.studies", "nosuch"]
    ended = subprocess.run(command, capture_output=True, text=True)
    assert ended.returncode == 1
    assert "No study has nosuch in its name" in ended.stderr
    assert "unrolled.lessons.lstm.carry.study" in ended.stderr
