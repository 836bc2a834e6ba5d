"""The interface described for machines (OpenAPI 3.1), from the wire types themselves."""

from __future__ import annotations

from typing import Any

import msgspec

from core.sync.files import FILES_TYPE
from core.sync.wire import (
    MAX_PAGE,
    ActionResults,
    Actions,
    ChangesPage,
    FilesTaken,
    Me,
    Problem,
    PurgeAcks,
    RevocationLists,
    SealUseAnswer,
    SealUseAnswers,
    SealUseQuestion,
    SealUseQuestions,
    TimeStampQueries,
    TimeStampReplies,
    UploadOffer,
    UploadState,
    encode,
)

INTERFACE = "1"
_MESSAGES = (
    Me,
    ChangesPage,
    Actions,
    ActionResults,
    PurgeAcks,
    UploadOffer,
    UploadState,
    RevocationLists,
    SealUseQuestion,
    SealUseAnswer,
    SealUseQuestions,
    SealUseAnswers,
    TimeStampQueries,
    TimeStampReplies,
    FilesTaken,
    Problem,
)


def description() -> bytes:
    """The OpenAPI document as JSON."""
    references, components = msgspec.json.schema_components(
        _MESSAGES, ref_template="#/components/schemas/{name}"
    )
    schema = dict(zip((message.__name__ for message in _MESSAGES), references, strict=True))
    return encode(
        {
            "openapi": "3.1.0",
            "info": {"title": "Sealdesk gateway", "version": INTERFACE},
            "paths": _paths(schema),
            "components": {
                "schemas": components,
                "securitySchemes": {"device": {"type": "mutualTLS"}},
            },
            "security": [{"device": []}],
        }
    )


def _paths(schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "/v1/me": {"get": _operation("me", schema, answer="Me")},
        "/v1/changes": {
            "get": _operation(
                "changes",
                schema,
                answer="ChangesPage",
                parameters=[
                    _parameter("cursor", "query", {"type": "string", "maxLength": 1024}),
                    _parameter("limit", "query", {"type": "integer", "minimum": 1, "maximum": MAX_PAGE}),
                    _parameter("wait", "query", {"type": "integer", "minimum": 0, "maximum": 25}),
                ],
            )
        },
        "/v1/actions": {"post": _operation("actions", schema, body="Actions", answer="ActionResults")},
        "/v1/purge-acks": {"post": _operation("acknowledge_purges", schema, body="PurgeAcks", status="204")},
        "/v1/revocation-lists": {"get": _operation("revocation_lists", schema, answer="RevocationLists")},
        "/v1/time-stamps": {
            "post": _operation("time_stamp", schema, content={"application/timestamp-query": {}})
        },
        "/v1/seal-uses/check": {
            "post": _operation("check_seal_use", schema, body="SealUseQuestion", answer="SealUseAnswer")
        },
        "/v1/seal-uses/check-many": {
            "post": _operation("check_seal_uses", schema, body="SealUseQuestions", answer="SealUseAnswers")
        },
        "/v1/time-stamps/many": {
            "post": _operation("time_stamps", schema, body="TimeStampQueries", answer="TimeStampReplies")
        },
        "/v1/files": {
            "post": _operation("take_files", schema, answer="FilesTaken", content={FILES_TYPE: {}})
        },
        "/v1/uploads": {"post": _operation("begin_upload", schema, body="UploadOffer", answer="UploadState")},
        "/v1/uploads/{upload_id}": {
            "parameters": [_parameter("upload_id", "path", {"type": "string"})],
            "head": _operation("upload_state", schema),
            "patch": _operation(
                "continue_upload",
                schema,
                answer="UploadState",
                parameters=[
                    _parameter("Upload-Offset", "header", {"type": "integer", "minimum": 0}, required=True)
                ],
                content={"application/offset+octet-stream": {}},
            ),
        },
        "/v1/blobs/{sha256}": {
            "parameters": [_parameter("sha256", "path", {"type": "string", "pattern": "^[0-9a-f]{64}$"})],
            "get": _operation(
                "blob",
                schema,
                parameters=[
                    _parameter("Range", "header", {"type": "string"}),
                    _parameter("If-Range", "header", {"type": "string"}),
                ],
            ),
        },
        "/v1/openapi.json": {"get": _operation("openapi", schema)},
    }


def _operation(
    name: str,
    schema: dict[str, Any],
    *,
    answer: str | None = None,
    body: str | None = None,
    status: str = "200",
    parameters: list[dict[str, Any]] | None = None,
    content: dict[str, Any] | None = None,
) -> dict[str, Any]:
    content = content if body is None else {"application/json": {"schema": schema[body]}}
    done: dict[str, Any] = {"description": "done"}
    if answer is not None:
        done["content"] = {"application/json": {"schema": schema[answer]}}
    refused = {
        "description": "refused; the code says why",
        "content": {"application/problem+json": {"schema": schema["Problem"]}},
    }
    operation: dict[str, Any] = {"operationId": name, "responses": {status: done, "default": refused}}
    if parameters:
        operation["parameters"] = parameters
    if content is not None:
        operation["requestBody"] = {"required": True, "content": content}
    return operation


def _parameter(name: str, place: str, schema: dict[str, Any], *, required: bool = False) -> dict[str, Any]:
    return {"name": name, "in": place, "required": required or place == "path", "schema": schema}
