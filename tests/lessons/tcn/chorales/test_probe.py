"""Writing on, counting, and the sound's pitches."""

import io
import wave

import numpy as np
import torch

from unrolled.lessons.tcn.chorales import probe as probes
from unrolled.lessons.tcn.chorales import recipe as training
from unrolled.models.voices_net import VoicesNet


def test_what_is_written_is_what_the_batch_says():
    piece, model = probes.held_out()[0], probes.shipped()
    drawn = probes.noise(0, 20)
    written = probes.write(model, piece, 6, 20, 0.8, drawn, "TCN")
    assert (written.voices[:6] == piece.voices[:6]).all()
    ids = training.encode(written.voices)
    with torch.no_grad():
        logits = model(ids[None])[0].reshape(20, 4, -1) / 0.8
    np.testing.assert_allclose(written.chances, logits.softmax(dim=2).numpy(), atol=2e-5)
    drawn_again = (logits.numpy() + drawn).argmax(axis=2)
    assert (drawn_again[6:] == ids.numpy().reshape(20, 4)[6:]).all()


def test_an_untrained_network_can_write():
    model = VoicesNet(len(training.notes())).eval()
    written = probes.write(model, probes.held_out()[1], 99, 12, 1.0, probes.noise(1, 12), "")
    assert written.given == 12
    assert written.voices.shape == (12, 4)


def test_manners_are_counted():
    fifths = np.array([[67, 64, 60, 48], [69, 65, 62, 50], [69, 65, 62, 50]])  # soprano and tenor a fifth apart
    counted = probes.manners([fifths])
    assert counted.again == 0.5
    assert counted.white == 1
    assert counted.crossed == 0
    assert counted.parallels == 100 * 3 / 2  # soprano with tenor and bass, tenor with bass in octaves
    crossed = np.array([[60, 62, 55, 48], [61, 0, 55, 48]])
    assert probes.manners([crossed]).crossed == 0.5
    assert probes.manners([crossed]).white == 6 / 7


def test_the_sound_has_the_notes_pitches_and_length():
    data = probes.sound(np.array([[69, 0, 57, 0]] * 4), beat=0.5, rate=16_000)
    with wave.open(io.BytesIO(data)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 16_000)
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(float)
    assert len(samples) == 4 * 8000 + 8000
    assert np.abs(samples).max() < 32767
    spectrum = np.abs(np.fft.rfft(samples[:16_000]))
    strongest = set(np.argsort(spectrum)[-2:].tolist())
    assert strongest == {220, 440}
    assert len(data) < 1_000_000


def test_bach_and_shares():
    piece = probes.held_out()[0]
    assert (probes.as_bach(piece, 30).voices == piece.voices[:30]).all()
    shares = probes.by_shares(piece, 5, 30, probes.noise(0, 30))
    assert (shares.voices[:5] == piece.voices[:5]).all()
    np.testing.assert_allclose(shares.chances.sum(axis=2), 1)
