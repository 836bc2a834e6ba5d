"""Boxes, templates, layers, a page's resources, versions, documents, actions (GB/T 33190 7, 14, 17, 19)."""

from __future__ import annotations

from core.ofd import OfdDocument, open_ofd
from core.ofd.display import Goto, OpenAttachment, OpenUri, PlayMovie, PlaySound
from tests.corpus.features import pictures
from tests.corpus.features.fonts import pixel_font
from tests.corpus.features.package import (
    Feature,
    Sheet,
    docbody,
    frame,
    group,
    image_object,
    label,
    media,
    ofd,
    parts_of,
    patch,
    path_object,
    root_xml,
    square,
    title,
    xml,
    zipped,
)

_RED, _GREEN, _BLUE, _GREY = "220 30 30", "20 150 60", "30 60 210", "225 225 225"


def _area(physical: str, application: str = "", content: str = "") -> str:
    found = f"<ofd:PhysicalBox>{physical}</ofd:PhysicalBox>"
    if application:
        found += f"<ofd:ApplicationBox>{application}</ofd:ApplicationBox>"
    if content:
        found += f"<ofd:ContentBox>{content}</ofd:ContentBox>"
    return found


# -- boxes


def _box_offset() -> bytes:
    body = (
        patch(0, 0, 10, 10, _RED)
        + patch(90, 60, 10, 10, _BLUE)
        + label(14, 20, "RED TOP LEFT, BLUE BELOW RIGHT")
    )
    return ofd(Sheet(title="PHYSICALBOX 30 20 100 70", body=body, area=_area("30 20 100 70")))


def _box_application() -> bytes:
    body = patch(0, 0, 100, 70, _GREY) + patch(8, 6, 84, 58, _GREEN) + patch(16, 14, 68, 42, "255 255 255")
    body += label(20, 30, "ALL WITHIN 10 8 80 54") + label(20, 40, "NO GREY IS SEEN")
    layers = f'<ofd:Layer ID="?">{body}{label(20, 22, _APPLICATION, size=2.6)}</ofd:Layer>'
    area = _area("5 5 100 70", "15 13 80 54", "25 20 60 40")
    return ofd(Sheet(title=_APPLICATION, layers=layers, area=area))


_APPLICATION = "APPLICATIONBOX 7.5, 7.7"


def _box_outside() -> bytes:
    body = patch(0, 0, 100, 70, _RED)
    return ofd(Sheet(title="NOTHING IS SHOWN", body=body, area=_area("0 0 100 70", "200 200 50 50")))


def _box_page() -> bytes:
    body = frame(1, 6.5, 78, 42.5) + label(4, 20, "PAGE AREA 80 BY 50, NOT 100 BY 70")
    area = f"<ofd:Area>{_area('0 0 80 50')}</ofd:Area>"
    return ofd(Sheet(title="AREA OF THE PAGE 7.7", body=body, page_area=area))


# -- templates and layers


def _template(
    number: int, content: str, *, order: str | None = None, area: str = ""
) -> tuple[str, str, bytes]:
    """The TemplatePage line, its part's name and its part."""
    given = "" if order is None else f' ZOrder="{order}"'
    line = f'<ofd:TemplatePage ID="{number}" Name="T{number}"{given} BaseLoc="Tpls/T{number}.xml"/>'
    part = xml("Page", f"{area}<ofd:Content>{content}</ofd:Content>")
    return line, f"Doc_0/Tpls/T{number}.xml", part


def _layer(content: str, kind: str | None = None) -> str:
    given = "" if kind is None else f' Type="{kind}"'
    return f'<ofd:Layer ID="?"{given}>{content}</ofd:Layer>'


def _templates() -> bytes:
    # Each object is told by its colour; what lies above shows.
    green = _template(50, _layer(patch(10, 16, 34, 20, _GREEN)))
    blue = _template(51, _layer(patch(30, 26, 34, 20, _BLUE)), order="Foreground")
    yellow = _template(52, _layer(patch(56, 36, 34, 20, "255 220 0")), order="Foreground")
    uses = (
        '<ofd:Template TemplateID="50"/><ofd:Template TemplateID="51"/>'
        '<ofd:Template TemplateID="52" ZOrder="Background"/><ofd:Template TemplateID="59"/>'
    )
    body = path_object((20, 20, 60, 30), square(60, 30), fill=_RED)
    body += label(3, 63, "BLUE OVER RED OVER GREEN AND YELLOW")
    return ofd(
        Sheet(
            title="TEMPLATE ZORDER 7.7",
            body=body,
            common="".join(line for line, _, _ in (green, blue, yellow)),
            before_content=uses,
            files={name: part for _, name, part in (green, blue, yellow)},
        )
    )


def _template_layers() -> bytes:
    layers = _layer(patch(40, 20, 30, 20, _BLUE), "Foreground") + _layer(
        patch(20, 14, 30, 20, _GREEN), "Background"
    )
    inner = '<ofd:Template TemplateID="51"/>'
    line, name, part = _template(50, layers)
    part = part.replace(b"<ofd:Content>", inner.encode() + b"<ofd:Content>", 1)
    other, other_name, other_part = _template(51, _layer(patch(0, 0, 100, 70, "0 0 0")))
    area = f"<ofd:Area>{_area('0 0 100 60')}</ofd:Area>"
    part = part.replace(b"<ofd:Content>", area.encode() + b"<ofd:Content>", 1)
    body = patch(30, 26, 30, 20, _RED) + label(3, 56, "RED OVER BLUE OVER GREEN; PAGE 60 HIGH")
    return ofd(
        Sheet(
            title="LAYERS AND AREA OF A TEMPLATE 7.7",
            body=body,
            common=line + other,
            before_content='<ofd:Template TemplateID="50"/>',
            files={name: part, other_name: other_part},
        )
    )


def _layers() -> bytes:
    layers = (
        _layer(patch(50, 30, 24, 20, _BLUE), "Foreground")
        + _layer(
            patch(34, 22, 24, 20, _RED) + title(_LAYERS) + label(3, 62, "GREEN, RED, YELLOW (CUSTOM), BLUE")
        )
        + _layer(patch(20, 14, 24, 20, _GREEN), "Background")
        + _layer(patch(40, 36, 24, 20, "255 220 0"), "Custom")
    )
    return ofd(Sheet(title=_LAYERS, layers=layers))


_LAYERS = "LAYER TYPE 7.7"


def _blank() -> bytes:
    parts = parts_of(Sheet(title="NO CONTENT 7.7"))
    parts["Doc_0/Pages/Page_0/Content.xml"] = xml("Page", "")
    return zipped(parts)


# -- resources


def _page_res() -> bytes:
    def space(palette: str) -> str:
        values = "".join(f"<ofd:CV>{value}</ofd:CV>" for value in palette.split(";"))
        return group(
            "ColorSpaces",
            f'<ofd:ColorSpace ID="20" Type="RGB"><ofd:Palette>{values}</ofd:Palette></ofd:ColorSpace>',
        )

    own = group("MultiMedias", media(31, "../../Res/own.png"))
    body = label(4, 20, "INDEX 0 OF THE PAGE: GREEN") + patch(70, 14, 12, 9, 'Index="0" ColorSpace="20"')
    body += label(4, 36, "PICTURE OF THE PAGE") + image_object((70, 29, 16, 12), 31)
    body += label(4, 52, "PICTURE OF THE DOCUMENT") + image_object((70, 45, 16, 12), 30)
    return ofd(
        Sheet(
            title="PAGERES 7.7",
            body=body,
            public=space(f"{_RED};{_BLUE}"),
            resources=group("MultiMedias", media(30, "card.png")),
            before_content="<ofd:PageRes>PageRes.xml</ofd:PageRes>",
            files={
                "Doc_0/Pages/Page_0/PageRes.xml": xml("Res", space(f"{_GREEN};{_BLUE}") + own, BaseLoc="."),
                "Doc_0/Res/card.png": pictures.png(pictures.card(32, 24)),
                "Doc_0/Res/own.png": pictures.png_bits(pictures.mark()),
            },
        )
    )


def _extensions() -> bytes:
    listing = xml(
        "Extensions",
        '<ofd:Extension AppName="Feature" Company="Sealdesk" AppVersion="1" RefId="2">'
        '<ofd:Property Name="note" Type="text">kept</ofd:Property><ofd:Data><x xmlns="urn:x"/></ofd:Data>'
        "<ofd:ExtendData>Ext/data.bin</ofd:ExtendData></ofd:Extension>",
    )
    tags = xml(
        "CustomTags", '<ofd:CustomTag TypeID="x"><ofd:FileLoc>Tags/missing.xml</ofd:FileLoc></ofd:CustomTag>'
    )
    body = patch(20, 20, 60, 30, _GREEN) + label(4, 60, "THE PAGE AS IF THEY WERE NOT THERE")
    return ofd(
        Sheet(
            title="EXTENSIONS, CUSTOMTAGS 16, 17",
            body=body,
            document="<ofd:CustomTags>CustomTags.xml</ofd:CustomTags><ofd:Extensions>Extensions.xml</ofd:Extensions>",
            files={
                "Doc_0/Extensions.xml": listing,
                "Doc_0/CustomTags.xml": tags,
                "Doc_0/Ext/data.bin": b"data",
            },
        )
    )


# -- versions and documents


def _versions() -> bytes:
    entry = (
        '<ofd:Versions><ofd:Version ID="v1" Index="1" BaseLoc="Doc_0/Versions/V1.xml"/>'
        '<ofd:Version ID="v2" Index="2" Current="true" BaseLoc="Doc_0/Versions/V2.xml"/></ofd:Versions>'
    )
    old = patch(20, 20, 60, 30, _RED) + label(4, 60, "VERSION 1: NOT TO BE SEEN")
    new = patch(20, 20, 60, 30, _GREEN) + label(4, 60, "VERSION 2 IS CURRENT")
    parts = parts_of(Sheet(title="VERSIONS 19", body=old, body_entry=entry))
    current = parts_of(Sheet(title="VERSIONS 19", body=new))
    parts["Doc_0/Res/dots.ttf"] = pixel_font("VERSIONS 19 IS CURRENT 2: NOT TO BE SEEN")
    parts["Doc_0/Pages/Page_0/Content_V2.xml"] = current["Doc_0/Pages/Page_0/Content.xml"]
    parts["Doc_0/Document_V2.xml"] = parts["Doc_0/Document.xml"].replace(b"Content.xml", b"Content_V2.xml")
    for number, name in ((1, "Document.xml"), (2, "Document_V2.xml")):
        files = f'<ofd:FileList><ofd:File ID="f1">/Doc_0/{name}</ofd:File></ofd:FileList>'
        parts[f"Doc_0/Versions/V{number}.xml"] = xml(
            "DocVersion",
            f"{files}<ofd:DocRoot>/Doc_0/{name}</ofd:DocRoot>",
            ID=f"v{number}",
            Version=str(number),
            Name=f"V{number}",
        )
    return zipped(parts)


def _documents() -> bytes:
    first = Sheet(
        title="DOCBODY 1 OF 2 7.4", body=patch(20, 20, 60, 30, _GREEN) + label(4, 60, "THE FIRST IS SHOWN")
    )
    second = Sheet(title="DOCBODY 2 OF 2 7.4", body=patch(20, 20, 60, 30, _BLUE))
    parts = parts_of(first)
    for name, content in parts_of(second).items():
        if name != "OFD.xml":
            parts[name.replace("Doc_0", "Doc_1")] = content
    parts["OFD.xml"] = root_xml(docbody(first) + docbody(second, "Doc_1/Document.xml"))
    return zipped(parts)


def _shows_both(document: OfdDocument) -> bool:
    other = open_ofd(document.package.data, body=1)
    titles = [info.title for info in document.bodies]
    return titles == ["DOCBODY 1 OF 2 7.4", "DOCBODY 2 OF 2 7.4"] and other.page_count == 1


# -- what a reader does


def _permissions() -> bytes:
    given = (
        "<ofd:Permissions><ofd:Edit>false</ofd:Edit><ofd:Annot>false</ofd:Annot><ofd:Export>false</ofd:Export>"
        "<ofd:Signature>true</ofd:Signature><ofd:Watermark>true</ofd:Watermark>"
        '<ofd:PrintScreen>false</ofd:PrintScreen><ofd:Print Printable="true" Copies="2"/>'
        '<ofd:ValidPeriod StartDate="2026-01-01T00:00:00" EndDate="2026-12-31T23:59:59"/></ofd:Permissions>'
    )
    body = label(4, 20, "SHOWN; NO EDIT, ANNOTATION, EXPORT") + label(4, 30, "2 COPIES, VALID IN 2026")
    return ofd(Sheet(title="PERMISSIONS, VALIDPERIOD 7.5", body=body, document=given))


def _has_permissions(document: OfdDocument) -> bool:
    given = document.permissions
    denied = (given.edit, given.annotate, given.export, given.print_screen) == (False,) * 4
    period = (given.valid_from, given.valid_until) == ("2026-01-01T00:00:00", "2026-12-31T23:59:59")
    return (
        denied
        and period
        and (given.sign, given.watermark, given.printable, given.copies) == (True, True, True, 2)
    )


def _preferences() -> bytes:
    given = (
        "<ofd:VPreferences><ofd:PageMode>UseOutlines</ofd:PageMode><ofd:PageLayout>TwoColumnR</ofd:PageLayout>"
        "<ofd:TabDisplay>DocTitle</ofd:TabDisplay><ofd:HideToolbar>true</ofd:HideToolbar>"
        "<ofd:HideMenubar>false</ofd:HideMenubar><ofd:HideWindowUI>false</ofd:HideWindowUI>"
        "<ofd:ZoomMode>FitWidth</ofd:ZoomMode></ofd:VPreferences>"
    )
    body = label(4, 20, "OUTLINES, TWO COLUMNS, FIT WIDTH") + patch(20, 30, 60, 20, _GREEN)
    return ofd(Sheet(title="VPREFERENCES 7.5", body=body, document=given))


def _has_preferences(document: OfdDocument) -> bool:
    found = document.preferences
    modes = (found.page_mode, found.page_layout, found.tab_display, found.zoom_mode)
    return modes == ("UseOutlines", "TwoColumnR", "DocTitle", "FitWidth") and found.hide_toolbar


def _click(action: str, region: str = "") -> str:
    return f'<ofd:Actions><ofd:Action Event="CLICK">{region}{action}</ofd:Action></ofd:Actions>'


_BOOKMARK = '<ofd:Goto><ofd:Bookmark Name="here"/></ofd:Goto>'
_DIAMOND = (
    '<ofd:Region><ofd:Area Start="74 46"><ofd:Line Point1="86 52"/><ofd:Arc EllipseSize="12 6"'
    ' RotationAngle="0"'
    ' LargeArc="false" SweepDirection="true" EndPoint="74 58"/><ofd:CubicBezier Point2="66 56"'
    ' Point3="62 52"/>'
    '<ofd:QuadraticBezier Point1="66 46" Point2="74 46"/><ofd:Close/></ofd:Area></ofd:Region>'
)


def _actions() -> bytes:
    kinds = (
        ("GOTOA", '<ofd:GotoA AttachID="a1" NewWindow="false"/>', ""),
        ("SOUND", '<ofd:Sound ResourceID="40" Volume="60" Repeat="true"/>', ""),
        ("MOVIE", '<ofd:Movie ResourceID="41" Operator="Pause"/>', ""),
        ("URI", '<ofd:URI URI="doc/a.html" Base="http://127.0.0.1/"/>', ""),
        ("BOOKMARK", _BOOKMARK, ""),
        (
            "REGION",
            '<ofd:Goto><ofd:Dest Type="XYZ" PageID="2" Left="5" Top="6" Zoom="100"/></ofd:Goto>',
            _DIAMOND,
        ),
    )
    body = ""
    for number, (name, action, region) in enumerate(kinds):
        x, y = 4 + number % 3 * 32, 16 + number // 3 * 26
        body += label(x, y - 1, name)
        body += path_object((x, y, 26, 16), square(26, 16), fill=_GREY, inner=_click(action, region))
    document = (
        '<ofd:Outlines><ofd:OutlineElem Title="First" Count="1" Expanded="false">'
        f"{_click(_BOOKMARK)}"
        f'<ofd:OutlineElem Title="Second"/></ofd:OutlineElem></ofd:Outlines>'
        '<ofd:Actions><ofd:Action Event="DO"><ofd:URI URI="http://127.0.0.1/unasked"/></ofd:Action></ofd:Actions>'
        '<ofd:Bookmarks><ofd:Bookmark Name="here"><ofd:Dest Type="FitR" PageID="2" Left="4" Top="42"'
        ' Right="30"'
        ' Bottom="58"/></ofd:Bookmark></ofd:Bookmarks><ofd:Attachments>Attachs.xml</ofd:Attachments>'
    )
    listing = xml(
        "Attachments",
        '<ofd:Attachment ID="a1" Name="note.txt" Format="txt" CreationDate="2026-01-01">'
        "<ofd:FileLoc>Attachs/note.txt</ofd:FileLoc></ofd:Attachment>",
    )
    sounds = group("MultiMedias", media(40, "s.wav", kind="Audio"), media(41, "m.avi", kind="Video"))
    files = {
        "Doc_0/Attachs.xml": listing,
        "Doc_0/Attachs/note.txt": b"note",
        "Doc_0/Res/s.wav": b"RIFF",
        "Doc_0/Res/m.avi": b"RIFF",
    }
    return ofd(Sheet(title="ACTIONS, REGION 14", body=body, document=document, resources=sounds, files=files))


def _has_actions(document: OfdDocument) -> bool:
    links = document.display(0).links
    kinds = [type(link.actions[0]) for link in links]
    opened = document.open_actions
    return (
        kinds == [OpenAttachment, PlaySound, PlayMovie, OpenUri, Goto, Goto]
        and links[1].actions[0] == PlaySound(40, 60, True, False)
        and links[2].actions[0] == PlayMovie(41, "Pause")
        and isinstance(bookmark := links[4].actions[0], Goto)
        and (bookmark.dest.kind, bookmark.dest.right) == ("FitR", 30.0)
        and links[5].region is not None
        and abs(links[5].box.x - 62) < 0.1
        and isinstance(links[5].actions[0], Goto)
        and links[5].actions[0].dest.zoom == 64.0
        and isinstance(opened[0], OpenUri)
        and document.outlines[0].children[0].title == "Second"
        and document.attachment_bytes(document.attachments[0]) == b"note"
    )


FEATURES = (
    Feature(
        name="box-offset",
        clause="7.5, 8.1",
        expected="the page's origin is the corner of its PhysicalBox: red in the picture's corner, blue"
        " opposite",
        build=_box_offset,
    ),
    Feature(
        name="box-application",
        clause="7.5",
        expected="a white margin, the green frame cut to 80 × 54 mm",
        build=_box_application,
    ),
    Feature(name="box-outside", clause="7.5", expected="a blank page", build=_box_outside),
    Feature(name="box-page", clause="7.7", expected="a page of 80 × 50 mm, its frame whole", build=_box_page),
    Feature(
        name="template-order",
        clause="7.7",
        expected="green and yellow lie under the red body, blue over it: the page's own ZOrder wins",
        build=_templates,
        warnings=frozenset({"template.unusable"}),
    ),
    Feature(
        name="template-layers",
        clause="7.7",
        expected="within a background template its own layers keep their order, all under the page; the"
        " area of"
        " the template holds, its own template is ignored",
        build=_template_layers,
    ),
    Feature(
        name="layer-type",
        clause="7.7",
        expected="green lowest, then red, then yellow (Custom counts as Body), blue on top",
        build=_layers,
    ),
    Feature(name="page-blank", clause="7.7", expected="a blank page", build=_blank),
    Feature(
        name="page-res",
        clause="7.7",
        expected="green: the page's own colour space 20 hides the document's; the mark; the card",
        build=_page_res,
    ),
    Feature(
        name="extensions",
        clause="16, 17",
        expected="a green rectangle: extensions and broken custom tags change nothing",
        build=_extensions,
    ),
    Feature(
        name="versions",
        clause="19",
        expected="the green page of version 2, which is current",
        build=_versions,
        facts=lambda document: [version.current for version in document.versions] == [False, True],
    ),
    Feature(
        name="documents",
        clause="7.4",
        expected="the first of two documents, green; the reader says that there are two",
        build=_documents,
        warnings=frozenset({"package.several_documents"}),
        facts=_shows_both,
    ),
    Feature(
        name="permissions",
        clause="7.5",
        expected="the page; permissions and period are told to whoever shows it",
        build=_permissions,
        facts=_has_permissions,
    ),
    Feature(
        name="view-preferences",
        clause="7.5",
        expected="the page; the wishes for the view are told",
        build=_preferences,
        facts=_has_preferences,
    ),
    Feature(
        name="actions",
        clause="9.3, 14",
        expected="six grey places to click; nothing happens by itself",
        build=_actions,
        facts=_has_actions,
    ),
)
