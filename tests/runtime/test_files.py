"""Files are written whole or not at all, by several processes at once as well, and one process holds a lock."""

import errno
import os
import subprocess
import sys
import threading

import pytest

from unrolled.runtime import files
from unrolled.runtime.files import BusyError, FileError, alone, write_whole

MANY = """
import sys
from pathlib import Path
from unrolled.runtime.files import write_whole
for number in range(60):
    write_whole(Path(sys.argv[1]), (sys.argv[2] * 20_000).encode())
"""


def test_a_full_disk_never_costs_the_last_good_file(tmp_path, monkeypatch):
    path = tmp_path / "file"
    write_whole(path, b"good")

    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(FileError, match=r"No space left on device\): make room.* last good version is still there"):
        write_whole(path, b"new and half written")
    assert path.read_bytes() == b"good"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="no limit on the size of a file")
def test_a_limit_on_the_size_of_files_is_told_too(tmp_path):
    code = "import resource, signal; from pathlib import Path; from unrolled.runtime.files import *\n"
    code += "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
    code += f"try: write_whole(Path({str(tmp_path / 'f')!r}), bytes(5000))\nexcept FileError as error: print(error)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "could not be written (File too large): make room" in told
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", ["file/inside", "folder"])
def test_a_place_that_cannot_be_written_is_named(tmp_path, place):
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    with pytest.raises(FileError, match=place):
        write_whole(tmp_path / place, b"x")


def test_processes_that_write_one_file_do_not_disturb_each_other(tmp_path):
    path = tmp_path / "file"
    writers = [subprocess.Popen([sys.executable, "-c", MANY, str(path), letter]) for letter in "abc"]
    found = set()
    while any(writer.poll() is None for writer in writers):
        if path.exists():
            content = path.read_bytes()
            found.add((content[:1], len(content), len(set(content))))
    assert [writer.returncode for writer in writers] == [0, 0, 0]
    assert {(size, letters) for _, size, letters in found} == {(20_000, 1)}
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_killed_process_left_is_swept_and_what_another_one_writes_is_not(tmp_path):
    old, new = tmp_path / ".file.1-aa.part", tmp_path / ".file.2-bb.part"
    for part in (old, new):
        part.touch()
    os.utime(old, (0, 0))
    write_whole(tmp_path / "file", b"x")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".file.2-bb.part", "file"]


def test_a_file_may_be_read_by_those_who_may_read_its_like(tmp_path):
    write_whole(tmp_path / "ours", b"x")
    (tmp_path / "plain").write_bytes(b"x")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_lock_is_held_by_one_at_a_time_and_waited_for(tmp_path):
    lock, told = tmp_path / "new folder" / "a.lock", []

    def second():
        with pytest.raises(BusyError, match="wait a moment"), alone(lock, "wait a moment"):
            told.append("never")
        with alone(lock, "wait a moment", wait=60):
            told.append("mine")

    with alone(lock, "never said"):
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(0.2)
        assert told == []
    thread.join()
    assert told == ["mine"]


def test_a_lock_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(FileError, match="cannot be used as a lock"), alone(tmp_path / "file" / "lock", ""):
        pass
