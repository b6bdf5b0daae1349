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

from unrolled.datasets.registered import REGISTRY, Entry
from unrolled.runtime import UnrolledError

TIMEOUT = 30  # seconds without an answer
CHUNK = 2**16  # bytes; pooch flushes each, and its own 1 KiB is slow


class DownloadError(UnrolledError):
    """A file could not be had, or was damaged twice."""


class _DamagedError(Exception):
    """What came is not the file: worth asking once more, it may have been an accident of the line."""


def fetch(name: str, *, registry: Mapping[str, Entry] = REGISTRY, progress: bool = True) -> Path:
    """The path of a file, fetched if it is not here yet.

    Looked for in the cache, then on the mirror, then at its public address. What
    is damaged or cut short is refused and fetched once more. A file stands in
    the cache only when whole and checked; one without a known hash is used, with
    a warning each time.

    Args:
        name: of the file, as in the registry.
        registry: where to look it up.
        progress: whether to show a bar while downloading.

    Raises:
        DownloadError: if the name is unknown, the file cannot be had whole, or the cache cannot be written.
    """
    entry, kept = _entry(name, registry), cache_folder() / name
    if not kept.is_file() or fault(kept, entry):
        with _part_folder(kept.parent) as folder:
            _bring(name, entry, Path(folder), progress).replace(kept)
    if not entry.verified:
        warnings.warn(f"{name} is not verified: nobody could compute its SHA-256.", stacklevel=2)
    return kept


def at_hand(name: str, *, registry: Mapping[str, Entry] = REGISTRY) -> bool:
    """Whether a file can be had without a network: it lies in the cache or in a mirror folder; not whether it is whole.

    Raises:
        DownloadError: if the name is unknown.
    """
    places = [cache_folder() / name, *_sources(name, _entry(name, registry))]
    return any(isinstance(place, Path) and place.is_file() for place in places)


def cache_folder() -> Path:
    """Where fetched files are kept."""
    return Path(os.environ.get("UNROLLED_CACHE") or pooch.os_cache("unrolled")).expanduser()


def fault(path: Path, entry: Entry) -> str:
    """What is wrong with a file, in words; empty if nothing is, as far as its entry can tell."""
    size = path.stat().st_size
    if entry.size is not None and size != entry.size:
        return f"{size:,} bytes instead of {entry.size:,}"
    with path.open("rb") as file:
        if entry.verified and hashlib.file_digest(file, "sha256").hexdigest() != entry.sha256:
            return "its SHA-256 is not the registered one"
    return "it is empty" if size == 0 else ""


def _part_folder(cache: Path) -> tempfile.TemporaryDirectory:
    """A folder for half-written files: in the cache, so that a whole one moves at once, and gone on any exit."""
    try:
        cache.mkdir(parents=True, exist_ok=True)
        return tempfile.TemporaryDirectory(dir=cache, prefix=".part-")
    except OSError as error:
        raise DownloadError(
            f"Files cannot be kept in {cache} ({error.strerror}): set UNROLLED_CACHE to a folder you can write to."
        ) from None


def _entry(name: str, registry: Mapping[str, Entry]) -> Entry:
    if name not in registry:
        raise DownloadError(f"There is no file {name!r} in the registry: it holds {', '.join(sorted(registry))}.")
    return registry[name]


def _offline() -> bool:
    return os.environ.get("UNROLLED_OFFLINE") == "1"


def _sources(name: str, entry: Entry) -> Iterator[str | Path]:
    """Where to look, in order: a mirror (folder or address), then the public address."""
    mirror = os.environ.get("UNROLLED_MIRROR", "")
    names = [name, f"{name}.gz"] if entry.gzipped else [name]
    if mirror.startswith("file:") or (mirror and "://" not in mirror):
        folder = Path(url2pathname(urlsplit(mirror).path) if mirror.startswith("file:") else mirror).expanduser()
        yield next((folder / held for held in names if (folder / held).exists()), folder / name)
    elif mirror and not _offline():
        yield from (f"{mirror.rstrip('/')}/{held}" for held in names)
    if entry.url and not _offline():
        yield entry.url


def _bring(name: str, entry: Entry, folder: Path, progress: bool) -> Path:
    """A whole and checked file in the folder, from the first source that gives one."""
    troubles = []
    for source in _sources(name, entry):
        for _ in range(2):
            try:
                return _take(source, entry, folder, progress)
            except _DamagedError as error:
                troubles.append(f"{source}: {error}")
            except OSError as error:  # requests' errors are of this kind too; asking again would not help
                troubles.append(f"{source}: {_words(error)}")
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


def _take(source: str | Path, entry: Entry, folder: Path, progress: bool) -> Path:
    """One attempt at one source.

    Raises:
        _DamagedError: if what came is damaged.
        OSError: if nothing came.
    """
    part = folder / "part"
    if isinstance(source, Path):
        shutil.copyfile(source, part)
    else:
        _download(source, part, progress)
    if entry.gzipped:
        part = _unpacked(part)
    wrong = fault(part, entry)
    if wrong:
        raise _DamagedError(wrong)
    return part


def _download(url: str, part: Path, progress: bool) -> None:
    from requests.exceptions import ChunkedEncodingError  # comes with pooch, which too imports it only when needed

    # The bytes themselves, not compressed on the way: only then is the promised length the file's.
    headers = {"Accept-Encoding": "identity"}
    get = pooch.HTTPDownloader(progressbar=progress, chunk_size=CHUNK, timeout=TIMEOUT, headers=headers)
    try:
        get(url, str(part), None)
    except ChunkedEncodingError:
        raise _DamagedError("cut short on the way") from None


def _unpacked(part: Path) -> Path:
    """The file without its compression; as it is if it has none, for a mirror may hold it plain."""
    plain = part.with_name("unpacked")
    with part.open("rb") as file:
        if file.read(2) != b"\x1f\x8b":
            return part
    try:
        with gzip.open(part) as packed, plain.open("wb") as file:
            shutil.copyfileobj(packed, file)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise _DamagedError("its compression is damaged or cut short") from None
    return plain


def _words(error: OSError) -> str:
    """An error as a few words without line ends."""
    if getattr(error, "response", None) is not None:
        return f"answered {error.response.status_code}"
    if hasattr(error, "request"):  # one of requests' own
        return f"did not answer ({type(error).__name__})"
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    return error.strerror or " ".join(str(error).split())[:200]
