"""Tables that people hand in: read, matched to columns, checked row by row, taken over whole or not at all."""
