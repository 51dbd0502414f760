"""Who may do what to which thing: one table of verbs, roles and scopes, grants that two people make, one seam that asks."""
