"""How copies leave the house: the rows are the truth, jobs work them off, nothing is sent twice by time alone."""
