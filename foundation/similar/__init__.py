"""What resembles this text? Nearest items of registered collections, with the passages they share and a reason."""
