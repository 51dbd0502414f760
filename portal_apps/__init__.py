"""Where deputies, staff, departments and liaison stations work."""
