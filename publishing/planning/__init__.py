"""Which pages the site has and what each stands on: a list of pages with keys, pure and without writing."""
