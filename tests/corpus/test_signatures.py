"""Seals of other makers: the shared vectors and the corpus, when they are there."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from core.crypto import parse_certificate, read_private_key, sm2, sm2_curve
from core.crypto.suites import Suite, decrypt, encrypt
from core.errors import AppError
from core.ofd import open_ofd
from core.ofd.display import Box
from core.seal import Code, Placement, Report, SealReport, Trust, Verdict, parse_seal, verify_document
from core.seal.trust import trust_of_files
from tests.unit.seal.office import NOW as SEALING_TIME
from tests.unit.seal.office import sealed, trust

SHARED = Path(__file__).resolve().parents[3] / "shared"
VECTORS, CORPUS = SHARED / "vectors", SHARED / "corpus"
NOW = datetime(2026, 12, 2, tzinfo=UTC)

needs_vectors = pytest.mark.skipif(
    not VECTORS.is_dir(), reason="the shared test vectors are not on this machine"
)
needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not on this machine")


@cache
def vector_trust() -> Trust:
    """As the vectors' README says: root, both lists, and sub and signer offered, not believed."""
    names = ("root.crt", "sub.crt", "signer.crt", "root.crl", "sub.crl")
    return trust_of_files((name, (VECTORS / "pki" / name).read_bytes()) for name in names).trust


EXPECTED: dict[str, tuple[Verdict, set[Code]]] = {
    "ok_v1": (Verdict.VALID, set()),
    "ok_v4": (Verdict.VALID, set()),
    "ok_v5": (Verdict.VALID, set()),
    "ok_v4_certhash": (Verdict.VALID, set()),
    "ok_v4_raw_rs": (Verdict.VALID, set()),
    "ok_v4_two_seals": (Verdict.VALID, set()),
    "warn_stamp_size_differs": (Verdict.VALID, {Code.STAMP_SIZE}),
    "bad_page_tampered": (Verdict.INVALID, {Code.DIGEST_MISMATCH}),
    "bad_stamp_moved": (Verdict.INVALID, {Code.DATAHASH_MISMATCH}),
    "bad_seal_replaced": (Verdict.INVALID, {Code.DIGEST_MISMATCH, Code.SEAL_MISMATCH}),
    "bad_seal_maker_signature": (Verdict.INVALID, {Code.MAKER_SIG_INVALID}),
    "bad_signer_not_in_seal": (Verdict.INVALID, {Code.SIGNER_NOT_IN_SEAL}),
    "bad_signer_revoked": (Verdict.INVALID, {Code.REVOKED}),
    "bad_signer_expired": (Verdict.UNDETERMINED, {Code.EXPIRED}),
    "bad_before_cert_start": (Verdict.UNDETERMINED, {Code.NOT_YET_VALID, Code.MAKER_NOT_YET_VALID}),
    "bad_seal_expired": (Verdict.UNDETERMINED, {Code.SEAL_EXPIRED, Code.MAKER_NOT_YET_VALID}),
    "bad_uncovered_file_added": (Verdict.UNDETERMINED, {Code.UNCOVERED}),
    "bad_maker_issued_by_non_ca": (
        Verdict.UNDETERMINED,
        {Code.MAKER_NOT_A_CA, Code.MAKER_CA_KEY_USAGE, Code.MAKER_PATH_LEN, Code.MAKER_NO_CRL},
    ),
}


@needs_vectors
@pytest.mark.parametrize("name", EXPECTED)
def test_each_vector_gives_the_verdict_its_readme_states(name: str) -> None:
    report = verify_document((VECTORS / "ses" / f"{name}.ofd").read_bytes(), vector_trust(), NOW)
    verdict, codes = EXPECTED[name]
    found = set().union(*(seal.codes for seal in report.seals))
    assert (report.verdict, found - {Code.NO_TIMESTAMP}) == (verdict, codes)
    assert (Code.NO_TIMESTAMP in found) == (name != "ok_v1")


@needs_vectors
def test_no_vector_is_left_out() -> None:
    assert {path.stem for path in (VECTORS / "ses").glob("*.ofd")} == set(EXPECTED)


@needs_vectors
@pytest.mark.parametrize("version", [1, 4, 5])
def test_each_seal_file_is_read_in_its_version(version: int) -> None:
    assert parse_seal((VECTORS / "ses" / f"seal_v{version}.esl").read_bytes()).version == version


PKI: dict[str, set[str]] = {
    "signer": set(),
    "maker": set(),
    "tsa": set(),
    "revoked": {"REVOKED"},
    "expired": {"EXPIRED"},
    "encipher": {"KEY_USAGE"},
    "notca": {"NOT_A_CA", "CA_KEY_USAGE", "PATH_LEN", "NO_CRL"},
    "rogue": {"NO_PATH"},
}


@needs_vectors
@pytest.mark.parametrize("name", PKI)
def test_each_certificate_of_the_vectors_has_its_findings(name: str) -> None:
    certificate = parse_certificate((VECTORS / "pki" / f"{name}.crt").read_bytes())
    judged = vector_trust().judge(certificate, NOW)
    assert {finding.code.value for finding in judged.findings} == PKI[name]


@needs_vectors
def test_every_key_of_the_vectors_belongs_to_its_certificate() -> None:
    for path in (VECTORS / "pki").glob("*.key"):
        certificate = parse_certificate(path.with_suffix(".crt").read_bytes())
        assert read_private_key(path.read_bytes()).point == certificate.point, path.stem


@needs_vectors
def test_the_known_answers_of_the_standards_all_match() -> None:
    known = json.loads((VECTORS / "kat" / "gm_kat.json").read_bytes())
    example = known["sm2_sign_gbt32918_5"]
    key = sm2.Sm2PrivateKey.from_secret(bytes.fromhex(example["d"]))
    e = sm2.digest_e(key.point, example["msg"].encode(), example["id"].encode())
    assert key.point.hex().upper() == "04" + example["x"] + example["y"]
    assert e.hex().upper() == example["e"]
    numbers = sm2_curve.sign(int(example["d"], 16), int.from_bytes(e, "big"), int(example["k"], 16))
    assert numbers == (int(example["r"], 16), int(example["s"], 16))
    assert sm2.encode_signature(*numbers).hex() == example["der"]
    assert sm2.sm3(b"abc").hex() == known["sm3"]["abc"]
    assert sm2.sm3(b"abcd" * 16).hex() == known["sm3"]["abcd*16"]


@needs_vectors
def test_the_known_answers_of_sm4_all_match() -> None:
    known = json.loads((VECTORS / "kat" / "gm_kat.json").read_bytes())
    ecb = {name: bytes.fromhex(value) for name, value in known["sm4_ecb"].items()}
    block = Cipher(algorithms.SM4(ecb["key"]), modes.ECB()).encryptor()
    assert block.update(ecb["pt"]) == ecb["ct"]
    gcm = {name: bytes.fromhex(value) for name, value in known["sm4_gcm_rfc8998"].items()}
    sealed = encrypt(Suite.NATIONAL, gcm["key"], gcm["iv"], gcm["pt"], gcm["aad"])
    assert sealed == gcm["ct"] + gcm["tag"]
    assert decrypt(Suite.NATIONAL, gcm["key"], gcm["iv"], sealed, gcm["aad"]) == gcm["pt"]


def rows() -> list[dict[str, str]]:
    path = CORPUS / "SIGNATURES.tsv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


@cache
def corpus_report(file: str) -> Report:
    return verify_document((CORPUS / "ofd" / file).read_bytes(), Trust(), NOW)


def seal_of(row: dict[str, str]) -> SealReport:
    (found,) = (seal for seal in corpus_report(row["file"]).seals if seal.signature_id == row["sig"])
    return found


every_row = pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['file'][:3]}/{row['sig']}")


def parts_of(seal: SealReport, code: Code) -> Iterator[str]:
    for finding in seal.findings:
        if finding.code is code:
            yield finding.facts["part"]


@needs_corpus
@every_row
def test_the_verdict_of_each_known_signature_follows_from_its_steps(row: dict[str, str]) -> None:
    """Without the authorities' roots nothing is valid: what holds is undetermined, for want of a path."""
    seal = seal_of(row)
    if row["EXPECTED"].startswith("INVALID"):
        assert seal.verdict is Verdict.INVALID
    else:
        assert (seal.verdict, Code.NO_PATH in seal.codes) == (Verdict.UNDETERMINED, True)


@needs_corpus
@every_row
def test_the_digests_of_each_known_signature_are_as_listed(row: dict[str, str]) -> None:
    seal = seal_of(row)
    right, total = (int(number) for number in row["digests_ok/total"].split()[0].split("/"))
    bad = {f"/{part}" for part in parts_of(seal, Code.DIGEST_MISMATCH)}
    assert bad == set(row["bad_refs"].split())
    assert (seal.references, seal.references - len(bad)) == (total, right)


@needs_corpus
@every_row
def test_the_signature_steps_of_each_known_signature_are_as_listed(row: dict[str, str]) -> None:
    seal = seal_of(row)
    assert row["signature_value"].startswith("OK") == (Code.SIG_INVALID not in seal.codes)
    hash_holds = row["xml_hash"] == "ok" or "sm3(xml)" in row["xml_hash"]
    assert hash_holds == (Code.DATAHASH_MISMATCH not in seal.codes)
    assert Code.MAKER_SIG_INVALID not in seal.codes
    assert Code.SEAL_MISMATCH not in seal.codes
    expired = row["seal_at_sign_time"] not in ("ok", "")
    assert expired == bool(seal.codes & {Code.SEAL_EXPIRED, Code.SEAL_NOT_YET_VALID})


@needs_corpus
@every_row
def test_the_format_and_the_stamps_of_each_known_signature_are_as_listed(row: dict[str, str]) -> None:
    seal = seal_of(row)
    listed = row["ses_format"]
    assert seal.format == ("CMS" if listed.startswith("PKCS7") else f"SES {listed}")
    assert len(seal.stamps) == int(row["stamps"])
    assert Code.STAMP_PAGE not in seal.codes


@needs_corpus
@every_row
def test_the_uncovered_parts_of_each_known_signature_are_as_listed(row: dict[str, str]) -> None:
    """A later seal covers what an earlier one does not: then it is said to be added after."""
    seal = seal_of(row)
    number, _, names = row["uncovered_entries"].partition(":")
    found = [finding for finding in seal.findings if finding.code in (Code.UNCOVERED, Code.ADDED_AFTER)]
    parts = {part.casefold() for finding in found for part in finding.facts["parts"].split()}
    assert parts == set(names.split())
    assert len(parts) == int(number)


@needs_corpus
def test_every_document_of_the_corpus_is_judged_or_named_unusable() -> None:
    verdicts: dict[str, int] = {}
    for path in sorted((CORPUS / "ofd").glob("*.ofd")):
        report = verify_document(path.read_bytes(), Trust(), NOW)
        verdicts[report.verdict] = verdicts.get(report.verdict, 0) + 1
        assert report.verdict is not Verdict.VALID, path.name
    print(verdicts)
    assert sum(verdicts.values()) > 90


@needs_corpus
def test_every_document_of_the_corpus_takes_a_seal_or_names_the_reason() -> None:
    """Refused are those, and only those, in which an earlier signature protects the list of signatures."""
    outcomes: dict[str, list[str]] = {}
    for path in sorted((CORPUS / "ofd").glob("*.ofd")):
        try:
            document = sealed(path.read_bytes(), Placement(0, Box(10, 10, 42, 42)))
        except AppError as error:
            outcomes.setdefault(error.code, []).append(path.name[:3])
            continue
        newest = verify_document(document, trust(), SEALING_TIME).seals[-1]
        outcomes.setdefault(newest.verdict, []).append(path.name[:3])
        assert [stamp.boundary for stamp in open_ofd(document).display(0).stamps][-1] == Box(10, 10, 42, 42)
    assert outcomes.pop("seal.signatures_protected") == ["037", "038", "063", "067", "068", "079"]
    assert set(outcomes) == {Verdict.VALID}
