"""The interpreter, Qt and the libraries that Qt's platform plug-in needs."""

from __future__ import annotations

import ctypes
import importlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from desktop.checkup.finding import Finding, State

_QT_WINDOW = ((6, 8), (6, 10))
"""From the first version with our API up to, not including, the first that needs glibc 2.34."""

_DEBIAN_PACKAGES = {
    "libGL.so": "libgl1",
    "libEGL.so": "libegl1",
    "libX11-xcb.so": "libx11-xcb1",
    "libglib-2.0.so": "libglib2.0-0",
    "libgthread-2.0.so": "libglib2.0-0",
    "libgssapi_krb5.so": "libgssapi-krb5-2",
    "libxcb-render-util.so": "libxcb-render-util0",
}
"""Library stem to package, where the package is not the stem in lower case with the number appended."""


def python() -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    inside = ", inside the program" if getattr(sys, "frozen", False) else ""
    yield Finding(check="python", state=State.OK, found=version + inside)


def qt() -> Iterator[Finding]:
    try:
        version: str = importlib.import_module("PySide6.QtCore").qVersion()
        importlib.import_module("PySide6.QtWidgets")
    except ImportError as error:
        yield Finding(check="qt", state=State.LACKING, found=str(error), remedy=package_remedy(str(error)))
        return
    lowest, beyond = _QT_WINDOW
    inside = lowest <= tuple(int(part) for part in version.split(".")[:2]) < beyond
    yield Finding(
        check="qt",
        state=State.OK if inside else State.ADVICE,
        found=version,
        remedy="" if inside else "this program was tried with Qt 6.8 and 6.9 only: install one of them",
    )


def screen() -> Iterator[Finding]:
    """Does the platform plug-in that a window would use load?"""
    if sys.platform != "linux":
        yield Finding(check="screen", state=State.OK, found=f"{sys.platform} brings its own")
        return
    shown = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    platform = "xcb" if shown else "offscreen"
    try:
        # Qt aborts the process when this fails; the loader says which library it misses.
        ctypes.CDLL(str(_plugins() / "platforms" / f"libq{platform}.so"))
    except (ImportError, OSError) as error:
        yield Finding(
            check="screen", state=State.LACKING, found=str(error), remedy=package_remedy(str(error))
        )
        return
    if shown:
        yield Finding(check="screen", state=State.OK, found="a display, and what its plug-in needs")
    else:
        yield Finding(
            check="screen",
            state=State.ADVICE,
            found="no display: only the command line and `demo --tour` work",
            remedy="log in to a desktop session, or set DISPLAY",
        )


def _plugins() -> Path:
    importlib.import_module("PySide6.QtWidgets")  # brings Qt's own libraries, which the plug-in links to
    core = importlib.import_module("PySide6.QtCore")
    return Path(core.QLibraryInfo.path(core.QLibraryInfo.LibraryPath.PluginsPath))


def package_remedy(loader_says: str) -> str:
    """What to install when the loader says "libxcb-cursor.so.0: cannot open shared object file"."""
    library = loader_says.split(":", 1)[0].strip()
    stem, dot_so, number = library.partition(".so.")
    if not dot_so:
        return "install the program again: `make run`, or the package it came in"
    package = _DEBIAN_PACKAGES.get(
        f"{stem}.so", f"{stem.lower()}{'-' if stem[-1:].isdigit() else ''}{number}"
    )
    return f"apt-get install {package}"
