"""What the jobs of the pipeline do, one step a module. Each may run again after a crash."""
