"""What changed between two texts of a page, shown block by block and character by character."""
