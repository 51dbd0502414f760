"""Real servers for the tests: private, on free ports, started once per run and ended by process id."""
