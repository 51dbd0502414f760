"""The engine: plain Python and numpy. Texts to segments, a query to ranked items, two texts to what they share."""
