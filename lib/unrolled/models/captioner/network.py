"""Encoder and decoder as one network, with the words it knows."""

from __future__ import annotations

from typing import Any

from torch import Tensor, nn

from unrolled.models.captioner.decoders import DECODERS
from unrolled.models.captioner.encoder import Encoder


class Captioner(nn.Module):
    """A picture in, the probability of each next word out.

    Args:
        words: V, the size of the vocabulary; the first two are START and END.
        shown: how the decoder receives the picture: "once", "always" or "merged".
        size: S, pixels of a picture's side.
        channels: of the encoder's first block.
        features: F, the size of the picture's vector.
        embedding: E, the size of a word's vector.
        hidden: H, the units of the LSTM.
        dropout: in encoder and decoder, while training.

    Raises:
        ValueError: if ``shown`` has another value, or the size does not suit the encoder.

    Examples:
        >>> model = Captioner(words=9, channels=4)
        >>> tuple(model(torch.zeros(2, 3, 32, 32), torch.zeros(2, 5, dtype=torch.int64)).shape)
        (2, 5, 9)
    """

    def __init__(
        self,
        words: int,
        shown: str = "once",
        *,
        size: int = 32,
        channels: int = 32,
        features: int = 256,
        embedding: int = 128,
        hidden: int = 256,
        dropout: float = 0.0,
    ):
        super().__init__()
        if shown not in DECODERS:
            raise ValueError(f"A picture cannot be shown {shown!r}: choose one of {', '.join(DECODERS)}.")
        self.config = {
            "words": words, "shown": shown, "size": size, "channels": channels, "features": features,
            "embedding": embedding, "hidden": hidden, "dropout": dropout,
        }  # fmt: skip
        self.encoder = Encoder(size, channels, features, dropout)
        self.decoder = DECODERS[shown](words, features, embedding, hidden, dropout)

    def forward(self, pictures: Tensor, ids: Tensor) -> Tensor:
        """Logits ``(B, T, V)`` of each next word.

        Args:
            pictures: ``(B, 3, S, S)``, from -1 (black) to 1 (white).
            ids: ``(B, T)`` the words before it, START first: the true ones (teacher forcing).
        """
        return self.decoder(self.encoder(pictures), ids)

    def start(self, pictures: Tensor) -> Any:
        """The decoder's state before the first word."""
        return self.decoder.start(self.encoder(pictures))

    def step(self, state: Any, ids: Tensor) -> tuple[Tensor, Any]:
        """Read one word of each caption, ``(B,)``: logits ``(B, V)`` and the new state."""
        return self.decoder.step(state, ids)
