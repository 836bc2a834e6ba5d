"""The verbs inspect, render and text, as a script calls them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import PIL.Image
import pytest

from desktop.cli import main
from desktop.reading.wire import SIDE_PX_MAX
from tests.integration.reading.documents import TEXT, ofd, pdf, strip
from tests.integration.reading.portable import locked_pdf
from tests.integration.reading.test_questions import MEDIA, seal_picture
from tests.unit.ofd.test_around_pages import with_versions

FEATURES = Path(__file__).parents[2] / "corpus" / "features" / "ofd"


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    contents = {
        "good.ofd": ofd(pages=3),
        "good.pdf": pdf(),
        "bad.ofd": b"PK\x03\x04 nothing",
        "empty.ofd": b"",
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    return {name: str(tmp_path / name) for name in contents}


def lines(capfd: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capfd.readouterr().out.splitlines()]


def test_inspect_answers_one_document(files: dict[str, str], capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", files["good.ofd"]]) == 0
    (answer,) = lines(capfd)
    assert answer["format"] == "ofd"
    assert answer["pages"] == [{"width_mm": 210.0, "height_mm": 297.0}] * 3
    assert {"fonts", "signatures", "attachments", "warnings"} <= answer.keys()


def test_render_writes_a_picture_and_a_line_a_page(
    files: dict[str, str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["render", files["good.ofd"], "--out", str(out), "--dpi", "72", "--pages", "1,3-9"]) == 0
    answers = lines(capfd)
    assert [answer["page"] for answer in answers] == [1, 3]
    assert {"width_px", "height_px", "paint_ms", "encode_ms", "warnings"} <= answers[0].keys()
    assert sorted(path.name for path in out.iterdir()) == ["1.png", "3.png"]
    with PIL.Image.open(out / "3.png") as picture:
        assert picture.size == (595, 842)


def test_render_draws_a_page_too_large_for_the_resolution_as_fine_as_it_can(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "strip.ofd").write_bytes(strip())
    assert main(["render", str(tmp_path / "strip.ofd"), "--out", str(tmp_path)]) == 0
    (answer,) = lines(capfd)
    width, dpi = answer["width_px"], answer["dpi"]
    assert isinstance(width, int)
    assert isinstance(dpi, float)
    assert 0.99 * SIDE_PX_MAX < width <= SIDE_PX_MAX
    assert dpi == pytest.approx(width / 90_000 * 25.4, rel=0.001)


def test_text_keeps_what_annotations_show_beside_the_page(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["text", str(FEATURES / "annot-types.ofd")]) == 0
    (answer,) = lines(capfd)
    assert answer["annotations"] == "WATERMARK"
    assert "WATERMARK" not in str(answer["text"]).splitlines()


def test_render_of_many_goes_on_after_a_bad_file(
    files: dict[str, str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    many = [files["good.pdf"], files["bad.ofd"], files["good.ofd"]]
    assert main(["render", *many, "--out", str(out), "--dpi", "36", "--jobs", "2"]) == 1
    answers = lines(capfd)
    assert [answer["file"] for answer in answers] == [1, 1, 2, 3, 3, 3]
    assert "error" in answers[2]
    assert sorted(str(path.relative_to(out)) for path in out.rglob("*.png")) == [
        "1/1.png",
        "1/2.png",
        "3/1.png",
        "3/2.png",
        "3/3.png",
    ]


@pytest.mark.parametrize(
    "verb", [["inspect"], ["text"], ["render", "--out", "unused"]], ids=lambda verb: verb[0]
)
@pytest.mark.parametrize("file", ["bad.ofd", "empty.ofd", "absent.ofd"])
def test_unusable_input_is_one_line_and_code_2(
    verb: list[str], file: str, files: dict[str, str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    arguments = [str(tmp_path / word) if word == "unused" else word for word in verb]
    assert main([*arguments, files.get(file, str(tmp_path / file))]) == 2
    captured = capfd.readouterr()
    assert captured.out == ""
    assert len(captured.err.splitlines()) == 1
    assert "Traceback" not in captured.err


@pytest.mark.parametrize(
    "wrong", [["--pages", "0"], ["--pages", "3-1"], ["--pages", "a"], ["--dpi", "0"], ["--jobs", "0"]]
)
def test_wrong_usage_is_code_2(wrong: list[str], files: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as left:
        main(["render", files["good.ofd"], "--out", str(tmp_path / "out"), *wrong])
    assert left.value.code == 2


def test_text_answers_a_line_a_page_and_boxes_when_asked(
    files: dict[str, str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["text", files["good.ofd"]]) == 0
    assert lines(capfd) == [{"page": page, "text": "公文测试"} for page in (1, 2, 3)]
    assert main(["text", "--boxes", files["good.ofd"]]) == 0
    run = lines(capfd)[0]["runs"][0]  # type: ignore[index]
    assert run["text"] == "公文测试"
    assert run["box_mm"][0] == pytest.approx(20, abs=1)
    assert len(run["char_boxes_mm"]) == 4


def test_text_has_private_characters_as_written_and_runs_a_sign_for_them(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "private.ofd"
    file.write_bytes(ofd(TEXT.replace("公文测试", "公\ue001\uf0b7试")))
    assert main(["text", "--boxes", str(file)]) == 0
    (answer,) = lines(capfd)
    assert answer["text"] == "公\ue001\uf0b7试"
    assert answer["runs"][0]["text"] == "公〓•试"  # type: ignore[index]


def test_text_finds_words_whatever_their_width(
    files: dict[str, str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["text", files["good.ofd"], "--find", "文 测"]) == 0
    answers = lines(capfd)
    assert [(answer["page"], len(answer["hits"])) for answer in answers] == [(1, 1), (2, 1), (3, 1)]  # type: ignore[arg-type]
    assert main(["text", files["good.ofd"], "--find", "不在"]) == 1
    assert lines(capfd) == []


def test_a_locked_pdf_is_read_with_the_password_of_a_file(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    locked, right, wrong = (tmp_path / name for name in ("locked.pdf", "right", "wrong"))
    locked.write_bytes(locked_pdf("secret"))
    right.write_text("secret\n")
    wrong.write_text("guess\n")
    assert main(["inspect", str(locked)]) == 2
    assert main(["inspect", str(locked), "--password-file", str(wrong)]) == 2
    assert "secret" not in capfd.readouterr().err
    assert main(["inspect", str(locked), "--password-file", str(right)]) == 0
    assert lines(capfd)[0]["format"] == "pdf"


def test_inspect_lists_versions_and_opens_the_one_asked_for(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "versions.ofd"
    file.write_bytes(with_versions())
    assert main(["inspect", str(file), "--edition", "v1"]) == 0
    versions = lines(capfd)[0]["versions"]
    assert [version["shown"] for version in versions] == [True, False, False]  # type: ignore[attr-defined]
    assert main(["text", str(file), "--edition", "v1"]) == 0
    assert lines(capfd)[0]["text"] == "初稿"
    assert main(["text", str(file), "--edition", "v9"]) == 2
    assert main(["text", str(file), "--body", "2"]) == 2


def test_inspect_warns_of_a_picture_that_only_looks_like_a_seal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "seal.ofd"
    picture = '<ofd:ImageObject ID="9" ResourceID="5" Boundary="20 30 42 42"/>'
    file.write_bytes(ofd(picture, res=MEDIA, files={"Doc_0/Res/s.png": seal_picture()}))
    assert main(["inspect", str(file)]) == 0
    warnings = lines(capfd)[0]["warnings"]
    found = [warning for warning in warnings if warning["code"] == "seal.unsigned_picture"]  # type: ignore[attr-defined]
    assert [(warning["page"], warning["detail"]) for warning in found] == [(0, "20.0 30.0 42.0 42.0")]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["good.ofd", "--dpi", "36"], 0), (["absent.ofd"], 2), (["--wrong"], 2), (["--help"], 0)],
)
def test_the_worker_started_ahead_ends_with_its_command(
    arguments: list[str], code: int, files: dict[str, str], tmp_path: Path
) -> None:
    words = [files.get(word, word) for word in arguments]
    command = [
        sys.executable,
        "-P",
        "-X",
        "dev",
        "-m",
        "desktop",
        "render",
        *words,
        "--out",
        str(tmp_path / "out"),
    ]
    # In development mode Python warns of a process that is left running.
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == code
    assert "ResourceWarning" not in ran.stderr
    assert "Traceback" not in ran.stderr
