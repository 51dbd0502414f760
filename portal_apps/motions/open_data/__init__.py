"""Public items as data: yearly files in the signed release, and a read interface that gives the same records."""
