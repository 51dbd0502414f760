"""Full text of items: which letters count, what of an item is found by whom, and what was found in it."""
