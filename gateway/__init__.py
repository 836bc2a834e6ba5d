"""The service that is the authority for its network."""
