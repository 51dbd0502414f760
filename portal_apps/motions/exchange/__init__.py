"""Exchange with the system of a government's office: messages both ways, over HTTPS or by files."""
