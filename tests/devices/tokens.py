"""Tokens for tests: our software libraries for SKF and PKCS#11, and SoftHSM2."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from core.crypto import Sm2PrivateKey, write_private_key
from desktop.devices import Pkcs11Driver, SkfDriver, TokenSigner
from tests.unit.seal.office import office

PIN = "12345678"
SKF_SOURCE = Path(__file__).parent / "softskf" / "softskf.c"
PKCS11_SOURCE = Path(__file__).parent / "softp11" / "softp11.c"
SM2_MECHANISM = 0x80000B01
SOFTHSM = (
    Path("/usr/lib/softhsm/libsofthsm2.so"),
    Path("/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"),
    Path("/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so"),
)


def digest_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@cache
def _built(source: Path, folder: Path, *flags: str) -> Path:
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        pytest.skip("no C compiler (gcc) to build the software token with")
    library = folder / f"lib{source.stem}{''.join(flags)}.so"
    command = [compiler, "-Wall", "-Werror", "-shared", "-fPIC", "-o", library, source, *flags, "-ldl"]
    subprocess.run(command, check=True, capture_output=True)
    return library


@dataclass
class SoftToken:
    """A folder with a library of ours, a key, its certificate, and the switches of its source."""

    folder: Path
    library: Path
    insertion: int = 1
    _switches: tuple[str, ...] = ()
    signers: list[TokenSigner] = field(default_factory=list)

    def switch(self, *words: str) -> None:
        """These switches and no others."""
        self._switches = words
        self._write()

    def pull(self) -> None:
        self.switch("unplugged")

    def plug(self) -> None:
        """In again: every handle from before is dead, and so is the login."""
        self.insertion += 1
        self.switch()

    def driver(self, **changes: object) -> SkfDriver:
        facts: dict[str, object] = {
            "name": "测试钥匙",
            "library": str(self.library),
            "sha256": digest_of(self.library),
            "writable": (str(self.folder),),
        }
        return SkfDriver(**(facts | changes))  # type: ignore[arg-type]

    def pkcs11_driver(self, **changes: object) -> Pkcs11Driver:
        facts: dict[str, object] = {
            "name": "测试令牌",
            "library": str(self.library),
            "sha256": digest_of(self.library),
            "writable": (str(self.folder),),
            "sm2_mechanism": SM2_MECHANISM,
        }
        return Pkcs11Driver(**(facts | changes))  # type: ignore[arg-type]

    def profile(self, path: Path) -> Path:
        """The driver as the TOML file that a person writes."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f'kind = "skf"\nname = "测试钥匙"\nlibrary = "{self.library}"\n'
            f'sha256 = "{digest_of(self.library)}"\nwritable = ["{self.folder}"]\n',
            encoding="utf-8",
        )
        return path

    def signer(self, **changes: object) -> TokenSigner:
        is_skf = self.library.stem == "libsoftskf"
        made = TokenSigner(self.driver(**changes) if is_skf else self.pkcs11_driver(**changes))
        self.signers.append(made)
        return made

    @property
    def tries_left(self) -> int:
        tries = self.folder / "tries"
        return int(tries.read_text()) if tries.exists() else 3

    def close(self) -> None:
        for signer in self.signers:
            signer.close()

    def _write(self) -> None:
        words = (*self._switches, f"insertion={self.insertion}")
        unfinished = self.folder / "switches.new"
        unfinished.write_text(" ".join(words), encoding="ascii")
        os.replace(unfinished, self.folder / "switches")


def soft_token(
    folder: Path,
    builds: Path,
    *flags: str,
    certificate: bytes | None = None,
    key: Sm2PrivateKey | None = None,
) -> SoftToken:
    """An SKF token with the key of the sample office's sealer u-1, or another; skips without a compiler."""
    return _token(folder, _built(SKF_SOURCE, builds, *flags), certificate, key)


def soft_pkcs11(folder: Path, builds: Path) -> SoftToken:
    """The same behind PKCS#11, with an SM2 mechanism of its vendor's."""
    return _token(folder, _built(PKCS11_SOURCE, builds), None, None)


def _token(folder: Path, built: Path, certificate: bytes | None, key: Sm2PrivateKey | None) -> SoftToken:
    sealer = office().sealers["u-1"]
    library = folder / f"{built.name.partition('-')[0].removesuffix('.so')}.so"
    shutil.copyfile(built, library)
    (folder / "cert.der").write_bytes(certificate or sealer.certificate)
    (folder / "key.der").write_bytes(write_private_key(key or sealer.key))
    token = SoftToken(folder, library)
    token.switch()
    return token


@dataclass
class SoftHsm:
    """An initialised SoftHSM token in a folder of its own."""

    folder: Path
    module: Path
    label: str = "ukey"

    @property
    def config(self) -> Path:
        return self.folder / "softhsm2.conf"

    def driver(self, **changes: object) -> Pkcs11Driver:
        facts: dict[str, object] = {
            "name": "测试令牌",
            "library": str(self.module),
            "sha256": digest_of(self.module),
            "writable": (str(self.folder),),
            "environment": {"SOFTHSM2_CONF": str(self.config)},
            "token": self.label,
        }
        return Pkcs11Driver(**(facts | changes))  # type: ignore[arg-type]


def soft_hsm(folder: Path) -> SoftHsm:
    module = next((path for path in SOFTHSM if path.exists()), None)
    tool = shutil.which("softhsm2-util")
    if module is None or tool is None:
        pytest.skip("SoftHSM 2 (Debian: softhsm2) is not installed")
    hsm = SoftHsm(folder, module.resolve())
    (folder / "tokens").mkdir()
    hsm.config.write_text(
        f"directories.tokendir = {folder}/tokens\nobjectstore.backend = file\nlog.level = ERROR\n"
    )
    subprocess.run(
        [tool, "--init-token", "--free", "--label", hsm.label, "--pin", PIN, "--so-pin", "87654321"],
        check=True,
        capture_output=True,
        env={"SOFTHSM2_CONF": str(hsm.config), "PATH": os.environ["PATH"]},
    )
    return hsm
