"""The client: a native window over a local encrypted vault."""
