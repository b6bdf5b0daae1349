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
# The slide shows a page of mathematics that means nothing. The network behind it had read the source of a book on
# algebraic geometry, the [Stacks project](https://stacks.math.columbia.edu), in a file of 16 MB ([Karpathy
# 2015](https://karpathy.github.io/2015/05/21/rnn-effectiveness/)). The book has grown since. Ours has read 107 of its
# chapters, and none of the five that we use for tests. It reads and writes one character at a time.

# %%
latex.TypesetPanel(model, vocabulary)

# %% [markdown]
# **What you see.** On the left is the source as the network wrote it, on the right the same text as a page. A dashed box
# with ✗ holds what cannot be typeset, and says why. ?? is a reference to a label that does not exist; the slide has one,
# too. A dotted box was just begun when the passage ended. From a distance this is mathematics. Read closely, it means
# nothing.
#
# Raise τ to 1.2: which breaks first, the formulas or the sense? To try a source of your own, choose *you*; the text is
# under *More controls*.
#
# ## How good is it?
#
# A loss means little without yardsticks on the same text (notebook 05). So here are three other predictors that know the
# same training chapters. A *5-gram* model counts which character follows the last four. *xz* and *PPM* are compressors:
# xz copies from earlier text, PPM mixes counts of contexts of up to eight characters. Both go on learning inside the
# held-out chapter, which the network does not. The validation chapters were used to choose the training; the test
# chapters were opened twice, after each of the two cycles of its learning rate.

# %% tags=["nbval-check-output"]
from unrolled.lessons.latex.yardsticks.probe import losses
from unrolled.training.results import load_results
from unrolled.units import Loss

print(f"{card['about']}: {card['parameters']:,} parameters")
for part in ("validation", "test"):
    print(f"{part}: {', '.join(card['chapters'][part])}")
    for name, nats in losses(part, card["nats"]).items():
        print(f"  {name:13} {nats:.3f} nats = {Loss(nats).bits:.2f} bits a character")

# %% [markdown]
# On the test chapters the network needs 0.689 nats a character, and the best yardstick, PPM, 0.762. So the network wins,
# although PPM goes on learning. (Only this one order of PPM was tried.) Look at xz, too: with 0.833 nats it is far ahead
# of the 5-gram. On the plays it was behind. Copying long stretches pays here.
#
# That is a warning. The chapters of a book share passages, and what stands in a training chapter may be known by heart.
# So we looked for every stretch of 60 characters of these five chapters that stands word for word in a training chapter,
# and measured the loss outside of these stretches as well:

# %% tags=["nbval-check-output"]
verbatim, counted = load_results("verbatim")["chapters"], load_results("latex_yardsticks")["5-gram"]
shares = {name: found["shared"] for name, found in verbatim.items() if name not in ("validation", "test")}
print("shared word for word:", ", ".join(f"{name} {share:.0%}" for name, share in shares.items()))
for part in ("validation", "test"):
    network, five = verbatim[part], counted[part]
    print(f"{part:10} network {network['nats']:.3f} nats, outside {network['nats outside']:.3f};", end=" ")
    print(f"5-gram {five['nats']:.3f}, outside {five['nats outside']:.3f}")

# %% [markdown]
# Nearly a third of *groupoids* and of *stacks-limits* is shared. Outside of these stretches the network loses about 0.05
# nats more a character. That is the fairer number for a chapter that is really new.
#
# ## Does it close what it opens?
#
# A checker of this kind is called a *linter*. Ours checks four things without understanding a word: is every brace
# closed, every formula, every environment, and does every `\ref` point to a label that exists?

# %%
Predict(latex.LEAST)

# %%
latex.LintPanel(model, vocabulary)

# %% [markdown]
# **What you see.** A wave marks each fault, and the arrow keys go from one to the next. The bars compare this passage
# with many others. A pair that is still open where the passage stops counts neither way: it might have been closed in the
# next line.
#
# One passage is too short to judge proofs. Here are 40 passages of 6,000 characters by each writer: the network at four
# temperatures, the 5-gram model, and the authors (*real* passages are cut from the test chapters).

# %% tags=["nbval-check-output"]
from unrolled.lessons.latex.balance.probe import load_study
from unrolled.lessons.latex.lint.probe import load_scores

study, faults = load_study(), load_scores()
KINDS = {"braces": "braces", "formulas": "$ $", "lists": "lists", "lemmas": "lemmas and the like", "proofs": "proofs"}
for name in ("real", "tau 0.5", "tau 0.8", "tau 1", "tau 1.2", "5-gram"):
    pairs = {kind: study.written[name][key] for kind, key in KINDS.items()}
    told = ", ".join(f"{kind} {one.closed.sum()}/{(one.closed + one.broken).sum()}" for kind, one in pairs.items())
    print(f"{name:7} closed correctly: {told}; {faults[name][1].per_thousand:.1f} faults in 1,000 characters")

# %% [markdown]
# Real source has no faults, so the linter itself makes none. At τ = 1 the network closes 99 % of its braces and formulas.
# Of environments it closes far fewer: about half of the lists, a third of the lemmas, and 45 of 72 proofs. The 5-gram
# closes 16 of 78 proofs, and it cannot know that they are open. A lower τ means fewer faults.
#
# ### Exercise: find the bug
#
# This function scores a writer. Given passages of real source, it reports that mathematicians forget to close their
# proofs. A pair is a name and its fate: `("proof", "closed")`, or "broken" (closed by something else), "overdue" (open
# for longer than any real one), or "open" (when the passage ended).


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
# and `$$`. `enumerate` is a numbered list.)

# %%
Predict(latex.FLAT)

# %%
latex.BalancePanel()

# %% [markdown]
# **What you see.** Each line is a writer; the axis of distances is logarithmic. With braces the network's lines lie near
# 100 % and bend down at the right end. So it closes short pairs reliably and long ones not. Where is the bend?

# %% tags=["nbval-check-output"]
RANGES = {"2 to 15": (1, 4), "16 to 63": (4, 6), "64 to 127": (6, 7), "128 or more": (7, 14)}
for name in ("tau 0.8", "tau 1", "5-gram"):
    one = study.written[name]["braces"]
    ended = one.closed + one.broken
    told = ", ".join(f"{words} {one.closed[a:b].sum()}/{ended[a:b].sum()}" for words, (a, b) in RANGES.items())
    print(f"braces, {name:7} closed correctly, by characters apart: {told}")

# %% [markdown]
# Up to 63 characters the network closes at least 98 % of its braces. From 64 to 127 it closes about eight in ten, and
# beyond 128 about half. That is where this network loses count. (The 5-gram's high share at long distances is no skill:
# it forgets a brace, and some `}` that comes much later happens to close it.)
#
# The panel's third question turns the test around. *Expected to close* lets the network read real chapters. Whenever
# something is about to be closed, we look up the probability that it gives to the sign that closes. Choose *proofs*
# there:

# %% tags=["nbval-check-output"]
for kind, key in KINDS.items():
    for name in ("network", "5-gram"):
        one = study.read[name][key]
        some = [(low, p) for low, p, n in zip(one.edges, one.probability, one.pairs, strict=False) if n >= 20]
        print(f"{kind:8} {name:7} {', '.join(f'from {low}: {p:.2f}' for low, p in some[::2])}")

# %% [markdown]
# For a real `\end{proof}` the network gives the name *proof* 0.83 to 0.91, even when the proof began a thousand
# characters earlier. The 5-gram stays at 0.26 at any distance: it has counted names and cannot see the opening. So does
# the network remember the proof for a thousand characters? Keep that question.
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
# looks like a lemma. It does not remember what it opened. It guesses from what it has just read.
#
# ## ▶ Memory or guess?
#
# That was one example. Here is the control as a method. Let $p(\text{name} \mid \text{opened})$ be the probability of a
# name after `\end{`. Put other text between the opening and the end. Then replace one word, the name that was opened, and
# leave everything else as it is. What the right name loses was remembered:
#
# $$\text{memory} = p(\text{name} \mid \text{name was opened}) - p(\text{name} \mid \text{another name was opened})$$
#
# The rest is a guess from the text between. If the difference is zero or negative, nothing was remembered.

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
print("probability of the right name (of it memory) after 0, 100, 250 and 500 characters")
for name, (source, between) in sources.items():
    memory = Memory(model, vocabulary, source, between).at(0)
    lost = memory.right - memory.swapped
    told = [f"{memory.right[k]:.2f} ({lost[k]:+z.2f})" for k in (0, 2, 5, 10)]
    print(f"{name:21} {', '.join(told)}")

# %% [markdown]
# Read the numbers in brackets. A list is remembered well at first (+0.93). After 100 characters of words nothing of that
# is left; formulas leave it alone for longer. Of lemmas and proofs next to nothing is remembered at any distance. The
# 0.83 for *proof* after 500 characters of words is a guess: sentences that give reasons look like a proof.
#
# ### And with real text?
#
# The sentences above are ours; the book's own may hold more clues. So here is the same control with real ends of proofs,
# lemmas and lists in held-out chapters. Each is read twice: as it is, and with another name in its opening.

# %%
from unrolled.lessons.latex.endings.figure import real_endings_chart
from unrolled.lessons.latex.endings.probe import real_endings
from unrolled.training.results import load_results

ends = load_results("closing")["endings"]
real = real_endings(ends["names"])
real_endings_chart(real)

# %% tags=["nbval-check-output"]
for name, found in real.items():
    rows = zip(found.distances, found.chance, found.swapped, strict=True)
    told = [f"after {far} {p:.2f} ({p - other:+z.2f})" for far, p, other in rows]
    print(f"{name:9} {found.count.sum():3} ends, right name (of it memory): {', '.join(told)}")
print(f"characters in a window of the training: {card['recipe']['window']}")

# %% [markdown]
# Is a proof remembered for a thousand characters, as its high probability suggests? No. After 1,534 characters the
# network still gives *proof* 0.91, but the opening adds nothing to that: it is a guess from the sentences. Lists are
# different. There the opening adds 0.48 after 151 characters, 0.32 after 283, and still 0.15 after 517. So of these three
# the network remembers only lists.
#
# Is the *window* to blame? In training, errors were sent back through 256 characters only (truncated backpropagation,
# notebook 01). What pays off later than that is never rewarded directly. But the window is no wall. Lists are remembered
# beyond it, and our words wiped a list out well inside it. A longer window may help. To know, one would have to train the
# same network with other windows, and we have not done that.
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
# perfect. For labels that are numbers we use the rank correlation, where 0 is chance.
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
# **What you see.** The text stands on the colours of one unit's carry. Black lines mark where the label holds. Under *Is
# it used?* the carry is held at the value that it has inside, or outside, while the network reads the text. If that costs
# many bits, the network relies on the unit. Choose *inside a display* to see one that it relies on.

# %% tags=["nbval-check-output"]
for found in load_modes():
    luck = "above" if found.test > found.shuffled_most else "NOT above"
    cost, other = (max(bits) - found.use.bits[0] for bits in (found.use.bits[1:], found.others))
    print(f"{found.words:27} {found.measure:16} {found.test:.2f}, {luck} luck ({found.shuffled_most:.2f});", end=" ")
    print(f"held: {cost:+.3f} bits, other units at most {other:+.3f}")
follows, levels = ends["unit"], {found.feature: found for found in load_modes()}["proof"].use.held
print(f"the proof unit: {levels[0]:.2f} inside proofs, {levels[1]:.2f} outside; at the ends of real proofs")
print(f"  {follows['proof']:.3f} as it is, {follows['swapped']:.3f} with lemma in the place of proof")

# %% [markdown]
# Three answers. *Who knows?* Formulas, displays, references and lists have a unit that follows them closely. *Is it
# used?* Holding the display unit costs 0.35 bits a character and the list unit 0.23. Holding the formula unit costs no
# more than holding some other unit, in spite of its AUC of 0.95: it reflects the formula, but the network does not rely
# on it. No unit counts the characters since the last `\begin` better than luck does.
#
# *And proofs?* One unit follows them with an AUC of 0.86. Yet we saw that nothing is remembered of a proof's opening.
# Both are true. The last line has the control: at the end of a proof the unit's carry is nearly the same if *lemma* was
# opened instead (−0.182 and −0.185). So it follows what proofs look like, and not that one is open.
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
# - Replacing one word makes a text that nobody would write. The method finds what the opening adds; what the network
#   knows from a label such as `lemma-affine` counts as a guess.
# - One network, one seed, one length of the window. Another training may remember other things.
#
# ## In short
#
# - LaTeX has rules that a program can check, so what a language model keeps in mind can be counted.
# - Braces up to 63 characters apart are closed nearly always. Beyond 128 characters half of them fail.
# - A right guess is not memory. Only what changes with the opening was remembered.
# - This network remembers lists for some 500 characters. The names of proofs and lemmas it guesses from their style.
# - A unit can follow a label without being used, and it can follow the style instead of the structure. Both need a
#   control.
#
# Next: [words as numbers](07_word_encodings.ipynb), or the [map](00_start_here.ipynb).
