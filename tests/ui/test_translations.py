"""The translations that ship are complete, and made from the source that ships."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "resources" / "translations"
TABLES = sorted(FOLDER.glob("sealdesk_*.ts"))
TOOLS = Path(sys.executable).parent


def _tool(name: str) -> str:
    found = shutil.which(name, path=str(TOOLS))
    assert found, f"{name} is part of PySide6"
    return found


def messages_of(table: Path) -> set[tuple[str, str, tuple[str, ...]]]:
    found = set()
    for context in ElementTree.parse(table).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = tuple(form.text or "" for form in translation.iter("numerusform"))
            found.add(
                (
                    context.findtext("name") or "",
                    message.findtext("source") or "",
                    forms or (translation.text or "",),
                )
            )
    return found


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_nothing_is_left_untranslated(table: Path) -> None:
    assert 'type="unfinished"' not in table.read_text(encoding="utf-8")
    assert all(all(forms) for _context, _source, forms in messages_of(table))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_the_compiled_table_is_made_from_the_table(table: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.qm"
    subprocess.run([_tool("pyside6-lrelease"), "-silent", str(table), "-qm", str(made)], check=True)
    assert made.read_bytes() == table.with_suffix(".qm").read_bytes(), "run make translations"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_the_table_holds_the_texts_of_the_source(table: Path, tmp_path: Path) -> None:
    fresh = tmp_path / table.name
    shutil.copy(table, fresh)
    sources = sorted(str(path) for path in (ROOT / "desktop" / "ui").rglob("*.py"))
    plural = ["-pluralonly"] if table.stem.endswith("_en") else []
    command = [_tool("pyside6-lupdate"), "-silent", "-no-obsolete", "-locations", "none", *plural]
    subprocess.run([*command, *sources, str(ROOT / "desktop" / "app.py"), "-ts", str(fresh)], check=True)
    assert messages_of(fresh) == messages_of(table), "run make translations"


def test_chinese_and_english_are_both_there() -> None:
    assert [table.stem for table in TABLES] == ["sealdesk_en", "sealdesk_zh_CN"]
