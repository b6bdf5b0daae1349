"""Digits: MNIST's own format, the subset, sequences and the fixed shuffle."""

import gzip
import hashlib
import os
import tarfile
from pathlib import Path

import numpy as np
import pytest
import torch

import build_digits
from unrolled.datasets import digits, paths, registry
from unrolled.datasets.digits import Digits, DigitsError

ROOT = Path(__file__).resolve().parents[2]
MIRROR = Path(os.environ.get("UNROLLED_MIRROR") or "nowhere")
BEGINNINGS = {"train-images-idx3": "ba891046", "train-labels-idx1": "65a50cbb",
              "t10k-images-idx3": "0fa7898d", "t10k-labels-idx1": "ff7bcfd4"}  # fmt: skip


def idx(array):
    sizes = b"".join(size.to_bytes(4, "big") for size in array.shape)
    return bytes([0, 0, 8, array.ndim]) + sizes + array.astype(np.uint8).tobytes()


def some(count, seed=0):
    rng = np.random.default_rng(seed)
    return Digits(rng.integers(0, 256, (count, 28, 28), np.uint8), rng.integers(0, 10, count).astype(np.uint8))


@pytest.mark.parametrize("shape", [(5,), (2, 3), (2, 3, 4)])
def test_an_idx_file_is_read_back(shape):
    array = np.arange(np.prod(shape), dtype=np.uint8).reshape(shape)
    np.testing.assert_array_equal(digits.read_idx(idx(array)), array)


@pytest.mark.parametrize("data", [b"", b"\0\0\x08", b"\0\0\x0d\x01\0\0\0\x01abcd", b"PK\3\4", b"\0\0\x08\x03\0\0"])
def test_what_is_no_idx_file_is_told(data):
    with pytest.raises(DigitsError, match="no idx file"):
        digits.read_idx(data)


def test_a_file_cut_short_or_too_long_is_told():
    data = idx(np.zeros((2, 3, 4)))
    for wrong, size in ((data[:-1], 23), (data + b"\0", 25)):
        with pytest.raises(DigitsError, match=f"2 x 3 x 4 has {size} bytes"):
            digits.read_idx(wrong)


def test_the_subset_has_equal_shares():
    for part, count in (("train", 200), ("test", 50)):
        held = digits.small(part)
        assert held.images.shape == (10 * count, 28, 28)
        assert held.images.dtype == held.labels.dtype == np.uint8
        assert np.bincount(held.labels).tolist() == [count] * 10
        assert len(held) == 10 * count
    assert digits.CHANCE == 0.1
    train, test = ({image.tobytes() for image in digits.small(part).images} for part in ("train", "test"))
    assert not train & test


def test_the_code_names_the_committed_file_and_it_is_small():
    packed = (ROOT / "data" / digits.FILE).read_bytes()
    assert hashlib.sha256(packed).hexdigest() == digits.SHA256
    assert len(packed) < 700_000


def test_a_missing_subset_and_an_unknown_part_get_one_sentence(tmp_path, monkeypatch):
    with pytest.raises(DigitsError, match="no part 'validation': the digits come as train and test"):
        digits.small("validation")
    with pytest.raises(DigitsError, match="no part"):
        digits.complete("all")
    monkeypatch.setenv("UNROLLED_DATA", str(tmp_path))
    digits._small.cache_clear()
    with pytest.raises(paths.CorpusError, match="digits are missing"):
        digits.small("train")


def test_a_sequence_reads_row_after_row():
    images = np.zeros((2, 28, 28), np.uint8)
    images[1, 3, 5] = 255
    x = digits.sequences(images)
    assert x.shape == (2, 784, 1)
    assert x.dtype == torch.float32
    paper, ink = -digits.MEAN / digits.SPREAD, (1 - digits.MEAN) / digits.SPREAD
    assert x[0].unique().tolist() == pytest.approx([paper])
    assert x[1].argmax().item() == 3 * 28 + 5
    assert x.max().item() == pytest.approx(ink)


def test_a_permutation_is_fixed_by_its_seed_and_the_same_for_all_images():
    order = digits.permutation(3)
    assert torch.equal(order, digits.permutation(3))
    assert not torch.equal(order, digits.permutation(4))
    assert order.sort().values.tolist() == list(range(784))
    images = some(3).images
    plain, mixed = digits.sequences(images), digits.sequences(images, order)
    for t in (0, 1, 400, 783):
        assert torch.equal(mixed[:, t], plain[:, order[t]])


def test_the_default_permutation_is_the_stored_one():
    assert torch.equal(digits.permutation(), torch.from_numpy(np.random.default_rng(0).permutation(784)))
    assert digits.permutation()[:6].tolist() == [318, 2, 606, 446, 758, 13]


def test_the_first_of_each_keep_their_order_and_survive_packing(tmp_path, monkeypatch):
    train, test = some(300), some(200, seed=1)
    kept = digits.first_of_each(train, 4)
    for kind in range(10):
        np.testing.assert_array_equal(kept.images[kept.labels == kind], train.images[train.labels == kind][:4])
    places = [int(np.flatnonzero((train.images == image).all(axis=(1, 2)))[0]) for image in kept.images]
    assert places == sorted(places)
    packed = digits.pack(kept, test)
    (tmp_path / digits.FILE).write_bytes(packed)
    monkeypatch.setenv("UNROLLED_DATA", str(tmp_path))
    monkeypatch.setattr(digits, "SHA256", hashlib.sha256(packed).hexdigest())
    digits._small.cache_clear()
    np.testing.assert_array_equal(digits.small("train").images, kept.images)
    np.testing.assert_array_equal(digits.small("test").labels, test.labels)


@pytest.fixture(autouse=True)
def _forget():
    yield
    digits._small.cache_clear()


def test_the_registry_knows_the_four_canonical_files():
    for name, beginning in BEGINNINGS.items():
        entry = registry.REGISTRY[f"{name}-ubyte"]
        assert entry.sha256.startswith(beginning)
        assert entry.gzipped
        assert entry.url.endswith(f"{name}-ubyte.gz")


@pytest.fixture
def fixture_files(monkeypatch):
    """Small files in the place of MNIST's, by name, as the registry then knows them."""
    held = {}
    for part, count in (("train", 30), ("t10k", 20)):
        digits_ = some(count)
        held[f"{part}-images-idx3-ubyte"] = idx(digits_.images)
        held[f"{part}-labels-idx1-ubyte"] = idx(digits_.labels)
    for name, data in held.items():
        entry = registry.Entry("", hashlib.sha256(data).hexdigest(), len(data), "none", "a fixture", gzipped=True)
        monkeypatch.setitem(registry.REGISTRY, name, entry)
    return held


def test_complete_parts_come_from_a_mirror_packed_or_plain(fixture_files, tmp_path, monkeypatch):
    monkeypatch.setenv("UNROLLED_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("UNROLLED_MIRROR", str(tmp_path))
    for name, data in fixture_files.items():
        if "images" in name:
            (tmp_path / f"{name}.gz").write_bytes(gzip.compress(data))
        else:
            (tmp_path / name).write_bytes(data)
    for part, count in (("train", 30), ("test", 20)):
        held = digits.complete(part)
        np.testing.assert_array_equal(held.images, some(count).images)
        np.testing.assert_array_equal(held.labels, some(count).labels)


def test_the_tool_reads_the_package_and_refuses_another(fixture_files, tmp_path):
    package = tmp_path / "package.tgz"
    for wrong in (None, "t10k-labels-idx1-ubyte"):
        with tarfile.open(package, "w:gz") as archive:
            for name, data in fixture_files.items():
                file = tmp_path / name
                file.write_bytes(data[:-1] + b"\x7f" if name == wrong else data)
                archive.add(file, f"package/data/{name}")
        if wrong is None:
            np.testing.assert_array_equal(build_digits.read(package)["t10k"].images, some(20).images)
        else:
            with pytest.raises(SystemExit, match="is not the file of MNIST"):
                build_digits.read(package)


@pytest.mark.skipif(
    not any(MIRROR.glob("train-images-idx3-ubyte*")), reason="UNROLLED_MIRROR names no folder that holds MNIST"
)
def test_the_subset_is_the_beginning_of_the_complete_set(tmp_path, monkeypatch):
    monkeypatch.setenv("UNROLLED_CACHE", str(tmp_path))
    for part, count in (("train", 200), ("test", 50)):
        kept = digits.first_of_each(digits.complete(part), count)
        np.testing.assert_array_equal(kept.images, digits.small(part).images)
        np.testing.assert_array_equal(kept.labels, digits.small(part).labels)
    pixels = digits.complete("train").images / np.float32(255)
    assert pixels.mean(dtype=float) == pytest.approx(digits.MEAN, abs=5e-5)
    assert pixels.std(dtype=float) == pytest.approx(digits.SPREAD, abs=5e-5)
