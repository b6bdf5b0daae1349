# %% [markdown]
# # Synthetic Shakespeare
#
# **A network reads 34 plays, one character at a time, and then writes. What has it learned, and what has it merely copied?**
#
# You will be able to
#
# - say what a network of three LSTM layers has learned from the plays, in which order, and what it has not learned
# - measure how much of a text is copied, and compare it with a writer who copies nobody
# - judge a loss by what counting and compressing reach on the same text
#
# *Time:* 85 minutes, of which 20 are exercises; the parts marked *optional* take 20 more. *It builds on:* notebook 04
# (a network that writes characters, temperature). *Slide:* Synthetic Shakespeare. *Five-minute route:* the set-up, then the
# cells under the headings marked ▶. Nothing is downloaded.

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
# In 2015 Andrej Karpathy trained a network on the works of Shakespeare and let it write ([The Unreasonable Effectiveness of
# Recurrent Neural Networks](https://karpathy.github.io/2015/05/21/rnn-effectiveness/)). His sample is on the slide. It came
# from three layers of 512 LSTM units, and so does everything here: we have trained the same shape on 34 plays.
#
# The network reads characters, one at a time. After each it has a probability for every possible next character. One is
# drawn, read as the next input, and so on. The *temperature* $\tau$ says how boldly it draws: each score $s_k$ of the network
# becomes $p_k \propto e^{s_k / \tau}$. At $\tau = 0$ always the likeliest character is taken; at $\tau = 1$ each has
# exactly the probability that the network gives it. Give it a speaker, and let it go on:

# %%
Predict(shakespeare.GREEDY)

# %%
char_rnn.TemperaturePanel(model, vocabulary, prompt="PANDARUS:\n", note=summary(card))

# %% [markdown]
# **What you see.** Speakers, verse, exits: the form of a play, in words that mostly exist. What one speech has to do with the
# next is another matter. Try three things: a name of no play as a prompt, such as `ZEBRA:` and a line end; a prompt that
# stops in the middle of a word; a line of prose with no line end, and watch how long it stays prose.
#
# ### How good is it?
#
# It has a loss: on average over held-out plays, $-\ln p$ of the character that really came next, in nats (1 nat is
# $1 / \ln 2 = 1.44$ bits). Of 38 plays, 34 were read in training, two served to make choices (*validation*), and two to test.
# But a loss alone says nothing. Here are four other models that know the same 34 plays:
#
# - **5-gram and 6-gram** count which character followed the last four or five characters.
# - **xz** is a compressor: it replaces what it has seen before by a reference to it.
# - **PPM** (*prediction by partial matching*) is a compressor, too. It predicts as an n-gram does, from up to seven characters
#   of context, and mixes the counts of all these lengths.
#
# A compressor first packs the 34 plays alone, then the 34 plays and a new one. If the second file is $b$ bits larger, and the
# new play has $N$ characters, its loss is $b / N$ bits a character.

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
# Two things to read off. The test plays are harder than the validation plays *for everyone*, the counting models included. So
# a loss means something only beside other losses on the same text. And PPM, a program of the 1980s, beats this network on
# both pairs of plays. How? It has an advantage: it goes on learning inside the very play that it packs, new names and all,
# while the network's weights stay as they are. Take that advantage away: cut the play into pieces of 4,000 characters, and let
# each piece come right after the 34 plays, as if the rest of its own play did not exist:

# %% tags=["nbval-check-output"]
alone = packed["PPM 7 in pieces"]["validation"]["nats"]
print("on the validation plays, nats a character")
print(f"  PPM, learning inside the play {packed['PPM 7']['validation']['nats']:.3f}")
print(f"  PPM, without the play so far  {alone:.3f}")
print(f"  this network                  {card['nats']['validation']:.3f}")

# %% [markdown]
# Now the network is ahead of PPM. What PPM learns from the play before the piece is worth 0.050 nats to it (1.361 less
# 1.311; inside a piece it still learns), and the network is 0.018 behind the full PPM. A network that gained half as much
# by learning while it reads would be ahead.
#
# (For speed the panels run the network with its weights rounded to 8 bits. That costs a tenth of a percent of the loss.)
#
# ## ▶ Ours and his
#
# The same opening lines, from a play that the network never saw. At the left the network goes on, at the right Shakespeare.

# %%
Predict(shakespeare.APART)

# %%
held = corpus.split().validation | corpus.split().test
shakespeare.PassagesPanel(model, vocabulary, held, training_plays())

# %% [markdown]
# **What you see.** Read both columns without following the words: you can hardly tell them apart. Then step through the
# sentences with the arrow keys, and ask of each what it has to do with the one before. Nothing in the training asked for more
# than the next character, and to a reader that gives ours away. The lines under the columns count what can be counted: words that
# no training play holds, and speakers. The network has no cast. It takes names from other plays, wherever they fit.
#
# Try $\tau = 0.3$, where it is careful, and 1.3, where it is not. Move the place through a play: does the network notice when
# verse turns into prose?
#
# ## ▶ Which temperature is most like a play?
#
# In notebook 04 you saw that a low temperature gives safe, repetitive text, and a high one gives invented words. Somewhere
# between must lie the right one. Is there one? We let the network write five passages of 2,000 characters at each of 21
# temperatures, and measured them in five ways. The band across the picture is the range of four held-out plays.

# %%
Predict(shakespeare.WORDS)

# %%
shakespeare.AgainstTemperaturePanel()

# %% [markdown]
# Go through the measures. *Entropy* is how unsure the network is before each character, on average; *real words* is the share of
# words that a training play holds; *said before* is the share of 8 characters in a row that the passage itself has held
# before; *copied* is the share of characters that lie in 15 or more in a row that a training play holds, letter for letter;
# *new 8-grams* is the share of 8 characters in a row that no training play holds. What they say:

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
# So no temperature is right in all measures. Of the 21 that were tried, 1.0 comes nearest to a play in entropy, 0.8 in real
# words, in copies and in new 8-grams, and 0.4 in repetition. A play repeats itself more than the network does at 0.8 (names
# and phrases come back through a whole scene), and that is one more thing that the network does not do. A sampler with one
# number cannot set five qualities at once.
#
# ### Optional: why τ = 1 is not where the training left it
#
# The network read the plays six times. At the end it predicts the text that it learned from better than new text, and so it
# is too sure of itself on new text. The repair is simple: divide all scores by one temperature, chosen on the validation plays (Guo et al. 2017, [arXiv
# 1706.04599](https://arxiv.org/abs/1706.04599)). This was done once, after training. The $\tau = 1$ of all panels here is what
# came after it.

# %% tags=["nbval-check-output"]
calibration, recipe = card["calibration"], card["recipe"]
length = sum(len(play) for play in corpus.split().train.values())
passes = recipe["steps"] * recipe["batch"] * recipe["window"] / length
_, on_training, on_new = card["curve"]["rows"][-1]
print(
    f"read {passes:.1f} times; at the end {on_training:.2f} nats in training, with dropout, and {on_new:.2f} on new text"
)
print(f"scores divided by {calibration['temperature']:.2f}")
print("loss on the first 10,000 characters of each validation play, nats:", end=" ")
print(f"{calibration['before']:.3f} before, {calibration['after']:.3f} after")

# %% [markdown]
# The gain is small, as a temperature can only scale the scores, and not change their order. (The test plays were opened before
# this step and after it. The losses further up are those after it.)
#
# ## ▶ Memorised or made up?
#
# A network with five million weights could store much of the four million characters it read. Has it? Hold a passage against
# all 34 training plays. Underlined is every stretch of 15 characters or more (about three words; you can move that limit) that
# also stands in a training play. Three writers can be tested: the network, a held-out play, and you.

# %%
Predict(shakespeare.OWN)

# %%
shakespeare.MemorisedPanel(model, vocabulary, held, training_plays())

# %% [markdown]
# **What you see.** Held-out plays share about a quarter of their characters with the training plays, and nobody copied
# there: common phrases, and speakers' names with what stands around them, do it. So a share of a quarter is what a writer
# who copies nobody has in common with these plays; the band in the picture shows how much single passages differ in that. A
# share beyond the band needs a second look: it can be passages learned by heart, or many common phrases in a row. Click a
# match to read it where it stands. Try $\tau = 0$, then 1; a line of *Hamlet* as your own text; and the limit at 40.
#
# A share is one measure. The other is the longest copy. The longer a text, the longer its longest copy, so we let the network
# write 100,000 characters, about as much as a play has (92,000 to 126,000 here):

# %% tags=["nbval-check-output"]
from unrolled.training.results import load_results

for name, found in load_results("longest_copies").items():
    longest, shares = found["longest"][0], found["shares"]
    print(f"{name:13} longest copy {longest['length']}: {longest['text']!r} ({longest['title']});", end=" ")
    print(f"in copies of 15 or more {shares['15']:.0%}, of 25 or more {shares['25']:.1%}")

# %% [markdown]
# The longest copies of the network are no longer than those of real plays, and none of either has 40 characters. So at
# these three temperatures it wrote no passage by heart that is longer than a line. But look at the shares. At $\tau = 0.5$
# it copies twice as much as a play, also in stretches of 25 or more (2.4 % against 0.2 to 1.2 %); at 0.8 about as much; at
# 1 less in stretches of 15 or more, and as much in those of 25 or more. The two measures do not contradict each other: a
# low temperature strings together many common phrases, and none of them is long.
#
# ### Exercise: find the bug
#
# This function reports how much a network copied. It makes every network look like a thief. `written` goes on from
# `prompt`, which was taken from the `library`. ([solution](solutions/memorised.py))


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
# In which order does it learn all this? The weights were kept at a dozen moments of the training. Each of these snapshots
# writes from a blank line, with the same random numbers.

# %%
Predict(shakespeare.ORDER)

# %%
shakespeare.SnapshotsPanel()

# %% [markdown]
# **What you see.** At the top the loss falls. Each row below is one thing that real text does, and how nearly the network
# does it. (*Characters as often*: how far the frequencies of characters, in a short text, overlap with those of all plays;
# *lines as long*: the same of the lengths of lines. Even short pieces of real plays do not overlap fully.) The mark in a row stands where the network reaches nine tenths of real text's share and keeps it. Press P and watch the
# left side. The same as a table, for writing at $\tau = 0.8$:

# %% tags=["nbval-check-output"]
from unrolled.lessons.shakespeare.snapshots.figure import SKILLS
from unrolled.lessons.shakespeare.snapshots.probe import learning

view = learning("shakespeare_3x512")
print(f"{'':26} real  200 updates  500  2,000  the end; nine tenths of it")
for skill in ("letters", "headings", "short", "lines", "long", "names", "triples"):
    at = {one.step: one.writings[0.8].skills[skill] for one in view.snapshots}
    first = view.first[skill]
    when = "not reached" if first is None else f"after {view.snapshots[first].step:,} updates"
    shown = "".join(f"{share:7.2f}" for share in (at[200], at[500], at[2_000], at[13_000]))
    print(f"{SKILLS[skill]:26} {view.real[skill]:.2f}{shown}; {when}")

# %% [markdown]
# First come the frequencies of characters (50 updates). At 200 updates the headings, a speaker's name in capitals over each
# speech, are ahead of the short words, and at 500 both are there. Then come the lengths of lines (at the end they are
# closer to those of all plays together than a short piece of a real play is), then long words, and last the people: the
# names in the headings are at first invented, and only at the end all of them are speakers of the plays. Three words in a
# row that a play holds stay rarer than in real text to the end.
#
# ## Surprise along the text
#
# Now the other direction: you write, and the network reads. The cost of a character is its *surprisal*, $-\log_2 p$ in bits:
# 0 if the network was certain of it, 1 if it gave it one half. Three readers; each character stands on the colour of what it
# cost the chosen reader. The lines are running means of all three.

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
# **What you see.** *Today* costs more than *Macbeth*, and *German* far more than both. (All three are in the menu.) But it
# is not the whole text that is strange: words that no play holds, or that are rare there, cost far more than the rest. In
# *Phone*, the word *telephone* costs 40 bits, and 44 and 42 when it comes again: these three words alone cost nearly a
# fifth of all bits of its 382 characters. Put your own first name over a speech, three times.
#
# Does the network get to know people while it reads? A speaker's name stands over each of his speeches. Here is what it costs
# the first time, the second time and so on, for names that no training play has:

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
# It does not. The fifth time a name costs as much as the first. The state is carried through the whole play, so it *could*
# hold a name. But in training, errors were sent back over windows of 64 characters, and a speaker seldom comes back so
# soon. That may be why nothing taught the network to keep a name; we have not trained one with longer windows to see.
#
# ### Exercise: find the bug
#
# What did each character cost? `step(state, k)` reads character k and returns the probabilities of what comes next, and the
# new state. This function looks the probabilities up at the wrong moment. ([solution](solutions/reading.py))


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
# is held against a tossed coin. Try $\tau = 0.6$, then 1, and show the names. What gave it away: a word, a speaker, the grammar,
# or that nothing is said?
#
# And a program that cannot read, and only compares one number with a threshold? The threshold was chosen on half of 400
# passages, and the program was scored on the other half. The numbers are the mean *surprise* of the network, the share of
# *unknown* words, the share that is *copied*, and the *company*: how many of its speakers do not belong to the play that most
# of them come from.

# %%
from unrolled.lessons.shakespeare.quiz.figure import machines_chart
from unrolled.lessons.shakespeare.quiz.probe import load_rules

machines_chart(load_rules())

# %% tags=["nbval-check-output"]
for temperature, rules in load_rules().items():
    right = ", ".join(f"{name} {rule.accuracy:.0%}" for name, rule in rules.items())
    print(f"τ = {temperature:g}: right by {right}")

# %% [markdown]
# By the company alone, 86 to 94 of 100 passages are told rightly, at every temperature: the network brings together
# speakers who never meet in any play. At 1.2 the unknown words tell even more. The surprise is best at both ends: at 0.6
# the network writes text that is more predictable than a play, and at 1.2 text that is less so. In between it is the
# poorest of the three cues.
#
# ### Exercise: luck
#
# Someone judged 7 of 10 passages rightly. How likely is that, or better, with a tossed coin? ([solution](solutions/quiz.py))


# %%
def chance(right, judged):
    """The probability of so many right or more."""
    ...  # your code


shakespeare.check_chance(chance)

# %% [markdown]
# ## Optional: big networks
#
# “These are big networks”, says the slide. What does size buy? Eight sizes, one recipe, the 34 plays read once; beside them the
# two networks of notebooks 04 and 05, which read more, and the yardsticks.

# %%
Predict(shakespeare.TWICE)

# %%
shakespeare.BigNetworksPanel()

# %% [markdown]
# **What you see.** Loss against size, on a logarithmic axis; choose training time or writing speed for what size costs.
# Counting models get larger, too, and from some order on worse: what they have counted once or twice says little. The same
# in numbers:

# %% tags=["nbval-check-output"]
from unrolled.lessons.shakespeare.big_networks.figure import duration
from unrolled.lessons.shakespeare.big_networks.probe import big_networks

view = big_networks()
for one in view.networks:
    band = f" ({one.lowest:.2f} to {one.highest:.2f}, {one.seeds} seeds)" if one.seeds > 1 else ""
    read = f"{one.characters / 1e6:4.1f} million read in {duration(one.seconds)} of one thread"
    print(f"{one.name:8} {one.parameters:9,} parameters: {one.nats:.2f} nats{band}, {read}")
for one in view.counting:
    print(f"{one.order}-gram   {one.kept:9,} counts kept: {one.nats:.2f} nats")

# %% [markdown]
# Two ways lead down. More weights: from 32 units to three layers of 512, at one reading of the plays, the loss falls from 1.95
# to 1.43 nats, and each step costs more time than the one before. (Not every step pays: one layer of 512 has 40 % more weights
# than two layers of 256, and the same loss.) More reading: the same 2 × 256 falls from 1.50 to
# 1.40 nats when it reads 20 million characters in place of 4. That is lower than three layers of 512 after one reading, at
# a shorter training (13 minutes of one thread against 18). And the counting models? The best of them reaches about the
# loss of one layer of 256 units, and has three times as many numbers to keep.

# %% [markdown]
# ## Where this breaks
#
# - There is no plot, no person and no argument in what it writes. Ask of each sentence why it follows the one before.
# - Two held-out plays are two plays. That *Macbeth* and *The Tempest* are harder than *Twelfth Night* and *Richard II* is as
#   large a difference as that between networks of very different size.
# - Real words are those of the 34 plays: a new word that Shakespeare could have made counts as an error, and a wrong one in
#   the right place does not.
# - Copies were looked for letter by letter. A phrase with one word changed counts as new.
# - Sizes were compared after one pass with one recipe and, for the three largest, one seed. What they would reach after more
#   passes, each with its best recipe, was not run.
#
# ## In short
#
# - Three layers of 512 write plays that look right from afar: names, verse, words. Form is learned, sense is not.
# - It learns in an order: frequencies, then headings and short words, then lines, long words, and last the people.
# - Copying is measured against a writer who copies nobody: Shakespeare's other plays share a quarter with these, too.
# - Its passages are given away by their company, speakers who never meet.
# - PPM, which learns while it reads, is still ahead. Without such yardsticks on the same text no loss means anything.
#
# On to [Synthetic LaTeX](06_synthetic_latex.ipynb), or back to the [map](00_start_here.ipynb).
