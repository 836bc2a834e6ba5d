"""Driver profiles: typed, bounded, and nothing in them that nobody knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.devices import (
    Pkcs11Driver,
    SkfDriver,
    TokenProfileUnusable,
    read_token_profile,
    read_token_profiles,
)

DIGEST = "ab" * 32
GOOD = f"""
kind = "skf"
name = "公章钥匙"
library = "/opt/vendor/libskf.so"
sha256 = "{DIGEST}"
ulong_bits = 64
names = "utf-8"
device = "K5"
[environment]
VENDOR_HOME = "/opt/vendor"
"""


def written(folder: Path, text: str, name: str = "key.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_profile_says_how_its_library_is_spoken_to(tmp_path: Path) -> None:
    assert read_token_profile(written(tmp_path, GOOD)) == SkfDriver(
        name="公章钥匙",
        library="/opt/vendor/libskf.so",
        sha256=DIGEST,
        ulong_bits=64,
        names="utf-8",
        device="K5",
        environment={"VENDOR_HOME": "/opt/vendor"},
    )


def test_a_vendors_mechanism_is_a_number_above_the_standards_own(tmp_path: Path) -> None:
    text = (
        f'kind = "pkcs11"\nname = "t"\nlibrary = "/p.so"\nsha256 = "{DIGEST}"\nsm2_mechanism = 0x80000b01\n'
    )
    profile = read_token_profile(written(tmp_path, text))
    assert isinstance(profile, Pkcs11Driver)
    assert profile.sm2_mechanism == 0x80000B01
    with pytest.raises(TokenProfileUnusable):
        read_token_profile(written(tmp_path, text.replace("0x80000b01", "0x1041")))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("/opt/vendor/libskf.so", "libskf.so"), "library"),
        ((DIGEST, "ab"), "sha256"),
        (("ulong_bits = 64", "ulong_bits = 16"), "ulong_bits"),
        (('device = "K5"', 'slot = "K5"'), "slot"),
        (('kind = "skf"', 'kind = "csp"'), "kind"),
        (('name = "公章钥匙"', 'name = ""'), "name"),
        (("kind =", "kind"), "no_toml"),
        (('device = "K5"', f'device = "{"K" * 40_000}"'), "too_long"),
    ],
)
def test_what_is_wrong_with_a_profile_is_told_by_its_field(
    tmp_path: Path, change: tuple[str, str], fault: str
) -> None:
    with pytest.raises(TokenProfileUnusable) as unusable:
        read_token_profile(written(tmp_path, GOOD.replace(*change)))
    assert (unusable.value.profile, unusable.value.fault) == ("key", fault)


def test_one_wrong_profile_hides_no_other(tmp_path: Path) -> None:
    written(tmp_path / "tokens", GOOD, "a.toml")
    written(tmp_path / "tokens", "nothing", "b.toml")
    written(tmp_path / "tokens", GOOD, "c.toml")
    (tmp_path / "tokens" / "d.toml").write_bytes(b"\xff\xfe")
    found = read_token_profiles(tmp_path)
    assert [profile.name for profile in found.profiles] == ["公章钥匙"]
    assert [(each.profile, each.fault) for each in found.unusable] == [
        ("b", "no_toml"),
        ("c", "name_taken"),
        ("d", "no_toml"),
    ]


def test_a_folder_without_profiles_has_none(tmp_path: Path) -> None:
    assert read_token_profiles(tmp_path).profiles == ()
