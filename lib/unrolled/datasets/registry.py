"""Fetch files by name that are too big to ship, or not ours; each is checked and cached.

Environment:
    UNROLLED_MIRROR: a folder or an address that holds the files by name; tried before the public address.
    UNROLLED_OFFLINE: if set to 1, nothing is fetched over a network; a mirror folder still works.
    UNROLLED_CACHE: where files are kept; by default the user's cache folder.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import tempfile
import warnings
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pooch

from unrolled.datasets.archives import wrong_form
from unrolled.datasets.download import CHUNK, DamagedError, RefusedError, download
from unrolled.datasets.registered import REGISTRY, Entry
from unrolled.runtime import UnrolledError


class DownloadError(UnrolledError):
    """A file could not be fetched, or was damaged twice."""


def fetch(name: str, *, registry: Mapping[str, Entry] = REGISTRY, progress: bool = True) -> Path:
    """The path of a file, fetched if it is not here yet.

    It is looked for in the cache, then on the mirror, then at its public address.
    A damaged or truncated download is tried once more; one that is too long or too
    slow is refused at once. The cache holds only complete, checked files. A file
    without a known hash is used if it has the format that its name promises, with
    a warning each time.

    Args:
        name: of the file, as in the registry.
        registry: where to look it up.
        progress: whether to show a bar while downloading.

    Raises:
        DownloadError: if the name is unknown, the file cannot be fetched whole, or the cache cannot be written.
    """
    entry, kept = _entry(name, registry), cache_folder() / name
    try:
        if kept.is_dir():
            raise DownloadError(f"{kept} is a folder where a file should be: remove it, or set UNROLLED_CACHE anew.")
        here = kept.is_file()
        wrong = fault(kept, entry) if here else ""
        if wrong or not here:
            troubles = [f"{kept}: {wrong}"] if here else []
            kept.parent.mkdir(parents=True, exist_ok=True)
            # Inside the cache, so that a whole file is moved in one step; the rest is deleted on any exit.
            with tempfile.TemporaryDirectory(dir=kept.parent, prefix=".part-") as folder:
                _bring(name, entry, Path(folder), progress, troubles).replace(kept)
    except OSError as error:
        raise DownloadError(
            f"{name} cannot be kept in {kept.parent} ({error.strerror or error}): make room there, or set "
            "UNROLLED_CACHE to a folder you can write to."
        ) from None
    if not entry.verified:
        warnings.warn(f"{name} is not verified: nobody could compute its SHA-256.", stacklevel=2)
    return kept


def at_hand(name: str, *, registry: Mapping[str, Entry] = REGISTRY) -> bool:
    """Whether a file is in the cache or in a mirror folder, so that no network is needed; its content is not checked.

    Raises:
        DownloadError: if the name is unknown.
    """
    places = [cache_folder() / name, *_sources(name, _entry(name, registry))]
    return any(isinstance(place, Path) and os.path.isfile(place) for place in places)  # noqa: PTH113 (no file, no error)


def cache_folder() -> Path:
    """Where fetched files are kept."""
    return _folder("UNROLLED_CACHE", os.environ.get("UNROLLED_CACHE") or str(pooch.os_cache("unrolled")))


def fault(path: Path, entry: Entry) -> str:
    """Check a file against its entry; returns the fault in words, or an empty string."""
    size = path.stat().st_size
    if entry.size is not None and size != entry.size:
        return f"{size:,} bytes instead of {entry.size:,}"
    if size == 0:
        return "it is empty"
    if not entry.verified:
        return wrong_form(path)
    with path.open("rb") as file:
        same = hashlib.file_digest(file, "sha256").hexdigest() == entry.sha256
    return "" if same else "its SHA-256 is not the registered one"


def _entry(name: str, registry: Mapping[str, Entry]) -> Entry:
    if name not in registry:
        raise DownloadError(f"There is no file {name!r} in the registry: it holds {', '.join(sorted(registry))}.")
    return registry[name]


def _offline() -> bool:
    return os.environ.get("UNROLLED_OFFLINE") == "1"


def _folder(variable: str, place: str) -> Path:
    """The folder that an environment variable names, by path or ``file:`` address."""
    try:
        return Path(url2pathname(urlsplit(place).path) if place.startswith("file:") else place).expanduser()
    except (RuntimeError, ValueError):  # "~nobody", or an invalid address
        raise DownloadError(f"{variable} is {place!r}, which names no folder: set it to one, or unset it.") from None


def _sources(name: str, entry: Entry) -> Iterator[str | Path]:
    """Where to look, in order: a mirror (folder or address), then the public address."""
    mirror = os.environ.get("UNROLLED_MIRROR", "")
    names = [name, f"{name}.gz"] if entry.gzipped else [name]
    if mirror.startswith("file:") or (mirror and "://" not in mirror):
        folder = _folder("UNROLLED_MIRROR", mirror)
        yield next((folder / held for held in names if os.path.exists(folder / held)), folder / name)  # noqa: PTH110
    elif mirror and not _offline():
        yield from (f"{mirror.rstrip('/')}/{held}" for held in names)
    if entry.url and not _offline():
        yield entry.url


def _bring(name: str, entry: Entry, folder: Path, progress: bool, problems: list[str]) -> Path:
    """Fetch a file into the folder from the first source that gives a valid one; ``problems`` collects the failures."""
    for source in _sources(name, entry):
        for _ in range(2):
            try:
                return _take(source, name, entry, folder, progress)
            except DamagedError as error:
                problems.append(f"{source}: {error}")
            except RefusedError as error:
                problems.append(f"{source}: {error}")
                break
    if _offline():
        problems.append("UNROLLED_OFFLINE is set")
    if not entry.url:
        problems.append("it has no public address")
    packed = ".gz" if entry.gzipped else ""
    raise DownloadError(
        f"{name} could not be had ({'; '.join(dict.fromkeys(problems))}): get it from {entry.url or 'a mirror'} "
        f"(licence: {entry.licence}), save it in a folder as {name}{packed}, and set UNROLLED_MIRROR to that folder."
    )


def _take(source: str | Path, name: str, entry: Entry, folder: Path, progress: bool) -> Path:
    """Try one source once.

    Raises:
        DamagedError: if the file is damaged.
        RefusedError: if there is no file, or one that is too long.
        OSError: if the folder cannot be written.
    """
    part = folder / name
    most = entry.most + (entry.most // 100 + CHUNK if entry.gzipped else 0)  # what cannot be compressed grows a little
    if isinstance(source, Path):
        _copy(source, part, most)
    else:
        download(source, part, most=most, progress=progress)
    if entry.gzipped:
        _unpack(part, entry.most)
    wrong = fault(part, entry)
    if wrong:
        raise DamagedError(wrong)
    return part


def _copy(source: Path, part: Path, most: int) -> None:
    """Copy a file from a mirror folder."""
    try:
        if not source.exists():
            raise RefusedError("there is no such file")
        if not source.is_file():
            raise RefusedError("it is not a file")
        if source.stat().st_size > most:
            raise RefusedError(f"{source.stat().st_size:,} bytes are more than the {most:,} that the file can have")
        file = source.open("rb")
    except OSError as error:
        raise RefusedError(error.strerror) from None
    with file, part.open("wb") as copy:
        shutil.copyfileobj(file, copy)


def _unpack(part: Path, most: int) -> None:
    """Unpack a file in place; one that is not compressed stays as it is, since a mirror may hold it unpacked."""
    with part.open("rb") as file:
        if file.read(2) != b"\x1f\x8b":
            return
    plain = part.with_name(f"{part.name}.plain")
    with plain.open("wb") as file:
        try:
            with gzip.open(part) as packed:
                while piece := packed.read(CHUNK):
                    file.write(piece)
                    if file.tell() > most:  # the rest of a bomb stays packed
                        raise DamagedError(f"it unpacks to more than {most:,} bytes")
        except (EOFError, zlib.error, gzip.BadGzipFile):
            raise DamagedError("its compression is damaged or cut short") from None
    plain.replace(part)
