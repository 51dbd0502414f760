"""The video library in Wagtail's admin: what is there, how far it is, where it stands, and what can be done with it."""
