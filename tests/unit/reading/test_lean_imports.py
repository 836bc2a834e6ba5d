"""Libraries loaded without their company, each time in a process of its own."""

from __future__ import annotations

import subprocess
import sys

_LEAN = "from desktop.reading.lean_imports import load_lean_lxml, load_lean_msgspec; load_lean_msgspec(); "


def _says(script: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-I", "-c", _PATH + script], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


_PATH = f"import sys; sys.path[:] = {sys.path!r}; "


def test_messages_travel_as_always() -> None:
    travelling = (
        "from desktop.reading import wire; there = wire.Open(1, 2, 3); "
        "print(wire.decode_request(wire.encode(there)) == there, "
        "wire.decode_answer(wire.encode(wire.Closed(4))) == wire.Closed(4))"
    )
    assert _says(_LEAN + travelling) == "True True"


def test_the_companions_are_the_real_ones_afterwards() -> None:
    asking = (
        "load_lean_lxml(); import datetime, decimal, inspect, uuid; "
        "print(datetime.date(2026, 1, 2), decimal.Decimal('1.5'), uuid.UUID(int=1).int, inspect.isclass(int))"
    )
    assert _says(_LEAN + asking) == "2026-01-02 1.5 1 True"


def test_times_are_told_as_always() -> None:
    telling = (
        "import datetime; from datetime import UTC, date, timedelta, timezone; "
        "then = datetime.datetime(2026, 1, 2, 3, tzinfo=timezone(timedelta(hours=8))); "
        "print(then.astimezone(UTC).isoformat(), date(2026, 1, 2))"
    )
    assert _says(_LEAN + telling) == "2026-01-01T19:00:00+00:00 2026-01-02"


def test_elements_are_found_by_their_paths_as_always() -> None:
    finding = (
        "load_lean_lxml(); from lxml import etree; root = etree.fromstring('<a><b><c/></b></a>'); "
        "print(root.find('b/c').tag, len(root.findall('.//c')), next(root.iterfind('b')).tag)"
    )
    assert _says(_LEAN + finding) == "c 1 b"


def test_paths_become_addresses_as_always() -> None:
    telling = (
        "from desktop.reading.lean_imports import load_lean_pathlib; load_lean_pathlib(); "
        "from pathlib import PurePosixPath; import urllib.parse; "
        "print(PurePosixPath('/印 台').as_uri(), urllib.parse.urlsplit('http://a/b').path)"
    )
    assert _says(telling) == "file:///%E5%8D%B0%20%E5%8F%B0 /b"


def test_arguments_are_refused_in_the_same_words() -> None:
    refusing = (
        "import sys; {}import argparse; sys.stderr = sys.stdout; parser = argparse.ArgumentParser(prog='p'); "
        "parser.add_argument('f', nargs=2); parser.add_argument('--n', type=int)\n"
        "for words in (['1'], ['1', '2', '--n', 'x'], ['-h']):\n"
        "    try: parser.parse_args(words)\n"
        "    except SystemExit as left: print(left.code)"
    )
    lean = "from desktop.reading.lean_imports import load_lean_argparse; load_lean_argparse(); "
    assert _says(refusing.format(lean)) == _says(refusing.format(""))
    assert "expected 2 arguments" in _says(refusing.format(lean)) or "required" in _says(
        refusing.format(lean)
    )


def test_nothing_is_changed_once_msgspec_is_loaded() -> None:
    whole = "import msgspec; " + _LEAN + "print(msgspec.json.schema is not None)"
    assert _says(whole) == "True"
