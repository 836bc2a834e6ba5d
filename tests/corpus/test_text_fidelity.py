"""What is read from a page against what its TextCode elements hold, parsed here by other means."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from core.ofd import open_ofd, page_text, plain_text

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
FILES = sorted((CORPUS / "ofd").glob("*.ofd"))
LEAST_SHARE = 0.999
_ESCAPED_BACKSLASH = re.compile(r"\\005[cC]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_SHAPELESS = re.compile(r"[\s\u200b¤\x00-\x1f\x7f-\x9f]")

pytestmark = pytest.mark.skipif(not FILES, reason="the corpus is not beside the project (../shared/corpus)")


def codes(part: bytes) -> Iterator[tuple[str, str]]:
    """The characters of every visible TextCode of a part, and the 4-mm cell its object begins in."""
    root = etree.fromstring(part, etree.XMLParser(recover=True, resolve_entities=False))
    for text in root.iter("{*}TextObject"):
        if text.get("Visible", "true") == "false" or float(text.get("Size") or 1) == 0:
            continue
        x, y = (float(word) // 4 for word in (text.get("Boundary") or "0 0").split()[:2])
        for code in text.iter("{*}TextCode"):
            yield "".join(code.itertext()), f"{x:.0f} {y:.0f}"


def characters(text: str) -> Counter[str]:
    """The characters that show and that other programs know."""
    return Counter(_PRIVATE.sub("", _SHAPELESS.sub("", text)))


def written(part: bytes) -> Counter[str]:
    """All TextCode characters of a page's own part; text laid twice at one place counts once."""
    found: Counter[str] = Counter()
    for text, _ in set(codes(part)):
        found += characters(_ESCAPED_BACKSLASH.sub(r"\\", text))
    return found


def counted(file: Path) -> tuple[int, int]:
    """How many characters the pages of a file hold, and how many of these were read."""
    document, archive = open_ofd(file.read_bytes()), ZipFile(file)
    held = read = 0
    for index in range(document.page_count):
        text = "".join(run.text for run in page_text(document.display(index)))
        assert not _PRIVATE.search(text)
        assert "\ufffd" not in text
        on_page = written(archive.read(document.page_part(index)))
        held += on_page.total()
        read += (on_page & characters(text)).total()
    return held, read


def test_nearly_every_character_of_the_corpus_is_read() -> None:
    figures = {file.name: counted(file) for file in FILES}
    held, read = (sum(figure[at] for figure in figures.values()) for at in (0, 1))
    short = {name: figure for name, figure in figures.items() if figure[1] < LEAST_SHARE * figure[0]}
    print(f"characters held {held}, read {read}: {read / held:.4%}; files below {LEAST_SHARE:.1%}: {short}")
    assert read >= LEAST_SHARE * held


def test_as_written_no_private_character_is_lost_either() -> None:
    held = lost = 0
    for file in FILES:
        document, archive = open_ofd(file.read_bytes()), ZipFile(file)
        for index in range(document.page_count):
            text = Counter(plain_text(page_text(document.display(index)), as_written=True))
            on_page = Counter(
                char for code, _ in set(codes(archive.read(document.page_part(index)))) for char in code
            )
            private = Counter({char: count for char, count in on_page.items() if _PRIVATE.match(char)})
            held += private.total()
            lost += (private - text).total()
    assert held > 300
    assert not lost


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("092_fapiao.ofd", ["购买方信息", "销售方信息"]),
        ("028_26050100800_00001.ofd", ["︵借方回单︶︵付款人回单︶"]),
        ("094_test2.ofd", ["购买方", "密码区", "名称：", "销售方", "备注", "名称：四川万长"]),
        ("055_bker", ["付款人", "收款人", "户名", "本凭证作客户付款通知"]),
    ],
)
def test_labels_set_upright_are_read_whole_and_from_the_left(name: str, labels: list[str]) -> None:
    (file,) = (CORPUS / "ofd").glob(f"{name}*")
    document = open_ofd(file.read_bytes())
    text = plain_text(page_text(document.display(0)))
    places = [text.find(label) for label in labels]
    assert -1 not in places
    assert places == sorted(places)
