"""The inbox of everybody, and the board of what left the house."""
