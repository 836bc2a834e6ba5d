"""What the sample office's parts share: its clock, its files, who holds a role."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from core.office import Classification, FileFormat, SecrecyLevel
from core.office.calendar import OFFICE_TIME
from gateway.service.sample_office.shape import OfficeIn, Secrecy, StaffIn


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleFile:
    """A file of the sample office, already in the blob store."""

    title: str
    within: str
    blob: str
    size: int
    format: FileFormat


Files = Mapping[str, SampleFile]


def local(moment: datetime) -> datetime:
    """The sample's times are those of the office's wall clock."""
    return moment.replace(tzinfo=OFFICE_TIME)


def classification(secrecy: Secrecy, known_to: frozenset[str] | None) -> Classification:
    return Classification(level=SecrecyLevel(secrecy.level), period=secrecy.period, known_to=known_to)


def posts_of(member: StaffIn) -> tuple[str, ...]:
    return (member.primary_post_id, *member.extra_post_ids)


def with_role(office: OfficeIn, role_id: str) -> tuple[str, ...]:
    posts = {post for role in office.roles if role.id == role_id for post in role.post_ids}
    return tuple(member.id for member in office.staff if posts & set(posts_of(member)))
