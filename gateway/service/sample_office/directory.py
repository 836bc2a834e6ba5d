"""The sample office's organisations, posts and people as records."""

from __future__ import annotations

from collections.abc import Iterator

from core.office import ClearanceClass, Organisation, Person, Post
from core.sync.wire import Record
from gateway.service.sample_office.shape import OfficeIn


def directory(office: OfficeIn) -> Iterator[Record]:
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
    for member in office.staff:
        held = {member.primary_post_id, *member.extra_post_ids}
        yield Person(
            id=member.id,
            name=member.name,
            org_id=member.org_id,
            post_id=member.primary_post_id,
            position=posts[member.primary_post_id].name,
            order_key=member.order_key,
            clearance=ClearanceClass(member.clearance_class),
            roles=frozenset(role.id for role in office.roles if held & set(role.post_ids)),
            internal_phone=member.internal_phone,
            backup_person_id=member.backup_staff_id,
        )
