"""Motions and suggestions on the public site: what somebody approved for the public, and nothing else."""
