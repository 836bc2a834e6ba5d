"""What stands in the queue: applications with the names of what they mention. On a lane's thread."""

from __future__ import annotations

from collections.abc import Sequence

from core.errors import AppError
from core.office import SealRequest, SealState
from desktop.ui.sealing.state import RequestRow, rows_in_order
from desktop.workspace import Workspace


def queue_rows(workspace: Workspace) -> tuple[RequestRow, ...]:
    """Raises `WorkspaceLocked`."""
    name, me = workspace.name_of, workspace.person.id
    mine = {
        seal.id for seal in workspace.seals() if seal.custodian_id == me and seal.state is SealState.IN_USE
    }
    rows = [
        RequestRow(
            request=request,
            number=_number(workspace, request.items[0].document_id if request.items else None),
            applicant=name(request.applicant_id),
            approver=name(request.approver_id) if request.approver_id else "",
            seals="、".join(filter(None, workspace.seal_names(request))),
            own_seals=frozenset(mine & set(request.seal_ids)),
            next_seal=_next_seal(request, workspace.seal_names(request)),
        )
        for request in workspace.seal_requests()
    ]
    return rows_in_order(rows)


def _next_seal(request: SealRequest, names: Sequence[str]) -> str:
    """The name of the first seal that is not on every document."""
    for seal_id, name in zip(request.seal_ids, names, strict=True):
        if any(seal_id not in item.done for item in request.items):
            return name
    return ""


def _number(workspace: Workspace, document_id: str | None) -> str:
    if document_id is None:
        return ""
    try:
        return workspace.document(document_id).doc_number or ""
    except AppError:
        return ""  # the document may be outside this person's need-to-know while the application is not
