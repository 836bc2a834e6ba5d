"""What must hold of the repository itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted(
    file
    for part in ("core", "desktop", "gateway", "benchmarks", "resources")
    for file in (ROOT / part).rglob("*.py")
)
TAKES_ANY_ERROR = {
    "benchmarks/easyofd_peer.py",
    "desktop/pdfseals/worker.py",
    "desktop/reading/worker.py",
    "desktop/tasks.py",
    "gateway/http/problems.py",
    "gateway/service/unforeseen.py",
}
"""The outermost places of each process; everywhere else errors are declared."""
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def _pins(lock: Path) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", lock.read_text(), re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_pins_what_the_lock_of_the_tests_pins(lock: Path) -> None:
    tested = _pins(ROOT / "requirements" / "dev.txt")
    assert _pins(lock).items() <= tested.items()


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_has_a_hash_for_each_pin_and_no_address(lock: Path) -> None:
    text = lock.read_text()
    pins = re.findall(r"^[a-z0-9][a-z0-9._-]*==[^\n]*(?:\n    [^\n]*)*", text, re.MULTILINE)
    assert all("--hash=sha256:" in pin for pin in pins)
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links|file:/", text)


def test_every_chosen_library_has_its_reason_in_the_documents() -> None:
    reasons = (ROOT / "docs" / "DEPENDENCIES.md").read_text().lower()
    chosen = {
        re.split(r"[<>=\[]", line)[0].lower()
        for listed in (ROOT / "requirements").glob("*.in")
        for line in listed.read_text().splitlines()
        if line and not line.startswith(("-r", "#"))
    }
    assert {name for name in chosen if name not in reasons} == set()


def test_every_make_target_says_what_it_does() -> None:
    makefile = (ROOT / "Makefile").read_text()
    offered = set(re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split())  # type: ignore[index]
    described = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))
    assert offered - described == {"check"}


def test_any_error_is_taken_for_an_answer_in_the_outermost_places_alone() -> None:
    catch_all = re.compile(r"except( \(?Exception\b.*)?:")
    found = {file.relative_to(ROOT).as_posix() for file in SOURCES if catch_all.search(file.read_text())}
    assert found == TAKES_ANY_ERROR


def test_no_source_names_a_place_on_one_machine() -> None:
    named = re.compile(r"[\"'\s=](/work|/root|/home/\w+)/")
    assert [file.name for file in SOURCES if named.search(file.read_text())] == []


def test_presenters_and_their_states_know_no_widgets() -> None:
    beneath = [file for file in SOURCES if re.search(r"(presenter|/state)\.py$", file.as_posix())]
    assert len(beneath) > 20
    assert [file for file in beneath if "QtWidgets" in file.read_text()] == []


def test_every_colour_of_the_window_stands_in_its_theme() -> None:
    mixed = re.compile(r'QColor\(["\d]|"#[0-9A-Fa-f]{6}"')
    window = ROOT / "desktop" / "ui"
    found = {file for file in SOURCES if file.is_relative_to(window) and mixed.search(file.read_text())}
    assert found == {window / "theme.py"}


def test_no_row_of_a_list_is_copied_past_the_rules_of_copying() -> None:
    bare = re.compile(r"(class \w+\(|= )Q(List|Tree|Table)(View|Widget)(\)|\()")
    kept_in = ROOT / "desktop" / "ui" / "parts" / "kept_in.py"
    files = (file for file in SOURCES if "ui" in file.parts and file != kept_in)
    assert [file.name for file in files if bare.search(file.read_text())] == []
