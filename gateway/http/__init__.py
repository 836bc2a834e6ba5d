"""HTTP skin of the service."""
