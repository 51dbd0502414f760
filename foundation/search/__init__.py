"""Chinese search: Han bigrams for recall, word terms for ranking."""
