"""Test seals: a plain star with 演示, for trying out sealing and verification.

For the command line they come with a maker and keys of their own, which no office believes. For the
cabinet of the sample office its own maker makes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from core.crypto import to_pem, write_private_key
from core.seal import SealMaker, SealOrder, SealPicture, issue_sample_seals, make_seal
from core.seal.issue import Randomness
from desktop.vault.files import disk_failures
from resources.make_impressions import draw, png

NAME_LONGEST = 16
"""Characters that stand round a seal of 42 mm and can still be read."""
DIAMETERS_MM = (45, 42, 38)
_SEALER = "sealer"
_SEAL = "test"
_YEARS = 3
_FOLDER = "sealdesk-test-seal"


def practice_files(
    name: str, diameter_mm: int, sealer: str, *, now: datetime, randomness: Randomness
) -> Mapping[str, bytes]:
    """A test seal with everything that sealing and verifying on the command line needs, by file name.

    `sealer` is the name in the sealer's certificate.
    """
    picture = png(draw({"name": name, "diameter_mm": diameter_mm}))
    order = SealOrder(
        seal_id=_SEAL,
        name=f"{name}（演示）",
        picture=SealPicture(format="PNG", data=picture, width_mm=diameter_mm, height_mm=diameter_mm),
        sealers=[_SEALER],
        valid_from=now - timedelta(days=1),
        valid_until=now + timedelta(days=365 * _YEARS),
    )
    made = issue_sample_seals(
        [order], sealers={_SEALER: sealer}, organisation="演示", now=now, randomness=randomness
    )
    signer = made.sealers[_SEALER]
    return {
        "test-seal.esl": made.seals[_SEAL],
        "sealer.key": to_pem("PRIVATE KEY", write_private_key(signer.key)),
        "sealer.crt": to_pem("CERTIFICATE", signer.certificate),
        **{f"trust/{file}": content for file, content in made.trust_files().items()},
    }


def practice_seal(
    name: str, diameter_mm: int, sealer: bytes, maker: SealMaker, *, now: datetime, seal_id: str
) -> bytes:
    """A test seal of a maker that the office believes, for the sealer's certificate in DER."""
    picture = png(draw({"name": name, "diameter_mm": diameter_mm}))
    start = now - timedelta(days=1)
    return make_seal(
        maker,
        seal_id=seal_id,
        name=f"{name}（演示）",
        picture=SealPicture(format="PNG", data=picture, width_mm=diameter_mm, height_mm=diameter_mm),
        signers=[sealer],
        created_at=start,
        valid_from=start,
        valid_until=now + timedelta(days=365 * _YEARS),
    )


def write_practice(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write the files into a new folder below `folder`, for this user's eyes; where. Raises `DiskRefused`."""
    with disk_failures():
        place = next(each for each in _places(folder) if not each.exists())
        for name, content in files.items():
            file = place / name
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            file.touch(mode=0o600)
            file.write_bytes(content)
    return place


def _places(folder: Path) -> list[Path]:
    return [folder / _FOLDER, *(folder / f"{_FOLDER}-{number}" for number in range(2, 1000))]
