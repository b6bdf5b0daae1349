"""Open any picture a learner gives, as a small square on white; the format is found by content, not by name.

The first bytes show the format, and only its decoder is used. The header of the file gives the size, so a picture that
is too large is refused before a pixel is decoded. A decoded picture of 25 megapixels takes 100 MB (a WebP up to
400, for its decoder keeps three copies). It is then cut into bands, each put on white and made smaller at once, so that
no other copy of that size is made.
"""

from __future__ import annotations

import io
import re
import threading
import warnings

import numpy as np
from PIL import ExifTags, Image, ImageOps

from unrolled.runtime import UnrolledError

MAX_BYTES = 20_000_000
MAX_PIXELS = 25_000_000
MAX_RATIO = 32  # longest side over shortest: beyond it the shorter one would have fewer than 2 of 64 pixels
BAND = 500_000  # pixels put on white at a time
SPARE = 4  # a picture stays this many times larger than the result until the final, careful resizing

FORMATS = {  # the first bytes of a file, by Pillow's name of the format
    "PNG": rb"\x89PNG\r\n\x1a\n",
    "JPEG": rb"\xff\xd8\xff",
    "GIF": rb"GIF8[79]a",
    "WEBP": rb"RIFF....WEBP",
    "BMP": rb"BM.{4}\0{4}",
    "TIFF": rb"II[*+]\0|MM\0[*+]",
}
OTHERS = {  # common picture formats that are not read here
    "HEIC": rb".{4}ftyp(hei|hev|mif|msf)",
    "AVIF": rb".{4}ftypavi",
    "SVG": rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)?(<!DOCTYPE svg[^>]*>\s*)?<svg",
    "PDF": rb"%PDF-",
    "ICO": rb"\0\0\x01\0",
    "PSD": rb"8BPS",
}

_one_at_a_time = threading.Lock()  # one large picture in memory; and the filter of warnings belongs to all threads


class PictureError(UnrolledError, ValueError):
    """Bytes that cannot be shown as a picture, with the reason and what to do."""


def open_picture(data: bytes, *, size: int = 64) -> np.ndarray:
    """A picture, upright, whole and in the middle of a white square.

    The first frame of an animation; transparency over white; turned as its EXIF data say. Its proportions are kept.
    Grey levels of 16 bits are divided by 256; other whole numbers and floats have no stated range, so their smallest
    becomes black and their largest white.

    Args:
        data: the bytes of a PNG, JPEG, GIF, WebP, BMP or TIFF file.
        size: side of the square in pixels.

    Returns:
        ``(size, size, 3)`` uint8, red, green and blue.

    Raises:
        PictureError: if the data are empty, not a picture, of another format, damaged or cut short, of more than 20 MB
            or 25 megapixels, or more than 32 times as long as wide.
    """
    source, kind = io.BytesIO(data), _format(data)
    with _one_at_a_time, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns about defects that it could handle
        try:
            image = Image.open(source, formats=[kind])
        except Image.DecompressionBombError:
            raise PictureError(f"This picture has more than {MAX_PIXELS:,} pixels: make it smaller first.") from None
        except Exception:  # Pillow promises no list; OSError, SyntaxError, TypeError and ValueError were seen
            raise _damaged(kind) from None
        _check_size(*image.size)
        try:
            return _squared(image, size)
        except Exception:
            raise _damaged(kind) from None


def _format(data: bytes) -> str:
    """Find the format from the first bytes; returns Pillow's name of it.

    Raises:
        PictureError: if it is not one that is read here, or there are too few or too many bytes.
    """
    if not len(data):
        raise PictureError("This file is empty: choose a picture.")
    if len(data) > MAX_BYTES:
        raise PictureError(
            f"This file has {len(data):,} bytes, over the limit of {MAX_BYTES:,}: make it smaller first."
        )
    head = data[:1000]
    for kind, begins in FORMATS.items():
        if re.match(begins, head, re.DOTALL):
            return kind
    for kind, begins in OTHERS.items():
        if re.match(begins, head, re.DOTALL):
            raise PictureError(f"This looks like a file of format {kind}, not read here: save it as PNG or JPEG.")
    raise PictureError("This is not a picture in a known format: choose a PNG, JPEG, GIF, WebP, BMP or TIFF file.")


def _damaged(kind: str) -> PictureError:
    return PictureError(f"This {kind} picture is damaged, cut short or of a rare kind: save it again as PNG or JPEG.")


def _check_size(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise PictureError(
            f"This picture has {width:,} x {height:,} pixels, over the limit of {MAX_PIXELS:,}: make it smaller first."
        )
    if max(width, height) > MAX_RATIO * min(width, height):
        raise PictureError(
            f"This picture of {width:,} x {height:,} pixels is too narrow to show in a square: cut a part out of it."
        )


def _squared(image: Image.Image, size: int) -> np.ndarray:
    """The square ``(size, size, 3)`` from a picture that is opened but not yet decoded."""
    image.draft(None, (SPARE * size, SPARE * size))  # JPEG alone: decodes to 1/2, 1/4 or 1/8, never below that
    image.load()
    factor = max(1, max(image.size) // (SPARE * size))
    shown = [max(1, round(side * size / max(image.size))) for side in image.size]
    box = (0, 0, image.width / factor, image.height / factor)  # the last blocks may be incomplete
    small = _reduced(image, factor).resize(shown, Image.Resampling.LANCZOS, box)
    small.getexif()[ExifTags.Base.Orientation] = _orientation(image)
    small = ImageOps.exif_transpose(small)
    square = Image.new("RGB", (size, size), "white")
    square.paste(small, ((size - small.width) // 2, (size - small.height) // 2))
    return np.array(square)


def _orientation(image: Image.Image) -> int:
    """The orientation in the EXIF data; 1 (upright) if they cannot be read, since the pixels are still good."""
    try:
        return image.getexif().get(ExifTags.Base.Orientation, 1)
    except Exception:
        return 1


def _reduced(image: Image.Image, factor: int) -> Image.Image:
    """RGB over white, both sides divided by ``factor`` and rounded up: means of squares of pixels."""
    if image.mode.startswith("I;16"):
        return _grey(image.convert("I").reduce(factor), 0, 2**16)
    if image.mode in ("I", "F"):
        return _grey(image.reduce(factor))
    width, height = image.size
    small = Image.new("RGB", (-(-width // factor), -(-height // factor)))
    rows = factor * max(1, BAND // (factor * width))
    for top in range(0, height, rows):
        band = image.crop((0, top, width, min(top + rows, height)))
        small.paste(_over_white(band).reduce(factor), (0, top // factor))
    return small


def _grey(image: Image.Image, low: float | None = None, high: float | None = None) -> Image.Image:
    """Numbers as grey levels from ``low`` (black) to ``high`` (white), by default the smallest and the largest."""
    values = np.asarray(image, dtype=np.float64)
    if low is None or high is None:
        finite = values[np.isfinite(values)]
        low, high = (finite.min(), finite.max()) if len(finite) else (0.0, 0.0)
    levels = 256 * (values - low) / (high - low or 1)
    return Image.fromarray(np.nan_to_num(levels).clip(0, 255).astype(np.uint8)).convert("RGB")


def _over_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    image = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
