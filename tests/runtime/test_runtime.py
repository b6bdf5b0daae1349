"""What a kernel may use: fake cgroups, wishes, sentences, and no traceback for the learner."""

import subprocess
import sys
from pathlib import Path

import pytest

from unrolled import runtime
from unrolled.runtime import Limits, UnrolledError, doctor, limits, thread_count

GIB = 1024**3


def write(folder: Path, **files):
    for name, content in files.items():
        path = folder / name.replace("__", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)


@pytest.fixture(autouse=True)
def _big_machine(monkeypatch):
    monkeypatch.setattr(runtime.os, "cpu_count", lambda: 64)
    monkeypatch.setattr(runtime.os, "sched_getaffinity", lambda _: set(range(64)), raising=False)
    monkeypatch.setattr(runtime, "_system_memory", lambda: 512 * GIB)
    monkeypatch.delenv("UNROLLED_THREADS", raising=False)


@pytest.mark.parametrize(
    ("quota", "cores", "source"),
    [("150000 100000", 1.5, "cgroup"), ("max 100000", 64, "machine"), ("10000 100000", 1, "cgroup")],
)
def test_cores_from_cgroup_v2(tmp_path, quota, cores, source):
    write(tmp_path, cpu__max=quota, memory__max="2147483648")
    assert limits(tmp_path) == Limits(cores, 2 * GIB, source)


def test_cores_from_cgroup_v1(tmp_path):
    write(tmp_path / "cpu", **{"cpu__cfs_quota_us": "200000", "cpu__cfs_period_us": "100000"})
    write(tmp_path / "memory", memory__limit_in_bytes=str(GIB))
    assert limits(tmp_path) == Limits(2, GIB, "cgroup")


def test_without_a_cgroup_the_machine_counts(tmp_path):
    assert limits(tmp_path) == Limits(64, 512 * GIB, "machine")


def test_affinity_counts(tmp_path, monkeypatch):
    monkeypatch.setattr(runtime.os, "sched_getaffinity", lambda _: {3, 5}, raising=False)
    assert limits(tmp_path) == Limits(2, 512 * GIB, "affinity")


JOB = "user.slice/user-1000.slice/session-3.scope"


def own_group(folder, line):
    folder.mkdir(exist_ok=True)
    (folder / "own").write_text(line + "\n", "utf-8")
    return folder / "own"


@pytest.mark.parametrize("where", ["user.slice", "user.slice/user-1000.slice", JOB])
def test_a_limit_on_any_group_above_its_own_counts(tmp_path, where):
    write(tmp_path / where, cpu__max="100000 100000", memory__max=str(GIB))
    assert limits(tmp_path, own_group(tmp_path, f"0::/{JOB}")) == Limits(1, GIB, "cgroup")


def test_both_trees_of_version_1_are_read_all_the_way_up(tmp_path):
    write(tmp_path / "cpu" / "slurm" / "job_7", **{"cpu__cfs_quota_us": "300000", "cpu__cfs_period_us": "100000"})
    write(tmp_path / "memory" / "slurm", memory__limit_in_bytes=str(2 * GIB))
    own = own_group(tmp_path, "4:cpu,cpuacct:/slurm/job_7/step_0\n3:memory:/slurm/job_7/step_0")
    assert limits(tmp_path, own) == Limits(3, 2 * GIB, "cgroup")


@pytest.mark.parametrize("name", ["a job: with blanks", "jöb"])
def test_a_group_may_have_any_name(tmp_path, name):
    write(tmp_path / name, cpu__max="200000 100000")
    assert limits(tmp_path, own_group(tmp_path, f"0::/{name}/step")).cores == 2


def test_memory_is_short_from_where_the_system_slows_a_process_down(tmp_path):
    write(tmp_path, memory__max=str(4 * GIB), memory__high=str(GIB))
    assert limits(tmp_path).memory == GIB


@pytest.mark.parametrize("garbage", ["", "x y", "100000", "100000 0", "-1 100000", "0 0", "1e5 1e5", "max max"])
def test_garbage_is_no_limit(tmp_path, garbage):
    write(tmp_path, cpu__max=garbage, memory__max=garbage)
    own = own_group(tmp_path, "nonsense\n\n0::/../../elsewhere")
    assert limits(tmp_path, own).cores == 64


@pytest.mark.parametrize(("cores", "threads"), [(1, 1), (1.5, 1), (2, 2), (4.0, 4), (64, 4)])
def test_threads_follow_the_cores(cores, threads):
    assert thread_count(Limits(cores, None, "cgroup")) == threads


def test_a_wish_overrides_the_threads(monkeypatch):
    monkeypatch.setenv("UNROLLED_THREADS", "1")
    assert thread_count(Limits(8, None, "machine")) == 1


@pytest.mark.parametrize("wish", ["0", "-1", "many", "1.5", ""])
def test_a_wish_that_is_none_is_told(monkeypatch, wish):
    monkeypatch.setenv("UNROLLED_THREADS", wish)
    with pytest.raises(UnrolledError, match="whole number of 1 or more"):
        thread_count(Limits(8, None, "machine"))


@pytest.mark.parametrize(
    ("granted", "words"),
    [
        (Limits(1, GIB, "cgroup"), ["1 core (granted by the container)", "1 thread.", "one notebook at a time"]),
        (Limits(2, 8 * GIB, "machine"), ["2 cores (of this machine)", "2 threads", "enough for 10 notebooks"]),
        (Limits(1.5, 512 * 1024**2, "cgroup"), ["1.5 cores", "less than the 700 MB"]),
        (Limits(4, None, "affinity"), ["granted to this process", "is not known"]),
    ],
)  # fmt: skip
def test_the_doctor_speaks_in_words(granted, words):
    sentence = doctor(granted)
    assert [part for part in words if part not in sentence] == []


def test_a_learner_sees_one_sentence_and_no_traceback():
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output

    with capture_output() as shown:
        InteractiveShell().run_cell("from unrolled.runtime import UnrolledError\nraise UnrolledError('Do this.')")
    assert "UnrolledError: Do this." in shown.stdout + shown.stderr
    assert "Traceback" not in shown.stdout + shown.stderr


@pytest.mark.parametrize(("error", "told"), [("UnrolledError('Do this.')", "Do this.\n"), ("ValueError('x')", None)])
def test_a_command_ends_with_one_sentence_and_an_error_of_ours_with_its_traceback(error, told):
    code = f"from unrolled.runtime import UnrolledError, start; start(); raise {error}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr == told if told else "Traceback" in done.stderr


def test_importing_unrolled_is_light_and_puts_waiting_threads_to_sleep():
    code = (
        "import os, sys, unrolled; assert os.environ['OMP_WAIT_POLICY'] == 'passive'; "
        "print(sorted({'torch', 'plotly', 'numpy'} & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_setup_is_repeatable_and_sets_threads(monkeypatch):
    import torch

    from unrolled import notebook

    monkeypatch.setenv("UNROLLED_THREADS", "1")
    before = torch.get_num_threads()
    try:
        drawn = []
        for _ in range(2):
            notebook.setup(seed=3)
            drawn.append(torch.rand(2).tolist())
        assert drawn[0] == drawn[1]
        assert torch.get_num_threads() == 1
    finally:
        torch.set_num_threads(before)


def test_giving_memory_back_works_wherever_the_c_library_is_another(monkeypatch):
    runtime.give_back()

    def none(name):
        raise OSError(name)

    monkeypatch.setattr(runtime.ctypes, "CDLL", none)
    runtime.give_back()


def test_few_arenas_is_silent_where_the_c_library_has_none(monkeypatch):
    asked = []
    library = type("Library", (), {"mallopt": lambda self, *given: asked.append(given)})()
    monkeypatch.setattr(runtime.ctypes, "CDLL", lambda name: library)
    runtime.few_arenas(3)
    assert asked == [(runtime.M_ARENA_MAX, 3)]

    def none(name):
        raise OSError(name)

    monkeypatch.setattr(runtime.ctypes, "CDLL", none)
    runtime.few_arenas()


def test_one_core_gives_back_threads_and_small_numbers():
    import torch

    threads = torch.get_num_threads()
    tiny = torch.tensor([1e-39])
    with runtime.one_core():
        assert torch.get_num_threads() == 1
        assert float(tiny * 0.5) == 0
    assert torch.get_num_threads() == threads
    assert float(tiny * 0.5) != 0
