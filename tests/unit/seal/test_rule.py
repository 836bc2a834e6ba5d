"""One rule places a seal in many documents, and says of which it cannot."""

from __future__ import annotations

import pytest

from core.ofd.display import Box
from core.seal import (
    Anchor,
    Edge,
    JointSeal,
    NothingToStraddle,
    Placement,
    PlacementRule,
    Size,
    StampOutsidePage,
    TextNotFound,
    places_by,
    touching,
)
from tests.unit.ofd.build import pack, page_xml, parts_of

SEAL = Size(45, 45)
FONT = '<ofd:Fonts><ofd:Font ID="3" FontName="宋体"/></ofd:Fonts>'


def document(text: str, pages: int = 1) -> bytes:
    line = (
        f'<ofd:TextObject ID="10" Boundary="100 200 100 10" Font="3" Size="5">'
        f'<ofd:TextCode X="0" Y="5" DeltaX="{" ".join(["5"] * (len(text) - 1))}">{text}</ofd:TextCode>'
        "</ofd:TextObject>"
    )
    listed = "".join(f'<ofd:Page ID="{100 + i}" BaseLoc="Pages/Page_0/Content.xml"/>' for i in range(pages))
    return pack(parts_of(page_xml(line), res=FONT, pages=listed))


def test_the_date_is_found_from_the_end() -> None:
    (placed,) = places_by(PlacementRule(anchor=Anchor.DATE), document("2026年6月17日", 3), SEAL)
    assert placed.page == 2
    assert placed.boundary.y < 200 < placed.boundary.y + 45


def test_of_seals_pressed_together_each_takes_its_own_place() -> None:
    together = [JointSeal("甲局", SEAL), JointSeal("乙局", SEAL)]
    rule, original = PlacementRule(anchor=Anchor.DATE), document("2026年6月17日")
    (first,) = places_by(rule, original, SEAL, together=together, own=0)
    (second,) = places_by(rule, original, SEAL, together=together, own=1)
    assert not touching(first.boundary, [second.boundary])
    assert second == places_by(rule, original, SEAL)[0]


def test_a_document_without_the_date_or_the_word_is_told_of() -> None:
    with pytest.raises(TextNotFound):
        places_by(PlacementRule(anchor=Anchor.DATE), document("特此通知"), SEAL)
    with pytest.raises(TextNotFound, match="单位公章"):
        places_by(PlacementRule(anchor=Anchor.KEYWORD, keyword="单位公章"), document("特此通知"), SEAL)


def test_a_spot_on_the_last_page_and_slices_on_all() -> None:
    rule = PlacementRule(anchor=Anchor.SPOT, page=-1, x_mm=100, y_mm=50, edge=Edge.RIGHT)
    whole, *slices = places_by(rule, document("特此通知", 2), SEAL)
    assert whole == Placement(1, Box(100, 50, 45, 45))
    assert [piece.page for piece in slices] == [0, 1]


def test_a_single_page_keeps_its_whole_seal_and_has_no_slice() -> None:
    rule = PlacementRule(anchor=Anchor.SPOT, x_mm=10, y_mm=10, edge=Edge.RIGHT)
    assert len(places_by(rule, document("特此通知"), SEAL)) == 1
    with pytest.raises(NothingToStraddle):
        places_by(PlacementRule(anchor=Anchor.NOTHING, edge=Edge.RIGHT), document("特此通知"), SEAL)


def test_a_spot_outside_a_page_is_told_of() -> None:
    with pytest.raises(StampOutsidePage):
        places_by(PlacementRule(anchor=Anchor.SPOT, x_mm=200, y_mm=10), document("特此通知"), SEAL)
