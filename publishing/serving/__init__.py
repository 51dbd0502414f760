"""How the public host answers: which file, which headers, the nginx configuration."""
