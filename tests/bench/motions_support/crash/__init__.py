"""Submissions through real HTTP while web, worker and database are killed: nothing lost, nothing doubled."""
