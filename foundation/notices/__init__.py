"""Messages to people: one door, an inbox for everybody, carriers that bring a copy outside."""
