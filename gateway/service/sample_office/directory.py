"""The sample office's organisations, posts and people as records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

from core.office import ClearanceClass, Organisation, Person, Post
from core.sync.wire import Record
from gateway.service.sample_office.shape import OfficeIn, StaffIn

APPROVER = "seal_approver"


def directory(office: OfficeIn, certificates: Mapping[str, Sequence[bytes]]) -> Iterator[Record]:
    """`certificates` are those with which people sign for themselves, in DER, by person."""
    for organisation in office.organisations:
        yield Organisation(
            id=organisation.id,
            name=organisation.name,
            short_name=organisation.short_name,
            parent_id=organisation.parent_id,
            order_key=organisation.order_key,
            agency_code=organisation.agency_code,
        )
    posts = {post.id: post for post in office.posts}
    for post in office.posts:
        yield Post(id=post.id, name=post.name, org_id=post.org_id, rank=post.rank)
    approvers = {
        request.approved_by
        for request in office.seal_requests
        if request.approved_by not in (None, request.applicant)
    }
    for member in office.staff:
        roles = _roles(member, office)
        yield Person(
            id=member.id,
            name=member.name,
            org_id=member.org_id,
            post_id=member.primary_post_id,
            position=posts[member.primary_post_id].name,
            order_key=member.order_key,
            clearance=ClearanceClass(member.clearance_class),
            roles=roles | {APPROVER} if member.id in approvers else roles,
            internal_phone=member.internal_phone,
            backup_person_id=member.backup_staff_id,
            signing_certificates=tuple(sha256(one).hexdigest() for one in certificates.get(member.id, ())),
        )


def _roles(member: StaffIn, office: OfficeIn) -> frozenset[str]:
    held = {member.primary_post_id, *member.extra_post_ids}
    return frozenset(role.id for role in office.roles if held & set(role.post_ids))
