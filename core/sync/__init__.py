"""Wire types, journal of pending actions, and their projection over confirmed records."""
