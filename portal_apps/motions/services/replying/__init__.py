"""Speaking with the deputy, assisting, drafting, signing, replying."""
