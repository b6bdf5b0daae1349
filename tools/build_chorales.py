"""Rebuild ``data/chorales.npz`` from Bach's chorales in the corpus of PyPI's ``music21`` 10.5.1.

    python tools/build_chorales.py            # downloads the wheel with pip, writes the file, prints counts
    python tools/build_chorales.py --wheel F  # takes a wheel that is already here

music21 is installed in a temporary environment and reads the scores there (some 3 minutes). Only scores with exactly
four parts are kept, and of each part the note that sounds on every quarter beat, ties and held notes included. music21
finds the key (Krumhansl's profiles), and each setting is transposed by at most 6 semitones to C major or A minor.

Two settings have the same tune if at least nine of the first eleven intervals between the soprano's quarters agree.
Tunes, in the order of a hash, fill the test part, then the validation part, then the training part: about 1 : 1 : 3, as
in the JSB set.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import tempfile
import venv
from pathlib import Path

import numpy as np

import build_folk_tunes
import packages
from unrolled.datasets import piano_rolls
from unrolled.lessons.tcn.chorales import dataset as chorales
from unrolled.lessons.tcn.chorales.dataset import Chorale

PARSER = """
import json, sys
from music21 import converter, corpus

scores = []
for path in sorted(corpus.getComposer("bach")):
    score = converter.parse(path)
    if len(score.parts) == 4:
        key = score.analyze("key")
        notes = [[(float(n.offset), float(n.quarterLength), max((p.midi for p in n.pitches), default=0))
                  for n in part.flatten().notesAndRests] for part in score.parts]
        scores.append({"name": path.name, "tonic": key.tonic.pitchClass, "mode": key.mode,
                       "steps": int(score.highestTime), "parts": notes})
json.dump(scores, sys.stdout)
"""
OPENING, ALIKE = 11, 9  # intervals compared at the start of a tune, and how many must agree
HELD_OUT = {"test": 77, "valid": 76}  # settings at least, as JSB has sequences
A = 9  # the pitch class


def parse_scores(wheel: Path, folder: Path) -> list[dict]:
    """Every four-part score as plain numbers, read by music21 in an environment inside ``folder``."""
    venv.create(folder / "env", with_pip=True)
    python = folder / "env" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", str(wheel)], check=True)
    return json.loads(subprocess.run([python, "-c", PARSER], check=True, capture_output=True, text=True).stdout)


def on_the_beat(parts: list, steps: int) -> np.ndarray:
    """``(T, 4)`` the note that sounds at each quarter; parts are (onset, length, MIDI number or 0), in quarters."""
    voices = np.zeros((steps, len(parts)), int)
    for voice, notes in enumerate(parts):
        for onset, length, midi in notes:
            first, after = (int(np.ceil(time - 1e-6)) for time in (onset, onset + length))
            voices[first:after, voice] = midi
    return voices


def moved(voices: np.ndarray, tonic: int, minor: bool) -> tuple[np.ndarray, int]:
    """Transpose the voices to C major or A minor; also returns by how many semitones, -6 to 5."""
    shift = ((A if minor else 0) - tonic + 6) % 12 - 6
    return np.where(voices > 0, voices + shift, 0), shift


def tunes(voices: list[np.ndarray]) -> list[list[int]]:
    """Group the places of the settings by tune; the relation is transitive, so a third setting may link two."""
    openings = np.zeros((len(voices), OPENING), int)
    for row, setting in zip(openings, voices, strict=True):
        intervals = np.diff(setting[:, 0][setting[:, 0] > 0][: OPENING + 1])
        row[: len(intervals)] = intervals
    label = np.arange(len(voices))
    for place in range(len(voices)):
        alike = (openings[:place] == openings[place]).sum(axis=1) >= ALIKE
        joined = np.isin(label, label[:place][alike])
        label[joined] = label[place]
    return [np.flatnonzero(label == one).tolist() for one in dict.fromkeys(label.tolist())]


def split(groups: list[list[int]], names: list[str]) -> dict[int, str]:
    """The part of each setting."""
    order = sorted(groups, key=lambda group: hashlib.sha256(min(names[place] for place in group).encode()).hexdigest())
    parts: dict[int, str] = {}
    for part, wanted in HELD_OUT.items():
        while list(parts.values()).count(part) < wanted:
            parts |= dict.fromkeys(order.pop(0), part)
    return parts | {place: "train" for group in order for place in group}


def main() -> None:
    wheel = packages.option(__doc__, "--wheel")
    with tempfile.TemporaryDirectory() as folder:
        wheel = wheel or packages.wheel(build_folk_tunes.PACKAGE, Path(folder))
        packages.checked(wheel, build_folk_tunes.WHEEL_SHA256)
        scores = parse_scores(wheel, Path(folder))
    played = [on_the_beat(score["parts"], score["steps"]) for score in scores]
    groups = tunes(played)
    parts = split(groups, [score["name"] for score in scores])
    settings = []
    for place, (score, voices) in enumerate(zip(scores, played, strict=True)):
        minor = score["mode"] == "minor"
        voices, shift = moved(voices, score["tonic"], minor)
        settings.append(Chorale(score["name"], voices.astype(np.uint8), minor, shift, parts[place]))
    packed = chorales.pack(settings)
    packages.write(chorales.FILE, packed)
    rolls = {p: [piano_rolls.piano_roll(one.voices) for one in settings if one.part == p] for p in chorales.PARTS}
    print(f"{len(settings)} settings of {len(groups)} tunes, {sum(map(len, played)):,} quarters;")
    print("; ".join(f"{part} {len(held)} ({sum(map(len, held)):,} quarters)" for part, held in rolls.items()))
    for part in ("valid", "test"):
        loss = piano_rolls.bernoulli_loss(piano_rolls.key_shares(rolls["train"]), rolls[part])
        print(f"each key by its share of the training part: {loss:.2f} nats a step on {part}, from the second step on")


if __name__ == "__main__":
    main()
