"""GM/T 0016, the interface of Chinese tokens. Only a helper process loads what is in here."""
