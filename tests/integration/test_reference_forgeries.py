"""Forged and odd documents of the vectors' own generator: the reference and we say the same of each."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from core.seal import verify_document
from core.seal.trust import trust_of_files

SHARED = Path(__file__).resolve().parents[3] / "shared"
CODE, PKI = SHARED / "vectors" / "code", SHARED / "vectors" / "pki"
HOW_MANY = 200
SAID = {"VALID": "valid", "INVALID": "invalid", "UNKNOWN": "undetermined"}
GENERATOR = """
import datetime as dt, json, random, sys
code, folder, seed, many = sys.argv[1:]
sys.path.insert(0, code)
import gen_ses as g, verify_ofd as v
from sm2_chain import load_cert, load_crl
g.O = folder + "/"
day, draw = g.T, random.Random(int(seed))
read = lambda name: open(g.P + name, "rb").read()
anchors, offered = [load_cert(read("root.crt"))], [load_cert(read(n)) for n in ("sub.crt", "signer.crt")]
lists = [load_crl(read(n)) for n in ("sub.crl", "root.crl")]
page, first = "Doc_0/Pages/Page_0/Content.xml", "Doc_0/Signs/Sign_0/"
for number in range(int(many)):
    version, who = draw.choice((1, 4, 4, 5)), draw.choice(
        ("signer",) * 4 + ("maker", "revoked", "expired", "encipher", "notca", "rogue", "tsa"))
    late = version > 1
    seal = g.seal(
        version,
        signers=draw.choice(((who,), (who,), (who, "maker"), ("maker",), ("signer", "revoked"))),
        maker=draw.choice(("maker",) * 4 + ("signer", "notca", "expired", "revoked", "encipher", "sub")),
        start=draw.choice((day(2026), day(2026), day(2026), day(2020), day(2026, 11, 25), day(2019))),
        end=draw.choice((day(2036), day(2036), day(2036), day(2026, 11, 1), day(2021))),
        by_hash=late and draw.random() < 0.3, tamper=late and draw.random() < 0.1)
    other_times = (day(2026, 6), day(2020, 6), day(2027), day(2026, 12), day(2035))
    when = draw.choice((day(2026, 11, 20),) * 4 + other_times)
    box = draw.choice(("120 200 42 42", "120 200 42 42", "1 1 40 40"))
    files = g.add_signature(g.base(), 0, seal, who=who, when=when, box=box, raw=late and draw.random() < 0.3)
    if draw.random() < 0.4:
        second = g.seal(draw.choice((4, 5)), signers=("signer", "maker"))
        files = g.add_signature(files, 1, second, who=draw.choice(("maker", "signer")))
    deeds = ("page", "added", "list of digests", "seal file", "other value", "value", "root")
    match draw.choice(("", "", "", *deeds)):
        case "page": files[page] += b" "
        case "added": files["a/b.txt"] = b"1"
        case "list of digests": files[first + "Signature.xml"] += b"\\n"
        case "seal file": files[first + "Seal.esl"] = g.seal(4, esid="Q")
        case "other value" if late:
            files[first + "SignedValue.dat"] = g.sign(seal, b"other", "/x", "signer", when)
        case "value":
            value = bytearray(files[first + "SignedValue.dat"]); value[-5] ^= 4
            files[first + "SignedValue.dat"] = bytes(value)
        case "root": files["OFD.xml"] += b" "
    now = draw.choice((day(2026, 12, 2),) * 4 + (day(2026, 11, 19), day(2037)))
    with_lists = draw.random() < 0.9
    name = f"{number}.ofd"
    g.write(name, files)
    said, found = v.check(folder + "/" + name, anchors, offered, lists if with_lists else [], now)
    print(json.dumps([name, said, sorted({code for _, code, _ in found}), now.isoformat(), with_lists]))
"""

pytestmark = pytest.mark.skipif(not CODE.is_dir(), reason="the shared generator is not on this machine")


def test_every_forgery_is_judged_alike_by_both(tmp_path: Path) -> None:
    seed = random.randrange(1 << 32)
    print("seed", seed)
    command = (sys.executable, "-c", GENERATOR, str(CODE), str(tmp_path), str(seed), str(HOW_MANY))
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    names = ("root.crt", "sub.crt", "signer.crt", "root.crl", "sub.crl")
    believed = trust_of_files((name, (PKI / name).read_bytes()) for name in names).trust
    verdicts = set()
    for line in done.stdout.splitlines():
        name, said, codes, now, with_lists = json.loads(line)
        trust = believed if with_lists else replace(believed, crls=())
        report = verify_document((tmp_path / name).read_bytes(), trust, datetime.fromisoformat(now))
        found = sorted({code for seal in report.seals for code in seal.codes})
        assert (report.verdict, found) == (SAID[said], codes), (seed, name)
        verdicts.add(said)
    assert verdicts >= {"INVALID", "UNKNOWN"}  # that a drawn change leaves a seal valid is rare
