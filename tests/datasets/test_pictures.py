"""Pictures: every format and mode by known colours, every refusal by its sentence, and nothing else escapes."""

import contextlib
import io
import struct
import subprocess
import sys
import tracemalloc
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFile

from unrolled.datasets import pictures
from unrolled.datasets.pictures import PictureError, open_picture

RED, BLUE, GREEN, WHITE = (255, 0, 0), (0, 0, 255), (0, 255, 0), (255, 255, 255)
KINDS = list(pictures.FORMATS)


def encoded(image, kind, **options):
    file = io.BytesIO()
    if kind == "WEBP":
        options = {"lossless": True, **options}
    if kind == "JPEG":
        options = {"quality": 100, "subsampling": 0, **options}
    image.save(file, kind, **options)
    return file.getvalue()


def halves(left=RED, right=BLUE, width=48, height=24):
    """Twice as wide as high; the left half of one colour, the right of another."""
    image = Image.new("RGB", (width, height), left)
    image.paste(right, (width // 2, 0, width, height))
    return image


def near(pixel, colour, tolerance=4):
    return np.abs(pixel.astype(int) - colour).max() <= tolerance


def shows_halves(got, left, right, tolerance=4):
    """Whether a 64 x 64 square is white above and below a band 32 high, of one colour left and another right."""
    return (
        (got[:15] == 255).all()
        and (got[49:] == 255).all()
        and near(got[20:44, 4:26], left, tolerance)
        and near(got[20:44, 38:60], right, tolerance)
    )


@pytest.mark.parametrize("kind", KINDS)
def test_each_format_keeps_its_proportions_in_the_middle_of_a_white_square(kind):
    got = open_picture(encoded(halves(), kind))
    assert got.shape == (64, 64, 3)
    assert got.dtype == np.uint8
    assert shows_halves(got, RED, BLUE)


MODES = [("PNG", "P"), ("PNG", "RGBA"), ("JPEG", "CMYK"), ("GIF", "P"), ("WEBP", "RGBA"), ("BMP", "P"), ("TIFF", "P"),
         ("TIFF", "RGBA"), ("TIFF", "RGBX"), ("TIFF", "CMYK"), ("TIFF", "YCbCr"), ("PNG", "1"), ("PNG", "L"),
         ("PNG", "LA"), ("PNG", "I;16"), ("JPEG", "L"), ("BMP", "1"), ("BMP", "L"), ("TIFF", "1"), ("TIFF", "L"),
         ("TIFF", "LA"), ("TIFF", "PA"), ("TIFF", "I;16"), ("TIFF", "I"), ("TIFF", "F")]  # fmt: skip
GREY = ("1", "L", "LA", "I;16", "I", "F")


@pytest.mark.parametrize(("kind", "mode"), MODES)
def test_each_mode_gives_its_colours(kind, mode):
    if mode in GREY:
        left, right = (0, 0, 0), WHITE
        image = halves(left, right).convert("L")
        if mode == "I;16":
            image = Image.fromarray(np.asarray(image, dtype=np.uint16) * 257)
    else:
        left, right, image = RED, BLUE, halves()
    assert shows_halves(open_picture(encoded(image.convert(mode), kind)), left, right)


def test_lab_is_turned_into_red_green_and_blue():
    got = open_picture(encoded(Image.new("LAB", (8, 8), (128, 128, 128)), "TIFF"))  # half as light as white, no colour
    assert near(got, (119, 119, 119), 2)


def test_sixteen_bits_are_divided_by_256_and_numbers_without_a_range_are_stretched():
    steps = np.array([[0, 255, 3000, 30000]], dtype=np.uint16).repeat(4, axis=0)
    for kind in ("PNG", "TIFF"):
        got = open_picture(encoded(Image.fromarray(steps), kind), size=4)
        assert got[2, :, 0].tolist() == [0, 0, 11, 117]
    for array in (np.array([[-7, 0, 57]], dtype=np.int32), np.array([[-7, 0, 57]], dtype=np.float32)):
        got = open_picture(encoded(Image.fromarray(array.repeat(3, axis=0)), "TIFF"), size=3)
        assert got[1, :, 0].tolist() == [0, 28, 255]  # 256 * 7 / 64
    odd = np.array([[np.nan, np.inf, 1, 3]], dtype=np.float32).repeat(4, axis=0)
    assert open_picture(encoded(Image.fromarray(odd), "TIFF"), size=4).max() == 255
    assert (open_picture(encoded(Image.new("F", (4, 4), 5), "TIFF")) == 0).all()


def test_transparency_is_over_white():
    half = Image.new("RGBA", (8, 8), (255, 0, 0, 128))
    for kind in ("PNG", "WEBP", "TIFF"):
        assert near(open_picture(encoded(half, kind)), (255, 127, 127), 1)
    clear = halves().convert("RGBA")
    clear.paste((0, 0, 0, 0), (24, 0, 48, 24))
    for kind in ("PNG", "WEBP", "TIFF", "GIF"):
        assert shows_halves(open_picture(encoded(clear, kind)), RED, WHITE)
    assert shows_halves(open_picture(encoded(halves(), "PNG", transparency=BLUE)), RED, WHITE)
    grey = halves((9, 9, 9), (200, 200, 200)).convert("L")
    assert shows_halves(open_picture(encoded(grey, "PNG", transparency=9)), WHITE, (200, 200, 200))
    palette = halves().quantize(2)
    cleared = palette.getpixel((47, 0))
    assert shows_halves(open_picture(encoded(palette, "PNG", transparency=cleared)), RED, WHITE)


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP", "TIFF"])
def test_of_an_animation_the_first_frame_is_shown(kind):
    later = [halves(GREEN, GREEN), halves(BLUE, RED)]
    assert shows_halves(open_picture(encoded(halves(), kind, save_all=True, append_images=later)), RED, BLUE)


# Where EXIF's eight orientations show what is stored in the corner top left, and top right (1 is as stored).
TURNED = {1: ("top left", "top right"), 2: ("top right", "top left"), 3: ("bottom right", "bottom left"),
          4: ("bottom left", "bottom right"), 5: ("top left", "bottom left"), 6: ("top right", "bottom right"),
          7: ("bottom right", "top right"), 8: ("bottom left", "top left")}  # fmt: skip
CORNERS = {"top left": (4, 4), "top right": (4, 59), "bottom left": (59, 4), "bottom right": (59, 59)}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("orientation", TURNED)
def test_a_picture_is_turned_as_its_exif_data_say(kind, orientation):
    image = Image.new("RGB", (64, 64), "white")
    image.paste(RED, (0, 0, 16, 16))
    image.paste(GREEN, (48, 0, 64, 16))
    exif = Image.Exif()
    exif[0x0112] = orientation
    got = open_picture(encoded(image, kind, exif=exif))
    red, green = TURNED[orientation]
    assert near(got[CORNERS[red]], RED)
    assert near(got[CORNERS[green]], GREEN)


@pytest.mark.parametrize(
    "rubbish", [b"rubbish!", b"II*\0\x08\0\0\0\1\0\x12\1\2\0\4\0\0\0abcd", b"MM\0*\0\0\0\x08\0\x09"]
)
def test_a_damaged_orientation_leaves_the_picture_as_it_is(rubbish):
    assert shows_halves(open_picture(encoded(halves(), "PNG", exif=b"Exif\0\0" + rubbish)), RED, BLUE)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize(("width", "height"), [(1, 1), (3, 5), (64, 64), (257, 255), (1031, 777), (777, 2311)])
def test_any_size_gives_what_resizing_the_whole_at_once_gives(kind, width, height):
    down, across = np.mgrid[:height, :width]
    down, across = 12 * down / height, 12 * across / width  # two waves from edge to edge, whatever the size
    waves = np.stack([np.sin(across), np.cos(down), np.sin(across + down)], axis=-1)
    image = Image.fromarray((127 + 120 * waves).astype(np.uint8))
    shown = tuple(max(1, round(side * 64 / max(width, height))) for side in (width, height))
    whole = np.asarray(image.resize(shown, Image.Resampling.LANCZOS)).astype(int)
    got = open_picture(encoded(image, kind))
    top, left = (64 - shown[1]) // 2, (64 - shown[0]) // 2
    placed = got[top : top + shown[1], left : left + shown[0]]
    assert np.abs(placed - whole).mean() < 1.5
    assert int(got.astype(int).sum() - placed.astype(int).sum()) == 3 * 255 * (64 * 64 - shown[0] * shown[1])


def test_the_square_may_have_another_size_and_the_bytes_may_be_a_view():
    for size in (8, 72, 224):
        assert open_picture(memoryview(encoded(halves(), "PNG")), size=size).shape == (size, size, 3)


def said(data):
    with pytest.raises(PictureError) as error:
        open_picture(data)
    words = str(error.value)
    assert "\n" not in words
    assert words.endswith(".")
    return words


def test_nothing_and_no_picture_get_their_sentences():
    assert "empty" in said(b"")
    for data in (b"hello", b"BMW is a car", b"<html><body>", b"\0" * 100, b"RIFF1234WAVE", b"GIF"):
        assert "not a picture" in said(data)


OTHERS = {"HEIC": b"\0\0\0\x18ftypheic\0\0", "AVIF": b"\0\0\0\x1cftypavif", "PDF": b"%PDF-1.7", "ICO": b"\0\0\1\0\1\0",
          "PSD": b"8BPS\0\1", "SVG": b'<?xml version="1.0"?>\n<!-- drawn -->\n<svg xmlns="x">'}  # fmt: skip


def test_other_formats_are_named():
    assert set(OTHERS) == set(pictures.OTHERS)
    for kind, data in OTHERS.items():
        assert f"format {kind}," in said(data)
    assert "format SVG" in said(b"<svg></svg>")


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_cut_short_is_refused(kind):
    data = encoded(Image.effect_noise((40, 40), 80).convert("RGB"), kind)
    for kept in (len(data) // 2, 30):
        assert f"{kind} picture is damaged" in said(data[:kept])


@pytest.mark.parametrize("name", ["open", "load"])
@pytest.mark.parametrize(
    "error", [struct.error, SyntaxError, OverflowError, EOFError, MemoryError, ValueError, OSError]
)
def test_whatever_pillow_raises_becomes_one_sentence(name, error, monkeypatch):
    def failing(*_, **__):
        raise error("planted")

    monkeypatch.setattr(Image if name == "open" else ImageFile.ImageFile, name, failing)
    assert "PNG picture is damaged" in said(WHOLE[1])


def test_too_many_bytes_are_refused_unread():
    assert "20,000,001 bytes, over the limit of 20,000,000" in said(bytes(20_000_001))


def huge():
    """Small files that promise 20,000 x 20,000 pixels, or just over 25 megapixels."""
    small = {kind: bytearray(encoded(halves(), kind)) for kind in ("PNG", "GIF", "BMP", "JPEG")}
    small["PNG"][16:24] = struct.pack(">2I", 20_000, 20_000)
    small["PNG"][29:33] = struct.pack(">I", zlib.crc32(small["PNG"][12:29]))
    small["GIF"][6:10] = struct.pack("<2H", 20_000, 20_000)
    small["BMP"][18:26] = struct.pack("<2I", 20_000, 20_000)
    frame = small["JPEG"].index(b"\xff\xc0")
    small["JPEG"][frame + 5 : frame + 9] = struct.pack(">2H", 20_000, 20_000)
    flat = Image.new("1", (5001, 5000))
    held = {kind: bytes(data) for kind, data in small.items()}
    return held | {"TIFF": encoded(flat, "TIFF", compression="group4"), "WEBP": encoded(flat, "WEBP", method=0)}


@pytest.mark.parametrize(("kind", "data"), huge().items(), ids=list(huge()))
def test_too_many_pixels_are_refused_before_decoding(kind, data, monkeypatch):
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda self: pytest.fail("decoded"))
    tracemalloc.start()
    before = Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES
    words = said(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "pixels" in words
    assert "25,000,000" in words
    assert peak < 5_000_000
    assert before == (Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES)


@pytest.mark.skipif(sys.platform != "linux", reason="counts memory as Linux does")
def test_the_largest_picture_takes_little_more_than_its_pixels():
    program = """
import io, re
from PIL import Image
from unrolled.datasets.pictures import open_picture
def peak():
    with open("/proc/self/status") as status:
        return int(re.search(r"VmHWM:\\s+(\\d+)", status.read())[1])
file = io.BytesIO()
Image.new("RGBA", (8, 8)).save(file, "PNG")
open_picture(file.getvalue())
before = peak()
with open("/dev/stdin", "rb") as given:
    assert open_picture(given.read()).shape == (64, 64, 3)
print(peak() - before)
"""
    data = encoded(Image.new("RGBA", (5000, 5000), RED), "PNG", compress_level=1)
    ran = subprocess.run([sys.executable, "-c", program], input=data, capture_output=True, check=True)
    assert int(ran.stdout) < 180_000  # KiB; its pixels are 98,000


def test_a_strip_is_refused():
    assert "2,000 x 3 pixels is too narrow" in said(encoded(Image.new("RGB", (2000, 3)), "PNG"))
    assert open_picture(encoded(Image.new("RGB", (96, 3)), "PNG")).min() == 0


NOISE = Image.fromarray(np.random.default_rng(0).integers(0, 256, (13, 17, 3), dtype=np.uint8))
WHOLE = [encoded(NOISE.convert(mode), kind) for kind, mode in MODES if mode != "I;16"]
WHOLE += [encoded(NOISE, "TIFF", compression=name) for name in ("tiff_lzw", "tiff_adobe_deflate", "packbits", "jpeg")]
WHOLE += [encoded(NOISE, kind, save_all=True, append_images=[NOISE.rotate(90)]) for kind in ("GIF", "PNG", "WEBP")]


def opened_or_refused(data):
    """Anything but a square of pixels or a PictureError fails."""
    with contextlib.suppress(PictureError):
        assert open_picture(data).shape == (64, 64, 3)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([b"", *(data[:12] for data in WHOLE)]), st.binary(max_size=300))
def test_random_bytes_are_a_picture_or_refused(head, rest):
    opened_or_refused(head + rest)


@settings(max_examples=600, deadline=None)
@given(st.sampled_from(WHOLE), st.data())
def test_damaged_files_are_a_picture_or_refused(whole, draw):
    data = bytearray(whole[: draw.draw(st.integers(1, len(whole)))]) if draw.draw(st.booleans()) else bytearray(whole)
    place = st.one_of(st.integers(0, min(len(data), 60) - 1), st.integers(0, len(data) - 1))
    for where, what in draw.draw(st.lists(st.tuples(place, st.integers(0, 255)), max_size=8)):
        data[where] = what
    opened_or_refused(bytes(data))
