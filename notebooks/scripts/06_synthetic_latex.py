# %% [markdown]
# # Synthetic LaTeX
#
# **A network writes algebraic geometry: does it remember what it has opened, or does it guess?**
#
# You will be able to
#
# - read what a network writes, as source and as a page, and name what gives it away
# - measure a long-range dependency by counting what is opened and what is closed
# - tell memory from a good guess, with a control
#
# *Time:* 75 minutes, exercises included; the last part, on single units, is optional and takes 20 more. *It builds on:*
# the temperature τ (notebook 04), the LSTM and its carry (03), yardsticks for a loss (05). *Slide:* Synthetic LaTeX.
# *Five-minute route:* the set-up, then the cells under the headings marked ▶. Nothing is downloaded.

# %%
from unrolled import notebook
from unrolled.lessons import latex
from unrolled.panels import Predict
from unrolled.training.checkpoint import load_sampler

notebook.setup()
model, vocabulary, card = load_sampler("latex_2x512")

# %% [markdown]
# ## ▶ Source and page
#
# Plays are forgiving: a speech may end anywhere. Mathematics written in LaTeX is not. A formula begins with a dollar and
# must end with one. What begins with `\begin{proof}` must end with `\end{proof}`, perhaps two pages later. Such a pair is
# called an *environment*, and `proof` is its name. A program can check all this, so LaTeX shows what a network keeps in
# mind.
#
# The slide shows a page of mathematics that means nothing. The network behind it had read the source of a book on algebraic
# geometry, the [Stacks project](https://stacks.math.columbia.edu), in a file of 16 MB ([Karpathy
# 2015](https://karpathy.github.io/2015/05/21/rnn-effectiveness/)). The book has grown since. Ours has read 107 of its
# chapters, and none of the five held-out ones: two to choose its settings by, three for the test. It reads and writes one
# character at a time.

# %%
latex.TypesetPanel(model, vocabulary)

# %% [markdown]
# **What you see.** On the left is the source as the network wrote it, on the right the same text as a page. A dashed box
# with ✗ holds what cannot be typeset, and says why. ?? is a reference to a label that does not exist; the slide has one,
# too. A dotted box was just begun when the passage ended. From a distance this is mathematics. Read closely, it means
# nothing.
#
# Raise τ to 1.2: do the formulas still hold? To try a source of your own, choose *you*; the text is under *More controls*.
#
# ## How good is it?
#
# A loss means little without yardsticks on the same text (notebook 05). So here are three other predictors that know the
# same training chapters. A *5-gram* model counts which character follows the last four. *xz* and *PPM* are compressors:
# xz copies from earlier text, PPM mixes counts of contexts of up to eight characters. Both go on learning inside the
# held-out chapter, which the network does not. (Only this one order of PPM was tried.) The validation chapters were used
# to choose the training settings. The loss on the test chapters was measured only twice: halfway through the training and
# at its end.

# %% tags=["nbval-check-output"]
from unrolled.lessons.latex.yardsticks.probe import losses
from unrolled.training.results import load_results
from unrolled.units import Loss

print(f"{card['about']}: {card['parameters']:,} parameters")
print(f"test chapters: {', '.join(card['chapters']['test'])}")
for name, nats in losses("test", card["nats"]).items():
    print(f"  {name:13} {nats:.3f} nats = {Loss(nats).bits:.2f} bits a character")

# %% [markdown]
# The network needs 0.689 nats a character, and the best yardstick, PPM, 0.762. So the network wins, although PPM goes on
# learning. Look at xz, too: with 0.833 nats it is far ahead of the 5-gram. On the plays it was behind. Copying long
# stretches pays here.
#
# That is a warning. The chapters of a book share passages, and a network may know by heart what stands in a training
# chapter. So we looked for every stretch of 60 characters of these chapters that stands word for word in a training
# chapter, and measured the loss outside of these stretches as well:

# %% tags=["nbval-check-output"]
verbatim, counted = load_results("verbatim")["chapters"], load_results("latex_yardsticks")["5-gram"]["test"]
shared = ", ".join(f"{name} {verbatim[name]['shared']:.0%}" for name in card["chapters"]["test"])
print("shared word for word:", shared)
for name, found in (("network", verbatim["test"]), ("5-gram", counted)):
    print(f"{name:7} {found['nats']:.3f} nats, outside of the shared stretches {found['nats outside']:.3f}")

# %% [markdown]
# Nearly a third of *groupoids* is shared. Outside of the shared stretches the loss of the network is 0.05 nats a character
# higher. But so is that of the 5-gram, which sees only four characters and knows no passage by heart. So the shared
# passages are easier for both, and this is no sign of learning by heart. For a chapter that is really new, 0.736 is the
# fairer number. (How PPM does outside was not measured.)
#
# ## Does it close what it opens?
#
# A checker of this kind is called a *linter*. Ours checks the form without understanding a word. Is every brace closed,
# every formula, every environment? Is every command one that the book uses, and is every label that a `\ref` points to in
# the passage or in the book?

# %%
Predict(latex.LEAST)

# %%
latex.LintPanel(model, vocabulary)

# %% [markdown]
# **What you see.** A wave marks each fault, and the arrow keys go from one to the next. The bars compare this passage with
# many others. A pair that is still open where the passage stops counts neither way: it might have been closed in the next
# line. (The table below is stricter: there a pair that stays open for longer than any real one counts as broken.)
#
# One passage is too short to judge proofs. Here are 40 passages of 6,000 characters by each writer: the network at two
# temperatures, the 5-gram model, and the authors (*real* passages are cut from the test chapters). The bars of the panel
# and the number of faults are from another study, of 30 passages of 2,000 characters; so few proofs end in those (7 of the
# 5-gram's) that for proofs you should trust the table here.

# %% tags=["nbval-check-output"]
from unrolled.lessons.latex.balance.probe import load_study
from unrolled.lessons.latex.lint.probe import load_scores

study, faults = load_study(), load_scores()
KINDS = {"braces": "braces", "formulas": "$ $", "lists": "lists", "lemmas": "lemmas and the like", "proofs": "proofs"}
print("closed correctly, of those that ended:")
for name in ("real", "tau 0.8", "tau 1", "5-gram"):
    pairs = {kind: study.written[name][key] for kind, key in KINDS.items()}
    told = ", ".join(f"{kind} {one.closed.sum()}/{(one.closed + one.broken).sum()}" for kind, one in pairs.items())
    print(f"  {name:7} {told}")
print("faults in 1,000 characters:", end=" ")
print(
    ", ".join(
        f"{name} {faults[name][1].per_thousand:.1f}" for name in ("real", "tau 0.5", "tau 0.8", "tau 1", "5-gram")
    )
)

# %% [markdown]
# In real source the linter finds no fault, so it raises no false alarm. At τ = 1 the network closes 99 % of its braces and
# formulas. Of environments it closes far fewer: about half of the lists, a third of the lemmas, and 45 of 72 proofs. The
# 5-gram closes 16 of 78 proofs, and it cannot know that they are open. A lower τ means fewer faults.
#
# ### Exercise: find the bug
#
# This function scores a writer. Given passages of real source, it reports that mathematicians forget to close their
# proofs. A pair is a name and its fate: `("proof", "closed")`, or "broken" (ended by something else), "overdue" (open
# for longer than any real one; the table counts it among the broken ones), or "open" (when the passage ended).


# %%
def share_closed(pairs, name):
    """The share of the pairs of this name that were closed correctly."""
    fates = [fate for opened, fate in pairs if opened == name]
    return fates.count("closed") / len(fates)


latex.check_share_closed(share_closed)

# %% [markdown]
# ## How far apart?
#
# *I grew up in France … I speak fluent French*: notebook 02 called this a long-range dependency. In LaTeX it can be
# counted. The distance from the sign that opens to the sign that closes is a number of characters. How long do real
# things stay open?

# %% tags=["nbval-check-output"]
from unrolled.lessons.latex.closing.probe import real_lengths

for name in ("formula", "display", "enumerate", "lemma", "proof"):
    lengths = real_lengths()[name]
    print(f"{name:9} half of them stay open for {lengths[len(lengths) // 2]:3} characters or more")

# %% [markdown]
# A formula is a matter of 7 characters, a proof one of 700. (A *display* is a formula on a line of its own, between `$$`
# and `$$`. `enumerate` is a numbered list.) Does the network close a brace less reliably if it is open for longer?

# %%
latex.BalancePanel()

# %% [markdown]
# **What you see.** Each line is a writer; the axis of distances is logarithmic. At short distances the network's lines lie
# near 100 %. Beyond 64 characters they bend down. (At τ = 0.5 too few braces stay open for so long.) The numbers:

# %% tags=["nbval-check-output"]
RANGES = {"up to 15": (0, 4), "16 to 63": (4, 6), "64 to 127": (6, 7), "128 or more": (7, 14)}  # bins that double
for name in ("real", "tau 0.8", "tau 1"):
    one = study.written[name]["braces"]
    ended = one.closed + one.broken
    told = ", ".join(f"{words} {one.closed[a:b].sum()}/{ended[a:b].sum()}" for words, (a, b) in RANGES.items())
    print(f"braces, {name:7} closed correctly, by characters from opening to end: {told}")

# %% [markdown]
# Up to 63 characters the network closes at least 98 % of its braces. From 64 to 127 it closes about eight in ten, and
# beyond 128 about half. But these few do not show that it forgets after 64 characters. A brace that was forgotten early
# stays open until something else ends it, and then it counts as a long one. To find out what is remembered, one has to
# fix the distance and ask.
#
# In the panel above, choose *expected to close*. Now the network does not write, it reads real chapters. Wherever the
# author closes something, we look up how probable the network found the sign that closes it. For a brace, this asks *when*
# it is closed. For an environment, where `\end{` has been read, it asks only *which* one.

# %%
Predict(latex.FLAT)

# %% tags=["nbval-check-output"]
for name in ("network", "5-gram"):
    one = study.read[name]["proofs"]
    bins = zip(one.edges, one.edges[1:], one.probability, one.pairs, strict=False)
    told = ", ".join(f"{low} to {high - 1} {p:.2f}" for low, high, p, pairs in bins if pairs >= 20)
    print(f"probability of the name proof, {name}, by characters since the opening: {told}")

# %% [markdown]
# For a real `\end{proof}` the network gives the name *proof* 0.8 to 0.9, even when the proof began a thousand characters
# earlier. The 5-gram stays at 0.26 at any distance: it has counted names and cannot see the opening. So does the network
# remember the proof for a thousand characters? Keep that question.
#
# ## ▶ Opened and closed
#
# First watch it write. You leave something open, and the network goes on, twenty times at once. Each strip is one
# continuation. A disc stands where an open thing is closed correctly. A square stands where something else ends it, a
# wrong name for instance. Number 1 is the innermost thing.

# %%
Predict(latex.NESTED)

# %%
latex.ClosingPanel(model, vocabulary)

# %% [markdown]
# **What you see.** The strips are sorted: the earliest closing of number 1 is on top. The dotted line shows how fast real
# source would close it. Click a strip, or use ↑ and ↓, to read it.
#
# At first three things are open: a formula in a list in a proof. Every 1, the dollar, is closed within a few characters.
# Most lists are closed, too. But most proofs are ended by `\end{lemma}`! The network spells everything correctly and
# closes the wrong thing. Why? We can ask it for the exact probabilities. After `\end{` it must write a name, and the
# probability of a name is the product of the probabilities of its characters:

# %% tags=["nbval-check-output"]
from unrolled.lessons.latex.endings.probe import Memory

LISTED = "We have to show that\n\\begin{enumerate}\n\\item it is flat.\n\\end{enumerate}\n"
for opened in ("proof", "lemma"):
    memory = Memory(model, vocabulary, f"\\begin{{{opened}}}\n{LISTED}", "words", blocks=1)
    expected = dict(zip(memory.names, memory.chances[0], strict=True))
    told = ", ".join(f"{name} {expected[name]:.2f}" for name in ("proof", "lemma", "definition"))
    print(f"{opened} was opened, then a list was closed; expected name: {told}")

# %% [markdown]
# The two lines are nearly the same. Whatever was opened, the network expects *lemma*, because a text with such a list
# looks like a lemma. It guesses from what it has just read.
#
# ## ▶ Memory or guess?
#
# Here is the control as a method. Let $p(\text{name} \mid \text{opened})$ be the probability of a
# name after `\end{`. Put other text between the opening and the end. Then replace one word, the name that was opened, and
# leave everything else as it is. (We put *lemma* in the place of *proof*, and *proof* in the place of any other name.)
# What the right name loses was remembered:
#
# $$\text{memory} = p(\text{name} \mid \text{name was opened}) - p(\text{name} \mid \text{another name was opened})$$
#
# The rest is a guess from the other text. If the difference is near zero or negative, the right name was not remembered.

# %%
Predict(latex.MEMORY)

# %%
latex.EndingsPanel(model, vocabulary)

# %% [markdown]
# **What you see.** The solid line is the probability of the right name, the dashed line the one after another name. The
# shaded part between them is memory. A list is remembered at first. Move the slider, or choose *words*, and see where the
# shading ends. Then press *proof*: the solid line is often high, and there is no shading at all.

# %% tags=["nbval-check-output"]
sources = {
    "a list, then words": ("\\begin{enumerate}\n\\item It is flat.\n", "words"),
    "a list, then formulas": ("\\begin{enumerate}\n\\item It is flat.\n", "formulas"),
    "a lemma, then words": ("\\begin{lemma}\nLet $X$ be a scheme.\n", "words"),
    "a proof, then words": ("\\begin{proof}\nLet $X$ be a scheme.\n", "words"),
}
print("probability of the right name, and in brackets how much of it is memory, after 0, 100, 250 and 500 characters")
for name, (source, between) in sources.items():
    asked = Memory(model, vocabulary, source, between).at(0)  # holds all distances, 50 characters apart
    memory = asked.right - asked.swapped
    told = [f"{asked.right[k]:.2f} ({memory[k]:+z.2f})" for k in (0, 2, 5, 10)]
    print(f"{name:21} {', '.join(told)}")

# %% [markdown]
# Read the numbers in brackets. A list is remembered well at first (+0.93). After 100 characters of words it is forgotten;
# with formulas between, it is remembered for longer. Of lemmas and proofs next to nothing is remembered at any distance.
# Right after `\begin{proof} Let $X$ be a scheme.` the network does not expect *proof* at all: that is how a lemma begins.
# And the 0.83 for *proof* after 500 characters of words is a guess: sentences that give reasons look like a proof.
#
# ### And with real text?
#
# The sentences above are ours. So here is the same control with real ends of proofs,
# lemmas and lists in held-out chapters, read from 500 characters before the opening. Each is read twice: as it is, and
# with another name in its opening.

# %%
from unrolled.lessons.latex.endings.figure import real_endings_chart
from unrolled.lessons.latex.endings.probe import real_endings
from unrolled.training.results import load_results

ends = load_results("closing")["endings"]
real = real_endings(ends["names"])
real_endings_chart(real)

# %% tags=["nbval-check-output"]
for name, found in real.items():
    rows = zip(found.distances, found.count, found.chance, found.swapped, strict=True)
    told = [
        f"{ends} after about {round(far, -1):,} characters {p:.2f} ({p - other:+z.2f})" for far, ends, p, other in rows
    ]
    print(f"{name}: {', '.join(told)}")
print(f"characters in a window of the training: {card['recipe']['window']}")

# %% [markdown]
# Is a proof remembered for a thousand characters, as its high probability suggests? No. After about 1,500 characters the
# network still gives *proof* 0.91, but the name in the opening adds nothing to that: it is a guess from the text around it,
# such as the `\end{lemma}` before the proof and the sentences in it. Lists are different. There the opening adds 0.48 after
# about 150 characters (11 lists), 0.32 after 280 (25), and still 0.15 after 520 (12). These are few lists, so take the
# numbers as rough. So of these three the network remembers only lists. A possible reason, not tested: in a list each
# `\item` depends on its being open, while in a proof nothing does until the end.
#
# This may also explain the written passages. At τ = 1 the network closed 45 of 72 proofs, which it does not remember: a
# guess is right as long as the text looks like a proof. A list destroys that look, and then 19 of 20 proofs end wrongly.
#
# Is the *window* to blame? In training, errors were sent back through 256 characters only (truncated backpropagation,
# notebook 01). No gradient tells the network that something farther back would have helped. But the window is no wall.
# Lists are remembered beyond it, and after 100 characters of our sentences, well inside it, the list was forgotten. Whether
# a longer window helps was not tried.
#
# ### Exercise: what is open?
#
# A computer scientist would keep a *stack*: a list from which you always take what you put there last. Return the names
# of the environments that are open at the end of a source, the innermost first. The source makes no mistakes.


# %%
def open_environments(source):
    """Names such as ["enumerate", "proof"] for a string of LaTeX."""
    ...  # your code


latex.check_open_environments(open_environments)

# %% [markdown]
# ## Which unit knows? (optional, 20 minutes)
#
# The network has no stack. But it may have a unit whose carry is high inside a formula and low outside. To search for
# one, give each character a label, such as *inside a formula: yes or no*. Then compare the label with the carry of each
# of the 1,024 units.
#
# The score is the *AUC*. Take one character inside and one outside, both at random. The AUC is the probability that the
# carry tells them apart, by being higher inside, or lower for a unit that works the other way round. 0.5 is chance, 1 is
# perfect. For labels that are numbers we use the rank correlation: 1 if the carry always rises with the label, 0 if the
# two are unrelated.
#
# The best of 1,024 units always looks good, even if it is only lucky. So the unit is chosen on two chapters and scored on
# three others. Beside it stands the best of 1,024 units for labels that were shifted along the text, the *lucky unit*.

# %%
Predict(latex.USED)

# %%
from unrolled.lessons.latex.modes.probe import load_modes
from unrolled.training.checkpoint import load_char_rnn

network, _, _ = load_char_rnn("latex_2x512")
latex.ModesPanel(network, vocabulary, load_modes())

# %% [markdown]
# **What you see.** The text stands on the colours of one unit's carry. Black lines mark where the label holds. Beside the
# unit's AUC stand that of the best weighted sum of *its whole layer*, and that of a guess from the *character alone*. Under
# *Is it used?* the carry is set to the value that it has inside, or outside, and kept there while the network reads the
# text. If that costs many bits, the network relies on the unit. (The probability of what closes it is the average over all
# characters inside.) Choose *inside a display* to see a unit that it relies on.

# %% tags=["nbval-check-output"]
for found in load_modes():
    luck = "above" if found.test > found.shuffled_most else "NOT above"
    cost, other = (max(bits) - found.use.bits[0] for bits in (found.use.bits[1:], found.others))
    print(f"{found.words:27} {found.measure:16} {found.test:.2f}, {luck} luck ({found.shuffled_most:.2f});", end=" ")
    print(f"held: {cost:+.3f} bits, five random units of its layer at most {other:+.3f}")
follows, levels = ends["unit"], {found.feature: found for found in load_modes()}["proof"].use.held
print(f"the proof unit: {levels[0]:.2f} inside proofs, {levels[1]:.2f} outside; at the ends of real proofs")
print(f"  {follows['proof']:.3f} as it is, {follows['swapped']:.3f} with lemma in the place of proof")

# %% [markdown]
# *Who knows?* Formulas, displays, references and lists have a unit that follows them closely. *Is it used?* Holding the
# display unit costs 0.35 bits a character, the list unit 0.23, and the unit of references 0.05. Holding the formula unit
# costs no more than holding some random unit, in spite of its AUC of 0.95: it reflects the formula, but the network does
# not rely on it. No unit counts the characters since the last `\begin` better than luck does.
#
# *And proofs?* One unit follows them with an AUC of 0.86, and the network uses it a little (0.03 bits). Yet we saw that
# nothing is remembered of a proof's opening. Both are true. The last line has the control: at the end of a proof the unit's
# carry is nearly the same if *lemma* was opened instead (−0.182 and −0.185). So it follows what proofs look like, and not
# that one is open.
#
# ### Exercise: find the bug
#
# This function was used to report how well the best unit follows proofs. It reports splendid scores on pure noise, too.
# Each row of `here` and `there` holds one unit's carries along a text; `auc(values, labels)` scores a row.


# %%
def best_unit(here, labels_here, there, labels_there, auc):
    """The number of the best unit, and its score."""
    scores = [auc(values, labels_here) for values in here]
    unit = max(range(len(scores)), key=scores.__getitem__)
    return unit, scores[unit]


latex.check_best_unit(best_unit)

# %% [markdown]
# ## Where this breaks
#
# - The form is right, the mathematics is not. A program that checks proofs would find nothing to check.
# - The linter knows the house style of one project. A command that others define counts as a fault here.
# - The held-out chapters are in the same house style as the others. Another author's source was not tried.
# - Replacing one word makes a text that nobody would write. The method finds what the name in the opening adds; what the
#   network knows from a label such as `lemma-affine`, or from what ended just before, counts as a guess.
# - One network, one seed, one length of the window. Another training may remember other things, and how much the numbers
#   vary from training to training was not measured.
#
# ## In short
#
# - LaTeX has rules that a program can check, so what a language model keeps in mind can be counted.
# - Braces up to 63 characters apart are closed nearly always. Of those that end later many are broken, but a forgotten
#   brace becomes a long one: such a table alone does not show how long something is remembered.
# - A right guess is not memory. Only what changes with the opening was remembered.
# - This network remembers a list for less than 100 characters or for as many as 500, depending on what follows. The names
#   of proofs and lemmas it guesses from the text around them.
# - A unit can follow a label without being used, and it can follow the style instead of the structure. Both need a
#   control.
#
# Next: [words as numbers](07_word_encodings.ipynb), or the [map](00_start_here.ipynb).
