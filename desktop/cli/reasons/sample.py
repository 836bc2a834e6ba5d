"""Lines for the sample office: its papers, and the gateway inside the demo."""

from __future__ import annotations

from core.redhead import NoSuchPaper, UnsettableText
from desktop.cli.reasons.reason import reason
from desktop.demo.errors import FolderUnusable, GatewayRefusedToStart


@reason.register
def _(error: NoSuchPaper) -> str:
    return f"the sample office has no text for {error.document!r}; name one of its documents or papers"


@reason.register
def _(error: UnsettableText) -> str:
    return f"the {error.element} holds U+{error.code_point:04X}, which has no place on paper; remove it"


@reason.register
def _(error: GatewayRefusedToStart) -> str:
    return f"the embedded gateway says: {error.said}"


@reason.register
def _(error: FolderUnusable) -> str:
    return f"{error.folder} cannot be used ({error.fault}); name another folder"
