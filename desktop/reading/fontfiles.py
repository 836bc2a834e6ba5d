"""Which typefaces this machine has, and which of their files stands in for a wanted one.

The client lists them, once; its workers are told (`packed`, `unpacked`) and only open the files.
"""

from __future__ import annotations

import _thread
import ctypes
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

import msgspec

from desktop.reading.substitutes import FALLBACKS, SUBSTITUTES, FontClass, WantedFont, plain
from desktop.reading.wire import FONTS_BYTES_MAX

if TYPE_CHECKING:
    from desktop.reading.freetype_face import Face

BOLD_FROM = 600
_FONTCONFIG_WEIGHTS = ((0, 100), (40, 200), (50, 300), (80, 400), (100, 500), (180, 600), (200, 700))
_FONT_SUFFIXES = (".ttf", ".ttc", ".otf", ".otc")
_FILES_MAX = 4_000
_FAMILIES_MAX = 16
_FAMILY_LENGTH_MAX = _NAMES_LOOKED_AT_MAX = 200
_BETWEEN = "\x1f"  # stands in no name
_UNREADABLE = "\ufffd"
_LISTING = _thread.allocate_lock()
_FACTS = b"%{file}\x1f%{index}\x1f%{weight}\x1f%{slant}\x1f%{scalable}%{[]family{\x1f%{family}}}"


class FontFile(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """One face of an installed font file. `weight` is 100–900 as in CSS."""

    path: str
    index: int
    families: tuple[str, ...]
    weight: int = 400
    italic: bool = False


class FontFiles(msgspec.Struct):
    """The faces installed, by plain family name."""

    faces: tuple[FontFile, ...]
    _families: dict[str, list[FontFile]] = msgspec.field(default_factory=dict)

    def __post_init__(self) -> None:
        for face in self.faces:
            for family in dict.fromkeys(plain(name) for name in face.families):
                self._families.setdefault(family, []).append(face)

    def standing_in(self, wanted: WantedFont) -> FontFile | None:
        """The installed face that is nearest to what a document asks for; None on a machine without fonts."""
        heavy = wanted.bold or wanted.font_class is FontClass.XIAOBIAOSONG
        for family in (wanted.plain_name, *SUBSTITUTES[wanted.font_class], *FALLBACKS):
            if family in self._families:
                return _nearest(self._families[family], heavy=heavy, italic=wanted.italic)
        return self.faces[0] if self.faces else None

    def fallbacks(self) -> Iterator[FontFile]:
        """Faces to ask for a glyph the chosen one lacks: known families first, then one of every other."""
        for family in dict.fromkeys((*FALLBACKS, *sorted(self._families))):
            if family in self._families:
                yield _nearest(self._families[family], heavy=False, italic=False)

    def readable_folders(self) -> tuple[str, ...]:
        """Where fonts lie, and where the program's own modules and libraries lie: all a reader opens."""
        fonts = {os.path.dirname(face.path) for face in self.faces}
        # The file that a link leads to, too, and nothing beside it; a system's own links stay in its folder.
        own = (face.path for face in self.faces if not face.path.startswith("/usr/share/"))
        fonts |= set(filter(os.path.islink, own))
        ours = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
        # The frozen program keeps its modules beside its executable.
        program = {sys.prefix, sys.base_prefix, ours, os.path.dirname(sys.executable)}
        program |= {path for path in sys.path if os.path.isabs(path)}
        system = {"/usr/lib", "/lib", "/lib64", "/usr/share", "/etc/fonts"}
        devices = {"/dev/urandom", "/dev/null"}
        return tuple(sorted(fonts | program | system | devices | set(_of_fontconfig(os.environ))))


def packed() -> bytes:
    """What of this machine's typefaces a worker is told; of threads that ask at once, one lists them."""
    with _LISTING:
        return _packed()


@cache
def _packed() -> bytes:
    return packed_within(installed_fonts().faces)


def packed_within(faces: Sequence[FontFile], *, limit: int = FONTS_BYTES_MAX) -> bytes:
    """As many of the first of them as `limit` bytes hold, or half of that."""
    while len(told := msgspec.msgpack.encode(faces)) > limit:
        faces = faces[: len(faces) // 2]
    return told


def unpacked(faces: bytes) -> FontFiles:
    """Raises `msgspec.MsgspecError`."""
    return FontFiles(msgspec.msgpack.decode(faces, type=tuple[FontFile, ...]))


@cache
def installed_fonts() -> FontFiles:
    """Ask fontconfig where there is one; else look through the folders where systems keep fonts."""
    faces = tuple(_by_fontconfig()) or tuple(_by_folder(_folders()))
    return FontFiles(faces)


def _of_fontconfig(variables: Mapping[str, str]) -> Iterator[str]:
    """Where its settings and its own lists lie: Qt asks it for an SVG's text, within the walls."""
    yield "/var/cache/fontconfig"
    settings = variables.get("FONTCONFIG_FILE", ""), *variables.get("FONTCONFIG_PATH", "").split(os.pathsep)
    yield from filter(os.path.isabs, settings)
    home = variables.get("HOME", "")
    for variable, beneath_home in (("XDG_CONFIG_HOME", ".config"), ("XDG_CACHE_HOME", ".cache")):
        folder = os.path.join(variables.get(variable) or os.path.join(home, beneath_home), "fontconfig")
        if os.path.isabs(folder):
            yield folder


def _nearest(faces: list[FontFile], *, heavy: bool, italic: bool) -> FontFile:
    weight = 700 if heavy else 400
    return min(
        faces, key=lambda face: (abs(face.weight - weight), face.italic != italic, face.path, face.index)
    )


class _FontSet(ctypes.Structure):
    _fields_ = (
        ("count", ctypes.c_int),
        ("allocated", ctypes.c_int),
        ("patterns", ctypes.POINTER(ctypes.c_void_p)),
    )


def _by_fontconfig() -> Iterator[FontFile]:
    try:
        fontconfig = ctypes.CDLL("libfontconfig.so.1")
    except OSError:
        return
    for name in ("FcPatternCreate", "FcObjectSetCreate", "FcPatternFormat"):
        getattr(fontconfig, name).restype = ctypes.c_void_p
    fontconfig.FcFontList.restype = ctypes.POINTER(_FontSet)
    objects = ctypes.c_void_p(fontconfig.FcObjectSetCreate())
    for wanted in (b"file", b"index", b"family", b"weight", b"slant", b"scalable"):
        fontconfig.FcObjectSetAdd(objects, wanted)
    pattern = ctypes.c_void_p(fontconfig.FcPatternCreate())
    found = fontconfig.FcFontList(None, pattern, objects)
    if found:
        for position in range(found.contents.count):
            face = _face_of(_facts(fontconfig, ctypes.c_void_p(found.contents.patterns[position])))
            if face is not None:
                yield face
        fontconfig.FcFontSetDestroy(found)
    fontconfig.FcPatternDestroy(pattern)
    fontconfig.FcObjectSetDestroy(objects)


def _facts(fontconfig: ctypes.CDLL, pattern: ctypes.c_void_p) -> list[str]:
    """All that is asked of a face in one call: a call for each fact takes three times as long."""
    text = ctypes.c_void_p(fontconfig.FcPatternFormat(pattern, _FACTS))
    if not text.value:
        return []
    try:
        return ctypes.string_at(text).decode("utf-8", "replace").split(_BETWEEN)
    finally:
        fontconfig.FcStrFree(text)


def _face_of(facts: list[str]) -> FontFile | None:
    path, index, weight, slant, scalable, *families = facts or [""] * 5
    if not path or _UNREADABLE in path or scalable != "True" or _number(index, 0) >> 16:
        return None  # named instances of variable fonts repeat their file
    heavy = _number(weight, 80)
    return FontFile(
        path=path,
        index=_number(index, 0),
        families=_bounded(families),
        weight=max((css for known, css in _FONTCONFIG_WEIGHTS if known <= heavy), default=400),
        italic=_number(slant, 0) > 0,
    )


def _bounded(families: Iterable[str]) -> tuple[str, ...]:
    """The first of them: a font of a few kilobytes may have gigabytes of names, laid over one another."""
    looked_at = (family[:_FAMILY_LENGTH_MAX] for family in islice(families, _NAMES_LOOKED_AT_MAX))
    return tuple(dict.fromkeys(looked_at))[:_FAMILIES_MAX]


def _number(text: str, default: int) -> int:
    """A fact that is missing, or a range as a variable font has it, is the default."""
    try:
        return int(float(text))
    except ValueError:
        return default


def _folders() -> tuple[str, ...]:
    if sys.platform == "win32":
        windows = os.path.join(os.environ.get("WINDIR", "C:/Windows"), "Fonts")
        local = os.environ.get("LOCALAPPDATA")
        return (windows, os.path.join(local, "Microsoft/Windows/Fonts")) if local else (windows,)
    return ("/usr/share/fonts", "/usr/local/share/fonts", os.path.expanduser("~/.local/share/fonts"))


def _by_folder(folders: Iterable[str]) -> Iterator[FontFile]:
    files = (
        os.path.join(place, name)
        for folder in folders
        for place, _, names in sorted(os.walk(folder))
        for name in sorted(names)
        if name.lower().endswith(_FONT_SUFFIXES)
    )
    for file in islice(files, _FILES_MAX):
        if file.encode(errors="replace").decode() == file:  # else a worker could not be told of it
            yield from _faces_in(file)


def _faces_in(path: str) -> Iterator[FontFile]:
    from desktop.reading.freetype_face import Face  # noqa: PLC0415  where fontconfig does not answer

    index = count = 0
    while index <= count:
        try:
            face = Face(path, index=index)
        except ValueError:
            return
        count = face.face_count - 1
        yield FontFile(
            path=path,
            index=index,
            families=_bounded(_family_names(face)),
            weight=700 if face.is_bold else 400,
            italic=face.is_italic,
        )
        index += 1


def _family_names(face: Face) -> Iterator[str]:
    if face.family_name:
        yield face.family_name
    for name in face.names():
        if name.name_id in (1, 16) and name.platform == 3:
            yield name.text.decode("utf-16-be", "replace")
