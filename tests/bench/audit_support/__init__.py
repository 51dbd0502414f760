"""Ways a superuser of the database may forge the audit log."""
