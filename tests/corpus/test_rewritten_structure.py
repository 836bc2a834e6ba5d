"""The corpus put together as other programs would do it: every page looks and reads as before."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy

import pytest
from lxml import etree

from core.ofd.package import Package, folder_of
from core.ofd.xml import Element, child, children, local
from tests.corpus.features.package import zipped
from tests.corpus.rewriting import FILES, Parts, Way, each, elements, require_the_same, written

pytestmark = pytest.mark.skipif(not FILES, reason="the corpus is not beside the project (../shared/corpus)")

_NUMBERS = frozenset(["Boundary", "CTM", "DashPattern", "DeltaX", "DeltaY", "Size", "LineWidth", "X", "Y"])
_REFERENCES = frozenset(
    ["ID", "ResourceID", "Font", "DrawParam", "ColorSpace", "TemplateID", "PageID", "PageRef", "ImageMask"]
) | {"Substitution", "Relative"}
_DEFAULTS = {
    "TextObject": {"HScale": "1", "ReadDirection": "0", "CharDirection": "0", "Fill": "true", "Alpha": "255"},
    "PathObject": {"Stroke": "true", "Fill": "false", "Rule": "NonZero", "Alpha": "255"},
    "ImageObject": {"Visible": "true", "Alpha": "255"},
    "Layer": {"Type": "Body"},
}
_PENS = ("LineWidth", "Cap", "Join", "MiterLimit", "DashOffset", "DashPattern")
_BOOLEANS = {"true": "1", "false": "0"}
_FIRST_NEW = 900_000_000


def _like(element: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    """A new element in the namespace of another."""
    made = etree.Element(re.sub(r"[^}:]+$", name, str(element.tag)), attributes)
    made.text = text
    return made


def _attributes(change: Callable[[str, str], str]) -> Way:
    def changed(root: Element) -> None:
        for element in elements(root):
            for name, value in list(element.attrib.items()):
                element.set(name, change(str(name), str(value)))

    return each(changed)


def _numbers(form: Callable[[float], str]) -> Way:
    def changed(name: str, value: str) -> str:
        if name not in _NUMBERS or "g" in value:
            return value
        try:
            return " ".join(form(float(word)) for word in value.split())
        except ValueError:
            return value

    return _attributes(changed)


def _numbered(form: Callable[[int], str]) -> Way:
    def changed(name: str, value: str) -> str:
        return form(int(value)) if name in _REFERENCES and value.strip().isdigit() else value

    def default_space(root: Element) -> None:
        for element in elements(root):
            if local(element) == "DefaultCS" and (element.text or "").strip().isdigit():
                element.text = form(int(element.text or ""))

    return lambda parts: _attributes(changed)(each(default_space)(parts))  # type: ignore[arg-type]


def _highest_id(parts: Parts) -> Parts:
    return {name: re.sub(rb"(MaxUnitID>)\s*\d+", rb"\g<1>0", content) for name, content in parts.items()}


def _commented(root: Element) -> None:
    for element in list(elements(root)):
        if len(element):
            element.insert(0, etree.Comment(" <a> "))
        elif element.text and len(element.text) > 1 and local(element) != "CV":
            half = len(element.text) // 2
            note = etree.Comment("!")
            note.tail, element.text = element.text[half:], element.text[:half]
            element.append(note)


def _character_data(root: Element) -> None:
    for element in elements(root):
        if not len(element) and element.text and "]]>" not in element.text:
            element.text = etree.CDATA(element.text)


def _declared(declaration: str) -> Way:
    head = declaration.encode()
    return each(lambda root: head + re.sub(rb"^<\?xml[^>]*\?>", b"", written(root)))


def _defaults(root: Element) -> None:
    for element in elements(root):
        for name, value in _DEFAULTS.get(local(element), {}).items():
            if element.get(name) is None:
                element.set(name, value)


def _without_defaults(root: Element) -> None:
    for element in elements(root):
        for name, value in _DEFAULTS.get(local(element), {}).items():
            if element.get(name) == value:
                del element.attrib[name]


def _in_hex(root: Element) -> None:
    for element in elements(root):
        words = (element.get("Value") or "").split()
        if (
            local(element) in ("FillColor", "StrokeColor")
            and len(words) == 3
            and all(map(str.isdigit, words))
        ):
            element.set("Value", " ".join(f"#{int(word):02X}" for word in words))


def _shifted(root: Element) -> None:
    """The page's origin is the corner of its PhysicalBox, wherever that stands."""
    for box in (box for area in elements(root) if local(area) in ("Area", "PageArea") for box in area):
        words = (box.text or "").split()
        if len(words) == 4:
            box.text = f"{float(words[0]) + 10} {float(words[1]) - 20} {words[2]} {words[3]}"


# -- documents


def _documents(parts: Parts) -> Iterator[tuple[Package, str, Element, Element]]:
    """Each Document.xml that a DocRoot names, with its CommonData."""
    package = Package(zipped(parts))
    root = etree.fromstring(parts[package.root_part or ""], etree.XMLParser(recover=True))
    for body in children(root, "DocBody"):
        found = child(body, "DocRoot")
        name = None if found is None else package.find(found.text or "", folder_of(package.root_part or ""))
        if name is not None:
            document = etree.fromstring(parts[name], etree.XMLParser(recover=True))
            common = child(document, "CommonData")
            if common is not None:
                yield package, name, document, common


def _pages(package: Package, name: str, document: Element) -> Iterator[str]:
    for page in children(child(document, "Pages"), "Page"):
        found = package.find(page.get("BaseLoc") or "", folder_of(name))
        if found is not None:
            yield found


def _parsed(content: bytes) -> Element:
    return etree.fromstring(content, etree.XMLParser(recover=True))


def _resources_apart(parts: Parts) -> Parts:
    """A file for every resource."""
    made = dict(parts)
    for package, name, document, common in _documents(parts):
        for loc in [found for found in common if local(found) in ("PublicRes", "DocumentRes")]:
            part = package.find((loc.text or "").strip(), folder_of(name))
            root = None if part is None else _parsed(parts[part])
            if part is None or root is None:
                continue
            for group in root:
                for number, resource in enumerate(group):
                    alone = etree.Element(root.tag, root.attrib)
                    etree.SubElement(alone, group.tag).append(deepcopy(resource))
                    made[f"{part}.{local(group)}{number}.xml"] = written(alone)
                    loc.addprevious(_like(loc, local(loc), f"/{part}.{local(group)}{number}.xml"))
            common.remove(loc)
        made[name] = written(document)
    return made


def _resources_of_pages(parts: Parts) -> Parts:
    """The document's resources named by its pages and templates instead."""
    made = dict(parts)
    for package, name, document, common in _documents(parts):
        if child(common, "DefaultCS") is not None:
            continue
        named = [found for found in common if local(found) in ("PublicRes", "DocumentRes")]
        found = [package.find((loc.text or "").strip(), folder_of(name)) for loc in named]
        for loc in named:
            common.remove(loc)
        templates = (package.find(one.get("BaseLoc") or "", folder_of(name)) for one in
                     children(common, "TemplatePage"))  # fmt: skip
        for part in {*_pages(package, name, document), *filter(None, templates)}:
            page = _parsed(parts[part])
            for at, resource in enumerate(filter(None, found)):
                page.insert(at, _like(page, "PageRes", f"/{resource}"))
            made[part] = written(page)
        made[name] = written(document)
    return made


def _pages_as_templates(parts: Parts) -> Parts:
    """What stands on a page stands in a template in front of it."""
    made = dict(parts)
    for package, name, document, common in _documents(parts):
        for number, part in enumerate(_pages(package, name, document)):
            page = _parsed(parts[part])
            orders = {one.get("ZOrder") or "Background" for one in children(page, "Template")}
            kinds = {layer.get("Type", "Body") for layer in elements(page) if local(layer) == "Layer"}
            if not orders <= {"Background"} or not kinds <= {"Body"}:
                continue
            template = deepcopy(page)
            for one in list(children(template, "Template")):
                template.remove(one)
            for content in list(children(page, "Content")):
                page.remove(content)
            page_id = str(_FIRST_NEW + number)
            page.insert(len(list(children(page, "Template"))) and 1, _like(
                page, "Template", TemplateID=page_id, ZOrder="Foreground"))  # fmt: skip
            made[f"{folder_of(part)}/{page_id}.xml"], made[part] = written(template), written(page)
            loc = f"/{folder_of(part)}/{page_id}.xml"
            common.append(_like(common, "TemplatePage", ID=page_id, BaseLoc=loc))
        made[name] = written(document)
    return made


def _pens_by_name(parts: Parts) -> Parts:
    """The pens and colours of outlines stand in draw parameters."""
    made = dict(parts)
    for package, name, document, common in _documents(parts):
        params: dict[tuple[object, ...], Element] = {}
        for part in _pages(package, name, document):
            page = _parsed(parts[part])
            for path in [found for found in elements(page) if local(found) == "PathObject"]:
                if path.get("DrawParam") or any(layer.get("DrawParam") for layer in path.iterancestors()):
                    continue
                colours = [colour for colour in path if local(colour) in ("FillColor", "StrokeColor")]
                pen = {key: path.attrib.pop(key) for key in _PENS if key in path.attrib}
                known = (*pen.items(), *(etree.tostring(colour, with_tail=False) for colour in colours))
                param_id = str(_FIRST_NEW + len(params))
                if known not in params:
                    params[known] = _like(path, "DrawParam", ID=param_id, **pen)
                    params[known].extend(map(deepcopy, colours))
                for colour in colours:
                    path.remove(colour)
                path.set("DrawParam", params[known].get("ID", ""))
            made[part] = written(page)
        resources, group = _like(common, "Res", BaseLoc="."), _like(common, "DrawParams")
        group.extend(params.values())
        resources.append(group)
        made[f"{folder_of(name)}/Pens.xml"] = written(resources)
        common.append(_like(common, "DocumentRes", f"/{folder_of(name)}/Pens.xml"))
        made[name] = written(document)
    return made


# -- archives


class _Pipe(io.BytesIO):
    """Nothing to go back in: a writer must tell sizes behind each part."""

    def seekable(self) -> bool:
        return False


def _archived(**options: object) -> Way:
    target = _Pipe if options.pop("piped", False) else io.BytesIO
    wide, comment = bool(options.pop("wide", False)), options.pop("comment", b"")
    folders, behind = bool(options.pop("folders", False)), options.pop("behind", b"")

    def way(parts: Parts) -> bytes:
        out = target()
        with zipfile.ZipFile(out, "w", **options) as archive:  # type: ignore[call-overload]
            archive.comment = comment
            for folder in sorted({folder_of(name) for name in parts if folders and folder_of(name)}):
                archive.writestr(f"{folder}/", b"")
            for name, content in parts.items():
                with archive.open(name, "w", force_zip64=wide) as part:
                    part.write(content)
        return out.getvalue() + behind  # type: ignore[operator]

    return way


WAYS: dict[str, Way] = {
    "numbers with exponents": _numbers(lambda value: f"{value:.10e}"),
    "numbers with many digits": _numbers(lambda value: f"{value:+.9f}"),
    "numbers in columns": _attributes(
        lambda name, value: "\t " + "\n".join(value.split()) + " " if name in _NUMBERS else value
    ),
    "ids high": _numbered(lambda number: str(number * 7 + 1_000_000_000)),
    "ids in another order": _numbered(lambda number: str(4_000_000_000 - number)),
    "ids of ten digits": _numbered(lambda number: f"{number:010d}"),
    "a highest id of nothing": _highest_id,
    "comments everywhere": each(_commented),
    "character data": each(_character_data),
    "XML 1.1": _declared('<?xml version="1.1" encoding="UTF-8"?>'),
    "no declaration": _declared("\r\n "),
    "another code page declared": _declared("<?xml version='1.0' encoding='GBK' standalone='no'?>"),
    "UTF-16 declared": _declared('<?xml version="1.0" encoding="utf-16"?>'),
    "defaults written out": each(_defaults),
    "defaults left out": each(_without_defaults),
    "digits for truth": _attributes(lambda name, value: _BOOLEANS.get(value, value)),
    "colours in hex": each(_in_hex),
    "areas shifted": each(_shifted),
    "resources apart": _resources_apart,
    "resources of the pages": _resources_of_pages,
    "pages as templates": _pages_as_templates,
    "pens by name": _pens_by_name,
    "packed": _archived(compression=zipfile.ZIP_DEFLATED, folders=True),
    "sizes behind each part": _archived(compression=zipfile.ZIP_DEFLATED, piped=True),
    "ZIP64": _archived(wide=True, comment=b"PK\5\6 in a comment"),
    "much behind the archive": _archived(behind=bytes(70_000)),
}


def test_a_document_put_together_another_way_looks_and_reads_the_same() -> None:
    require_the_same(WAYS)
