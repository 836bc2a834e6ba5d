"""Pages about the house name only what is in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.cli import VERBS
from gateway.verbs import VERBS as GATEWAY_VERBS

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    page
    for folder in (ROOT, ROOT / "docs", ROOT / "docs" / "decisions", ROOT / "benchmarks")
    for page in folder.glob("*.md")
)
PACKAGES = "core|desktop|gateway|tests|benchmarks|resources|installer"


def _quoted(page: Path) -> Iterator[str]:
    yield from re.findall(r"`([^`\n]+)`", page.read_text())


def _paths(page: Path) -> Iterator[str]:
    for words in _quoted(page):
        for path in re.findall(rf"\b(?:{PACKAGES})/[\w./{{}},*-]*", words):
            # Of `sync/{wire,journal}.py` the folder is looked for.
            yield re.split(r"[^/]*[{*]", path)[0].rstrip("/.,")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_files_and_folders_that_a_page_names_are_there(page: Path) -> None:
    absent = [path for path in _paths(page) if not any((ROOT / (path + end)).exists() for end in ("", ".py"))]
    assert absent == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_of_a_page_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text())
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_page_of_decisions_stands_in_the_index() -> None:
    index = (ROOT / "docs" / "README.md").read_text()
    pages = (ROOT / "docs" / "decisions").glob("*.md")
    assert [page.name for page in pages if f"](decisions/{page.name})" not in index] == []


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_every_command_stands_in_both_readmes(name: str) -> None:
    told = (ROOT / name).read_text()
    of_the_gateway = [verb.name for verb in GATEWAY_VERBS]
    assert [verb for verb in VERBS if f"`sealdesk {verb}" not in told] == []
    assert [verb for verb in of_the_gateway if not re.search(rf"`(sealdesk-gateway )?{verb}\b", told)] == []
