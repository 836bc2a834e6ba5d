"""The signed PDFs of ../shared/vectors get the verdicts that their README states, at the command line."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from desktop.relaunch import client_command

VECTORS = Path(__file__).parents[2].parent / "shared" / "vectors"
pytestmark = pytest.mark.skipif(
    not (VECTORS / "pdf").is_dir(),
    reason="the signed PDFs are not beside the project (../shared/vectors/pdf)",
)
VERDICTS = {
    "pades_sm2_B-B": ["valid"],
    "pades_sm2_B-T": ["valid"],
    "pades_sm2_B-LT": ["valid"],
    "pades_sm2_B-LTA": ["valid", "valid"],
    "pades_sm2_multi": ["valid", "valid", "valid"],
    "pades_sm2_changed_after": ["invalid"],
    "ses_custom_subfilter": ["undetermined"],
}


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    folder = tmp_path_factory.mktemp("trust")
    for name in ("root.crt", "sub.crt", "root.crl", "sub.crl"):
        shutil.copy(VECTORS / "pki" / name, folder / name)
    files = sorted((VECTORS / "pdf").glob("*.pdf"))
    command = client_command("verify", *map(str, files), "--trust", str(folder), "--at", "2026-12-02")
    done = subprocess.run(command, capture_output=True, check=False)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {Path(line["file"]).stem: line for line in lines}


def test_every_file_is_known(answers: dict[str, dict[str, Any]]) -> None:
    assert set(answers) == set(VERDICTS)


@pytest.mark.parametrize("name", VERDICTS)
def test_a_pdf_gets_the_verdict_of_the_readme(answers: dict[str, dict[str, Any]], name: str) -> None:
    assert [seal["verdict"] for seal in answers[name]["seals"]] == VERDICTS[name]


def test_time_stamps_later_seals_and_changes_are_told_apart(answers: dict[str, dict[str, Any]]) -> None:
    found = {name: [seal["findings"] for seal in line["seals"]] for name, line in answers.items()}
    assert found["pades_sm2_B-B"] == [["NO_TIMESTAMP"]]
    assert found["pades_sm2_B-T"] == [[]]
    assert found["pades_sm2_B-LTA"] == [["ADDED_AFTER"], ["ADDED_AFTER"]]
    assert "CHANGED_AFTER" in found["pades_sm2_changed_after"][0]
    assert found["ses_custom_subfilter"] == [["UNSUPPORTED_TYPE"]]
    assert answers["pades_sm2_B-LTA"]["seals"][1]["type"] == "DocTimeStamp"
