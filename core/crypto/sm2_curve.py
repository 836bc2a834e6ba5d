"""SM2 arithmetic in plain integers (GB/T 32918.2): the fallback where no libcrypto with SM2 is loaded.

Not constant time: a signature's secret may leak to somebody who can time it, so production keys belong in a
token. Points are affine (x, y), or Jacobian (X, Y, Z) with x = X/Z^2, y = Y/Z^3 and Z = 0 at infinity.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TypeAlias

P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
A = P - 3
B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
G = (
    0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
    0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0,
)

Affine: TypeAlias = tuple[int, int]
Jacobian: TypeAlias = tuple[int, int, int]

_INFINITY: Jacobian = (1, 1, 0)
_WINDOW_BITS = 8
_NAF_BITS = 5


def on_curve(point: Affine) -> bool:
    x, y = point
    return 0 <= x < P and 0 <= y < P and (y * y - (x * x + A) * x - B) % P == 0


def sign(secret: int, e: int, k: int) -> tuple[int, int] | None:
    """(r, s) of GB/T 32918.2 6.1 for the nonce `k` in 1..n-1, or None when another nonce must be drawn."""
    point = _affine(_times_base(k))
    if point is None:
        return None
    r = (e + point[0]) % N
    s = pow(1 + secret, -1, N) * (k - r * secret) % N
    return (r, s) if r and s and r + k != N else None


def verify(public: Affine, e: int, r: int, s: int) -> bool:
    """Whether (r, s) is a signature of e (GB/T 32918.2 7.1)."""
    t = (r + s) % N
    if not (0 < r < N and 0 < s < N and t and on_curve(public)):
        return False
    point = _affine(_add(_times_base(s), _times(t, public)))
    return point is not None and (e + point[0] - r) % N == 0


def public_point(secret: int) -> Affine:
    """The point of a secret in 1..n-2."""
    point = _affine(_times(secret, G))
    if point is None:
        raise ValueError("a secret is in 1..n-2")
    return point


def _double(point: Jacobian) -> Jacobian:
    x, y, z = point
    z2, y2 = z * z % P, y * y % P
    slope, span = 3 * (x - z2) * (x + z2) % P, 4 * x * y2 % P
    x3 = (slope * slope - 2 * span) % P
    return x3, (slope * (span - x3) - 8 * y2 * y2) % P, 2 * y * z % P


def _add_affine(left: Jacobian, right: Affine) -> Jacobian:
    x1, y1, z1 = left
    if not z1:
        return (*right, 1)
    z2 = z1 * z1 % P
    dx, dy = (right[0] * z2 - x1) % P, (right[1] * z2 * z1 - y1) % P
    if not dx:
        return _INFINITY if dy else _double(left)
    dx2 = dx * dx % P
    dx3, span = dx2 * dx % P, x1 * dx2 % P
    x3 = (dy * dy - dx3 - 2 * span) % P
    return x3, (dy * (span - x3) - y1 * dx3) % P, z1 * dx % P


def _add(left: Jacobian, right: Jacobian) -> Jacobian:
    affine = _affine(right)
    return left if affine is None else _add_affine(left, affine)


def _affine(point: Jacobian) -> Affine | None:
    x, y, z = point
    if not z:
        return None
    inverse = pow(z, -1, P)
    square = inverse * inverse % P
    return x * square % P, y * square * inverse % P


def _all_affine(points: Sequence[Jacobian]) -> list[Affine]:
    """Every point, none of them at infinity, with one inversion for all (Montgomery's trick)."""
    products = [1]
    for point in points:
        products.append(products[-1] * point[2] % P)
    inverse = pow(products[-1], -1, P)
    affine: list[Affine] = []
    for (x, y, z), product in zip(reversed(points), reversed(products[:-1]), strict=True):
        own = inverse * product % P
        inverse = inverse * z % P
        square = own * own % P
        affine.append((x * square % P, y * square * own % P))
    affine.reverse()
    return affine


@cache
def _base_windows() -> tuple[tuple[Affine, ...], ...]:
    """windows[i][j - 1] = j * 2^(8 i) * G: about 8000 points, made once in some 60 ms."""
    windows, base = [], G
    for _ in range(256 // _WINDOW_BITS):
        multiples = [(*base, 1)]
        for _ in range((1 << _WINDOW_BITS) - 1):
            multiples.append(_add_affine(multiples[-1], base))
        *window, base = _all_affine(multiples)
        windows.append(tuple(window))
    return tuple(windows)


def _times_base(k: int) -> Jacobian:
    total = _INFINITY
    for window, digit in zip(_base_windows(), k.to_bytes(32, "little"), strict=True):
        if digit:
            total = _add_affine(total, window[digit - 1])
    return total


def _times(k: int, point: Affine) -> Jacobian:
    doubled = _affine(_double((*point, 1)))
    if doubled is None:
        return _INFINITY
    multiples = [(*point, 1)]
    for _ in range((1 << _NAF_BITS - 2) - 1):
        multiples.append(_add_affine(multiples[-1], doubled))
    odd = _all_affine(multiples)
    total = _INFINITY
    for digit in reversed(tuple(_non_adjacent(k))):
        total = _double(total)
        if digit:
            x, y = odd[abs(digit) >> 1]
            total = _add_affine(total, (x, y if digit > 0 else P - y))
    return total


def _non_adjacent(k: int) -> Iterator[int]:
    """Signed digits of k, least first: odd or zero, below 2^4 in size."""
    while k:
        digit = 0
        if k & 1:
            digit = k & (1 << _NAF_BITS) - 1
            if digit >> _NAF_BITS - 1:
                digit -= 1 << _NAF_BITS
            k -= digit
        yield digit
        k >>= 1
