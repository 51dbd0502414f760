"""What an editor sees first: one module for each question, each with a fixed number of queries."""
