"""From a message of theirs to an act of the table, and the answer to it."""
