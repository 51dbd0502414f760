"""What `bench uploads` stands on: a purpose that keeps nothing, the service as it is started, a client in node."""
