"""A mirror for files that would be downloaded: nothing asks the network."""

import pytest


@pytest.fixture
def mirror(tmp_path, monkeypatch):
    """Its folder, empty; what is read from there is kept in the folder ``cache`` beside it."""
    monkeypatch.setenv("UNROLLED_MIRROR", str(tmp_path / "mirror"))
    monkeypatch.setenv("UNROLLED_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("UNROLLED_OFFLINE", "1")
    (tmp_path / "mirror").mkdir()
    return tmp_path / "mirror"
