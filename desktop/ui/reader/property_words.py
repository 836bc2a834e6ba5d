"""What a document says about itself and how it was read, as captions and values for people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from PySide6.QtCore import QCoreApplication

from core.ofd import Allowed
from desktop.reading.wire import DocumentSummary, ExtensionMark, FontUse, PageSize, Tag, Warned
from desktop.ui import words

translate = QCoreApplication.translate
Facts: TypeAlias = tuple[tuple[str, str], ...]
_SIZES_TOLD = 4
_FACTS_TOLD = 200
"""Each is a line of its own on the screen, and takes time to be laid out."""
_A_SIZES = {(210, 297): "A4", (297, 420): "A3", (148, 210): "A5", (250, 353): "B4", (176, 250): "B5"}
_PDF_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2}))?")


def about_facts(summary: DocumentSummary, size_bytes: int) -> Facts:
    """Title and the like as the file has them; nobody has checked them."""
    about = summary.about
    version = about.get("version", "")
    kind = f"{summary.format.upper()} {version}".strip() if summary.format == "ofd" else "PDF"
    pairs = (
        (translate("properties", "Title"), about.get("title", "")),
        (translate("properties", "Author"), about.get("author", "")),
        (translate("properties", "Subject"), about.get("subject", "")),
        (translate("properties", "Keywords"), about.get("keywords", "")),
        (translate("properties", "Made with"), about.get("creator", "") or about.get("producer", "")),
        (translate("properties", "Made on"), moment(about.get("created", ""))),
        (translate("properties", "Changed on"), moment(about.get("modified", ""))),
        (translate("properties", "Format"), kind),
        (translate("properties", "Pages"), str(len(summary.pages))),
        (translate("properties", "Paper"), papers(summary.pages)),
        (translate("properties", "File size"), words.file_size(size_bytes)),
        (translate("properties", "Identifier"), about.get("doc_id", "")),
    )
    return tuple((name, said) for name, said in pairs if said)


def foremost(facts: Facts) -> Facts:
    """As many as a person reads; how many more there are stands below."""
    more = len(facts) - _FACTS_TOLD
    if more <= 0:
        return facts
    return (*facts[:_FACTS_TOLD], ("…", translate("properties", "and {count} more").format(count=more)))


def moment(text: str) -> str:
    """A PDF's way to write a time as people write it; anything else stands as it is."""
    found = _PDF_DATE.match(text)
    if found is None:
        return text
    year, month, day, hour, minute = found.groups()
    return f"{year}-{month}-{day}" + (f" {hour}:{minute}" if hour else "")


def papers(pages: Sequence[PageSize]) -> str:
    """The sizes of the pages, each once: 210 × 297 mm (A4)."""
    told: list[str] = []
    for page in pages:
        width, height = round(page.width_mm), round(page.height_mm)
        name = _A_SIZES.get((min(width, height), max(width, height)), "")
        said = translate("properties", "{size} mm").format(size=f"{width} × {height}")
        if name:
            said = translate("properties", "{size} ({name})").format(size=said, name=name)
        if said not in told:
            told.append(said)
        if len(told) > _SIZES_TOLD:
            break
    more = "…" if len(told) > _SIZES_TOLD else ""
    return words.and_so_on(told[:_SIZES_TOLD]) + more


def rights_facts(summary: DocumentSummary, permitted: Allowed) -> Facts:
    """What its author, and those of the files it lies in, allow today."""
    yes, no = translate("properties", "Allowed"), translate("properties", "Not allowed")
    limited = permitted.copies is not None
    printing = words.Counted().copies_at_most(permitted.copies or 0) if limited else yes
    pairs = [
        (translate("properties", "Printing"), printing if permitted.printing else no),
        (
            translate("properties", "Copying"),
            yes if permitted.export and summary.permissions.get("copy", True) else no,
        ),
        (translate("properties", "Annotating"), yes if permitted.annotate else no),
        (translate("properties", "Sealing"), yes if permitted.sign else no),
    ]
    rights = summary.rights
    if rights.valid_from or rights.valid_until:
        period = f"{rights.valid_from or '…'} – {rights.valid_until or '…'}"
        pairs.append((translate("properties", "Period"), period))
    return tuple(pairs)


def font_facts(fonts: Sequence[FontUse]) -> Facts:
    """Each typeface once, and what draws it."""
    told: dict[str, str] = {}
    for font in fonts:
        said = translate("properties", "Embedded")
        if stands_in(font):
            said = translate("properties", "{name} stands in").format(name=font.drawn_with)
        elif not font.embedded:
            said = translate("properties", "Of this computer")
        told.setdefault(font.name, said)
    return tuple(told.items())


def stands_in(font: FontUse) -> bool:
    """Whether letters are drawn with another typeface than the document asks for."""
    return bool(font.drawn_with) and font.drawn_with.casefold() != font.name.casefold()


def tag_facts(tags: Sequence[Tag]) -> Facts:
    """Fields that the document marks in its text, such as an invoice's number."""
    return tuple((tag.path[-1] if tag.path else tag.kind, tag.text) for tag in tags if tag.text)


def extension_facts(extensions: Sequence[ExtensionMark]) -> Facts:
    """Programs that keep something for themselves in the file."""
    told = {
        mark.app_name: "  ".join(part for part in (mark.company, mark.app_version, mark.date) if part)
        for mark in extensions
    }
    return tuple(told.items())


def reading_notes(warnings: Sequence[Warned]) -> Facts:
    """What was repaired, replaced or left out: a sentence for each kind, with the parts it befell."""
    told: dict[str, list[str]] = {}
    for warning in warnings:
        befell = told.setdefault(note_of(warning.code), [])
        place = " ".join(part for part in (warning.part, warning.detail) if part)
        if place and len(befell) < _FACTS_TOLD and place not in befell:
            befell.append(place)
    return tuple((sentence, "\n".join(befell)) for sentence, befell in told.items())


def note_of(code: str) -> str:
    """One sentence for a warning's code; codes of one family, what stands before the dot, are told alike."""
    notes = _notes()
    family = code.partition(".")[0]
    drawing = translate("properties", "Some drawing is faulty; it was left out or drawn as usual.")
    return notes.get(code, notes.get(family, drawing))


def _notes() -> dict[str, str]:
    package = translate("properties", "The package is put together loosely; its parts were found.")
    parts = translate("properties", "Some parts are malformed; they were mended or left out.")
    text = translate("properties", "Some text cannot be drawn as its author meant it.")
    seals = translate("properties", "Some seals are incomplete; the verdict says what that means.")
    about = translate("properties", "Some of what the document says about itself is missing.")
    return {
        "package.encrypted_parts": translate("properties", "Some parts are encrypted and cannot be read."),
        **dict.fromkeys(("package", "location"), package),
        **dict.fromkeys(("xml", "ofd", "document", "part"), parts),
        **dict.fromkeys(("font", "text", "glyph"), text),
        **dict.fromkeys(("signature", "stamp", "seal"), seals),
        **dict.fromkeys(("custom_tag", "version"), about),
        "image": translate("properties", "Some pictures cannot be drawn."),
        "annotation": translate("properties", "Some annotations are missing or cannot be read."),
        "attachment": translate("properties", "Some files inside are missing."),
        "pdf.xfa_form": translate(
            "properties", "The form is drawn by the program it was made for alone; its pages hold a stand-in."
        ),
        "pdf.portfolio": translate(
            "properties", "The file is a portfolio: what it gathers is among the files inside."
        ),
        "pdf": translate("properties", "The file was damaged and has been mended for reading."),
    }
