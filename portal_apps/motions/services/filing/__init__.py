"""The office's own lists: categories, numbers, classes of replies, words of the gate."""
