"""Small OFD packages written out in the test that needs them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from core.ofd import OfdDocument, Page, open_ofd

NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
ROOT = f"""<ofd:OFD {NS} Version="1.1" DocType="OFD"><ofd:DocBody>
<ofd:DocInfo><ofd:DocID>0123456789ABCDEF0123456789ABCDEF</ofd:DocID><ofd:Title>测试</ofd:Title></ofd:DocInfo>
<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>%s</ofd:DocBody></ofd:OFD>"""


def pack(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive of these parts, in this order."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def page_xml(objects: str = "", *, area: str = "", before: str = "", layer: str = "") -> str:
    """A page part with one layer that holds `objects`; `layer` are the layer's attributes."""
    return (
        f'<ofd:Page {NS}>{before}{area}<ofd:Content><ofd:Layer ID="2" {layer}>{objects}</ofd:Layer>'
        "</ofd:Content></ofd:Page>"
    )


def document_xml(*, common: str = "", pages: str = "", rest: str = "") -> str:
    pages = pages or '<ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/>'
    return f"""<ofd:Document {NS}><ofd:CommonData><ofd:MaxUnitID>99</ofd:MaxUnitID>
<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>{common}</ofd:CommonData>
<ofd:Pages>{pages}</ofd:Pages>{rest}</ofd:Document>"""


def parts_of(
    page: str, *, res: str = "", common: str = "", rest: str = "", body: str = "", pages: str = ""
) -> dict[str, str | bytes]:
    """The parts of a document of one page; `res` is the inside of its PublicRes."""
    parts: dict[str, str | bytes] = {"OFD.xml": ROOT % body}
    if res:
        common = "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>" + common
        parts["Doc_0/PublicRes.xml"] = f'<ofd:Res {NS} BaseLoc="Res">{res}</ofd:Res>'
    parts["Doc_0/Document.xml"] = document_xml(common=common, rest=rest, pages=pages)
    parts["Doc_0/Pages/Page_0/Content.xml"] = page
    return parts


def document_of(objects: str, **more: str) -> OfdDocument:
    return open_ofd(pack(parts_of(page_xml(objects), **more)))


def page_of(objects: str, **more: str) -> Page:
    """The display list of a page that holds `objects`."""
    return document_of(objects, **more).display(0)
