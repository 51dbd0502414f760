"""Deputies as tables: the list that comes in, and the list that goes out."""
