"""Demo content: pictures by script, texts in data files."""
