"""Questions before Figure 5."""

from __future__ import annotations

from unrolled.checking.question import Choice, Question

SHELF = Question(
    "Three kinds of pictures were held out. Which of them will the network most often describe without errors?",
    (
        Choice(
            "new compositions: a role, a person and a skin tone that it never saw together",
            True,
            "It has seen each part, and it names them one after the other: about two captions of three are right. "
            "That is what generating a sentence can do and looking one up cannot.",
        ),
        Choice(
            "new things: things whose names training never mentions in this combination of words",
            False,
            "It has never heard what they are called, so it calls them by the name of something that looks alike. "
            "Only a few of a hundred are right.",
        ),
        Choice(
            "the other vendor: it knows all these captions from another drawing",
            False,
            "It knows the sentences, but a drawing by another hand has other shapes and colours: about a quarter is "
            "right. Knowing what to say does not help where the picture is not recognised.",
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
            "It looks nothing up, but the likeliest next word at each step can still lead to a sentence it has read. "
            "All of these captions are wrong.",
        ),
        Choice(
            "about one in three",
            True,
            "And nine of ten wrong captions are among them. Where the network does not recognise the new "
            "composition, it writes the sentence of a composition it knows, in another tone for example.",
        ),
        Choice(
            "nearly all: it can only repeat sentences that it has read",
            False,
            "Then it could not be right even once, since no right sentence is in training. About two of three are "
            "new sentences, and nearly all of those are right.",
        ),
    ),
)
