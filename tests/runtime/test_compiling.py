"""Compiled functions are kept where they can be, and work where they cannot."""

import errno
import pickle

import numpy as np
import pytest
from numba.core import caching

from unrolled.runtime.compiling import compiled


def twice(number):
    return 2 * number


def kept_in(folder, monkeypatch):
    monkeypatch.setattr(caching.config, "CACHE_DIR", str(folder))
    return lambda: sorted(path.suffix for path in folder.rglob("*.nb*"))


def test_what_is_compiled_is_kept_and_found_again(tmp_path, monkeypatch):
    found = kept_in(tmp_path, monkeypatch)
    assert compiled()(twice)(3) == 6
    assert found() == [".nbc", ".nbi"]
    again = compiled()(twice)
    assert again(3) == 6
    assert sum(again.stats.cache_hits.values()) == 1


def nowhere(*_):
    raise OSError(errno.EROFS, "Read-only file system")


def test_without_a_folder_that_can_be_written_it_is_compiled_all_the_same(monkeypatch):
    monkeypatch.setattr(caching._CacheLocator, "ensure_cache_path", nowhere)
    assert compiled(fastmath=True)(twice)(np.float32(1.5)) == 3


def test_on_a_full_disk_it_is_compiled_all_the_same(tmp_path, monkeypatch):
    found = kept_in(tmp_path, monkeypatch)
    monkeypatch.setattr(caching.IndexDataCacheFile, "_open_for_write", nowhere)
    assert compiled()(twice)(3) == 6
    assert found() == []


@pytest.mark.parametrize("damage", [b"", b"x" * 100, pickle.dumps(3)])
@pytest.mark.parametrize("ending", ["nbi", "nbc"])
def test_a_damaged_file_is_compiled_anew(tmp_path, monkeypatch, damage, ending):
    kept_in(tmp_path, monkeypatch)
    compiled()(twice)(3)
    (path,) = tmp_path.rglob(f"*.{ending}")
    path.write_bytes(damage)
    for _ in range(2):
        kernel = compiled()(twice)
        assert kernel(3) == 6
    assert sum(kernel.stats.cache_hits.values()) == 1  # the damaged one was replaced
