"""The same messages and answers as numbered, signed and sealed files, for networks that do not meet."""
