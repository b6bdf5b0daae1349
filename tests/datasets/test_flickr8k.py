"""Flickr8k's loader, on six photographs in zip files of the same form."""

import io
import zipfile

import numpy as np
import pytest
import torch
from PIL import Image

from unrolled.datasets import flickr8k as module
from unrolled.datasets import pictures
from unrolled.datasets.flickr8k import Flickr8kError, flickr8k, parse_captions, parse_names
from unrolled.datasets.registry import REGISTRY, DownloadError, Entry

NAMES = [f"100026820{k}_693b08cb0e.jpg" for k in range(6)]
LISTS = {"train": NAMES[:4], "validation": NAMES[4:5], "test": NAMES[5:]}
COLOURS = [(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0), (0, 0, 0), (90, 90, 90)]
FAULT = "2258277193_586949ec62.jpg.1#0\tA dog that has no photograph .\n"
TOKENS = "".join(f"{name}#{k}\tA Child , number {k} .\n" for name in NAMES for k in range(5)) + FAULT
REGISTERED = {name: Entry("", None, None, "none", "a fixture") for name in (module.PHOTOS, module.TEXTS)}

pytestmark = pytest.mark.filterwarnings("ignore:.*is not verified")


def jpeg(colour):
    file = io.BytesIO()
    Image.new("RGB", (50, 25), colour).save(file, "JPEG", quality=100)
    return file.getvalue()


@pytest.fixture
def mirror(mirror):
    """Writes both zip files to a mirror, with changes: a new content for a member, or None to leave it out."""

    def write(changes=(), compression=zipfile.ZIP_STORED):
        held = {f"Flicker8k_Dataset/{name}": jpeg(colour) for name, colour in zip(NAMES, COLOURS, strict=True)}
        held["__MACOSX/Flicker8k_Dataset/._" + NAMES[0]] = b"no picture"
        texts = {module.CAPTIONS: TOKENS, "readme.txt": "cite us"}
        texts |= {file: "\n".join(LISTS[part]) + "\n" for part, file in module.PARTS.items()}
        for archive, members in ((module.PHOTOS, held), (module.TEXTS, texts)):
            with zipfile.ZipFile(mirror / archive, "w", compression) as file:
                for name, content in members.items():
                    content = dict(changes).get(name.rpartition("/")[2], content)
                    if content is not None:
                        file.writestr(name, content)
        return mirror.with_name("cache")

    return write


def load(size=64):
    return flickr8k(size=size, registry=REGISTERED, progress=False)


def test_three_parts_with_five_captions_a_picture(mirror):
    mirror()
    parts = load()
    assert list(parts) == ["train", "validation", "test"]
    assert [len(part) for part in parts.values()] == [4, 1, 1]
    for part, names in LISTS.items():
        held = parts[part]
        assert held.names == tuple(names)
        assert held.images.shape == (len(names), 64, 64, 3)
        assert held.images.dtype == np.uint8
        assert held.references == (tuple(f"a child number {k}" for k in range(5)),) * len(names)
        for name, image in zip(names, held.images, strict=True):
            assert np.abs(image[32, 32].astype(int) - COLOURS[NAMES.index(name)]).max() <= 3
            assert (image[:15] == 255).all()  # twice as wide as high


def test_pictures_are_read_once_and_then_come_from_the_cache(mirror, monkeypatch):
    cache = mirror()
    first = load()
    (kept,) = cache.glob("flickr8k_64_*.npy")
    assert sorted(cache.iterdir()) == sorted([cache / module.PHOTOS, cache / module.TEXTS, kept])
    assert kept.stat().st_size == 6 * 64 * 64 * 3 + 128
    monkeypatch.setattr(pictures, "open_picture", lambda *_, **__: pytest.fail("read again"))
    again = load()
    for part in first:
        np.testing.assert_array_equal(first[part].images, again[part].images)
    again["train"].images[:] = 7  # a copy in memory: the file stays
    assert load()["train"].images[0, 32, 32].tolist() != [7, 7, 7]
    assert torch.from_numpy(again["train"].images).float().mean() == 7


def test_another_size_and_other_photographs_are_made_anew(mirror):
    cache = mirror()
    load()
    assert load(size=32)["test"].images.shape == (1, 32, 32, 3)
    mirror({NAMES[0]: jpeg((0, 0, 0))})
    (cache / module.PHOTOS).unlink()
    assert load()["train"].images[0, 32, 32].max() <= 3
    assert len(list(cache.glob("*.npy"))) == 3


def test_a_cut_or_foreign_file_in_the_cache_is_made_anew(mirror):
    cache = mirror()
    whole = load()["train"].images.copy()
    (kept,) = cache.glob("*.npy")
    content = kept.read_bytes()
    for damaged in (content[:-1], content[:40], b"", b"hello"):
        kept.write_bytes(damaged)
        np.testing.assert_array_equal(load()["train"].images, whole)
    np.save(kept, np.zeros((2, 64, 64, 3), np.uint8))
    np.testing.assert_array_equal(load()["train"].images, whole)


def test_an_interrupted_reading_leaves_no_half_file(mirror, monkeypatch):
    cache = mirror()
    read, calls = pictures.open_picture, []

    def interrupted(data, **options):
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return read(data, **options)

    monkeypatch.setattr(pictures, "open_picture", interrupted)
    with pytest.raises(KeyboardInterrupt):
        load()
    assert {path.name for path in cache.iterdir()} == {module.PHOTOS, module.TEXTS}
    assert len(load()["train"]) == 4


def test_a_full_disk_gets_one_sentence(mirror, monkeypatch):
    mirror()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "_write", full)
    with pytest.raises(Flickr8kError, match=r"\(0 MB\) cannot be kept .*No space left.*UNROLLED_CACHE"):
        load()


def test_captions_are_lower_case_words():
    text = (
        "a.jpg#0\tA child in a pink dress is climbing up a set of stairs in an entry way .\r\n"
        'a.jpg#1\tA man \'s dog , "Rex" , jumps over t-shirts; 2 cats watch.\n'
        "\n"
        "a.jpg#2\t .\n"
        "b.jpg#0\t\n"
        f"{FAULT}"
    )
    assert parse_captions(text) == {
        "a.jpg": (
            "a child in a pink dress is climbing up a set of stairs in an entry way",
            "a man 's dog rex jumps over t-shirts 2 cats watch",
        ),
        "2258277193_586949ec62.jpg.1": ("a dog that has no photograph",),
    }


@pytest.mark.parametrize("line", ["a.jpg A dog", "a.jpg#x\tA dog", "#0\tA dog", "../a.jpg#0\tA dog", "a.jpg\tA dog"])
def test_a_caption_of_another_form_is_named_by_its_line(line):
    with pytest.raises(Flickr8kError, match=r"Line 2 of Flickr8k\.token\.txt has another form"):
        parse_captions(f"a.jpg#0\tA dog\n{line}\n")


@pytest.mark.parametrize("line", ["../../a.jpg", "/etc/a.jpg", "C:\\a.jpg", "a.png", "a b.jpg"])
def test_a_list_holds_plain_names_of_jpeg_files(line):
    assert parse_names("a.jpg\r\nb.jpg \n\na.jpg\n", "list.txt") == ["a.jpg", "b.jpg"]
    with pytest.raises(Flickr8kError, match=r"Line 2 of list\.txt"):
        parse_names(f"a.jpg\n{line}\n", "list.txt")


@pytest.mark.parametrize("without", ["file", "caption"])
def test_one_photograph_without_a_file_or_a_caption_is_left_out_with_a_warning(mirror, without):
    lines = "".join(line + "\n" for line in TOKENS.splitlines() if not line.startswith(NAMES[1]))
    mirror({NAMES[1]: None} if without == "file" else {module.CAPTIONS: lines})
    with pytest.warns(UserWarning, match=f"1 listed without a file or a caption.*{NAMES[1]}"):
        parts = load()
    assert parts["train"].names == (NAMES[0], *NAMES[2:4])
    assert np.abs(parts["test"].images[0, 32, 32].astype(int) - COLOURS[5]).max() <= 3


def test_many_missing_photographs_are_refused(mirror):
    mirror({NAMES[1]: None, NAMES[2]: None})
    with pytest.raises(Flickr8kError, match="Of the 4 photographs of the part 'train', 2 have no file"):
        load()


def test_a_photograph_in_two_parts_is_refused(mirror):
    mirror({module.PARTS["test"]: NAMES[0]})
    with pytest.raises(Flickr8kError, match=r"in two parts of Flickr8k_text\.zip"):
        load()


@pytest.mark.parametrize("member", [module.CAPTIONS, *module.PARTS.values()])
def test_a_missing_member_is_named(mirror, member):
    mirror({member: None})
    with pytest.raises(Flickr8kError, match=rf"Flickr8k_text\.zip holds no {member}"):
        load()


@pytest.mark.parametrize("archive", [module.PHOTOS, module.TEXTS])
def test_a_damaged_zip_file_is_told_with_what_to_do(mirror, archive, tmp_path):
    mirror(compression=zipfile.ZIP_DEFLATED)
    path = tmp_path / "mirror" / archive
    whole = path.read_bytes()
    for damaged in (whole[:-30], b"hello", whole[: len(whole) // 2]):
        path.write_bytes(damaged)
        with pytest.raises(DownloadError, match=rf"{archive} could not be had .*it is not a zip file"):
            load()
        assert not (tmp_path / "cache" / archive).exists()
    bad = bytearray(whole)
    bad[80:100] = b"\xff" * 20  # inside the first member
    path.write_bytes(bad)
    with pytest.raises(Flickr8kError, match=rf"{archive} is damaged at "):
        load()


def test_a_photograph_that_is_no_picture_is_named(mirror):
    for content, reason in ((b"hello", "not a picture"), (jpeg((0, 0, 0))[:-200], "JPEG picture is damaged")):
        cache = mirror({NAMES[2]: content})
        with pytest.raises(Flickr8kError, match=rf"damaged at Flicker8k_Dataset/{NAMES[2]} \(This .*{reason}"):
            load()
        (cache / module.PHOTOS).unlink()
        assert not list(cache.glob("*.npy"))


def test_a_member_that_would_unpack_to_far_too_much_is_refused_unread(mirror, monkeypatch):
    monkeypatch.setattr(pictures, "MAX_BYTES", 5_000)
    mirror({NAMES[2]: jpeg((0, 0, 0)) + bytes(9_000)}, zipfile.ZIP_DEFLATED)
    with pytest.raises(Flickr8kError, match=r"would unpack to [\d,]+ bytes"):
        load()


def test_members_with_unsafe_names_are_never_written(mirror, tmp_path):
    mirror()
    with zipfile.ZipFile(tmp_path / "mirror" / module.PHOTOS, "a") as file:
        file.writestr("../../evil.jpg", b"evil")
        file.writestr("/evil.jpg", b"evil")
    assert len(load()["train"]) == 4
    assert not list(tmp_path.rglob("evil*"))


def test_both_files_are_registered_and_told_how_to_get_when_offline(tmp_path, monkeypatch):
    for name in (module.PHOTOS, module.TEXTS):
        assert REGISTRY[name].url.endswith(f"/Flickr8k/{name}")
        assert not REGISTRY[name].verified
    monkeypatch.setenv("UNROLLED_OFFLINE", "1")
    monkeypatch.setenv("UNROLLED_CACHE", str(tmp_path))
    monkeypatch.delenv("UNROLLED_MIRROR", raising=False)
    with pytest.raises(DownloadError, match=r"Flickr8k_text\.zip could not be had.*set UNROLLED_MIRROR"):
        flickr8k(progress=False)
