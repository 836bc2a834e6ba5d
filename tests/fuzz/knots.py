"""Packages tied into knots: parts that name each other, long chains, ids that change places, broken XML."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from tests.fuzz.archive import Entry
from tests.fuzz.values import mutated_bytes

_ID = re.compile(rb'\bID="(\d+)"')
_LOC = re.compile(
    rb'(BaseLoc="|<(?:ofd:)?(?:BaseLoc|PublicRes|DocumentRes|PageRes|FileLoc|DocRoot)>)([^"<]+)'
)
_CLOSING = re.compile(rb"</[^<>]*>\s*$")
_SNIPPETS = (
    *(b"&#xD842;&#xDFB7;", b"&#xD842;", b"&#57343;", b"&#0;", b"&#x1;", b"&#1114112;", b"&#99999999999;"),
    *(b"&", b"&nbsp;", b"&a;", b"&amp", b"<", b">", b"]]>", b"<![CDATA[", b"<!--", b"-->", b"<?", b"<?x ?>"),
    *(b"<!DOCTYPE x>", b"</x>", b"</ofd:Page>", b"<ofd:TextObject", b'"', b"'", b"=", b'ID="1" ID="1"'),
    *(
        b"\xed\xa1\x82\xed\xbe\xb7",
        b"\xed\xa1\x82",
        b"\xff",
        b"\x80" * 3,
        b"\0",
        b"\x01\x02",
        b"\xef\xbb\xbf",
    ),
    *(b"\xef\xbf\xbe", "公文".encode("gb18030"), "公文".encode("utf-16-le"), b"\xf4\x90\x80\x80"),
)
_CHAIN = 60
_LIST_BYTES_MAX = 4_000_000


def tied(random: Random, entries: list[Entry]) -> None:
    """One knot in the package; nothing where it has not the parts for it."""
    random.choice(_KNOTS)(random, entries)


def broken_xml(random: Random, content: bytes) -> bytes:
    """XML that is none any more: what a reader has to repair or refuse."""
    for _ in range(random.choice((1, 1, 2, 6))):
        at = random.randrange(len(content) + 1)
        match random.randrange(4):
            case 0 | 1:
                content = content[:at] + random.choice(_SNIPPETS) + content[at:]
            case 2:
                content = mutated_bytes(random, content)
            case _:
                said = random.choice((b"utf-16", b"gbk", b"x-none", b"us-ascii", b"utf-7", b"UTF-32"))
                content = re.sub(rb'encoding="[^"]*"', b'encoding="%b"' % said, content, count=1)
    return content


def _xml(entries: list[Entry], *names: bytes) -> list[Entry]:
    return [
        entry
        for entry in entries
        if b"<" in entry.content[:60] and (not names or any(name in entry.name for name in names))
    ]


def _swap_ids(random: Random, entries: list[Entry]) -> None:
    """Two ids change places in all parts, or in one alone: a font becomes a picture, a unit a template."""
    ids = sorted({found for entry in _xml(entries) for found in _ID.findall(entry.content)})
    if len(ids) < 2:
        return
    one, other = random.sample(ids, 2)
    turned = {one: other, other: one}
    for entry in _xml(entries) if random.random() < 0.5 else [random.choice(_xml(entries))]:
        entry.content = _ID.sub(lambda found: b'ID="%b"' % turned.get(found[1], found[1]), entry.content)


def _cross_locations(random: Random, entries: list[Entry]) -> None:
    """A location leads to another part, perhaps to the one it stands in."""
    holding = [entry for entry in _xml(entries) if _LOC.search(entry.content)]
    if not holding:
        return
    chosen = random.choice(holding)
    target = b"/" + random.choice(entries).name
    place = random.choice(list(_LOC.finditer(chosen.content)))
    chosen.content = chosen.content[: place.start(2)] + target + chosen.content[place.end(2) :]


def _inside(entry: Entry, piece: bytes) -> None:
    """Add a piece at the end of a part's root."""
    found = _CLOSING.search(entry.content)
    if found is not None:
        entry.content = entry.content[: found.start()] + piece + entry.content[found.start() :]


def _chain_units(random: Random, entries: list[Entry]) -> None:
    """Units within units, the last of which may be the first again; each may stand there several times."""
    resources, pages = _xml(entries, b"Res"), _xml(entries, b"Content.xml")
    if not resources or not pages:
        return
    length, twice = random.choice((3, 20, _CHAIN)), random.choice((1, 1, 2, 9))
    use = b'<ofd:CompositeObject ID="%d" ResourceID="%d" Boundary="0 0 90 90" %b/>'
    extra = random.choice((b"", b'Alpha="99"', b'CTM="1.2 0.1 0 1.2 0 0"', b'BlendMode="Multiply"'))
    units = b""
    for number in range(length):
        following = number + 1 if number + 1 < length else random.choice((0, number, length + 5))
        content = (use % (7_000_000 + number, 8_000_000 + following, extra)) * twice
        units += b'<ofd:CompositeGraphicUnit ID="%d" Width="90" Height="90"><ofd:Content>%b</ofd:Content>' % (
            8_000_000 + number,
            content,
        )
        units += b"</ofd:CompositeGraphicUnit>"
    _inside(random.choice(resources), b"<ofd:CompositeGraphicUnits>%b</ofd:CompositeGraphicUnits>" % units)
    page = random.choice(pages)
    placed = use % (7_999_999, 8_000_000, extra)
    page.content = page.content.replace(b"</ofd:Layer>", placed + b"</ofd:Layer>", 1)


def _ring_of_templates(random: Random, entries: list[Entry]) -> None:
    """Pages that are their own templates, or each other's."""
    pages, documents = _xml(entries, b"Content.xml"), _xml(entries, b"Document.xml")
    if not pages or not documents:
        return
    declared, used = b"", b""
    for number in range(random.choice((1, 2, 50))):
        loc = b"/" + random.choice(pages).name
        declared += b'<ofd:TemplatePage ID="%d" BaseLoc="%b"/>' % (9_000_000 + number, loc)
        used += b'<ofd:Template TemplateID="%d" ZOrder="Foreground"/>' % (9_000_000 + number)
    document = random.choice(documents)
    document.content = document.content.replace(b"</ofd:CommonData>", declared + b"</ofd:CommonData>", 1)
    for page in pages:
        page.content = page.content.replace(b"<ofd:Content>", used + b"<ofd:Content>", 1)


def _chain_params(random: Random, entries: list[Entry]) -> None:
    """Draw parameters that inherit from one another for ever."""
    resources, pages = _xml(entries, b"Res"), _xml(entries, b"Content.xml")
    if not resources or not pages:
        return
    length = random.choice((2, 40, 500))
    lines = b"".join(
        b'<ofd:DrawParam ID="%d" Relative="%d" LineWidth="1"/>'
        % (6_000_000 + at, 6_000_000 + (at + 1) % length)
        for at in range(length)
    )
    _inside(random.choice(resources), b"<ofd:DrawParams>%b</ofd:DrawParams>" % lines)
    page = random.choice(pages)
    page.content = page.content.replace(b"<ofd:Layer ", b'<ofd:Layer DrawParam="6000000" ', 1)


def _count(random: Random, entries: list[Entry]) -> None:
    """Lists longer than anybody needs: pages, attachments, stamps, outline lines."""
    chosen = random.choice(_xml(entries) or entries)
    lines = re.findall(rb"<ofd:[A-Z][A-Za-z]*\b[^<>]*/>", chosen.content)
    if lines:
        line = random.choice(lines)
        times = min(random.choice((50, 2_000, 20_000)), _LIST_BYTES_MAX // len(line))
        chosen.content = chosen.content.replace(line, line * max(1, times), 1)


_KNOTS: tuple[Callable[[Random, list[Entry]], None], ...] = (
    _swap_ids,
    _cross_locations,
    _cross_locations,
    _chain_units,
    _ring_of_templates,
    _chain_params,
    _count,
)
