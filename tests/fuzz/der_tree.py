"""Changes to a DER structure: what a careless or hostile maker of seals could have written.

The tree is read as far as it is one, also inside OCTET and BIT STRINGs, and written again with lengths that
fit what was changed, so that a change reaches the code behind the first check of lengths.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from core.crypto import der

_TAGS = (0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0A, 0x0C, 0x13, 0x14, 0x16, 0x17, 0x18, 0x1E, 0x30, 0x31)
_CONTEXT = (0x80, 0x81, 0x82, 0xA0, 0xA1, 0xA3, 0x3F, 0x1F, 0x00)
_CONSTRUCTED = 0x20
_DEPTHS = (2, 10, 100, 400, 3_000)
_CONTENTS = (
    *(b"", b"\0", b"\x80", b"\xff", b"\0\0", b"\7", b"\x08\0", b"\1\xff", bytes(33), b"\xff" * 65),
    *(b"\x7f" + bytes(40), b"\x80" * 70, b"-1", "章".encode("gb18030"), b"\xd8\0", b"\xff\xfe\xfa"),
    *(b"20261399999999Z", b"99991231235959Z", b"00000000000000Z", b"20261121120000+9999", b"261121120000Z"),
    *(b"2026-11-21T12:00:00", b"9999-12-31 23:59:59", b"0001-01-01T00:00:00", b"20261121120000.5Z"),
    *(b"\x2a\x81\x1c\xcf\x55\x01\x83\x75", b"\x2a\x81\x1c\xcf\x55\x01\x83\x74", b"\x80\1", b"\x88\x37"),
)


@dataclass(slots=True)
class Node:
    """One element; `lead` stands in front of what `inner` holds, as the count of unused bits does."""

    tag: int
    content: bytes
    inner: list[Node] = field(default_factory=list)
    lead: bytes = b""

    def encoded(self) -> bytes:
        content = self.lead + b"".join(node.encoded() for node in self.inner) if self.inner else self.content
        return der.encode(self.tag, content)

    def copied(self) -> Node:
        return Node(self.tag, self.content, [node.copied() for node in self.inner], self.lead)

    def walk(self) -> Iterator[Node]:
        yield self
        for node in self.inner:
            yield from node.walk()


def read(raw: bytes, depth: int = 0) -> Node | None:
    """The tree of these bytes; nothing when they are none."""
    try:
        return _node(der.parse(raw), depth)
    except der.NotDer:
        return None


def _node(element: der.Element, depth: int) -> Node:
    node = Node(element.tag, element.content)
    if depth > 40:
        return node
    lead = element.content[:1] if element.tag == der.BIT_STRING else b""
    within = element.content[len(lead) :]
    if element.tag & _CONSTRUCTED:
        node.inner = _children(within, depth)
    elif element.tag in (der.OCTET_STRING, der.BIT_STRING) and within[:1] == b"\x30":
        node.inner, node.lead = _children(within, depth), lead
    return node


def _children(content: bytes, depth: int) -> list[Node]:
    try:
        return [_node(element, depth + 1) for element in der.Items(content)]
    except der.NotDer:
        return []


def mutated_der(random: Random, raw: bytes, donors: Sequence[Node]) -> bytes:
    """The structure with one to four changes; sometimes also bytes changed without regard to it."""
    root = read(raw)
    if root is None or random.random() < 0.1:
        return mutated_octets(random, raw)
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        nodes = list(root.walk())
        random.choice(_CHANGES)(random, root, random.choice(nodes), donors)
    encoded = root.encoded()
    return mutated_octets(random, encoded) if random.random() < 0.1 else encoded


def mutated_octets(random: Random, raw: bytes) -> bytes:
    """A few bytes changed, cut or put in, wherever they stand."""
    changed = bytearray(raw)
    for _ in range(random.choice((1, 1, 2, 5))):
        at = random.randrange(len(changed) + 1)
        kind = random.randrange(4)
        if kind == 0 and at < len(changed):
            changed[at] ^= 1 << random.randrange(8)
        elif kind == 1:
            del changed[at : at + random.choice((1, 2, 16, 4_000))]
        elif kind == 2:
            changed[at:at] = random.randbytes(random.choice((1, 2, 16)))
        else:
            changed[at : at + 1] = bytes((random.choice((0, 0x7F, 0x80, 0x84, 0xFF)),))
    return bytes(changed)


Change = Callable[[Random, Node, Node, Sequence[Node]], None]


def _retag(random: Random, _root: Node, node: Node, _donors: Sequence[Node]) -> None:
    node.tag = random.choice(_TAGS + _CONTEXT)


def _refill(random: Random, _root: Node, node: Node, _donors: Sequence[Node]) -> None:
    node.inner, node.content = [], random.choice(_CONTENTS)


def _noise(random: Random, _root: Node, node: Node, _donors: Sequence[Node]) -> None:
    length = random.choice((0, 1, 8, len(node.content), 300))
    node.inner, node.content = [], random.randbytes(length)


def _scratch(random: Random, _root: Node, node: Node, _donors: Sequence[Node]) -> None:
    if node.content and not node.inner:
        node.content = mutated_octets(random, node.content)


def _drop(random: Random, _root: Node, node: Node, _donors: Sequence[Node]) -> None:
    if node.inner:
        del node.inner[random.randrange(len(node.inner))]


def _repeat(random: Random, _root: Node, node: Node, _donors: Sequence[Node]) -> None:
    if node.inner:
        at = random.randrange(len(node.inner))
        node.inner[at:at] = [node.inner[at].copied() for _ in range(random.choice((1, 2, 40)))]


def _swap(random: Random, _root: Node, node: Node, _donors: Sequence[Node]) -> None:
    random.shuffle(node.inner)


def _nest(random: Random, _root: Node, node: Node, _donors: Sequence[Node]) -> None:
    """The element within shells of its own kind, over and over."""
    content = node.encoded()
    for _ in range(random.choice(_DEPTHS)):
        content = der.encode(random.choice((0x30, 0x30, 0x31, 0xA0)), content)
    outer = der.parse(content)
    node.tag, node.content, node.inner, node.lead = outer.tag, outer.content, [], b""


def _graft(random: Random, _root: Node, node: Node, donors: Sequence[Node]) -> None:
    """A piece of another structure in this one's place, or behind what it holds."""
    piece = random.choice(donors).copied()
    if node.inner and random.random() < 0.5:
        node.inner.append(piece)
        return
    node.tag, node.content, node.inner, node.lead = piece.tag, piece.content, piece.inner, piece.lead


_CHANGES: tuple[Change, ...] = (
    *(_retag, _refill, _refill, _noise, _scratch, _scratch, _drop, _drop),
    *(_repeat, _swap, _nest, _graft, _graft),
)
