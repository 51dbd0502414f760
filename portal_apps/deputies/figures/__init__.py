"""The structure of a term (代表构成): counted, drawn, compared with a former term, and led down to the people."""
