"""Whatever happened in whatever order: the incremental site and a full build of the same snapshot are equal."""
