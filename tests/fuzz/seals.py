"""`python -m tests.fuzz.seals [N] [--seed S] [--only NUMBER]`: mutated seals, read and judged.

Seals and signatures of the three formats, signed messages, time stamps and their answers, certificates,
revocation lists, Signature.xml and Signatures.xml; each through its parser, and one in eight through the
whole judgement. Only declared errors may come out, and nothing changed may be valid. Findings are printed and
their inputs kept in build/fuzz-seals/, since what is signed anew at each start is never the same twice.
"""

from __future__ import annotations

import argparse
import secrets
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from core.crypto import judge_path, name_text, parse_certificate, parse_crl, read_private_key, sm2
from core.crypto.keys import write_private_key
from core.errors import AppError
from core.ofd.append import append_parts
from core.ofd.package import Package
from core.seal import (
    TimeStampRequest,
    Verdict,
    judge_time_stamp,
    parse_seal,
    parse_signature,
    parse_time_stamp_request,
    seal_picture,
    verify_document,
)
from core.seal.cms import parse_signed_message
from core.seal.judge import judge_signed_value
from core.seal.linkage import SignatureFile, read_signatures
from core.seal.picture import picture_findings
from core.seal.report import verdict_of
from core.seal.ses import kind_of_signed_value
from core.seal.tokens import judge_token, parse_token
from tests.fuzz.der_tree import Node, mutated_der, mutated_octets, read
from tests.fuzz.xmltree import mutated_xml
from tests.unit.seal.office import NOW, SIGNS, document_parts, office, sealed, trust, unzipped, zipped
from tests.unit.seal.tsa import CERTIFICATE, Tsa, with_tsa

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
KEPT = ROOT / "build" / "fuzz-seals"
_SLOW_S = 2.0
_REPORT_EVERY = 20_000
_DEEP = 8
_MOST_BYTES = 1 << 20
"""Larger ones cost the time of making them, and every limit is passed long before."""


@dataclass(frozen=True, slots=True)
class Seed:
    """One good input: what it is decides who reads it."""

    kind: str
    content: bytes


@dataclass(slots=True)
class Seeds:
    """What mutations start from: of our own authority, made anew, and of the shared vectors if there."""

    document: bytes
    seeds: list[Seed]
    donors: list[Node]

    @classmethod
    def gathered(cls) -> Seeds:
        document = sealed(zipped(document_parts()))
        made, own = office(), unzipped(document)
        value = own[f"{SIGNS}/Sign_0/SignedValue.dat"]
        request = TimeStampRequest.over(b"stamped", nonce=7)
        seeds = [
            Seed("seal", made.seals["s-1"]),
            Seed("value", value),
            Seed("message", Tsa().token(sm2.sm3(value))),
            Seed("token", Tsa().token(sm2.sm3(b"stamped"), nonce=7)),
            Seed("answer", Tsa().answer(request)),
            Seed("request", request.encoded),
            Seed("certificate", made.sealers["u-1"].certificate),
            Seed("certificate", made.root_certificate),
            Seed("certificate", CERTIFICATE),
            Seed("key", write_private_key(made.root_key)),
            *(Seed("crl", crl) for crl in made.crls),
            Seed("signature xml", own[f"{SIGNS}/Sign_0/Signature.xml"]),
            Seed("list xml", own[f"{SIGNS}/Signatures.xml"]),
            Seed("root xml", own["OFD.xml"]),
            *_of_vectors(),
        ]
        trees = [read(seed.content) for seed in seeds if not seed.kind.endswith("xml")]
        nodes = [node for tree in trees if tree is not None for node in tree.walk()]
        return cls(document, seeds, [node for node in nodes if len(node.content) < 3_000])

    def input(self, seed: int, number: int) -> Seed:
        """The input of that number."""
        random = Random(f"{seed} {number}")
        chosen = random.choice(self.seeds)
        if chosen.kind.endswith("xml"):
            if random.random() < 0.2:
                return Seed(chosen.kind, mutated_octets(random, chosen.content))
            return Seed(chosen.kind, mutated_xml(random, chosen.content, ())[:_MOST_BYTES])
        return Seed(chosen.kind, mutated_der(random, chosen.content, self.donors))


def _of_vectors() -> list[Seed]:
    folder = SHARED / "vectors"
    if not folder.is_dir():
        return []
    seeds = [Seed("seal", path.read_bytes()) for path in sorted((folder / "ses").glob("*.esl"))]
    for name in ("ok_v1", "ok_v4", "ok_v5", "ok_v4_certhash", "ok_v4_raw_rs"):
        package = Package((folder / "ses" / f"{name}.ofd").read_bytes())
        seeds += [
            Seed("value", package.read(signature.signed_value_part))
            for signature in read_signatures(package).signatures
            if signature.signed_value_part is not None
        ]
    return seeds


@dataclass(slots=True)
class Trials:
    """Tries inputs; findings are what no input may do."""

    seeds: Seeds
    outcomes: Counter[str] = field(default_factory=Counter)
    slowest_s: float = 0.0

    def run(self, seed: int, number: int) -> str | None:
        """What went wrong with that input, if anything did."""
        tried = self.seeds.input(seed, number)
        deep = number % _DEEP == 0
        began = time.process_time()
        try:
            _READERS[tried.kind](self, tried.content, deep)
            self.outcomes[f"{tried.kind}: read"] += 1
        except AppError as error:
            self.outcomes[f"{tried.kind}: {error.code}"] += 1
        except Exception:  # noqa: BLE001  (this is what is looked for)
            return traceback.format_exc(limit=-6)
        took = time.process_time() - began
        self.slowest_s = max(self.slowest_s, took)
        return f"{tried.kind}: {took:.1f} s" if took > _SLOW_S else None

    def seal(self, content: bytes, _deep: bool) -> None:
        tuple(picture_findings(parse_seal(content)))

    def value(self, content: bytes, deep: bool) -> None:
        kind_of_signed_value(content)
        seal_picture(content)
        if not deep:
            parse_signature(content)
            return
        (signature,) = read_signatures(Package(self.seeds.document)).signatures
        judged = judge_signed_value(content, signature, trust(), NOW)
        original = content == Package(self.seeds.document).read(f"{SIGNS}/Sign_0/SignedValue.dat")
        assert original or verdict_of(judged.findings) is not Verdict.VALID, "a changed value is valid"

    def message(self, content: bytes, deep: bool) -> None:
        parse_signed_message(content)
        if deep:
            judge_signed_value(content, _named(b"<Signature/>"), trust(), NOW)

    def token(self, content: bytes, deep: bool) -> None:
        parse_token(content)
        if deep:
            judge_token(content, b"stamped", with_tsa(trust()))

    def answer(self, content: bytes, _deep: bool) -> None:
        judge_time_stamp(content, TimeStampRequest.over(b"stamped", nonce=7), with_tsa(trust()), NOW)

    def request(self, content: bytes, _deep: bool) -> None:
        parse_time_stamp_request(content)

    def certificate(self, content: bytes, deep: bool) -> None:
        certificate = parse_certificate(content)
        name_text(certificate.subject)
        assert isinstance(certificate.common_name, str)
        if deep:
            believed = trust()
            judge_path(
                certificate,
                anchors=believed.anchors,
                intermediates=(*believed.intermediates, certificate),
                crls=believed.crls,
                at=datetime(2026, 11, 21, tzinfo=UTC),
            )

    def crl(self, content: bytes, _deep: bool) -> None:
        parse_crl(content)

    def key(self, content: bytes, _deep: bool) -> None:
        read_private_key(content)

    def signature_xml(self, content: bytes, deep: bool) -> None:
        self._in_document(f"{SIGNS}/Sign_0/Signature.xml", content, deep)

    def list_xml(self, content: bytes, deep: bool) -> None:
        self._in_document(f"{SIGNS}/Signatures.xml", content, deep)

    def root_xml(self, content: bytes, deep: bool) -> None:
        self._in_document("OFD.xml", content, deep)

    def _in_document(self, part: str, content: bytes, deep: bool) -> None:
        changed = append_parts(self.seeds.document, {part: content}, NOW, packed=False)
        if not deep:
            read_signatures(Package(changed))
            return
        assert verify_document(changed, trust(), NOW).verdict is not Verdict.VALID, "a changed part is valid"


def _named(xml: bytes) -> SignatureFile:
    return SignatureFile(
        signature_id="1",
        type="Sign",
        part="Signature.xml",
        xml=xml,
        date_time="",
        check_method="SM3",
        references=(),
        stamps=(),
        malformed=False,
        names_seal=False,
        seal_part=None,
        signed_value_part="SignedValue.dat",
    )


_READERS: Mapping[str, Callable[[Trials, bytes, bool], None]] = {
    "seal": Trials.seal,
    "value": Trials.value,
    "message": Trials.message,
    "token": Trials.token,
    "answer": Trials.answer,
    "request": Trials.request,
    "certificate": Trials.certificate,
    "crl": Trials.crl,
    "key": Trials.key,
    "signature xml": Trials.signature_xml,
    "list xml": Trials.list_xml,
    "root xml": Trials.root_xml,
}


def run(count: int, *, seed: int) -> tuple[Trials, dict[int, str]]:
    """Try `count` inputs: what came of them, and the findings by number."""
    trials, findings = Trials(Seeds.gathered()), {}
    began = time.monotonic()
    for number in range(count):
        found = trials.run(seed, number)
        if found is not None:
            findings[number] = found
            _keep(trials, seed, number, found)
        if number % _REPORT_EVERY == _REPORT_EVERY - 1:
            rate = (number + 1) / (time.monotonic() - began)
            print(f"{number + 1}: {rate:.0f}/s, {len(findings)} findings", file=sys.stderr, flush=True)
    return trials, findings


def _keep(trials: Trials, seed: int, number: int, found: str) -> None:
    KEPT.mkdir(parents=True, exist_ok=True)
    tried = trials.seeds.input(seed, number)
    (KEPT / f"{seed}-{number}").write_bytes(tried.content)
    print(f"number {number}, {tried.kind}: {found}", file=sys.stderr, flush=True)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="tests.fuzz.seals", description="Mutated seals, read and judged")
    parser.add_argument("count", type=int, nargs="?", default=1_000_000, metavar="N")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(2**31))
    parser.add_argument("--only", type=int, metavar="NUMBER", help="one input again")
    arguments = parser.parse_args(argv)
    print(f"seed {arguments.seed}", file=sys.stderr, flush=True)
    if arguments.only is not None:
        trials = Trials(Seeds.gathered())
        found = trials.run(arguments.seed, arguments.only)
        print(dict(trials.outcomes), found or "nothing", sep="\n")
        return int(found is not None)
    trials, findings = run(arguments.count, seed=arguments.seed)
    for outcome, count in sorted(trials.outcomes.items()):
        print(f"{count:9} {outcome}")
    print(f"{arguments.count} inputs, {len(findings)} findings, the slowest {trials.slowest_s:.2f} s")
    return int(bool(findings))


if __name__ == "__main__":
    sys.exit(main())
