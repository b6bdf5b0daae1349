"""The loss on long texts, read in many parts side by side: a processor has more to do at each step."""

from unrolled.training.losses import heldout_loss


def loss_in_parts(model, texts, *, size=8_000, warm=1_000):
    """Mean loss over the same characters as :func:`heldout_loss`, in nats.

    Each part is read after the ``warm`` characters before it, whose own loss is taken off again. What a network carries
    from farther back than that is lost: 1e-5 nats for the shipped ones, so much do both ways differ.
    """
    starts = [(ids, at) for ids in texts for at in range(0, len(ids) - 1, size)]
    parts = [ids[max(at - warm, 0) : at + size + 1] for ids, at in starts]
    before = [ids[at - warm : at + 1] for ids, at in starts if at]
    total = _sum(model, parts) - (_sum(model, before) if before else 0)
    return total / sum(len(ids) - 1 for ids in texts)


def _sum(model, texts):
    return heldout_loss(model, texts) * sum(len(ids) - 1 for ids in texts)
