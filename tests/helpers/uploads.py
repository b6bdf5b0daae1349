"""Files that learners might open, good and bad."""

import io
import struct
import zlib

import numpy as np
from PIL import ExifTags, Image

RED = (200, 30, 30)


def saved(image: Image.Image, kind: str, **options) -> bytes:
    """A picture as the bytes of a file."""
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def huge_png() -> bytes:
    """A PNG that says it has 20,000 x 20,000 pixels, and holds hardly any."""
    chunks = [
        (b"IHDR", struct.pack(">2I5B", 20_000, 20_000, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0" * 99)),
        (b"IEND", b""),
    ]
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


def bad_files() -> dict[str, tuple[bytes, str]]:
    """Files that cannot be shown, and words of the sentence that says why."""
    noise = Image.fromarray(np.random.default_rng(0).integers(0, 255, (60, 60, 3), dtype=np.uint8))
    return {
        "damaged": (saved(noise, "PNG")[:900], "damaged, cut short"),
        "no picture": (b"To be, or not to be, that is the question", "not a picture in a known format"),
        "named png, holds html": (b"<!doctype html><b>hello</b>", "not a picture in a known format"),
        "empty": (b"", "empty"),
        "huge": (huge_png(), "pixels"),
    }


def good_files() -> dict[str, bytes]:
    """A red bar, lying in the upper half of a white picture, in several formats and modes."""
    picture = Image.new("RGB", (80, 80), "white")
    picture.paste(RED, (0, 0, 80, 30))
    turned = Image.Exif()
    turned[ExifTags.Base.Orientation] = 6  # to be turned by 90 degrees to the right
    clear = Image.new("RGBA", (80, 80), (0, 0, 0, 0))
    clear.paste((*RED, 255), (0, 0, 80, 30))
    blue = Image.new("RGB", (80, 80), "blue")
    return {
        "png": saved(picture, "PNG"),
        "alpha": saved(clear, "PNG"),
        "animated": saved(picture, "GIF", save_all=True, append_images=[blue]),
        "turned": saved(picture.rotate(90), "JPEG", exif=turned, quality=95),
    }
