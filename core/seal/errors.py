"""What can go wrong with a seal before there is anything to judge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from core.errors import SealError


@dataclass(eq=False)
class SealUnreadable(SealError):
    """Bytes that are no seal or seal signature of GB/T 38540 or GM/T 0031; `fault` names the part."""

    code: ClassVar[str] = "seal.unreadable"
    fault: str
