"""Flickr8k: eight thousand photographs, five captions each, fetched on request to train on real pictures.

Hodosh, Young and Hockenmaier, *Framing Image Description as a Ranking Task*, JAIR 47, 2013. Two zip files: photographs,
and the captions with three lists of 6,000 / 1,000 / 1,000 photographs. Nothing is unpacked to disk: members are found
by their last name and read into memory one at a time. The small pictures made from them are kept beside the zip file.
"""

from __future__ import annotations

import re
import tempfile
import warnings
import zipfile
import zlib
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from tqdm import tqdm

from unrolled.datasets import pictures
from unrolled.datasets.archives import BROKEN
from unrolled.datasets.captioned import Captioned
from unrolled.datasets.registry import REGISTRY, Entry, fetch
from unrolled.runtime import UnrolledError

PHOTOS, TEXTS = "Flickr8k_Dataset.zip", "Flickr8k_text.zip"
CAPTIONS = "Flickr8k.token.txt"
PARTS = {
    "train": "Flickr_8k.trainImages.txt",
    "validation": "Flickr_8k.devImages.txt",
    "test": "Flickr_8k.testImages.txt",
}
CAPTION_LINE = re.compile(r"([\w.-]+)#\d+\t(.*)")
NAME_LINE = re.compile(r"[\w.-]+\.jpg", re.IGNORECASE)
PUNCTUATION = '"`.,!?;:()[]'
INCOMPLETE = 100  # at most one listed photograph in this many may lack its file or captions


class Flickr8kError(UnrolledError, ValueError):
    """A zip file of Flickr8k is damaged or not the one expected, or the small pictures cannot be kept."""


def flickr8k(
    *, size: int = 64, registry: Mapping[str, Entry] = REGISTRY, progress: bool = True
) -> dict[str, Captioned]:
    """The parts "train", "validation" and "test", fetched if not here yet (1.1 GB).

    The first time, every photograph is read and made small; later the small ones are read from the cache. The file is
    memory-mapped, so memory holds only what is used. A listed photograph without a file or a caption is
    left out, with a warning. Captions of photographs on no list are not used: those of ``2258277193_586949ec62.jpg.1``
    are for a photograph that does not exist.

    Args:
        size: side of the pictures in pixels.
        registry: where the two zip files are looked up.
        progress: whether to show bars while fetching and reading.

    Raises:
        DownloadError: if a zip file cannot be fetched.
        Flickr8kError: if one is damaged, lacks a member, or holds lines of another form; if more than one listed
            photograph in a hundred is missing, or one is on two lists; if the small pictures cannot be written.
    """
    texts, photos = (fetch(name, registry=registry, progress=progress) for name in (TEXTS, PHOTOS))
    with _opened(texts) as archive:
        captions = parse_captions(_text(archive, CAPTIONS))
        lists = {part: parse_names(_text(archive, file), file) for part, file in PARTS.items()}
    with _opened(photos) as archive:
        members = _members(archive)
        kept = {part: _present(part, names, captions, members) for part, names in lists.items()}
        names = [name for part in kept.values() for name in part]
        if len(set(names)) < len(names):
            raise Flickr8kError(f"A photograph is in two parts of {texts.name}: is it the one of Flickr8k?")
        images = _small(archive, [members[name] for name in names], size, photos.parent, progress)
    found, start = {}, 0
    for part, held in kept.items():
        references = tuple(captions[name] for name in held)
        found[part] = Captioned(images[start : start + len(held)], references, tuple(held))
        start += len(held)
    return found


def parse_captions(text: str) -> dict[str, tuple[str, ...]]:
    """Captions by photograph, in the order of the file; each in lower case, only words, separated by single spaces.

    Args:
        text: lines such as ``1000268201_693b08cb0e.jpg#0<TAB>A child in a pink dress is climbing up stairs .``

    Raises:
        Flickr8kError: if a line has another form; the error names it.
    """
    found: dict[str, list[str]] = {}
    for parts in _lines(text, CAPTION_LINE, CAPTIONS):
        words = (word.strip(PUNCTUATION) for word in parts[2].lower().split())
        caption = " ".join(word for word in words if any(letter.isalnum() for letter in word))
        if caption:
            found.setdefault(parts[1], []).append(caption)
    return {name: tuple(captions) for name, captions in found.items()}


def parse_names(text: str, file: str) -> list[str]:
    """The photographs of a list, each once, in its order.

    Raises:
        Flickr8kError: if a line is not the plain name of a JPEG file.
    """
    return list(dict.fromkeys(parts[0] for parts in _lines(text, NAME_LINE, file)))


def _lines(text: str, form: re.Pattern[str], file: str) -> Iterator[re.Match[str]]:
    """The parts of each line that is not blank."""
    for number, line in enumerate(text.split("\n"), 1):
        line = line.strip(" \r")
        parts = form.fullmatch(line)
        if parts:
            yield parts
        elif line:
            raise Flickr8kError(f"Line {number} of {file} has another form than Flickr8k's: {line[:60]!r}.")


def _present(part: str, names: list[str], captions: Mapping, members: Mapping) -> list[str]:
    """The names that have a file and a caption."""
    kept = [name for name in names if name in captions and name in members]
    missing = len(names) - len(kept)
    if not kept or missing > max(1, len(names) // INCOMPLETE):
        raise Flickr8kError(
            f"Of the {len(names):,} photographs of the part {part!r}, {missing:,} have no file or no caption: "
            f"are {PHOTOS} and {TEXTS} those of Flickr8k?"
        )
    if missing:
        first = next(name for name in names if name not in captions or name not in members)
        warnings.warn(f"{missing} listed without a file or a caption are left out, such as {first}.", stacklevel=3)
    return kept


@contextmanager
def _opened(path: Path) -> Generator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(path)
    except BROKEN:
        raise _damaged(path) from None
    with archive:
        yield archive


def _damaged(path: str | Path, what: str = "") -> Flickr8kError:
    return Flickr8kError(f"{Path(path).name} is damaged{what}: delete {path} and fetch it again.")


def _members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The files in an archive by name without folder, since folders differ between packings."""
    return {info.filename.rpartition("/")[2]: info for info in archive.infolist()}


def _text(archive: zipfile.ZipFile, name: str) -> str:
    member = _members(archive).get(name)
    if member is None:
        raise Flickr8kError(f"{Path(str(archive.filename)).name} holds no {name}: is it the one of Flickr8k?")
    return _content(archive, member).decode("utf-8", "replace")


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """The bytes of a member; its announced size is checked before it is read."""
    if member.file_size > pictures.MAX_BYTES:
        raise _damaged(str(archive.filename), f" ({member.filename} would unpack to {member.file_size:,} bytes)")
    try:
        return archive.read(member)
    except BROKEN:
        raise _damaged(str(archive.filename), f" at {member.filename}") from None


def _small(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], size: int, folder: Path, progress: bool
) -> np.ndarray:
    """The small pictures ``(N, size, size, 3)`` uint8, from the cache or made now; its name tells their source."""
    shape = (len(members), size, size, 3)
    made_from = zlib.crc32("\n".join(f"{info.filename} {info.CRC}" for info in members).encode())
    kept = folder / f"flickr8k_{size}_{made_from:08x}.npy"
    images = _mapped(kept, shape)
    if images is None:
        try:
            with tempfile.TemporaryDirectory(dir=folder, prefix=".part-") as part:
                _write(archive, members, shape, Path(part) / "small", progress)
                (Path(part) / "small").replace(kept)
        except OSError as error:
            raise Flickr8kError(
                f"The small pictures ({np.prod(shape) / 1e6:,.0f} MB) cannot be kept in {folder} ({error.strerror}): "
                "make room there, or set UNROLLED_CACHE to another folder."
            ) from None
        images = _mapped(kept, shape)
        assert images is not None  # it was written just now
    return images


def _mapped(path: Path, shape: tuple[int, ...]) -> np.ndarray | None:
    """A memory-mapped file of small pictures; None if it is missing or incomplete."""
    try:
        images = np.load(path, mmap_mode="c")  # "c": writes to the array stay in memory
    except (OSError, ValueError, EOFError):
        return None
    return images if images.shape == shape else None


def _write(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], shape: tuple[int, ...], path: Path, progress: bool
) -> None:
    """Make photographs small one after the other, and write them as a numpy file."""
    with path.open("wb") as file:
        np.lib.format.write_array_header_1_0(file, {"descr": "|u1", "fortran_order": False, "shape": shape})
        for member in tqdm(members, desc="photographs", disable=not progress):
            try:
                image = pictures.open_picture(_content(archive, member), size=shape[1])
            except pictures.PictureError as error:
                raise _damaged(str(archive.filename), f" at {member.filename} ({str(error).rstrip('.')})") from None
            file.write(image.tobytes())
