"""The store; the only place in the gateway that speaks SQL."""
