# %% [markdown]
# # Start here
#
# **Take real sequence models apart: move the parts of a trained network, predict what happens, and see.**
#
# A sequence model reads one thing after another, letters or words or notes, and says what comes next. In this course you
# open such models while they run, and apart from small worked examples, such as the three scores below, everything you see
# comes from networks that were really trained.
#
# ![The temperature slider moves, and the network's text follows](pictures/moving.gif)
#
# You will be able to
#
# - choose the notebook you need
# - read and move a panel, with the mouse or with the keyboard alone
# - answer a prediction and an exercise, and make sense of the reply
#
# *Time:* 5 minutes. *Slides:* the whole lecture. *Five-minute route:* run everything (menu Run, then Run All Cells).
# **If you have five minutes for the whole course**, open [04 Character-level networks](04_char_rnn.ipynb) instead, and run
# the cells under the headings marked ▶.
#
# ## Map of the course
#
# Read in order, or begin with what you want to know. The column *builds on* says what you should know before. Minutes are
# without the exercises.
#
# | notebook | asks | minutes | builds on |
# |---|---|---|---|
# | [01 Recurrent networks](01_recurrent_networks.ipynb) | What does a state add to the letter a network sees? | 75 | nothing |
# | [02 Vanishing gradients](02_vanishing_gradients.ipynb) | How far back can a network learn from? | 80 | 01 |
# | [03 The gates of an LSTM](03_lstm_gates.ipynb) | What does a cell keep, and what does it throw away? | 65 | 01, 02 |
# | [04 Character-level networks](04_char_rnn.ipynb) | How loosely should a network speak, and what does it learn in a minute? | 90 | nothing |
# | [05 Synthetic Shakespeare](05_synthetic_shakespeare.ipynb) | What do three layers of 512 learn from the plays? | 85 | 04 |
# | [06 Synthetic LaTeX](06_synthetic_latex.ipynb) | Can it open a proof and remember to close it? | 75 | 04 |
# | [07 Word encodings](07_word_encodings.ipynb) | How does a word become numbers, and does distance mean anything? | 90 | nothing |
# | [08 Word2vec](08_word2vec.ipynb) | How does a sentence become something to learn from? | 75 | 07 |
# | [09 Analogies](09_word2vec_analogies.ipynb) | Paris − France + Italy: which word is nearest, and how often is it right? | 85 | 07, 08 |
# | [10 Show and tell](10_show_and_tell.ipynb) | What does a caption look at? | 65 | 03, 04 |
# | [11 Temporal convolutions](11_tcn_receptive_field.ipynb) | How far back can one output see? | 90 | 02 |
# | [12 Empirical evaluation](12_empirical_evaluation.ipynb) | Which architecture wins, and is the test fair? | 90 | 03, 11 |
#
# Each notebook has a *kernel*, the Python process that runs its cells. Open one notebook at a time if memory is short: menu
# *Kernel*, then *Shut Down Kernel*, frees what the last one took. On Binder (a free service that runs these notebooks in
# your browser) a kernel that nobody has used for ten minutes is shut down, and what you trained in it is gone: run its
# cells again.

# %%
from unrolled import notebook
from unrolled.lessons import char_rnn
from unrolled.panels import Predict

notebook.setup()

# %% [markdown]
# ## Is your machine ready?
#
# The doctor looks at what this kernel may use, and says what that is enough for. Nothing in this course needs a GPU, and
# after installation nothing is downloaded.

# %%
notebook.doctor()

# %% [markdown]
# ## How to read a panel
#
# Every panel asks **one question**, which stands beside its title. Below it are the controls, then the picture, then a
# sentence that gives the answer or says what went wrong. You can reach every control with the Tab key and move it with the
# arrow keys. What you need less often waits behind *More controls* (key M).
#
# Before most panels you are asked for a prediction. Commit to an answer before you move anything: a wrong guess is how the
# picture becomes surprising, and each wrong answer gets a reply of its own.
#
# Here is the first panel. A network gives each letter a score, called a *logit*. *Softmax* turns these scores into
# probabilities: it raises $e$ to each score and divides by the sum. The *temperature* $\tau$ (tau) divides all scores
# before that.
#
# $$p_k = \frac{e^{z_k / \tau}}{\sum_j e^{z_j / \tau}}$$

# %%
Predict(char_rnn.SHIFT)

# %%
char_rnn.SoftmaxPanel()

# %% [markdown]
# **What you see.** The filled bars are the probabilities now; the dashes mark those at temperature 1. Add the same number
# to all three logits, and no bar moves: only the gaps between scores count. Lower the temperature, and the tallest bar
# takes nearly everything. The nearer $\tau$ comes to 0, the more it takes; at 0 itself, where the formula would divide by
# zero, the panel shows that limit: it takes all. Raise it, and the bars become more and more alike. Softmax stands at the
# end of every network in the first six notebooks.
#
# ## How an exercise answers
#
# Write the function and run the cell. The reply names the smallest input that fails, what your function returned, and why
# that is wrong; once your function returns something, also what was expected. The one below is about the *one-hot* vector,
# the form in which a character goes into a network: characters are numbered, from 0, and the vector is a list of zeros with
# a single 1 at the character's number. With three characters, number 0 is [1, 0, 0] and number 2 is [0, 0, 1]. The cells
# below run anyway, so *Run All* never stops at an exercise.


# %%
def one_hot(k, size):
    """A list of `size` zeros, with a one at place k (the first place is 0)."""
    ...  # your code


char_rnn.check_one_hot(one_hot)

# %% [markdown]
# ## Where this breaks
#
# - A panel lives as long as its kernel. After a restart it stays empty, and in a notebook that was closed, saved and opened
#   again JupyterLab writes "Error displaying widget: model not found" in its place. Run everything (menu Run, then Run All
#   Cells); its cell alone is not enough after a restart, because the imports at the top are gone, too. Nothing you wrote is
#   lost. To keep the pictures without a kernel, export the notebook as HTML (menu File, then Save and Export Notebook As).
# - On a server where many people share few cores, set the environment variable `UNROLLED_THREADS` to 1 before the kernel
#   starts.
#
# ## In short
#
# - One question to a panel: controls, then the picture, then the sentence that answers.
# - Predict first, then look, then read why.
# - Exercises answer back and never stop the notebook.
# - Softmax looks only at the gaps between scores.
# - Nothing is downloaded, and nothing needs a GPU.
#
# Next: [01 Recurrent networks](01_recurrent_networks.ipynb)
