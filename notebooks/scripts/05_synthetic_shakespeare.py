# %% [markdown]
# # Synthetic Shakespeare
#
# **Three layers of 512 units, one character at a time: watch speeches come out of noise, and find out what is copied.**
#
# You will be able to
#
# - say what a network of this size has learned from the plays, and what it has not
# - tell writing from copying, with the corpus as witness
# - read its surprise along a text, and its loss against its size
#
# *Time:* 45 minutes, and as long again for the exercises. *Slide:* Synthetic Shakespeare. *Five-minute route:* the set-up,
# then the cells under the headings marked ▶. Nothing is downloaded.

# %%
from unrolled import notebook
from unrolled.datasets import shakespeare as corpus
from unrolled.lessons import char_rnn, shakespeare
from unrolled.measuring.novelty import training_plays
from unrolled.panels import Predict
from unrolled.training.checkpoint import load_card, load_sampler, summary

notebook.setup()
model, vocabulary, card = load_sampler("shakespeare_3x512")

# %% [markdown]
# ## ▶ The slide's network speaks
#
# Andrej Karpathy's sample on the slide ([The Unreasonable Effectiveness of Recurrent Neural
# Networks](https://karpathy.github.io/2015/05/21/rnn-effectiveness/), 2015) came from three layers of 512 units. So does
# this one. Give it a speaker and let it go on.

# %%
Predict(shakespeare.GREEDY)

# %%
char_rnn.TemperaturePanel(model, vocabulary, prompt="PANDARUS:\n", note=summary(card))

# %% [markdown]
# **What you see.** Speakers, verse, stage manners: the form of a play, and words that mostly exist. What one speech has to
# do with the next is another matter. Things to try: a name of no play as a prompt, such as `ZEBRA:` and a line end. A
# prompt that ends in the middle of a word. A line of prose with no line end: how long does it stay prose?
#
# How large is it, and how good? The plays are the same 38 as in notebook 04: 34 to learn from, two to choose with, two to
# test with. Counting models and compressors know the same 34 plays.

# %% tags=["nbval-check-output"]
from unrolled.training.results import load_results
from unrolled.units import Loss

print(f"{card['about']}: {card['parameters']:,} parameters, {card['recipe']['steps']:,} updates")
small, counted, packed = load_card("shakespeare_2x256"), load_results("big_networks"), load_results("compressors")
yardsticks = {
    "xz": packed["xz"],
    "5-gram": counted["5-gram"],
    "6-gram": counted["6-gram"],
    "PPM, order 7": packed["PPM 7"],
}
for part in ("validation", "test"):
    print(f"{part}: {' and '.join(card['plays'][part])}")
    for name, found in {**yardsticks, "LSTM 2 × 256": small["nats"], "this network": card["nats"]}.items():
        nats = found[part]["nats"] if isinstance(found[part], dict) else found[part]
        print(f"  {name:13} {nats:.3f} nats = {Loss(nats).bits:.2f} bits a character")

# %% [markdown]
# Two things to read off. The test plays are harder than the validation plays *for everyone*, counting models included, so
# a loss means little without yardsticks on the same text. And a good old compressor, PPM, is a hard opponent: it mixes
# counted contexts, and it goes on learning inside the very play it packs, new names and all, while the network's weights
# rest. When each piece of a play comes to it without the play so far, its lead shrinks:

# %% tags=["nbval-check-output"]
alone = packed["PPM 7 in pieces"]["validation"]["nats"]
print(
    f"PPM on the validation plays: {packed['PPM 7']['validation']['nats']:.3f} nats; without the play so far {alone:.3f}"
)
print(f"this network: {card['nats']['validation']:.3f}; as float16, as shipped, and in int8, as it writes here, on the")
print("first 10,000 characters of each: " + ", ".join(f"{form} {nats:.4f}" for form, nats in card["forms"].items()))

# %% [markdown]
# The last line is about speed. What writes in these panels is the network with weights rounded to seven bits, the sign included,
# in [ONNX Runtime](https://onnxruntime.ai); *kl* says how far its probabilities are from the exact ones, in nats a
# character.
#
# ## ▶ Ours and his
#
# The same opening lines, of a play the network never saw. At the left it goes on, at the right the play.

# %%
Predict(shakespeare.APART)

# %%
held = corpus.split().validation | corpus.split().test
shakespeare.PassagesPanel(model, vocabulary, held, training_plays())

# %% [markdown]
# **What you see.** The lines under each column count what can be counted: words no training play holds, speakers who are in
# the play and some who are not. The network has no cast: it takes names from other plays, wherever they fit by
# sound. Step through the sentences with the arrow keys. Things to try: τ = 0.3, where it is careful, and 1.3, where it is
# not. Move the place through a play: does it notice when verse turns into prose?
#
# ## What temperature changes
#
# Five temperatures from the same dice, as in notebook 04, now with the large network:

# %%
char_rnn.MicroscopePanel(model, vocabulary, training_plays())

# %% [markdown]
# And measured: five passages of 2,000 characters at each of 21 temperatures. The band across the picture is what pieces of
# the four held-out plays are like.

# %%
Predict(shakespeare.WORDS)

# %%
shakespeare.AgainstTemperaturePanel()

# %% [markdown]
# **What you see.** Go through the measures. At low temperatures the network says the same again and again, and its entropy is
# far below that of a play. At high ones it invents words. Somewhere between, it is like a play in one measure; but is it the
# same place for all of them?

# %% tags=["nbval-check-output"]
from unrolled.lessons.shakespeare.against_temperature.probe import load_against

measures, written = load_against()
for key in ("entropy", "real words", "said before", "copied", "new 8-grams"):
    mean, plays = measures[key].network.mean(axis=0), list(measures[key].plays.values())
    target = sum(plays) / len(plays)
    nearest = written.temperatures[abs(mean - target).argmin()]
    at = [round(float(mean[round(10 * tau)]), 2) for tau in (0, 0.5, 1, 1.5)]
    print(
        f"{measures[key].name:12} plays {min(plays):.2f} to {max(plays):.2f}; network at τ = 0, 0.5, 1, 1.5: {at};",
        end=" ",
    )
    print(f"most like a play at τ = {nearest:.1f}")

# %% [markdown]
# ### Its own temperature
#
# One number was changed after the training. A network that has read its text many times knows parts of it by heart, and is
# too sure of itself elsewhere. Dividing all its scores by one temperature, chosen on the validation plays, repairs that
# (Guo et al. 2017, [arXiv 1706.04599](https://arxiv.org/abs/1706.04599)); τ = 1 in these panels is what comes after it. The
# test plays were opened twice, before and after this step.

# %% tags=["nbval-check-output"]
calibration, recipe = card["calibration"], card["recipe"]
length = sum(len(play) for play in corpus.split().train.values())
passes = recipe["steps"] * recipe["batch"] * recipe["window"] / length
print(f"read {passes:.1f} times; temperature {calibration['temperature']:.2f}:", end=" ")
print(f"{calibration['before']:.3f} nats before, {calibration['after']:.3f} after")

# %% [markdown]
# ## ▶ Memorised or made up?
#
# A passage is held against all 34 training plays. Underlined is every stretch of so many characters that stands there,
# too. The third writer is you.

# %%
Predict(shakespeare.OWN)

# %%
shakespeare.MemorisedPanel(model, vocabulary, held, training_plays())

# %% [markdown]
# **What you see.** The bar compares the share that is copied with what passages of plays it never saw share with the same 34
# plays. Only what lies beyond the band would be learned by heart. Click a match to read it where it stands; the up and down
# keys go on to its next place. Things to try: τ = 0, then 1. A line of Hamlet, as you. The slider from 6 to 40.
#
# ### Exercise: find the bug
#
# This function reports how much a network copied. It makes every network look like a thief. `written` goes on from
# `prompt`, which was taken from the `library`.


# %%
def copied(prompt, written, library, n):
    """The share of written characters that lie in n or more in a row which the library holds."""
    text = prompt + written
    inside = set()
    for start in range(len(text) - n + 1):
        if text[start : start + n] in library:
            inside.update(range(start, start + n))
    return len(inside) / len(text)


shakespeare.check_copied(copied)

# %% [markdown]
# ### Exercise: new n-grams
#
# The opposite measure: which share of all stretches of n characters is new?


# %%
def new_ngrams(text, library, n):
    """The share of n characters in a row, one stretch at each place of the text, that the library does not hold."""
    ...  # your code


shakespeare.check_new_ngrams(new_ngrams)

# %% [markdown]
# ## ▶ Learning to write
#
# The weights were kept at a dozen moments of the training. Each snapshot writes from a blank line, with the same dice.

# %%
Predict(shakespeare.ORDER)

# %%
shakespeare.SnapshotsPanel()

# %% [markdown]
# **What you see.** Above the loss, below what can be done how well; the mark in each row stands where nine tenths of the real
# text's share are reached to stay. Press P and watch the left side. The network goes from characters that are as frequent as
# they should be, over the words of a child, to speeches.

# %% tags=["nbval-check-output"]
from unrolled.lessons.shakespeare.snapshots.probe import learning

view = learning("shakespeare_3x512")
for skill in ("letters", "short", "headings", "lines", "long", "names", "triples"):
    first = view.first[skill]
    when = "not yet" if first is None else f"after {view.snapshots[first].step:,} updates"
    print(
        f"{skill:9} real text {view.real[skill]:.2f}, last snapshot {view.now.writings[0.8].skills[skill]:.2f}: {when}"
    )

# %% [markdown]
# ## Surprise along the text
#
# The other direction: you write, it reads. Three readers; each character stands on the colour of what it cost the chosen
# one, and the lines are running means of all three.

# %%
Predict(shakespeare.PHONE)

# %%
from unrolled.models.ngram import NGram

train = vocabulary.encode("".join(corpus.split().train.values()))
readers = {
    "LSTM 3 × 512": model,
    "LSTM 2 × 256": load_sampler("shakespeare_2x256")[0],
    "5-gram": NGram(train, len(vocabulary), 5),
}
shakespeare.ReadingPanel(readers, vocabulary)

# %% [markdown]
# **What you see.** *Today* costs more than *Macbeth*, and *German* far more than both. But it is not the whole text that is
# strange: the bits stand at the beginnings of words that no play holds. Things to try: take *Phone* and look for the three
# telephones. Put your own first name over a speech, three times.
#
# Does it get to know people? A speaker's name stands over each of his speeches. Here is what it costs the first time,
# the second time and so on, over names that no training play has:

# %% tags=["nbval-check-output"]
from unrolled.lessons.shakespeare.passages.probe import cast
from unrolled.lessons.shakespeare.reading.probe import headings

known = frozenset().union(*(cast(play) for play in corpus.split().train.values()))
beginnings = {title: play[:40_000] for title, play in corpus.split().validation.items()}
names = headings(readers, vocabulary, beginnings, known)
print(f"{names.speakers} speakers whose names are new:")
for reader, bits in names.bits.items():
    print(f"{reader:13} {', '.join(f'{cost:.0f}' for cost in bits)} bits for the 1st to {len(bits)}th time")

# %% [markdown]
# It does not. The fifth time a name costs as much as the first. The state is carried through the whole play, but errors
# were sent back over a window of 64 characters only, and a speaker seldom comes back so soon: nothing ever taught this
# network to remember a name.
#
# ### Exercise: find the bug
#
# What did each character cost? `step(state, k)` reads character k and returns the probabilities of what comes next, and the
# new state. This function looks the probabilities up at the wrong moment.


# %%
def costs(step, ids):
    """The bits that each character of the list ids but the first one cost."""
    spent, state = [], None
    for k in ids:
        p, state = step(state, k)
        spent.append(-math.log2(p[k]))
    return spent


import math

shakespeare.check_costs(costs)

# %% [markdown]
# ## ▶ Real or synthetic?
#
# Ten passages, some from the four plays the network never saw, some written by it. Speakers' names are hidden at first.

# %%
Predict(shakespeare.GIVEAWAY)

# %%
shakespeare.QuizPanel(model, vocabulary)

# %% [markdown]
# **What you see.** After each answer the cues are shown, each beside its range for real and for synthetic passages. Your score
# is held against a tossed coin. Things to try: τ = 0.6, then 1. Show the names. What gave it away: a word, a speaker, the
# grammar, or that nothing is said?
#
# And a machine that cannot read at all, only compare one number with a threshold? Chosen on half of 400 passages, scored
# on the other half:

# %%
from unrolled.lessons.shakespeare.quiz.figure import machines_chart
from unrolled.lessons.shakespeare.quiz.probe import load_rules

machines_chart(load_rules())

# %% tags=["nbval-check-output"]
for temperature, rules in load_rules().items():
    right = ", ".join(f"{name} {rule.accuracy:.0%}" for name, rule in rules.items())
    print(f"τ = {temperature:g}: right by {right}")

# %% [markdown]
# ### Exercise: luck
#
# Someone judged 7 of 10 passages rightly. How likely is that, or better, with a tossed coin?


# %%
def chance(right, judged):
    """The probability of so many right or more."""
    ...  # your code


shakespeare.check_chance(chance)

# %% [markdown]
# ## Big networks
#
# “These are big networks”, says point 4 of the framework. Eight sizes, one recipe, the 34 plays read once; beside them the
# two shipped networks, which read more, and yardsticks.

# %%
Predict(shakespeare.TWICE)

# %%
shakespeare.BigNetworksPanel()

# %% [markdown]
# **What you see.** Loss against size, on a logarithmic axis; choose training time or writing speed for what it costs. Counting
# models get larger too, and from some order on worse: what they have counted once or twice says little. Compare the best
# of them with the network of one layer of 256 units: about the same loss, with a third of the numbers. And the shipped
# 2 × 256 of notebook 04, by an older recipe, has read six times as much as its twin here and is worse: how one trains
# counts as much as size.

# %% tags=["nbval-check-output"]
from unrolled.lessons.shakespeare.big_networks.figure import duration
from unrolled.lessons.shakespeare.big_networks.probe import big_networks

for one in big_networks().networks:
    band = f" ({one.lowest:.2f} to {one.highest:.2f}, {one.seeds} seeds)" if one.seeds > 1 else ""
    read = f"{one.characters / 1e6:4.1f} million read in {duration(one.seconds)} of one thread"
    print(f"{one.name:8} {one.parameters:9,} parameters: {one.nats:.2f} nats{band}, {read}")

# %% [markdown]
# ## Where this breaks
#
# - There is no plot, no person and no argument in what it writes. Ask of each sentence why it follows the one before.
# - Two held-out plays are two plays. That *Macbeth* and *The Tempest* are harder than *Twelfth Night* and *Richard II* is as
#   large a difference as that between networks of very different size.
# - Real words are those of the 34 plays: a new word that Shakespeare could have made counts as an error, and a wrong one in
#   the right place does not.
# - A word it meets while reading leaves hardly a trace: the weights rest. Compressors and people learn as they read.
# - Sizes were compared after one pass with one recipe and, for the three largest, one seed. What they would reach after more
#   passes, each with its best recipe, was not run.
#
# ## In short
#
# - Three layers of 512 write plays that look right from afar: names, verse, words. Form is learned, sense is not.
# - What is learned comes in an order: frequencies, short words, the form of a speech, long words, the people.
# - Copying is measured against a writer who copies nobody: Shakespeare's other plays share much with these, too.
# - A machine is given away by its company, speakers who never meet; when it is cold, also by how little surprises.
# - Twice the size buys less each time; without yardsticks on the same text no loss means anything.
#
# On to [Synthetic LaTeX](06_synthetic_latex.ipynb), or back to the [map](00_start_here.ipynb).
