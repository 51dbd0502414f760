"""Live: what comes in from a hall goes out to players some seconds later, and is there as a replay when it ends."""
