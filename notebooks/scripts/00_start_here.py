# %% [markdown]
# # Start here
#
# **See in five minutes how this course works, and whether your machine is ready for it.**
#
# You will be able to
#
# - read and move a panel, with the mouse or with the keyboard alone
# - answer a prediction and an exercise, and make sense of the reply
# - choose the notebook you need
#
# *Time:* 5 minutes. *Slides:* the whole lecture. *Five-minute route:* run everything (menu Run, then Run All Cells).

# %%
from unrolled import notebook
from unrolled.lessons import char_rnn
from unrolled.panels import Predict

notebook.setup()

# %% [markdown]
# ## The doctor
#
# What this kernel may use, and what that is enough for. Nothing in this course needs a GPU, and after installation
# nothing is downloaded.

# %%
notebook.doctor()

# %% [markdown]
# ## How to read a panel
#
# Every panel asks **one question**, beside its title. Controls come first, then the picture, then a line that gives the
# answer or says what went wrong. Any control can be reached with Tab and moved with the arrow keys; a value can also be
# typed over. What is needed less often waits behind *More controls* (key M). Before most panels stands a prediction.
# Commit to an answer first: being wrong is how the picture becomes surprising.

# %%
Predict(char_rnn.SHIFT)

# %%
char_rnn.SoftmaxPanel()

# %% [markdown]
# **What you see.** The filled bars are the probabilities now, the dashes those at temperature 1. Add the same to
# all three logits, and no bar moves. Lower the temperature, and the tallest bar takes nearly everything; at 0 it takes
# all. This little machine stands at the end of every network in the first six notebooks.
#
# ## How an exercise answers
#
# Write the function, run the cell. The reply names the smallest input that fails, what came, what was due, and why. The
# cells below run anyway, so "Run All" never stops on an exercise.


# %%
def one_hot(k, size):
    """A list of `size` zeros, with a one at place k (the first place is 0)."""
    ...  # your code


char_rnn.check_one_hot(one_hot)

# %% [markdown]
# ## Map of the course
#
# | notebook | asks | state |
# |---|---|---|
# | 00 Start here | Is everything ready? | **ready** |
# | [01 Recurrent networks](01_recurrent_networks.ipynb) | What does a state add to the letter a network sees? | **ready** |
# | [02 Vanishing gradients](02_vanishing_gradients.ipynb) | How far back can a network learn from? | **ready** |
# | [03 The gates of an LSTM](03_lstm_gates.ipynb) | What does a cell keep, and what does it throw away? | **ready** |
# | [04 Character-level networks](04_char_rnn.ipynb) | How loosely should a network speak, and what does it learn in a minute? | **ready** |
# | [05 Synthetic Shakespeare](05_synthetic_shakespeare.ipynb) | What do three layers of 512 learn from the plays? | **ready** |
# | [06 Synthetic LaTeX](06_synthetic_latex.ipynb) | Can it open a proof and remember to close it? | **ready** |
# | [07 Word encodings](07_word_encodings.ipynb) | How does a word become numbers, and does distance mean anything? | **ready** |
# | [08 Word2vec](08_word2vec.ipynb) | How does a sentence become something to learn from? | **ready** |
# | [09 Analogies](09_word2vec_analogies.ipynb) | Paris − France + Italy: which word is nearest, and how often is it right? | **ready** |
# | [10 Show and tell](10_show_and_tell.ipynb) | What does a caption look at? | **ready** |
# | [11 Temporal convolutions](11_tcn_receptive_field.ipynb) | How far back can one output see? | **ready** |
# | [12 Empirical evaluation](12_empirical_evaluation.ipynb) | Which architecture wins, and is the test fair? | not ready: runs of the table are still missing |
#
# ## Where this breaks
#
# On a server where many people share few cores, set the environment variable `UNROLLED_THREADS` to 1 before the kernel
# starts.
#
# A panel lives as long as its kernel. After a restart it stays empty, and in a notebook that was closed, saved and opened
# again JupyterLab writes "Error displaying widget: model not found" in its place. Run its cell again, or everything (menu Run,
# then Run All Cells). Nothing you wrote is lost. To keep the pictures without a kernel, export the notebook as HTML
# (menu File, then Save and Export Notebook As).
#
# ## In short
#
# - One question to a panel; controls, picture, status line.
# - Predict first, then look, then read why.
# - Exercises answer back and never stop the notebook.
# - Softmax looks only at the gaps between scores.
# - Nothing is downloaded, nothing needs a GPU.
#
# Next: [01 Recurrent networks](01_recurrent_networks.ipynb)
