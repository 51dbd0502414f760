"""三审三校 workflow, publish gate, release sets."""
