"""Figures on motions and suggestions: defined once, counted in the database, each leading to the items it counts."""
