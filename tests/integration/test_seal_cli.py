"""`sealdesk seal` and `sealdesk verify` as scripts use them: processes, files, JSON lines, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from core.crypto import to_pem, write_private_key
from core.ofd.write import write_ofd
from core.ofd.written import DocInfo, WrittenPage, WrittenText
from tests.devices.tokens import PIN, SoftToken, soft_token
from tests.unit.pdfseals.pdfs import blank
from tests.unit.seal.office import changed, document_parts, office, unzipped, zipped


@dataclass(frozen=True)
class Answer:
    code: int
    lines: list[dict[str, Any]]
    errors: str


def sealdesk(*arguments: object, typed: str = "", **environment: str) -> Answer:
    done = subprocess.run(
        [sys.executable, "-m", "desktop", *map(str, arguments)],
        input=typed,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=os.environ | environment,
    )
    assert "Traceback" not in done.stderr
    return Answer(done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with trust/, one seal with its sealer's key and certificate, and a document of three pages."""
    made = office()
    (tmp_path / "trust" / "makers").mkdir(parents=True)
    for name, content in made.trust_files().items():
        (tmp_path / "trust" / name).write_bytes(content)
    sealer = made.sealers["u-1"]
    (tmp_path / "seal.esl").write_bytes(made.seals["s-1"])
    (tmp_path / "old.esl").write_bytes(made.seals["s-old"])
    (tmp_path / "key.pem").write_bytes(to_pem("PRIVATE KEY", write_private_key(sealer.key)))
    (tmp_path / "cert.der").write_bytes(sealer.certificate)
    (tmp_path / "in.ofd").write_bytes(zipped(document_parts(3)))
    return tmp_path


def seal(desk: Path, *places: object, document: str = "in.ofd", esl: str = "seal.esl") -> Answer:
    return sealdesk(
        "seal",
        desk / document,
        desk / "out.ofd",
        "--seal",
        desk / esl,
        "--key",
        desk / "key.pem",
        "--cert",
        desk / "cert.der",
        *places,
    )


def verify(desk: Path, *arguments: object) -> Answer:
    return sealdesk("verify", *arguments, "--trust", desk / "trust")


def test_what_is_sealed_verifies(desk: Path) -> None:
    sealed = seal(desk, "--at", "2:100,200.5", "--straddle", "right", "--offset", "50")
    assert (sealed.code, sealed.errors) == (0, "")
    assert sealed.lines[0]["stamps"][0] == {"page": 2, "box_mm": [100, 200.5, 42, 42], "clip_mm": None}
    answer = verify(desk, desk / "out.ofd")
    assert answer.code == 0
    (line,) = answer.lines
    (found,) = line["seals"]
    assert (line["verdict"], found["verdict"]) == ("valid", "valid")
    assert (found["seal"], found["signer"]) == ("演示市人民政府办公室", "管印人")
    assert (found["page"], found["box_mm"]) == (2, [100, 200.5, 42, 42])
    assert len(found["stamps"]) == 4
    assert found["findings"] == ["NO_TIMESTAMP"]


def test_a_keyword_and_the_date_of_signing_are_found_in_the_text(desk: Path) -> None:
    lines = (("演示市人民政府", 200.0), ("2026年6月16日", 210.0))
    texts = tuple(
        WrittenText(
            text=text, font="宋体", size_mm=5, x_mm=120, baseline_mm=y, advances_mm=(5,) * (len(text) - 1)
        )
        for text, y in lines
    )
    document = write_ofd([WrittenPage(items=texts)], info=DocInfo(doc_id="0" * 32))
    (desk / "letter.ofd").write_bytes(document)
    sealed = seal(desk, "--keyword", "人民政府", "--date", document="letter.ofd")
    assert sealed.code == 0, sealed.errors
    on_keyword, on_date = (stamp["box_mm"] for stamp in sealed.lines[0]["stamps"])
    assert on_keyword[0] + 21 == pytest.approx(120 + 3 * 5 + 10, abs=3)
    assert 195 < on_date[1] + 21 < 210
    assert verify(desk, desk / "out.ofd").code == 0


def test_a_changed_byte_in_a_covered_file_is_invalid_and_exit_code_1(desk: Path) -> None:
    assert seal(desk, "--at", "1:10,10").code == 0
    document = (desk / "out.ofd").read_bytes()
    for part in unzipped(document):
        if part.endswith("Signatures.xml"):
            continue
        (desk / "bad.ofd").write_bytes(changed(document, part, lambda content: content[:-1] + b"\7"))
        answer = verify(desk, desk / "bad.ofd")
        assert (answer.code, answer.lines[0]["verdict"]) == (1, "invalid"), part


def test_each_file_has_its_line_and_the_worst_its_exit_code(desk: Path) -> None:
    seal(desk, "--at", "1:10,10")
    (desk / "noise.ofd").write_bytes(b"noise")
    answer = verify(desk, desk / "out.ofd", desk / "in.ofd", desk / "noise.ofd", desk / "absent.ofd")
    assert answer.code == 2
    assert [line.get("verdict", "error") for line in answer.lines] == ["valid", "unsigned", "error", "error"]
    assert verify(desk, desk / "out.ofd", desk / "in.ofd").code == 1


def test_trust_decides_and_revocation_lists_may_stand_elsewhere(desk: Path) -> None:
    seal(desk, "--at", "1:10,10")
    lists = desk / "lists"
    lists.mkdir()
    for path in (desk / "trust").glob("*.crl"):
        path.rename(lists / path.name)
    without = verify(desk, desk / "out.ofd")
    assert (without.code, without.lines[0]["verdict"]) == (1, "undetermined")
    assert verify(desk, desk / "out.ofd", "--crl", lists).code == 0
    (desk / "trust" / "root.crt").unlink()
    assert "NO_PATH" in verify(desk, desk / "out.ofd", "--crl", lists).lines[0]["seals"][0]["findings"]


def test_certificates_beside_the_revocation_lists_are_not_believed(desk: Path) -> None:
    seal(desk, "--at", "1:10,10")
    lists = desk / "lists"
    lists.mkdir()
    for path in (desk / "trust").glob("*.cr*"):
        if path.name != "authority.crt":
            path.rename(lists / path.name)
    answer = verify(desk, desk / "out.ofd", "--crl", lists)
    assert "NO_PATH" in answer.lines[0]["seals"][0]["findings"]


def test_the_time_to_judge_at_is_an_argument(desk: Path) -> None:
    seal(desk, "--at", "1:10,10")
    answer = verify(desk, desk / "out.ofd", "--at", "2026-01-01")
    assert set(answer.lines[0]["seals"][0]["findings"]) == {"TIME_IN_FUTURE", "NO_TIMESTAMP"}


@pytest.mark.parametrize(
    ("places", "esl"),
    [
        (["--at", "9:10,10"], "seal.esl"),
        (["--at", "1:200,10"], "seal.esl"),
        (["--keyword", "无此字样"], "seal.esl"),
        (["--date"], "seal.esl"),
        (["--at", "1:10,10"], "old.esl"),
        (["--at", "1:10,10"], "key.pem"),
        (["--at", "1:10,10"], "absent.esl"),
        (["--at", "one"], "seal.esl"),
        (["--offset", "5"], "seal.esl"),
        ([], "seal.esl"),
    ],
)
def test_a_seal_that_cannot_be_pressed_leaves_no_file_and_one_line_of_reason(
    desk: Path, places: list[str], esl: str
) -> None:
    answer = seal(desk, *places, esl=esl)
    assert answer.code == 2
    assert answer.lines == []
    assert answer.errors.splitlines()[-1].startswith("sealdesk seal: ")
    assert not list(desk.glob("out*"))
    assert not list(desk.glob(".sealdesk-*"))


def test_a_file_that_is_no_document_is_told_so(desk: Path) -> None:
    (desk / "noise.ofd").write_bytes(b"noise")
    assert seal(desk, "--at", "1:1,1", document="noise.ofd").code == 2


def test_neither_verb_loads_qt(desk: Path) -> None:
    script = (
        "import sys; from desktop.cli import main; "
        f"code = main(['verify', {str(desk / 'in.ofd')!r}, '--trust', {str(desk / 'trust')!r}]); "
        "sys.exit(code if not any(name.startswith('PySide6') for name in sys.modules) else 9)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=60, check=False)
    assert done.returncode == 1


@pytest.fixture
def token(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> SoftToken:
    folder = tmp_path / "token"
    folder.mkdir()
    return soft_token(folder, tmp_path_factory.mktemp("softskf"))


def seal_with_token(desk: Path, profile: object, pin: str, **environment: str) -> Answer:
    return sealdesk(
        "seal",
        desk / "in.ofd",
        desk / "out.ofd",
        "--seal",
        desk / "seal.esl",
        "--signer",
        f"skf:{profile}",
        "--at",
        "1:60,60",
        typed=f"{pin}\n",
        **environment,
    )


def test_a_token_seals_with_the_pin_from_standard_input(desk: Path, token: SoftToken) -> None:
    sealed = seal_with_token(desk, token.profile(desk / "my.toml"), PIN)
    assert (sealed.code, sealed.errors) == (0, "")
    assert verify(desk, desk / "out.ofd").lines[0]["verdict"] == "valid"


def test_a_token_is_named_by_its_profile_in_the_profile_folder(desk: Path, token: SoftToken) -> None:
    token.profile(desk / "home" / "tokens" / "skf.toml")
    sealed = seal_with_token(desk, "测试钥匙", PIN, SEALDESK_PROFILE=str(desk / "home"))
    assert (sealed.code, sealed.errors) == (0, "")


def test_a_wrong_pin_costs_one_try_and_writes_nothing(desk: Path, token: SoftToken) -> None:
    sealed = seal_with_token(desk, token.profile(desk / "my.toml"), "00000000")
    assert sealed.code == 2
    assert "2 tries left" in sealed.errors
    assert token.tries_left == 2
    assert not (desk / "out.ofd").exists()


@pytest.mark.parametrize("pin", ["", PIN])
def test_without_pin_or_token_nothing_is_sealed(desk: Path, token: SoftToken, pin: str) -> None:
    if pin:
        token.pull()
    sealed = seal_with_token(desk, token.profile(desk / "my.toml"), pin)
    assert sealed.code == 2
    assert ("plugged in" if pin else "PIN") in sealed.errors
    assert not (desk / "out.ofd").exists()


@pytest.mark.parametrize("signer", ["skf", "soft", "smartcard:x", "pkcs11:missing.toml", "skf:unknown"])
def test_a_signer_that_is_none_is_refused_with_a_reason(desk: Path, signer: str) -> None:
    sealed = sealdesk(
        "seal", desk / "in.ofd", desk / "out.ofd", "--seal", desk / "seal.esl", "--signer", signer,
        "--at", "1:60,60",
    )  # fmt: skip
    assert sealed.code == 2
    assert sealed.errors
    assert not (desk / "out.ofd").exists()


def test_a_pdf_is_sealed_in_one_place_and_verifies(desk: Path) -> None:
    (desk / "in.pdf").write_bytes(blank())
    out = desk / "out.pdf"
    arguments = ("seal", desk / "in.pdf", out, "--seal", desk / "seal.esl", "--key", desk / "key.pem")
    sealed = sealdesk(*arguments, "--cert", desk / "cert.der", "--at", "2:100,200")
    assert (sealed.code, sealed.errors) == (0, "")
    assert sealed.lines[0]["stamps"] == [{"page": 2, "box_mm": [100, 200, 42, 42], "clip_mm": None}]
    (line,) = verify(desk, out).lines
    assert (line["verdict"], line["seals"][0]["signer"], line["seals"][0]["page"]) == ("valid", "管印人", 2)
    refused = sealdesk(*arguments, "--cert", desk / "cert.der", "--at", "1:1,1", "--straddle", "right")
    assert (refused.code, "one place" in refused.errors) == (2, True)


def test_a_token_seals_a_pdf_too(desk: Path, token: SoftToken) -> None:
    (desk / "in.pdf").write_bytes(blank())
    sealed = sealdesk(
        "seal", desk / "in.pdf", desk / "out.pdf", "--seal", desk / "seal.esl",
        "--signer", f"skf:{token.profile(desk / 'my.toml')}", "--at", "1:60,60", typed=f"{PIN}\n",
    )  # fmt: skip
    assert (sealed.code, sealed.errors) == (0, "")
    assert verify(desk, desk / "out.pdf").lines[0]["verdict"] == "valid"
