"""The archive as it was sealed: what a seal of ours says about every byte of its file.

A signature of the standard covers the content of parts. The bytes around them (headers, packing, the list of
signatures, what an earlier seal replaced) are no part of any content, and a change there would leave a seal
valid. So each seal protects one part more, which fixes the archive it was pressed on and how its own parts
were added; they are stored unpacked, so that the rest of the file can be written again and compared.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from core.crypto import sm2
from core.ofd.append import Kept, appended, kept_before, kept_without
from core.ofd.errors import OfdError
from core.ofd.package import Package, folder_of
from core.seal.linkage import SignatureFile, SignatureList

RECORD = "Container.xml"
_NAMESPACE = "urn:sealdesk:container"
_TIME = "%Y%m%d%H%M%SZ"
_DIGEST = r"[A-Za-z0-9+/]{43}="
_FORM = re.compile(
    r'<\?xml version="1\.0" encoding="UTF-8"\?>\n'
    rf'<Container xmlns="{_NAMESPACE}" Length="(?P<length>\d{{1,10}})"'
    rf' Front="(?P<front>{_DIGEST})" Directory="(?P<directory>{_DIGEST})" List="(?P<listed>{_DIGEST})"'
    rf' Modified="(?P<modified>\d{{14}}Z)"(?: Permit="(?P<permit>{_DIGEST})")?/>',
    re.ASCII,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveRecord:
    """SM3 of the archive's first `length` bytes, of the directory lines that stay, of the new Signatures.xml.

    `modified` is the time that the added parts have, UTC, whole seconds; `permit` the digest of the gateway's
    yes to this use (`core.seal.permit`), empty where nobody was asked.
    """

    length: int
    front: bytes
    directory: bytes
    listed: bytes
    modified: datetime
    permit: bytes = b""

    @classmethod
    def of(cls, data: bytes, replaced: Mapping[str, bytes], list_part: str, now: datetime) -> ArchiveRecord:
        """Of an archive in which `replaced`, the new Signatures.xml among them, are about to be put.

        Raises `OfdError`.
        """
        kept = kept_without(data, replaced)
        return cls(
            length=kept.length,
            front=sm2.sm3(memoryview(data)[: kept.length]),
            directory=sm2.sm3(kept.directory),
            listed=sm2.sm3(replaced[list_part]),
            modified=now.astimezone(UTC).replace(microsecond=0),
        )

    @property
    def xml(self) -> bytes:
        front, directory, listed = (
            base64.b64encode(digest).decode() for digest in (self.front, self.directory, self.listed)
        )
        return (
            f'<?xml version="1.0" encoding="UTF-8"?>\n<Container xmlns="{_NAMESPACE}" Length="{self.length}"'
            f' Front="{front}" Directory="{directory}" List="{listed}"'
            f' Modified="{self.modified.strftime(_TIME)}"{self._permit_attribute}/>'
        ).encode()

    @property
    def _permit_attribute(self) -> str:
        return f' Permit="{base64.b64encode(self.permit).decode()}"' if self.permit else ""

    @classmethod
    def read(cls, xml: bytes) -> ArchiveRecord | None:
        """A record in the one form in which we write it; nothing for any other."""
        found = _FORM.fullmatch(xml.decode("ascii", "replace"))
        if found is None:
            return None
        try:
            modified = datetime.strptime(found["modified"], _TIME).replace(tzinfo=UTC)
        except ValueError:
            return None
        return cls(
            length=int(found["length"]),
            front=base64.b64decode(found["front"]),
            directory=base64.b64decode(found["directory"]),
            listed=base64.b64decode(found["listed"]),
            modified=modified,
            permit=base64.b64decode(found["permit"] or ""),
        )


def record_part(signature: SignatureFile) -> str | None:
    """The record that this signature protects, where it protects one."""
    part = f"{folder_of(signature.part)}/{RECORD}"
    return part if any(reference.part == part for reference in signature.references) else None


def record_of(package: Package, signature: SignatureFile) -> ArchiveRecord | None:
    """The record of a signature; None without one, or with one that cannot be read."""
    part = record_part(signature)
    if part is None:
        return None
    try:
        return ArchiveRecord.read(package.read(part))
    except OfdError:
        return None


def is_as_sealed(package: Package, record: ArchiveRecord, list_parts: Sequence[str]) -> bool:
    """Whether every byte of the package is what the newest seal, whose record this is, left there."""
    try:
        kept, added = kept_before(package.data, record.length)
        if not _holds(package.data, record, kept):
            return False
        parts = {part: package.read(part) for part in added}
        if [sm2.sm3(parts.get(part, b"")) for part in list_parts] != [record.listed]:
            return False
        rest = appended(kept, parts, record.modified, packed=False)
    except (OfdError, ValueError):
        return False
    return memoryview(package.data)[record.length :] == rest


def explained(package: Package, signatures: SignatureList) -> int:
    """How many bytes from the start an earlier seal's record vouches for, whoever wrote what follows."""
    lengths = [0]
    for signature in signatures.signatures[:-1]:
        record = record_of(package, signature)
        if record is not None and record.length <= len(package.data):
            front = sm2.sm3(memoryview(package.data)[: record.length])
            lengths += [record.length] if front == record.front else []
    return max(lengths)


def _holds(data: bytes, record: ArchiveRecord, kept: Kept) -> bool:
    return (
        record.length <= len(data)
        and sm2.sm3(memoryview(data)[: record.length]) == record.front
        and sm2.sm3(kept.directory) == record.directory
    )
