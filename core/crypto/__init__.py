"""SM2, SM3, SM4, certificates, key derivation and envelopes."""
