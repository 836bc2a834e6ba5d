"""Windows and screens."""
