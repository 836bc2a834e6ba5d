"""How large an organ's seal is (国发〔1999〕25号): county 45 mm, township 42 mm, others at most 45 mm."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.seal.placement import Size

_COUNTY_MM, _TOWNSHIP_MM, LARGEST_MM = 45.0, 42.0, 45.0
_TOLERANCE_MM = 0.5
_PRACTICE = "（演示）"
"""What test seals bear behind their organ's name."""
_TOWNSHIP = re.compile("(?:乡|镇)人民政府$")
_HIGHER = re.compile("^(?:国务院|中华人民共和国|.*(?:省|自治区)人民政府$|(?:北京|天津|上海|重庆)市人民政府$)")
_GOVERNMENT = re.compile("(?:县|市|区|旗|州)人民政府$")


@dataclass(frozen=True, slots=True)
class SizeRule:
    """The diameter in mm that `organ` is entitled to; `exact`, or as the largest allowed."""

    organ: str
    diameter_mm: float
    exact: bool

    def allows(self, size: Size) -> bool:
        longest = max(size.width, size.height)
        if self.exact:
            return abs(longest - self.diameter_mm) <= _TOLERANCE_MM
        return longest <= self.diameter_mm + _TOLERANCE_MM


def size_rule(organ: str) -> SizeRule | None:
    """The rule for a seal's owner by its statutory name; None for organs above the county's superiors."""
    name = organ.strip().removesuffix(_PRACTICE)
    if _HIGHER.search(name):
        return None
    if _TOWNSHIP.search(name):
        return SizeRule(name, _TOWNSHIP_MM, exact=True)
    if _GOVERNMENT.search(name):
        return SizeRule(name, _COUNTY_MM, exact=True)
    return SizeRule(name, LARGEST_MM, exact=False)
