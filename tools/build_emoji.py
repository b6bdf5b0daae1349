"""Rebuild the captioned emoji in ``data/`` from three packages of npm, whose names and versions stand below.

    python tools/build_emoji.py              # fetches the packages with npm (130 MB), writes three files, prints counts
    python tools/build_emoji.py --folder F   # takes .tgz files that are already in a folder

No code of the packages runs. Each drawing of 64 x 64 pixels is laid on white; a sheet gets 256 colours (median cut,
then k-means). Two drawings count as the same if they, or one and the other's mirror image, differ by less than 2 of 255
(root mean square) when reduced to 16 x 16 means.
"""

from __future__ import annotations

import io
import json
import tarfile
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

import packages
from unrolled.datasets import emoji, emoji_captions

PACKAGES = {  # SHA-256 of the package
    "unicode-emoji-json@0.9.0": "ae7efacb55533385bf8767d613dbd36c71226669759d95919a6e9059f5e4c401",
    "emoji-datasource-google@16.0.0": "fb5fd131b362aab7a55542d2a147a79708cce0a8b1c1bbacd470172708b5c438",
    "emoji-datasource-twitter@16.0.0": "f64a530c63bca463bd8317fdc4615ce63a53a0c65018e4ce2d848aaba7a28877",
}
VENDORS = {"noto": "google", "twemoji": "twitter"}
ALIKE = 2.0


def main() -> None:
    folder = packages.option(__doc__, "--folder")
    with tempfile.TemporaryDirectory() as fresh:
        for package in PACKAGES if folder is None else ():
            packages.npm(package, Path(fresh))
        held = {name: (folder or Path(fresh)) / packages.npm_file(name) for name in PACKAGES}
        for name, path in held.items():
            packages.checked(path, PACKAGES[name])
        unicode_names, google, twitter = held.values()
        rows = _rows(_json(unicode_names, "data-by-emoji.json"), _json(google, "emoji.json"))
        drawings = {
            "noto": _drawings(google, "google", [row[3] for row in rows]),
            "twemoji": _drawings(twitter, "twitter", [row[3] for row in rows]),
        }
    same = _same(drawings.values())
    lines = ["code\tname\tgroup\tsame\tcaptions"]
    for (code, name, group, _), first in zip(rows, same, strict=True):
        captions = emoji_captions.references(name, group, emoji_captions.tones_of(code))
        lines.append("\t".join((code, name, group, str(first), " | ".join(captions))))
    packages.write(emoji.CAPTIONS, ("\n".join(lines) + "\n").encode())
    for vendor, pictures in drawings.items():
        packages.write(emoji.SHEETS[vendor], _packed(pictures))
    print(f"{len(rows):,} emoji, {sum(k != first for k, first in enumerate(same))} drawn as an earlier one")


def _json(package: Path, name: str):
    with tarfile.open(package) as archive:
        return json.load(archive.extractfile(f"package/{name}"))


def _rows(named: dict, listed: list[dict]) -> list[tuple[str, str, str, str]]:
    """Code, name, group and file of each emoji that both vendors draw; a skin tone alone does not count."""
    names = {"-".join(f"{ord(c):04X}" for c in text).replace("-FE0F", ""): value for text, value in named.items()}
    rows = []
    for one in sorted(listed, key=lambda one: (one["sort_order"], one["unified"])):
        known = names.get(one["unified"].replace("-FE0F", ""))
        for drawn in (one, *one.get("skin_variations", {}).values()) if known else ():
            if drawn["has_img_google"] and drawn["has_img_twitter"]:
                rows.append((drawn["unified"], known["name"], known["group"], drawn["image"]))
    return rows


def _drawings(package: Path, vendor: str, files: list[str]) -> np.ndarray:
    """``(N, 64, 64, 3)`` uint8, on white."""
    with tarfile.open(package) as archive:
        members = {member.name: member for member in archive if f"/img/{vendor}/64/" in member.name}
        pictures = []
        for file in files:
            data = archive.extractfile(members[f"package/img/{vendor}/64/{file}"]).read()
            drawn = Image.open(io.BytesIO(data), formats=("PNG",)).convert("RGBA")
            ground = Image.new("RGBA", (emoji.SIDE, emoji.SIDE), "white")
            ground.alpha_composite(drawn.resize(ground.size, Image.LANCZOS) if drawn.size != ground.size else drawn)
            pictures.append(np.asarray(ground.convert("RGB")))
    return np.stack(pictures)


def _same(sheets) -> list[int]:
    """For each emoji the first one with the same drawing, or its mirror image, by at least one vendor."""
    first = np.arange(len(next(iter(sheets))))
    for pictures in sheets:
        small = pictures.reshape(len(pictures), 16, 4, 16, 4, 3).mean(axis=(2, 4))
        flat, mirrored = (view.reshape(len(small), -1) for view in (small, small[:, :, ::-1]))
        square = (flat**2).mean(1)
        gaps = square[:, None] + square - 2 / flat.shape[1] * np.maximum(flat @ flat.T, flat @ mirrored.T)
        for k, j in zip(*np.nonzero(np.tril(gaps < ALIKE**2, -1)), strict=True):
            low, high = sorted((first[j], first[k]))
            first[first == high] = low  # where two chains of equal drawings meet, they become one
    return first.tolist()


def _packed(pictures: np.ndarray) -> bytes:
    rows = -(-len(pictures) // emoji.COLUMNS)
    tiles = np.full((rows * emoji.COLUMNS, *pictures.shape[1:]), 255, np.uint8)
    tiles[: len(pictures)] = pictures
    sheet = tiles.reshape(rows, emoji.COLUMNS, emoji.SIDE, emoji.SIDE, 3).swapaxes(1, 2)
    whole = Image.fromarray(np.ascontiguousarray(sheet).reshape(rows * emoji.SIDE, -1, 3))
    packed = io.BytesIO()
    whole.quantize(256, method=Image.Quantize.MEDIANCUT, kmeans=5, dither=Image.Dither.NONE).save(
        packed, "png", optimize=True
    )
    return packed.getvalue()


if __name__ == "__main__":
    main()
