"""What keeps a document from being typeset."""

from __future__ import annotations

from dataclasses import dataclass

from core.errors import DocumentError


@dataclass(eq=False)
class NoSuchPaper(DocumentError):
    """The office has no document, received item or meeting paper of that id with text to set."""

    code = "redhead.no_such_paper"
    document: str


@dataclass(eq=False)
class UnsettableText(DocumentError):
    """A text holds a character that has no place on paper (`code_point`, in `element`)."""

    code = "redhead.unsettable_text"
    element: str
    code_point: int
