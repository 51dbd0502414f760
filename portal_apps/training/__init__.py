"""Training by video: deputies watch, go on where they stopped, and what they watched counts."""
