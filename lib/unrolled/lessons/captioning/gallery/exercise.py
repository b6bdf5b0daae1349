"""Questions before Figure 5."""

from __future__ import annotations

from unrolled.checking.question import Choice, Question

SHELF = Question(
    "Three kinds of pictures were held out. Which of them will the network most often describe without errors?",
    (
        Choice(
            "new compositions: a role, a person and a skin tone that it never saw together",
            True,
            "It has seen each part, and names one after the other: about two captions of three are right. A captioner "
            "that only looks sentences up could not do that.",
        ),
        Choice(
            "new things: training has no drawing of them",
            False,
            "It has never read their names, so it writes the name of something that looks similar. Only a few of a "
            "hundred are right.",
        ),
        Choice(
            "the other vendor: training has all these captions, with other drawings",
            False,
            "It knows the sentences, but these drawings have other shapes and colours: about a quarter is right. To "
            "know the sentence does not help where the picture is not recognised.",
        ),
    ),
)

COPIED = Question(
    "For a new composition, the right sentence does not occur in training. How many of the network's captions will be "
    "copied from training word for word?",
    (
        Choice(
            "none: it writes word by word and looks nothing up",
            False,
            "It looks nothing up, but the likeliest next word at each step can still lead to a sentence that it has "
            "read. All of these captions are wrong.",
        ),
        Choice(
            "about one in three",
            True,
            "And all of them are wrong: nine of ten wrong captions are copies. Where the network does not recognise "
            "the new composition, it writes the sentence of one that it knows, in another tone for example.",
        ),
        Choice(
            "nearly all: it can only repeat sentences that it has read",
            False,
            "Then no caption could be right, since no right sentence is in training. About two of three are new "
            "sentences, and nearly all of those are right.",
        ),
    ),
)
