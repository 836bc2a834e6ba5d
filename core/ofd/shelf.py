"""What the pages of a document share, each thing made once."""

from __future__ import annotations

import msgspec

from core.ofd.actions import Targets
from core.ofd.colors import Colors, Profiles
from core.ofd.display import Box, Item, Path
from core.ofd.limits import Limits
from core.ofd.paths import parse_path
from core.ofd.resources import Resources
from core.ofd.styles import Styles

_MOST_CACHED_PATHS = 4096


class Unit(msgspec.Struct, frozen=True):
    """A composite unit's display list, built once; `weight` counts its items with all nested ones."""

    items: tuple[Item, ...]
    weight: int
    area: Box | None


class Shelf:
    """What the pages of a document share: resources, styles, colours, composite units, clip outlines."""

    def __init__(
        self,
        resources: Resources,
        default_space: int,
        targets: Targets,
        limits: Limits,
        profiles: Profiles | None = None,
    ) -> None:
        self.resources = resources
        self.styles = Styles(resources)
        self.colors = Colors(resources, default_space, profiles)
        self.targets = targets
        self.limits = limits
        self.units: dict[int, Unit | None] = {}
        self._paths: dict[str, Path] = {}

    def clip_path(self, data: str) -> Path:
        """The outline of a clip; the same few stand on every object of some files."""
        path = self._paths.get(data)
        if path is None:
            if len(self._paths) >= _MOST_CACHED_PATHS:
                self._paths.clear()
            path = self._paths[data] = parse_path(data, self.limits.path_segments)
        return path
