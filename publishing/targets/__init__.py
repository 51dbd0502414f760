"""How a release reaches the hosts that serve it: verified on arrival, stored by hash, switched by one rename."""
