"""A Django app with jobs whose effects can be counted from outside the worker's process."""
