"""What stands in the queue: applications with the names of what they mention. On a lane's thread."""

from __future__ import annotations

from core.errors import AppError
from core.office import SealState
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
            seals="、".join(name(seal_id) for seal_id in request.seal_ids),
            own_seals=frozenset(mine & set(request.seal_ids)),
        )
        for request in workspace.seal_requests()
    ]
    return rows_in_order(rows)


def _number(workspace: Workspace, document_id: str | None) -> str:
    if document_id is None:
        return ""
    try:
        return workspace.document(document_id).doc_number or ""
    except AppError:
        return ""  # the document may be outside this person's need-to-know while the application is not
