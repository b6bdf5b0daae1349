# %% [markdown]
# # Recurrent networks
#
# PLACE equations
#
# PLACE one_word
#
# PLACE sequences
#
# PLACE dropout
