"""What can keep a demonstration from starting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from core.errors import AppError


@dataclass(eq=False)
class GatewayRefusedToStart(AppError):
    """The embedded gateway ended instead of serving; `said` is its own last line."""

    code: ClassVar[str] = "demo.gateway"
    said: str


@dataclass(eq=False)
class FolderUnusable(AppError):
    """A folder named on the command line cannot be used; `fault` is the system's word for why."""

    code: ClassVar[str] = "demo.folder"
    folder: str
    fault: str
