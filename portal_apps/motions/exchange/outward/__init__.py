"""From an act of the table to a message in the outbox."""
