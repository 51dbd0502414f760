"""A small system of a government's office: written from docs/exchange alone, it imports nothing of the product."""
