"""The parts of `bench search`, each run in a process of its own."""
