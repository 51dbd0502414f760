"""The office's own lists: changed with a trace and put back."""
