"""Pages of one object, for the tests of display lists."""

from __future__ import annotations

from core.ofd.display import GlyphRun, Item, Page, Paint, PathItem, Rgba, SolidPaint
from tests.unit.ofd.build import page_of

SQUARE = "<ofd:AbbreviatedData>M 0 0 L 10 0 L 10 10 L 0 10 C</ofd:AbbreviatedData>"
BLACK = SolidPaint(Rgba(0, 0, 0))


def path_xml(inside: str = "", *, data: str = SQUARE, **attributes: str) -> str:
    attributes = {"ID": "5", "Boundary": "20 30 10 10", **attributes}
    written = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    return f"<ofd:PathObject {written}>{inside}{data}</ofd:PathObject>"


def text_xml(code: str, **attributes: str) -> str:
    attributes = {"ID": "6", "Boundary": "20 30 100 10", "Font": "1", "Size": "5", **attributes}
    written = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    return f"<ofd:TextObject {written}>{code}</ofd:TextObject>"


def only(page: Page) -> Item:
    (item,) = page.items
    return item


def path_of(inside: str = "", *, data: str = SQUARE, res: str = "", **attributes: str) -> PathItem:
    item = only(page_of(path_xml(inside, data=data, **attributes), res=res))
    assert isinstance(item, PathItem)
    return item


def run_of(code: str, res: str = "", **attributes: str) -> GlyphRun:
    item = only(page_of(text_xml(code, **attributes), res=res))
    assert isinstance(item, GlyphRun)
    return item


def fill_of(color: str, **attributes: str) -> Paint | None:
    return path_of(f"<ofd:FillColor>{color}</ofd:FillColor>", Fill="true", **attributes).fill


def codes(page: Page) -> set[str]:
    return {warning.code for warning in page.warnings}


def unit_xml(content: str, unit: int = 70) -> str:
    return (
        f'<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="{unit}" Width="10" Height="10">'
        f"<ofd:Content>{content}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>"
    )


def composite(unit: int = 70, **attributes: str) -> str:
    written = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    return f'<ofd:CompositeObject ID="71" ResourceID="{unit}" Boundary="50 60 30 30" {written}/>'
