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
from unrolled.training.checkpoint import load_sampler

notebook.setup()
model, vocabulary, card = load_sampler("shakespeare_3x512")

# %% [markdown]
# PLACE opening

# %% [markdown]
# PLACE novelty

# %% [markdown]
# PLACE snapshots

# %% [markdown]
# PLACE surprisal

# %% [markdown]
# PLACE quiz

# %% [markdown]
# PLACE big_networks

# %% [markdown]
# ## Where this breaks
#
# PLACE breaks
#
# ## In short
#
# PLACE short
#
# On to [Synthetic LaTeX](06_synthetic_latex.ipynb), or back to the [map](00_start_here.ipynb).
