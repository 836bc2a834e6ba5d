"""PKCS#11 tokens. Only a helper process loads what is in here."""
