"""One passage under the classifiers of all codings: which genre they name, and which words decide."""
