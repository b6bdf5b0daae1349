"""The download registry, against a server on this machine that behaves well, badly, and worse."""

import contextlib
import errno
import gzip
import hashlib
import os
import re
import socket
import threading
import time
import warnings
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from unrolled.datasets import download, registry
from unrolled.datasets.registry import REGISTRY, DownloadError, Entry, fetch

MIRROR = os.environ.get("UNROLLED_MIRROR", "")  # before the tests below take it away
CONTENT = b"".join(hashlib.sha256(bytes([k])).digest() for k in range(250))  # does not compress: offsets stay true
SHA = hashlib.sha256(CONTENT).hexdigest()
SIZE = len(CONTENT)
NOBODY = "http://127.0.0.1:9"  # a port nobody answers on


@pytest.fixture
def served():
    """A server whose answers a test sets by path: a list of bodies, or of functions, the last of which repeats.

    ``answers["asked"]`` lists the paths asked for; with ``answers["promised"]`` it promises as many bytes.
    """
    answers: dict = {"asked": []}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            answers["asked"].append(self.path)
            bodies = answers.get(self.path)
            if bodies is None:
                self.send_error(404)
                return
            body = bodies.pop(0) if len(bodies) > 1 else bodies[0]
            if callable(body):  # it answers by itself
                with contextlib.suppress(OSError):
                    body(self)
                return
            self.send_response(200)
            self.send_header("Content-Length", str(answers.get("promised", len(body))))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield answers, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    for name in ("UNROLLED_MIRROR", "UNROLLED_OFFLINE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("UNROLLED_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("NO_PROXY", "*")
    return tmp_path / "cache"


def entry(url, *, sha256=SHA, size=SIZE, **changes):
    return {"f": Entry(url, sha256, size, "public domain", "a test", **changes)}


def left_in(cache):
    return sorted(path.name for path in cache.iterdir()) if cache.exists() else []


def test_a_file_is_fetched_once_and_kept(served, cache):
    answers, address = served
    answers["/f"] = [CONTENT, b"never asked for"]
    for _ in range(2):
        assert fetch("f", registry=entry(f"{address}/f")).read_bytes() == CONTENT
    assert left_in(cache) == ["f"]
    assert answers["asked"] == ["/f"]


@pytest.mark.parametrize("bad", [CONTENT[:-7], b"x" * SIZE, b""])
def test_a_damaged_file_is_refused_and_fetched_once_more(served, bad):
    answers, address = served
    answers["/f"] = [bad, CONTENT]
    assert fetch("f", registry=entry(f"{address}/f")).read_bytes() == CONTENT


@pytest.mark.parametrize("bad", [CONTENT[:-7], b"x" * SIZE])
def test_a_file_damaged_twice_is_told_and_never_kept(served, cache, bad):
    answers, address = served
    answers["/f"] = [bad]
    with pytest.raises(DownloadError, match="set UNROLLED_MIRROR") as error:
        fetch("f", registry=entry(f"{address}/f"))
    assert "\n" not in str(error.value)
    assert left_in(cache) == []
    assert answers["asked"] == ["/f", "/f"]


@pytest.mark.parametrize("size", [SIZE, None])
def test_without_a_hash_a_cut_is_still_refused(served, cache, size):
    answers, address = served
    answers["/f"] = [CONTENT[:-7]]
    answers["promised"] = SIZE if size is None else SIZE - 7  # the server's word, or ours, says how much is missing
    with pytest.raises(DownloadError, match=r"cut short|7,993 bytes instead of 8,000"):
        fetch("f", registry=entry(f"{address}/f", sha256=None, size=size))
    assert left_in(cache) == []
    assert answers["asked"] == ["/f", "/f"]


def test_a_damaged_file_in_the_cache_is_fetched_anew(served, cache):
    answers, address = served
    answers["/f"] = [CONTENT]
    cache.mkdir()
    (cache / "f").write_bytes(CONTENT[:100])
    assert fetch("f", registry=entry(f"{address}/f")).read_bytes() == CONTENT


def head(handler, status=200, **lines):
    handler.send_response(status)
    for name, line in lines.items():
        handler.send_header(name.replace("_", "-"), line)
    handler.end_headers()


def endless(piece, pause=0.0):
    def answer(handler):
        head(handler)
        while True:
            handler.wfile.write(piece)
            time.sleep(pause)

    return answer


@pytest.mark.parametrize("size", [SIZE, None])
def test_an_endless_answer_is_cut_at_the_size_of_the_file(served, cache, size, monkeypatch):
    answers, address = served
    answers["/f"] = [endless(b"x" * 5000)]
    most = SIZE if size else 30_000
    with pytest.raises(DownloadError, match=f"sends more than the {most:,} bytes"):
        fetch("f", registry=entry(f"{address}/f", sha256=None, size=size, limit=30_000))
    assert left_in(cache) == []
    assert answers["asked"] == ["/f"]  # asking again would bring as much


def test_an_answer_that_promises_too_much_is_not_read(served):
    answers, address = served
    answers["/f"], answers["promised"] = [b"x"], 10**12
    with pytest.raises(DownloadError, match="sends more than the 8,000 bytes"):
        fetch("f", registry=entry(f"{address}/f"))


def test_an_answer_that_drips_is_given_up(served, cache, monkeypatch):
    monkeypatch.setattr(download, "PATIENCE", 0.2)
    answers, address = served
    answers["/f"] = [endless(b"x", 0.01)]
    with pytest.raises(DownloadError, match="is too slow"):
        fetch("f", registry=entry(f"{address}/f"))
    assert left_in(cache) == []


def test_an_answer_that_stops_half_way_is_given_up(served, monkeypatch):
    monkeypatch.setattr(download, "SILENCE", 0.1)
    answers, address = served
    answers["/f"] = [endless(b"x", 1.0)]
    with pytest.raises(DownloadError, match=r"fell silent for 0.1 seconds"):
        fetch("f", registry=entry(f"{address}/f"))


def test_a_length_that_is_no_number_does_not_matter(served):
    def answer(handler):
        head(handler, Content_Length="many")
        handler.wfile.write(CONTENT)

    answers, address = served
    answers["/f"] = [answer]
    assert fetch("f", registry=entry(f"{address}/f")).read_bytes() == CONTENT


@pytest.mark.parametrize("goal", ["http://[bad", "file:///etc/passwd", "http://", "nonsense:", "/f", "http://\x00"])
def test_a_redirect_to_nowhere_is_told(served, goal):
    answers, address = served
    answers["/f"] = [lambda handler: head(handler, 302, Location=goal)]
    with pytest.raises(DownloadError, match=r"did not answer|answered 3") as error:
        fetch("f", registry=entry(f"{address}/f"))
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("answer", [b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 200, b""])
def test_what_is_no_answer_is_told(served, answer):
    answers, address = served
    answers["/f"] = [lambda handler: handler.wfile.write(answer)]
    with pytest.raises(DownloadError, match="did not answer"):
        fetch("f", registry=entry(f"{address}/f"))


PAGE = b"\n<!DOCTYPE html><title>Log in</title>"


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("a.zip", PAGE, "a web page"),
        ("a.txt", b"<HTML>", "a web page"),
        ("a.tar.gz", PAGE, "a web page"),
        ("a.zip", CONTENT, "not a zip file"),
        ("a.tar.gz", CONTENT, "not a tar file"),
        ("a.tar.gz", gzip.compress(b"x" * 2000), "not a tar file"),
        ("a.tar.xz", gzip.compress(b"")[:12], "not a tar file"),
    ],
    ids=("page.zip", "page.txt", "page.tar.gz", "text.zip", "text.tar.gz", "packed.tar.gz", "short.tar.xz"),
)
def test_without_a_hash_the_form_is_looked_at(served, cache, name, content, fault):
    answers, address = served
    answers["/f"] = [content]
    known = {name: Entry(f"{address}/f", None, None, "", "")}
    with pytest.raises(DownloadError, match=fault):
        fetch(name, registry=known)
    assert left_in(cache) == []
    cache.mkdir(exist_ok=True)
    (cache / name).write_bytes(content)  # as an earlier version kept it
    with pytest.raises(DownloadError, match=fault):
        fetch(name, registry=known)


def test_a_missing_page_is_told_with_its_number(served):
    _, address = served
    with pytest.raises(DownloadError, match="answered 404"):
        fetch("f", registry=entry(f"{address}/f"))
    assert served[0]["asked"] == ["/f"]  # asking again would not help


def test_a_server_that_keeps_silent_is_given_up(monkeypatch):
    monkeypatch.setattr(download, "SILENCE", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(DownloadError, match="Timeout"):
        fetch("f", registry=entry(f"http://127.0.0.1:{silent.getsockname()[1]}/f"))


def test_a_cache_that_cannot_be_written_is_named(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("UNROLLED_CACHE", str(tmp_path / "file"))
    with pytest.raises(DownloadError, match="set UNROLLED_CACHE to a folder"):
        fetch("f", registry=entry(f"{NOBODY}/f"))


def test_a_folder_in_the_place_of_the_file_is_named(cache):
    (cache / "f").mkdir(parents=True)
    with pytest.raises(DownloadError, match=f"{re.escape(str(cache / 'f'))} is a folder where a file should be"):
        fetch("f", registry=entry(f"{NOBODY}/f"))


@pytest.mark.parametrize("fails", ["is_dir", "is_file", "mkdir", "replace"])
def test_a_cache_without_rights_is_named(served, cache, monkeypatch, fails):
    answers, address = served
    answers["/f"] = [CONTENT]

    def denied(path, *_, **__):
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, fails, denied)
    with pytest.raises(DownloadError, match=r"\(Permission denied\): make room there, or set UNROLLED_CACHE"):
        fetch("f", registry=entry(f"{address}/f"))


def test_a_full_disk_is_told_as_one(served, cache, monkeypatch):
    def full(url, part, **_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(registry, "download", full)
    with pytest.raises(DownloadError, match=r"cannot be kept in .*No space left on device"):
        fetch("f", registry=entry(f"{NOBODY}/f"))
    assert left_in(cache) == []


@pytest.mark.parametrize("variable", ["UNROLLED_CACHE", "UNROLLED_MIRROR"])
@pytest.mark.parametrize("place", ["~nosuchuser/x", "file://[bad/x"])
def test_a_variable_that_names_no_folder_is_told(monkeypatch, variable, place):
    monkeypatch.setenv(variable, place)
    with pytest.raises(DownloadError, match=f"{variable} is '{re.escape(place)}', which names no folder"):
        fetch("f", registry=entry(f"{NOBODY}/f"))


def test_a_mirror_that_holds_a_folder_or_too_much_gives_way(served, tmp_path, monkeypatch):
    answers, address = served
    answers["/f"] = [CONTENT]
    monkeypatch.setenv("UNROLLED_MIRROR", str(tmp_path / "mirror"))
    (tmp_path / "mirror" / "f").mkdir(parents=True)
    assert fetch("f", registry=entry(f"{address}/f")).read_bytes() == CONTENT
    (tmp_path / "mirror" / "f").rmdir()
    (tmp_path / "mirror" / "f").write_bytes(CONTENT * 2)
    monkeypatch.setenv("UNROLLED_OFFLINE", "1")
    monkeypatch.setenv("UNROLLED_CACHE", str(tmp_path / "other"))
    with pytest.raises(DownloadError, match="16,000 bytes are more than the 8,000"):
        fetch("f", registry=entry(f"{address}/f"))


def test_a_server_that_is_gone_is_told_in_one_line():
    with pytest.raises(DownloadError, match=r"did not answer \(ConnectionError\)") as error:
        fetch("f", registry=entry(f"{NOBODY}/f"))
    assert "\n" not in str(error.value)


def test_an_interrupted_download_leaves_nothing(served, cache, monkeypatch):
    answers, address = served
    answers["/f"] = [CONTENT]

    def interrupted(url, part, **_):
        part.write_bytes(CONTENT[:50])
        raise KeyboardInterrupt

    monkeypatch.setattr(registry, "download", interrupted)
    with pytest.raises(KeyboardInterrupt):
        fetch("f", registry=entry(f"{address}/f"))
    assert left_in(cache) == []


@pytest.mark.parametrize("written", [str, Path.as_uri])
def test_a_mirror_folder_comes_first_and_works_offline(tmp_path, monkeypatch, written):
    mirror = tmp_path / "a mirror"
    mirror.mkdir()
    (mirror / "f").write_bytes(CONTENT)
    monkeypatch.setenv("UNROLLED_MIRROR", written(mirror))
    monkeypatch.setenv("UNROLLED_OFFLINE", "1")
    assert fetch("f", registry=entry(f"{NOBODY}/f")).read_bytes() == CONTENT
    assert (mirror / "f").exists()


def test_a_mirror_without_the_file_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("UNROLLED_MIRROR", str(tmp_path))
    monkeypatch.setenv("UNROLLED_OFFLINE", "1")
    with pytest.raises(DownloadError, match=f"{re.escape(str(tmp_path / 'f'))}: there is no such file"):
        fetch("f", registry=entry(f"{NOBODY}/f"))


def test_a_damaged_mirror_gives_way_to_the_public_address(served, tmp_path, monkeypatch):
    answers, address = served
    answers["/f"] = [CONTENT]
    (tmp_path / "f").write_bytes(b"rot")
    monkeypatch.setenv("UNROLLED_MIRROR", str(tmp_path))
    assert fetch("f", registry=entry(f"{address}/f")).read_bytes() == CONTENT


def test_a_mirror_may_be_an_address(served, monkeypatch):
    answers, address = served
    answers["/m/f"] = [CONTENT]
    monkeypatch.setenv("UNROLLED_MIRROR", f"{address}/m/")
    assert fetch("f", registry=entry(f"{NOBODY}/f")).read_bytes() == CONTENT


def test_offline_asks_nobody(served, monkeypatch):
    answers, address = served
    answers["/f"] = [CONTENT]
    monkeypatch.setenv("UNROLLED_OFFLINE", "1")
    monkeypatch.setenv("UNROLLED_MIRROR", address)
    with pytest.raises(DownloadError, match="UNROLLED_OFFLINE is set"):
        fetch("f", registry=entry(f"{address}/f"))
    assert answers["asked"] == []


def test_without_an_address_a_mirror_is_asked_for():
    with pytest.raises(DownloadError, match="no public address") as error:
        fetch("f", registry=entry(""))
    assert "OFFLINE" not in str(error.value)


PACKED = gzip.compress(CONTENT)
DAMAGED = [PACKED[:-20], PACKED[:3], PACKED[:5000] + b"\xff" * 300 + PACKED[5300:], PACKED[:10] + b"\xff" + PACKED[11:]]


@pytest.mark.parametrize("bad", DAMAGED)
def test_the_hash_is_that_of_the_unpacked_file(served, cache, bad):
    answers, address = served
    answers["/f.gz"] = [bad, PACKED]
    assert fetch("f", registry=entry(f"{address}/f.gz", gzipped=True)).read_bytes() == CONTENT
    assert left_in(cache) == ["f"]


def test_a_bomb_is_not_unpacked(served, cache, monkeypatch):
    written = []
    monkeypatch.setattr(registry.gzip.GzipFile, "read", lambda self, n, read=gzip.GzipFile.read: (
        written.append(n), read(self, n))[1])  # fmt: skip
    answers, address = served
    answers["/f.gz"] = [gzip.compress(bytes(50_000_000))]
    with pytest.raises(DownloadError, match="unpacks to more than 8,000 bytes"):
        fetch("f", registry=entry(f"{address}/f.gz", gzipped=True))
    assert sum(written) < 500_000
    assert left_in(cache) == []


@pytest.mark.parametrize("name", ["f", "f.gz"])
@pytest.mark.parametrize("body", [CONTENT, PACKED])
def test_a_mirror_folder_may_hold_the_file_packed_or_not(tmp_path, monkeypatch, name, body):
    (tmp_path / name).write_bytes(body)
    monkeypatch.setenv("UNROLLED_MIRROR", str(tmp_path))
    assert fetch("f", registry=entry(f"{NOBODY}/f.gz", gzipped=True)).read_bytes() == CONTENT


def test_a_mirror_address_may_hold_the_file_packed(served, monkeypatch):
    answers, address = served
    answers["/f.gz"] = [PACKED]
    monkeypatch.setenv("UNROLLED_MIRROR", address)
    assert fetch("f", registry=entry(f"{NOBODY}/f.gz", gzipped=True)).read_bytes() == CONTENT


def test_a_file_without_a_known_hash_is_reported_as_not_verified(served):
    answers, address = served
    answers["/f"] = [CONTENT]
    unknown = entry(f"{address}/f", sha256=None, size=None)
    assert not unknown["f"].verified
    for _ in range(2):  # from the address, then from the cache
        with pytest.warns(UserWarning, match="not verified"):
            assert fetch("f", registry=unknown).read_bytes() == CONTENT
    assert answers["asked"] == ["/f"]


def test_a_file_with_a_known_hash_gives_no_warning(served):
    answers, address = served
    answers["/f"] = [CONTENT]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        fetch("f", registry=entry(f"{address}/f"))


def test_progress_is_shown_or_not(served, capsys, monkeypatch, tmp_path):
    answers, address = served
    answers["/f"] = [CONTENT]
    for progress in (True, False):
        monkeypatch.setenv("UNROLLED_CACHE", str(tmp_path / str(progress)))
        fetch("f", registry=entry(f"{address}/f"), progress=progress)
        assert ("100%" in capsys.readouterr().err) == progress


def test_an_unknown_name_lists_the_known_ones():
    with pytest.raises(DownloadError, match="JSB_Chorales"):
        fetch("nothing")


@pytest.mark.parametrize("name", REGISTRY)
def test_entries_are_complete(name):
    known = REGISTRY[name]
    assert known.licence
    assert known.about
    assert known.sha256 is None or re.fullmatch("[0-9a-f]{64}", known.sha256)
    assert known.url.startswith("https://") or known.verified


@pytest.mark.parametrize("name", ["JSB_Chorales.mat", "Nottingham.mat", "stacks-project-4ac4815d.tar.xz"])
def test_the_mirror_at_hand_holds_what_the_registry_says(name, monkeypatch):
    if not (Path(MIRROR) / name).is_file():
        pytest.skip(f"no mirror folder with {name}: set UNROLLED_MIRROR to one")
    monkeypatch.setenv("UNROLLED_MIRROR", MIRROR)
    monkeypatch.setenv("UNROLLED_OFFLINE", "1")
    assert registry.fault(fetch(name), REGISTRY[name]) == ""


def test_at_hand_is_what_needs_no_network(tmp_path, monkeypatch):
    known = {"a": Entry("https://nowhere.invalid/a", None, None, "", "")}
    monkeypatch.setenv("UNROLLED_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("UNROLLED_MIRROR", raising=False)
    assert not registry.at_hand("a", registry=known)
    (tmp_path / "mirror").mkdir()
    (tmp_path / "mirror" / "a").write_text("x")
    monkeypatch.setenv("UNROLLED_MIRROR", str(tmp_path / "mirror"))
    assert registry.at_hand("a", registry=known)
    with pytest.raises(registry.DownloadError, match="There is no file 'b'"):
        registry.at_hand("b", registry=known)
