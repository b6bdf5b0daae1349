"""Files too big, or not ours, to ship: fetched by name, checked, cached.

Environment:
    UNROLLED_MIRROR: a folder or an address that holds the files by name; asked before the public address.
    UNROLLED_OFFLINE: set to 1, nothing is fetched over a network; a mirror folder still counts.
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
    """A file could not be had, or was damaged twice."""


def fetch(name: str, *, registry: Mapping[str, Entry] = REGISTRY, progress: bool = True) -> Path:
    """The path of a file, fetched if it is not here yet.

    Looked for in the cache, then on the mirror, then at its public address. What
    is damaged or cut short is refused and fetched once more; what is longer than
    the file can be, or comes too slowly, is refused at once. A file stands in the
    cache only when whole and checked; one without a known hash is used if it has
    the form that its name promises, with a warning each time.

    Args:
        name: of the file, as in the registry.
        registry: where to look it up.
        progress: whether to show a bar while downloading.

    Raises:
        DownloadError: if the name is unknown, the file cannot be had whole, or the cache cannot be written.
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
            # In the cache, so that a whole file moves at once; what is half-written is gone on any exit.
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
    """Whether a file can be had without a network: it lies in the cache or in a mirror folder; not whether it is whole.

    Raises:
        DownloadError: if the name is unknown.
    """
    places = [cache_folder() / name, *_sources(name, _entry(name, registry))]
    return any(isinstance(place, Path) and os.path.isfile(place) for place in places)  # noqa: PTH113 (no file, no error)


def cache_folder() -> Path:
    """Where fetched files are kept."""
    return _folder("UNROLLED_CACHE", os.environ.get("UNROLLED_CACHE") or str(pooch.os_cache("unrolled")))


def fault(path: Path, entry: Entry) -> str:
    """What is wrong with a file, in words; empty if nothing is, as far as its entry can tell."""
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
    """A folder that an environment variable names, by its path or its ``file:`` address."""
    try:
        return Path(url2pathname(urlsplit(place).path) if place.startswith("file:") else place).expanduser()
    except (RuntimeError, ValueError):  # "~nobody", or no address
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


def _bring(name: str, entry: Entry, folder: Path, progress: bool, troubles: list[str]) -> Path:
    """A whole and checked file in the folder, from the first source that gives one; ``troubles`` are those so far."""
    for source in _sources(name, entry):
        for _ in range(2):
            try:
                return _take(source, name, entry, folder, progress)
            except DamagedError as error:
                troubles.append(f"{source}: {error}")
            except RefusedError as error:
                troubles.append(f"{source}: {error}")
                break
    if _offline():
        troubles.append("UNROLLED_OFFLINE is set")
    if not entry.url:
        troubles.append("it has no public address")
    packed = ".gz" if entry.gzipped else ""
    raise DownloadError(
        f"{name} could not be had ({'; '.join(dict.fromkeys(troubles))}): get it from {entry.url or 'a mirror'} "
        f"(licence: {entry.licence}), save it in a folder as {name}{packed}, and set UNROLLED_MIRROR to that folder."
    )


def _take(source: str | Path, name: str, entry: Entry, folder: Path, progress: bool) -> Path:
    """One attempt at one source.

    Raises:
        DamagedError: if what came is damaged.
        RefusedError: if nothing came, or too much.
        OSError: if the folder cannot be written.
    """
    part = folder / name
    most = entry.most + (entry.most // 100 + CHUNK if entry.gzipped else 0)  # what does not compress grows a little
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
    """A file of a mirror folder."""
    try:
        if not source.exists():
            raise RefusedError("there is no such file")
        if not source.is_file():
            raise RefusedError("it is no file")
        if source.stat().st_size > most:
            raise RefusedError(f"{source.stat().st_size:,} bytes are more than the {most:,} that the file can have")
        file = source.open("rb")
    except OSError as error:
        raise RefusedError(error.strerror) from None
    with file, part.open("wb") as copy:
        shutil.copyfileobj(file, copy)


def _unpack(part: Path, most: int) -> None:
    """Take away the compression of a file; one that has none stays as it is, for a mirror may hold it plain."""
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
