"""tus 1.0 as it stands on the wire. No Django."""
