"""The verbs: register and edit people, change mandates, appoint, organise, look up."""
