"""Finding and parsing a package's XML parts, with every leniency noted."""

from __future__ import annotations

from core.ofd.errors import OfdError, OverLimit, PackageDamaged
from core.ofd.findings import Findings
from core.ofd.package import Package, folder_of, join_loc
from core.ofd.xml import UTF16_MARKS, Element, child, first_inside, parse_xml


class Parts:
    """A package's parts as XML. Findings go to `findings` unless a call names others."""

    def __init__(self, package: Package, findings: Findings) -> None:
        self.package = package
        self.findings = findings

    def xml(self, part: str, findings: Findings | None = None) -> Element:
        """The root of a part, repaired if need be. Raises an `OfdError`."""
        notes = findings or self.findings
        limits = self.package.limits
        data = self.shown(part, limits.xml_bytes, notes)
        return parse_xml(data, part, limits, lambda: notes.note("xml.repaired", part))

    def shown(self, part: str, at_most: int | None = None, findings: Findings | None = None) -> bytes:
        """A part's bytes for showing: a wrong checksum, which some producers write, is a finding.

        Whoever verifies reads them from the package, which refuses such a part. Raises an `OfdError`.
        """
        try:
            return self.package.read(part, at_most)
        except PackageDamaged:
            content = self.package.read(part, at_most, checked=False)
        (findings or self.findings).note("part.wrong_checksum", part)
        return content

    def head(self, part: str, wanted: str, stop: str) -> Element | None:
        """The first element `wanted` of a part before `stop`, without parsing on; else one behind all `stop`.

        Raises an `OfdError`.
        """
        limits = self.package.limits
        data = self.shown(part, limits.xml_bytes)
        found = first_inside(data, part, limits, wanted, stop)
        behind = data[max(0, data.rfind(stop.encode())) :]
        if found is None and (wanted.encode() in behind or data[:2] in UTF16_MARKS):
            found = child(self.xml(part), wanted)
        return found

    def locate(self, loc: str, folder: str, usual: str) -> str | None:
        """The part at `loc`; when that names a folder, the part usually found there."""
        found = self.package.find(loc, folder) if loc else None
        if found is None:
            found = self.package.find(loc.rstrip("/\\") + "/" + usual if loc else usual, folder)
            if found is not None:
                self.findings.note("location.is_folder", found)
            else:
                found = self._lost(loc)
        elif found != join_loc(folder, loc):
            self.findings.note("location.inexact", found)
        if found is not None and self.package.ambiguous(found):
            self.findings.note("location.ambiguous", found)
        return found

    def side(self, loc: str, folder: str) -> tuple[Element, str] | None:
        """A part the document can do without, and its name; None with a finding when it is unusable."""
        if not loc:
            return None
        part = self.find(loc, folder)
        if part is None:
            self.findings.note("part.missing", folder, loc)
            return None
        root = self.readable(part)
        return None if root is None else (root, part)

    def readable(self, part: str) -> Element | None:
        """The root of a part, or None with a finding. Raises `OverLimit` only."""
        try:
            return self.xml(part)
        except OverLimit:
            raise
        except OfdError as error:
            self.findings.note(error.code, part)
            return None

    def find_from(self, part: str, loc: str) -> str | None:
        """What `loc`, written in `part`, names."""
        return self.find(loc, folder_of(part)) if loc else None

    def find(self, loc: str, folder: str) -> str | None:
        """What `loc`, written in a file of `folder`, names; looked for everywhere, with a finding."""
        return self.package.find(loc, folder) or self._lost(loc)

    def _lost(self, loc: str) -> str | None:
        found = self.package.lost(loc)
        if found is not None:
            self.findings.note("location.inexact", found, loc)
        return found
