"""The project's own files agree with each other."""

import hashlib
import importlib
import importlib.util
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
CONDA_NAMES = {"pytorch-cpu": "torch", "lazy_loader": "lazy-loader"}
NOTEBOOKS = [
    "00_start_here",
    "01_recurrent_networks",
    "02_vanishing_gradients",
    "03_lstm_gates",
    "04_char_rnn",
    "05_synthetic_shakespeare",
    "06_synthetic_latex",
    "07_word_encodings",
    "08_word2vec",
    "09_word2vec_analogies",
    "10_show_and_tell",
    "11_tcn_receptive_field",
    "12_empirical_evaluation",
]


def tracked():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.splitlines()]


def test_conda_and_pip_ask_for_the_same():
    listed = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]
    conda = dict(line.split(maxsplit=1) for line in listed if isinstance(line, str) and " " in line)
    assert conda.pop("python").startswith(PROJECT["requires-python"])
    pip = {requirement.name: requirement.specifier for requirement in map(Requirement, PROJECT["dependencies"])}
    assert {CONDA_NAMES.get(name, name): Requirement(f"x{ranges}").specifier for name, ranges in conda.items()} == pip


def test_constraints_lie_in_the_ranges_and_name_no_build():
    pinned = {}
    for line in (ROOT / "constraints.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            name, version = line.split("==")
            pinned[name.lower().replace("_", "-")] = version
    assert "+" not in "".join(pinned.values())
    for requirement in map(Requirement, PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]):
        assert Version(pinned[requirement.name.lower()]) in requirement.specifier


def test_every_file_of_data_has_its_row_and_hash():
    sources = (ROOT / "data" / "SOURCES.md").read_text()
    for path in (ROOT / "data").rglob("*"):
        if path.is_dir() or path.name == "SOURCES.md":
            continue
        name = path.relative_to(ROOT / "data")
        named = ((line, re.match(r"\| `(.+?)`", line)) for line in sources.splitlines())
        row = next(line for line, pattern in named if pattern and name.match(pattern[1]))
        if path.suffix == ".xz":
            assert hashlib.sha256(path.read_bytes()).hexdigest() in row


def test_the_readme_maps_all_thirteen_notebooks_with_their_minutes():
    readme = (ROOT / "README.md").read_text()
    first = (ROOT / "notebooks" / "scripts" / "00_start_here.py").read_text()
    for name in NOTEBOOKS:
        script = (ROOT / "notebooks" / "scripts" / f"{name}.py").read_text()
        minutes = re.search(r"\*Time:\* (\d+) minutes", script)[1]
        row = next(line for line in readme.splitlines() if line.startswith("|") and name in line)
        assert row.split("|")[-2].strip() == minutes, name
        if name != "00_start_here":
            row = next(line for line in first.splitlines() if line.startswith("# |") and name in line)
            assert row.split("|")[-3].strip() == minutes, name


def test_the_readme_is_short_and_what_it_shows_is_here():
    readme = (ROOT / "README.md").read_text()
    assert len(readme.encode()) <= 6144
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        for place in re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", page.read_text()):
            assert (page.parent / place).exists(), f"{page.name} shows {place}"


def test_headings_that_the_readme_points_at_exist():
    readme, results = (ROOT / "README.md").read_text(), (ROOT / "docs" / "results.md").read_text()
    headings = {
        re.sub(r"[^\w -]", "", line.lstrip("# ").lower()).replace(" ", "-")
        for line in results.splitlines()
        if line.startswith("#")
    }
    pointed = set(re.findall(r"docs/results\.md#([\w-]+)", readme))
    assert len(pointed) >= 5
    assert pointed <= headings


def test_one_command_writes_the_address():
    spec = importlib.util.spec_from_file_location("address", ROOT / "tools" / "address.py")
    address = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(address)
    readme = address.fill((ROOT / "README.md").read_text(), "ada/sequences")
    assert "git clone https://github.com/ada/sequences\ncd sequences\n" in readme
    assert "mybinder.org/v2/gh/ada/sequences/" in readme
    assert not re.search(r"OWNER|REPO\b", readme)
    with pytest.raises(ValueError, match="'ada' is not the address of a repository"):
        address.fill("", "ada")


def test_numbers_of_the_benchmarks_are_those_of_the_bench():
    """Each row of bench.json that docs/benchmarks.md quotes stands there as measured."""
    page = (ROOT / "docs" / "benchmarks.md").read_text()
    quoted = re.findall(r"^\| (.+?) \| ([\d.,]+) \| ([\d.,]+|–) \| (.+?) \|$", page, re.MULTILINE)
    assert len(quoted) >= 60
    rows = {row["name"]: row for row in json.loads((ROOT / "bench.json").read_text())["rows"]}
    for name, ours, peer, _unit in quoted:
        assert float(ours.replace(",", "")) == pytest.approx(rows[name]["ours"], rel=0.01, abs=0.006)
        if peer != "–":
            assert float(peer.replace(",", "")) == pytest.approx(rows[name]["peer"], rel=0.01, abs=0.006)


def test_no_large_files():
    for path in tracked():
        assert path.stat().st_size < 20 * 2**20, path


@pytest.fixture
def install():
    spec = importlib.util.spec_from_file_location("install", ROOT / "tools" / "install.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_torch_is_looked_for_here_first_then_at_the_cpu_index_then_in_general(install, monkeypatch, capsys):
    asked = []
    monkeypatch.setattr(install, "torch_is_here", lambda wanted: False)
    monkeypatch.setattr(install, "pip", lambda *arguments, quiet=False: asked.append(arguments) or len(asked) == 3)
    assert install.install_torch("torch==2.13.0")
    assert "--no-index" in asked[0]
    assert install.CPU_INDEX in asked[1]
    assert "--timeout" in asked[1]
    assert asked[2] == ("install", "torch==2.13.0")
    assert "GB" in capsys.readouterr().out or install.sys.platform != "linux"  # said before it is fetched
    monkeypatch.setattr(install, "torch_is_here", lambda wanted: True)
    assert install.install_torch("torch==2.13.0")
    assert len(asked) == 3


def test_nothing_is_built_apart_and_a_touched_file_installs_nothing(install, monkeypatch, tmp_path, capsys):
    asked = []
    monkeypatch.setattr(install, "READY", tmp_path / "ready")
    monkeypatch.setattr(install, "torch_is_here", lambda wanted: True)
    monkeypatch.setattr(install, "pip", lambda *arguments, quiet=False: asked.append(arguments) is None)
    monkeypatch.setattr(install.subprocess, "run", lambda command: subprocess.CompletedProcess(command, 0))
    install.main()
    builders, project = asked  # a build apart would fetch setuptools each time
    assert builders[-1].startswith("setuptools>=")
    assert "--no-build-isolation" in project
    assert project[-1] == f"{ROOT}[dev]"
    (ROOT / "pyproject.toml").touch()
    install.main()
    assert len(asked) == 2
    assert "already" in capsys.readouterr().out
    (tmp_path / "ready").write_text("of another state\n")
    install.main()
    assert len(asked) == 4


def test_an_installation_that_stopped_is_tried_again(install, monkeypatch, tmp_path):
    monkeypatch.setattr(install, "READY", tmp_path / "ready")
    monkeypatch.setattr(install, "torch_is_here", lambda wanted: True)
    monkeypatch.setattr(install, "pip", lambda *arguments, quiet=False: False)
    with pytest.raises(SystemExit, match="did not finish"):
        install.main()
    assert not (tmp_path / "ready").exists()


def test_the_wanted_torch_is_the_constraint(install):
    assert re.fullmatch(r"torch==\d+\.\d+\.\d+", install.wanted_torch())


def test_lab_settings_are_valid_and_keep_plots_alive():
    settings = json.loads((ROOT / "tools" / "jupyterlab_overrides.json").read_text())
    assert settings["@jupyterlab/notebook-extension:tracker"]["windowingMode"] == "defer"
    assert settings["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"


def test_settings_of_others_stay_beside_ours(tmp_path):
    spec = importlib.util.spec_from_file_location("settings", ROOT / "tools" / "install_lab_settings.py")
    settings = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(settings)
    every = tmp_path / "etc" / "jupyter" / "jupyter_config.json"
    every.parent.mkdir(parents=True)
    every.write_text('{"HTMLExporter": {"theme": "dark"}, "Other": {"a": 1}}')
    assert all(path.exists() for path in settings.install(tmp_path))
    written = json.loads(every.read_text())
    assert written["Other"] == {"a": 1}
    assert written["HTMLExporter"]["theme"] == "dark"
    assert written["HTMLExporter"]["preprocessors"] == ["unrolled.notebook.export.Whole"]


FACES = sorted(path.parent.name for path in (ROOT / "lib" / "unrolled" / "lessons").glob("*/__init__.pyi"))


@pytest.mark.parametrize("package", ["panels", *(f"lessons.{name}" for name in FACES)])
def test_every_name_that_waits_in_a_stub_can_be_had(package):
    loaded = importlib.import_module(f"unrolled.{package}")
    assert len(loaded.__all__) > 1
    for name in loaded.__all__:
        assert getattr(loaded, name).__doc__, f"{package}.{name} says nothing of itself"


def test_a_set_up_cell_loads_no_panel():
    lessons = ", ".join(FACES)
    code = f"import sys; from unrolled import notebook, panels; from unrolled.lessons import {lessons}"
    code += "; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    topics = [name for name in loaded if name.startswith("unrolled.lessons.") and name.count(".") > 2]
    assert f"unrolled.lessons.{FACES[0]}" in loaded
    assert (
        topics + [name for name in loaded if name.startswith(("unrolled.panels.", "unrolled.measuring", "onnx"))] == []
    )
