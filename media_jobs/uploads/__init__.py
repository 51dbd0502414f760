"""Uploads that survive a bad line: a tus 1.0 server with a spool on the local disk, and what becomes of its files."""
