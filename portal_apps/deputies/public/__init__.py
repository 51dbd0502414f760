"""Deputies on the public site: basic and duty information of those in office, and nothing else."""
