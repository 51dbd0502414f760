"""`./run`: set-up and start with nothing but the standard library."""
