"""The encrypted store; the only place in the client that speaks SQL."""
