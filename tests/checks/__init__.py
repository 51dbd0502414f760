"""The rules of the house, as programs: `./run check` runs them all, `./run check sizes types` only these."""
