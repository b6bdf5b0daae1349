"""Controls that several panels on word vectors share."""
