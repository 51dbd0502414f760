"""Lists of items and the yearly report on paper, from plain values: the app counts and chooses, this only writes."""
