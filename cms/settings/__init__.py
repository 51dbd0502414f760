"""Settings: `base` plus thin `dev`, `test` and `production`, each override with its reason."""
