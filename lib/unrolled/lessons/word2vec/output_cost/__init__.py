"""The cost of the output layer: softmax, tree, negative sampling."""
