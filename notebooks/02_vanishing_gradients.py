# %% [markdown]
# # Vanishing gradients
#
# PLACE xray
#
# PLACE clues
#
# PLACE exploding
#
# PLACE horizon
