"""Bench of the captioner: an update of its training, and a caption by beam search, against plain PyTorch."""

from __future__ import annotations

import time

from bench_rows import Row, alternate, row

UPDATES, BEAM, PICTURES = 10, 5, 10


def captions() -> list[Row]:
    """All rows of this part, on one thread."""
    import torch

    torch.set_num_threads(1)
    return [update(), caption()]


def _plain(model):
    """The same network around ``nn.LSTM``, with the same weights, in the usual form."""
    from torch import nn

    class Plain(nn.Module):
        def __init__(self):
            super().__init__()
            self.encoder, decoder = model.encoder, model.decoder
            self.embedding, self.picture, self.out = decoder.embedding, decoder.features_to_x, decoder.h_to_logits
            self.lstm = decoder.lstm.to_torch()

        def start(self, pictures):
            return _turned(self.lstm(self.picture(self.encoder(pictures))[:, None])[1])

        def step(self, state, ids):
            h, state = self.lstm(self.embedding(ids)[:, None], _turned(state))
            return self.out(h[:, 0]), _turned(state)

        def forward(self, pictures, ids):
            h, _ = self.lstm(self.embedding(ids), _turned(self.start(pictures)))
            return self.out(h)

    return Plain()


def _turned(state):
    """nn.LSTM wants layers first in its state, and a search wants captions first."""
    return tuple(part.transpose(0, 1).contiguous() for part in state)


def update() -> Row:
    """Pictures a second in training, both parts learning, float32 in both."""
    import torch
    from torch import nn

    from unrolled.datasets import emoji
    from unrolled.training import captioning

    words = captioning.vocabulary()
    data = emoji.training().take(range(0, 4_000, 10))
    pictures = captioning.normalised(captioning.tensor(data.images))
    read, said = words.windows(data.captions)
    model = captioning.start(captioning.Recipe(), len(words)).model

    def pace(network: nn.Module) -> float:
        optimizer = torch.optim.AdamW(network.parameters(), lr=1e-4)
        network.train()
        began = time.perf_counter()
        for k in range(UPDATES):
            chosen = torch.arange(k * 32, k * 32 + 64) % len(pictures)
            logits = network(pictures[chosen], read[chosen])
            loss = nn.functional.cross_entropy(logits.flatten(0, 1), said[chosen].flatten())
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
        return UPDATES * 64 / (time.perf_counter() - began)

    plain = _plain(model)
    mine, theirs = alternate(lambda: pace(model), lambda: pace(plain))
    return row(
        "captioner, training step, 64 drawings, one thread", mine, theirs, peer_name="the same encoder with nn.LSTM",
        unit="drawings/s", better="higher", goal=None, goal_on="ratio",
        command="models.captioner.Captioner(...)(pictures, ids), backward, AdamW",
        peer_command="the same with torch.nn.LSTM",
    )  # fmt: skip


def caption() -> Row:
    """Milliseconds for a picture's caption by a beam of five."""
    import torch

    from unrolled.datasets.emoji_shelves import shelf
    from unrolled.models.captioner import beam_search
    from unrolled.training import captioning

    model, _, _ = captioning.load_captioner("captioner_once_0")
    plain = _plain(model).eval()
    images = shelf("new compositions").images(list(range(PICTURES)))
    pictures = captioning.normalised(captioning.tensor(images))

    def wait(network: torch.nn.Module) -> float:
        began = time.perf_counter()
        for picture in pictures:
            beam_search(network, picture, BEAM)
        return 1e3 * (time.perf_counter() - began) / len(pictures)

    mine, theirs = alternate(lambda: wait(model), lambda: wait(plain))
    return row(
        f"a drawing captioned with a beam of {BEAM}, one thread", mine, theirs,
        peer_name="the same search with nn.LSTM",
        unit="ms", better="lower", goal=150, goal_on="ours",
        command=f"models.captioner.beam_search(model, picture, {BEAM})", peer_command="the same with torch.nn.LSTM",
    )  # fmt: skip
