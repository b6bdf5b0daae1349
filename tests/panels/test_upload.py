"""Files from the page, part by part, and a menu of many names."""

import pytest
import traitlets

from unrolled.panels.menu import Menu
from unrolled.panels.upload import Upload


def sent(upload, *parts, size=None, name="cat.png"):
    """What the page sends for a file of some parts."""
    upload.hear({"name": name, "size": sum(map(len, parts)) if size is None else size, "parts": len(parts)})
    for k, part in enumerate(parts):
        upload.hear({"part": k}, [memoryview(part)])


def test_parts_become_one_file_and_are_not_kept():
    upload = Upload("Open…", key="o")
    sent(upload, b"ab", b"cd", b"e")
    assert upload.received == 1
    assert upload.take() == ("cat.png", b"abcde")
    assert upload.take() == ("cat.png", b"")


def test_a_file_counts_when_its_last_part_is_there():
    upload, counts = Upload("Open…"), []
    upload.observe(lambda change: counts.append(change.new), "received")
    upload.hear({"name": "a", "size": 4, "parts": 2})
    upload.hear({"part": 0}, [b"ab"])
    assert counts == []
    upload.hear({"part": 1}, [b"cd"])
    assert counts == [1]
    sent(upload, b"x")
    assert counts == [1, 2]
    assert upload.take()[1] == b"x"


def test_a_new_file_drops_what_came_of_the_last_one():
    upload = Upload("Open…")
    upload.hear({"name": "a", "size": 4, "parts": 2})
    upload.hear({"part": 0}, [b"ab"])
    sent(upload, b"cd")
    upload.hear({"part": 1}, [b"zz"])  # late, of nothing
    assert (upload.received, upload.take()[1]) == (1, b"cd")


def test_parts_out_of_order_or_without_bytes_are_dropped():
    upload = Upload("Open…")
    upload.hear({"part": 0}, [b"ab"])
    upload.hear({"name": "a", "size": 4, "parts": 2})
    upload.hear({"part": 1}, [b"cd"])
    upload.hear({"part": 0}, [])
    assert upload.received == 0


def test_what_is_too_large_or_unreadable_is_told_in_a_sentence():
    upload = Upload("Open…", most=10)
    upload.hear({"name": "big.tif", "size": 11})
    assert upload.problem == "“big.tif” has 11 bytes, over the limit of 10: make it smaller first."
    upload.hear({"name": "gone.png", "size": 3, "failed": True})
    assert "could not be read" in upload.problem
    sent(upload, b"ok")
    assert (upload.problem, upload.received) == ("", 1)


def test_a_page_that_sends_more_than_it_said_is_cut_off():
    upload = Upload("Open…", most=10)
    sent(upload, b"x" * 6, b"x" * 6, size=3)
    assert upload.received == 0
    assert upload.take()[1] == b""


def test_an_empty_file_is_handed_over_as_one():
    upload = Upload("Open…")
    sent(upload)
    assert (upload.received, upload.take()[1]) == (1, b"")


def test_a_menu_knows_its_values():
    menu = Menu("Role", [("no role", "alone"), ("mage", "mage")], "mage")
    with pytest.raises(traitlets.TraitError, match="Role has no 'elf'"):
        menu.value = "elf"
    assert menu.value == "mage"
