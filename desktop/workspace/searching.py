"""Finding documents by what people type: any width, any kind of bracket, words in any order."""

from __future__ import annotations

import unicodedata

from core.office import OfficialDocument

_BRACKETS = str.maketrans(dict.fromkeys("〔[【{〖", "(") | dict.fromkeys("〕]】}〗", ")"))


def folded(text: str) -> str:
    """Full width, case and the kind of brackets no longer matter: 〔2026〕, ［2026］ and (2026) are one."""
    return unicodedata.normalize("NFKC", text).casefold().translate(_BRACKETS)


def searched_text(document: OfficialDocument, issuers: str) -> str:
    """What a search looks at: title, numbers, kind and the issuing organs."""
    parts = (document.title, document.doc_number, document.register_no, document.doc_kind, issuers)
    return folded("\n".join(part for part in parts if part))


def words_of(search: str) -> list[str]:
    return folded(search).split()
