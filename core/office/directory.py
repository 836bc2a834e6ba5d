"""Organisations, posts and people, in protocol order (排序): one `order_key`, compared as a plain string."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

import msgspec

from core.office.classification import ClearanceClass


class Organisation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="organisation"):
    id: str
    name: str
    short_name: str
    parent_id: str | None
    order_key: str
    agency_code: str | None = None


class Post(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="post"):
    id: str
    name: str
    org_id: str
    rank: int


class Person(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="person"):
    """A member of staff; `roles` are role codes such as `seal_custodian`, `meeting_secretary`, `leader`.

    `clearance` is told to the person alone; others get the lowest. `signing_certificates` are the SHA-256
    (hex) of the certificates (DER) with which this person signs: as witness, as user, handing over.
    """

    id: str
    name: str
    org_id: str
    post_id: str
    position: str
    order_key: str
    clearance: ClearanceClass
    roles: frozenset[str] = frozenset()
    internal_phone: str | None = None
    backup_person_id: str | None = None
    signing_certificates: tuple[str, ...] = ()


class Ordered(Protocol):
    @property
    def order_key(self) -> str: ...


OrderedT = TypeVar("OrderedT", bound=Ordered)


def in_protocol_order(entries: Iterable[OrderedT]) -> list[OrderedT]:
    """排序: by `order_key` as bytes; `#` sorts before `.`, so a unit's head precedes its sections."""
    return sorted(entries, key=lambda entry: entry.order_key.encode())
