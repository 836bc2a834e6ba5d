"""Unlock, keys, lock."""
