"""One file a story: what people do from end to end, in a real browser, with real processes behind it."""
