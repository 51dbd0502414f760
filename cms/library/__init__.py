"""Images, documents and video references."""
