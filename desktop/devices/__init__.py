"""Signer ports."""
