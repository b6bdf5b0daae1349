"""Writing chorales note by note, counting what the writer does, and making it sound."""

from __future__ import annotations

import functools
import io
import wave
from collections.abc import Sequence

import numpy as np
import torch

from unrolled.lessons.tcn.chorales import recipe as training
from unrolled.lessons.tcn.chorales.dataset import Chorale
from unrolled.lessons.tcn.chorales.record import Manners, Written
from unrolled.models.tcn.fast_stream import ShelvedTCN
from unrolled.models.tcn.network import TCN
from unrolled.models.voices_net import VoicesNet
from unrolled.runtime import one_thread
from unrolled.training.checkpoint import load_network
from unrolled.training.results import load_results

VOICES = training.VOICES
WHITE = (0, 2, 4, 5, 7, 9, 11)  # half-tones above C
RATE, BEAT = 16_000, 0.5  # samples a second; seconds a chord
PARTIALS = (1.0, 0.45, 0.22, 0.1)  # loudness of a note's overtones


@functools.cache
def shipped() -> VoicesNet:
    """The network of this repository.

    Raises:
        CheckpointError: if it is missing or damaged.
    """
    return load_network(training.SHIPPED, VoicesNet)[0]


@functools.cache
def held_out() -> tuple[Chorale, ...]:
    """Test settings of 36 chords or more, none of whose tunes is in the training part."""
    return tuple(one for one in training.part("test") if len(one.voices) >= 36)


def noise(seed: int, chords: int) -> np.ndarray:
    """Gumbel noise for each note, ``(chords, 4, N)``: with it, argmax draws from a softmax."""
    generator = np.random.default_rng(seed)
    return generator.gumbel(size=(chords, VOICES, len(training.notes())))


@one_thread
def write(
    model: VoicesNet, piece: Chorale, given: int, chords: int, temperature: float, drawn: np.ndarray, name: str
) -> Written:
    """Let a network go on with a setting.

    Args:
        model: with a TCN.
        piece: whose first chords are given.
        given: how many; held between 1 and what there is.
        chords: in all.
        temperature: τ, above 0; the logits are divided by it.
        drawn: noise from :func:`noise`.
        name: of the writer.
    """
    given = min(max(given, 1), len(piece.voices), chords)
    assert isinstance(model.net.core, TCN)
    stream = ShelvedTCN(model.net.core)
    state, numbers = stream.start(), training.encode(piece.voices[:given]).tolist()
    weight, bias = (part.detach().numpy() for part in (model.net.readout.weight, model.net.readout.bias))
    chances = np.zeros((chords, VOICES, model.notes), np.float32)
    x = np.zeros((1, model.notes + VOICES), np.float32)
    for n in range(VOICES * chords):
        t, voice = divmod(n, VOICES)
        x[:] = 0
        if n:
            x[0, numbers[n - 1]] = 1
        x[0, model.notes + voice] = 1
        h, state = stream.step(state, x)
        scores = (weight @ h[0] + bias) / temperature
        p = np.exp(scores - scores.max())
        chances[t, voice] = p / p.sum()
        if n >= len(numbers):
            numbers.append(int((scores + drawn[t, voice]).argmax()))
    voices = training.decode(torch.tensor(numbers[: VOICES * chords]))
    return Written(piece.name, name, voices, given, piece.voices, np.array(training.notes()), chances)


def by_shares(piece: Chorale, given: int, chords: int, drawn: np.ndarray) -> Written:
    """The baseline: each voice's notes drawn by their frequency in training, whatever came before."""
    counts = _counts()
    logits = np.log(counts / counts.sum(axis=1, keepdims=True))
    numbers = (logits + drawn[:chords]).argmax(axis=2)
    voices = np.array(training.notes(), np.uint8)[numbers]
    given = min(max(given, 1), len(piece.voices), chords)
    voices[:given] = piece.voices[:given]
    chances = np.broadcast_to(np.exp(logits), (chords, *logits.shape))
    name = "notes by frequency"
    return Written(piece.name, name, voices, given, piece.voices, np.array(training.notes()), chances)


@functools.cache
def _counts() -> np.ndarray:
    known = np.concatenate([training.encode(one.voices).numpy().reshape(-1, VOICES) for one in training.part("train")])
    size = len(training.notes())
    return np.stack([np.bincount(known[:, voice], minlength=size) for voice in range(VOICES)]) + 0.5


def losses() -> dict[str, float]:
    """Held-out nats a chord, of the trivial models and of the study's TCNs, on average over their seeds."""
    trivial, runs = training.baselines(training.part("valid")), load_results(training.NAME)
    tested = float(np.mean([runs[f"tcn {seed}"]["valid"] for seed in training.SEEDS]))
    names = {"notes by frequency": "shares", "the last notes again": "repeat"}
    return {name: trivial[key] for name, key in names.items()} | {"TCN, three seeds": tested}


def expected(seconds: float) -> tuple[float, float]:
    """Lowest and highest held-out loss of the study's TCNs after so many seconds, in nats a chord."""
    runs = load_results(training.NAME)
    curves = [np.array(runs[f"tcn {seed}"]["curve"]) for seed in training.SEEDS]
    there = [float(np.interp(seconds, curve[:, 1], curve[:, 3])) for curve in curves]
    return min(there), max(there)


def as_bach(piece: Chorale, chords: int) -> Written:
    """The setting as it is."""
    voices = piece.voices[:chords]
    nothing = np.zeros((len(voices), VOICES, len(training.notes())), np.float32)
    return Written(piece.name, "Bach", voices, len(voices), piece.voices, np.array(training.notes()), nothing)


def manners(pieces: Sequence[np.ndarray]) -> Manners:
    """Count over pieces ``(T, 4)``; see ``Manners``. Rests count for nothing."""
    white = sounding = again = steps = crossed = chords = parallels = leaps = moved = 0
    for voices in (piece.astype(int) for piece in pieces):
        sounds = voices > 0
        white += int((np.isin(voices % 12, WHITE) & sounds).sum())
        sounding += int(sounds.sum())
        chords += len(voices)
        both = sounds[:, 1:] & sounds[:, :-1]
        crossed += int(((voices[:, 1:] > voices[:, :-1]) & both).any(axis=1).sum())
        change = np.diff(voices, axis=0)
        kept = sounds[1:] & sounds[:-1]
        again += int((change == 0).all(axis=1).sum())
        steps += len(change)
        leaps += int(np.abs(change[kept & (change != 0)]).sum())
        moved += int((kept & (change != 0)).sum())
        for low in range(VOICES):
            for high in range(low):
                apart = (voices[:, high] - voices[:, low]) % 12
                same = (apart[1:] == apart[:-1]) & np.isin(apart[1:], (0, 7))
                together = (np.sign(change[:, high]) == np.sign(change[:, low])) & (change[:, high] != 0)
                parallels += int((same & together & kept[:, high] & kept[:, low]).sum())
    return Manners(
        white / max(sounding, 1), again / max(steps, 1), crossed / max(chords, 1), 100 * parallels / max(steps, 1),
        leaps / max(moved, 1),
    )  # fmt: skip


def sound(voices: np.ndarray, *, beat: float = BEAT, rate: int = RATE) -> bytes:
    """A WAV file, mono, 16 bits: each note a sum of four partials that fade; a repeated note is held.

    Args:
        voices: ``(T, 4)`` MIDI numbers, 0 for a rest; 69 is an A of 440 Hz.
        beat: seconds a chord.
        rate: samples a second.
    """
    step = int(beat * rate)
    mixed = np.zeros(len(voices) * step + rate // 2, np.float32)
    for voice in range(voices.shape[1]):
        t = 0
        while t < len(voices):
            end = t + 1
            while end < len(voices) and voices[end, voice] == voices[t, voice]:
                end += 1
            if voices[t, voice]:
                note = _tone(int(voices[t, voice]), (end - t) * step + rate // 4, rate)
                mixed[t * step : t * step + len(note)] += note
            t = end
    mixed *= 0.9 / max(float(np.abs(mixed).max()), 1e-9)
    packed = io.BytesIO()
    with wave.open(packed, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((mixed * 32767).astype("<i2").tobytes())
    return packed.getvalue()


def _tone(midi: int, samples: int, rate: int) -> np.ndarray:
    time = np.arange(samples, dtype=np.float32) / rate
    frequency = 440 * 2 ** ((midi - 69) / 12)
    tone = np.zeros(samples, np.float32)
    for k, loud in enumerate(PARTIALS, 1):
        if k * frequency < rate / 2:
            tone += loud * np.sin(np.float32(2 * np.pi * k * frequency) * time)
    fade = np.minimum(1, np.minimum(time / 0.02, (samples / rate - time) / 0.2)) * np.exp(-time / 1.6)
    return tone * fade
