"""Draw parameters: what an object, its DrawParam chain and its layer's say of pen and colour.

For each property the first found counts: the object, its DrawParam and that one's Relative chain, the
layer's (GB/T 33190 8.2). An absent attribute of a DrawParam means inherit, not the schema's default.
"""

from __future__ import annotations

from collections.abc import Mapping

from core.ofd.display import Cap, Join, Pen
from core.ofd.resources import Resources, Scope
from core.ofd.values import dash, number, numbers, resource_id
from core.ofd.xml import Element, local

_PEN_NAMES = ("LineWidth", "Cap", "Join", "MiterLimit", "DashOffset", "DashPattern")
_CAPS = {cap.value.casefold(): cap for cap in Cap}
_JOINS = {join.value.casefold(): join for join in Join}
_DEFAULT = Pen()
_LONGEST_CHAIN = 32


class DrawParam:
    """Merged properties of a chain: pen attributes as text, colour elements."""

    __slots__ = ("attributes", "fill", "stroke")

    def __init__(
        self, attributes: Mapping[str, str], fill: Element | None = None, stroke: Element | None = None
    ) -> None:
        self.attributes = attributes
        self.fill = fill
        self.stroke = stroke

    def over(self, under: DrawParam) -> DrawParam:
        """These properties, and those of `under` where there are none."""
        return DrawParam(
            {**under.attributes, **self.attributes},
            under.fill if self.fill is None else self.fill,
            under.stroke if self.stroke is None else self.stroke,
        )


NO_PARAM = DrawParam({})


class Styles:
    """Draw parameters by key, and pens by their attributes, each made once."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._params: dict[int, DrawParam] = {}
        self._merged: dict[tuple[int, int], DrawParam] = {}
        self._pens: dict[tuple[str | None, ...], Pen] = {}

    def param(self, own: str | None, layer: int, scope: Scope) -> DrawParam:
        """What the DrawParam references of an object (`own`) and of its layer (a key, 0 = none) say."""
        key = scope.key("DrawParam", resource_id(own)) if own else 0
        if not key and not layer:
            return NO_PARAM
        merged = self._merged.get((key, layer))
        if merged is None:
            merged = self._chain(key, scope).over(self._chain(layer, scope))
            self._merged[key, layer] = merged
        return merged

    def pen(self, attributes: Mapping[str, str], param: DrawParam) -> Pen:
        under = param.attributes
        known = tuple(attributes.get(name) or under.get(name) for name in _PEN_NAMES)
        pen = self._pens.get(known)
        if pen is None:
            pen = self._pens[known] = _pen(*known)
        return pen

    def _chain(self, key: int, scope: Scope) -> DrawParam:
        if key in self._params:
            return self._params[key]
        merged, seen = NO_PARAM, {0}
        link = key
        while link not in seen:
            if len(seen) > _LONGEST_CHAIN:
                self._resources.findings.note("draw_param.chain_too_long", detail=key)
                break
            seen.add(link)
            definition = self._resources.find("DrawParam", link)
            if definition is None:
                self._resources.findings.note("draw_param.unknown", detail=link)
                break
            merged = merged.over(_own(definition.element))
            relative = definition.element.get("Relative")
            link = scope.key("DrawParam", resource_id(relative)) if relative else 0
            if link and link in seen:
                self._resources.findings.note("draw_param.cycle", definition.part, link)
        self._params[key] = merged
        return merged


def _own(element: Element) -> DrawParam:
    colors = {local(color): color for color in element}
    attributes = {name: value for name in _PEN_NAMES if (value := element.get(name)) is not None}
    return DrawParam(attributes, colors.get("FillColor"), colors.get("StrokeColor"))


def _pen(*texts: str | None) -> Pen:
    width, cap, join, miter, offset, pattern = texts
    limit = number(miter)
    thickness = number(width)
    return Pen(
        width=_DEFAULT.width if thickness is None else abs(thickness),
        cap=_CAPS.get((cap or "").strip().casefold(), Cap.BUTT),
        join=_JOINS.get((join or "").strip().casefold(), Join.MITER),
        miter_limit=limit if limit is not None and limit > 0 else _DEFAULT.miter_limit,
        dash=dash(numbers(pattern)),
        dash_offset=number(offset) or 0.0,
    )
