"""Classification of a record and who may see it (保守国家秘密法; DOMAIN.md 2.8)."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class SecrecyLevel(StrEnum):
    """密级, from open to top secret; the codes are those of the exchange data."""

    OPEN = "none"
    INTERNAL = "neibu"
    MIMI = "mimi"
    JIMI = "jimi"
    JUEMI = "juemi"

    @property
    def rank(self) -> int:
        """0 for open … 4 for top secret."""
        return _LEVELS.index(self)

    @property
    def is_state_secret(self) -> bool:
        return self.rank >= SecrecyLevel.MIMI.rank


_LEVELS = tuple(SecrecyLevel)
_LEVEL_NAMES = {
    SecrecyLevel.OPEN: "",
    SecrecyLevel.INTERNAL: "内部",
    SecrecyLevel.MIMI: "秘密",
    SecrecyLevel.JIMI: "机密",
    SecrecyLevel.JUEMI: "绝密",
}


class ClearanceClass(StrEnum):
    """涉密人员 classes; `ceiling` is the highest level such a person may see."""

    CORE = "核心"
    IMPORTANT = "重要"
    GENERAL = "一般"
    NONE = "非涉密"

    @property
    def ceiling(self) -> SecrecyLevel:
        return _CEILINGS[self]


_CEILINGS = {
    ClearanceClass.CORE: SecrecyLevel.JUEMI,
    ClearanceClass.IMPORTANT: SecrecyLevel.JIMI,
    ClearanceClass.GENERAL: SecrecyLevel.MIMI,
    ClearanceClass.NONE: SecrecyLevel.INTERNAL,
}


class Classification(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Level, period and scope of knowledge (知悉范围) of a record.

    `known_to` names persons; None means that the scope is not limited to named persons, which a
    state secret may not have: nobody is then within its scope.
    """

    level: SecrecyLevel = SecrecyLevel.OPEN
    period: str | None = None
    known_to: frozenset[str] | None = None

    def admits(self, person_id: str, clearance: ClearanceClass) -> bool:
        """Whether this person may see the record: clearance reaches the level and the scope names them."""
        if clearance.ceiling.rank < self.level.rank:
            return False
        if self.known_to is None:
            return not self.level.is_state_secret
        return person_id in self.known_to

    def marking(self, *, demonstration: bool = False) -> str:
        """密级★保密期限 as printed, empty when open; a demonstration is marked as such (DOMAIN.md 8)."""
        name = _LEVEL_NAMES[self.level]
        if not name:
            return ""
        marked = f"{name}★{self.period}" if self.period else name
        return f"【演示】{marked}" if demonstration else marked


def highest(classifications: tuple[Classification, ...]) -> SecrecyLevel:
    """The level of a work derived from these: the highest of its parts."""
    return max(
        (one.level for one in classifications), key=lambda level: level.rank, default=SecrecyLevel.OPEN
    )
