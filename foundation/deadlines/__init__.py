"""Rule table, working-day calendar, due dates on any object, warnings."""
