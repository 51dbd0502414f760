"""Deputies, mandates, bodies."""
