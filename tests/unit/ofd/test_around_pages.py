"""What a package says around its pages: versions, custom tags, extensions, permissions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from core.ofd import (
    DocVersion,
    Extension,
    ObjectRef,
    PartMissing,
    Permissions,
    VersionUnknown,
    allowed,
    open_ofd,
    page_text,
    plain_text,
)
from tests.unit.ofd.build import NS, ROOT, document_xml, pack, page_xml, parts_of
from tests.unit.ofd.test_text import text_xml

CHINA = timezone(timedelta(hours=8))
NOON = datetime(2026, 6, 1, 12, tzinfo=CHINA)


def version_xml(version: str, root: str, name: str = "") -> str:
    return (
        f'<ofd:DocVersion {NS} ID="{version}" Version="1.0"><ofd:Name>{name}</ofd:Name>'
        f"<ofd:CreationDate>2026-01-02</ofd:CreationDate><ofd:FileList/><ofd:DocRoot>{root}</ofd:DocRoot>"
        "</ofd:DocVersion>"
    )


def with_versions() -> bytes:
    listed = (
        '<ofd:Versions><ofd:Version ID="v1" Index="1" BaseLoc="Doc_0/Versions/V1.xml"/>'
        '<ofd:Version ID="v2" Index="2" Current="true" BaseLoc="Doc_0/Versions/V2.xml"/>'
        '<ofd:Version ID="v3" Index="3" BaseLoc="Doc_0/Versions/V3.xml"/></ofd:Versions>'
    )
    parts = parts_of(page_xml(text_xml("定稿", 20, 40)), body=listed)
    parts["Doc_0/Versions/V1.xml"] = version_xml("v1", "../Old.xml", "初稿")
    parts["Doc_0/Versions/V2.xml"] = version_xml("v2", "../Document.xml", "定稿")
    parts["Doc_0/Versions/V3.xml"] = version_xml("v3", "../Gone.xml")
    parts["Doc_0/Old.xml"] = document_xml(pages='<ofd:Page ID="1" BaseLoc="Old.page.xml"/>')
    parts["Doc_0/Old.page.xml"] = page_xml(text_xml("初稿", 20, 40))
    return pack(parts)


def test_the_current_version_opens_and_older_ones_on_request() -> None:
    package = with_versions()
    current, old = open_ofd(package), open_ofd(package, version="v1")
    assert (current.version, old.version) == ("v2", "v1")
    assert plain_text(page_text(current.display(0))) == "定稿"
    assert plain_text(page_text(old.display(0))) == "初稿"
    assert current.versions[0] == DocVersion(
        version_id="v1",
        index=1,
        current=False,
        part="Doc_0/Versions/V1.xml",
        name="初稿",
        creation_date="2026-01-02",
    )


def test_a_version_that_is_not_there_is_a_declared_failure() -> None:
    with pytest.raises(VersionUnknown):
        open_ofd(with_versions(), version="v9")
    with pytest.raises(PartMissing):
        open_ofd(with_versions(), version="v3")


def test_custom_tags_name_objects_and_say_what_they_show() -> None:
    page = page_xml(
        text_xml("国办发〔2026〕1号", 20, 40) + text_xml("其他", 20, 60).replace('ID="6"', 'ID="7"')
    )
    parts = parts_of(page, rest="<ofd:CustomTags>Tags/CustomTags.xml</ofd:CustomTags>")
    parts["Doc_0/Tags/CustomTags.xml"] = (
        f'<ofd:CustomTags {NS}><ofd:CustomTag TypeID="红头"><ofd:FileLoc>Tag.xml</ofd:FileLoc>'
        '</ofd:CustomTag><ofd:CustomTag NameSpace="urn:x"><ofd:FileLoc>None.xml</ofd:FileLoc>'
        "</ofd:CustomTag></ofd:CustomTags>"
    )
    parts["Doc_0/Tags/Tag.xml"] = (
        f'<head {NS}><number><ofd:ObjectRef PageRef="1">6</ofd:ObjectRef></number>'
        '<urgency>特急</urgency><lost><ofd:ObjectRef PageRef="9">6</ofd:ObjectRef></lost></head>'
    )
    document = open_ofd(pack(parts))
    (tag,) = document.custom_tags
    assert tag.kind == "红头"
    number, urgency, lost = tag.entries
    assert (number.path, number.objects) == (("head", "number"), (ObjectRef(6, 0),))
    assert document.tag_text(number) == "国办发〔2026〕1号"
    assert document.tag_text(urgency) == "特急"
    assert (lost.objects, document.tag_text(lost)) == ((ObjectRef(6, None),), "")
    assert "custom_tag.part_missing" in [warning.code for warning in document.warnings]


def test_a_tag_of_a_page_that_cannot_be_read_has_its_own_text() -> None:
    parts = parts_of(page_xml(), rest="<ofd:CustomTags>Tags/CustomTags.xml</ofd:CustomTags>")
    del parts["Doc_0/Pages/Page_0/Content.xml"]
    parts["Doc_0/Tags/CustomTags.xml"] = (
        f'<ofd:CustomTags {NS}><ofd:CustomTag TypeID="x"><ofd:FileLoc>Tag.xml</ofd:FileLoc>'
        "</ofd:CustomTag></ofd:CustomTags>"
    )
    parts["Doc_0/Tags/Tag.xml"] = (
        f'<head {NS}><number>1号<ofd:ObjectRef PageRef="1">6</ofd:ObjectRef></number></head>'
    )
    document = open_ofd(pack(parts))
    ((number,),) = (tag.entries for tag in document.custom_tags)
    assert (number.objects, document.tag_text(number)) == ((ObjectRef(6, 0),), "1号")


def test_extensions_are_listed_and_left_alone() -> None:
    parts = parts_of(page_xml(), rest="<ofd:Extensions>Extensions.xml</ofd:Extensions>")
    parts["Doc_0/Extensions.xml"] = (
        f'<ofd:Extensions {NS}><ofd:Extension AppName="某软件" Date="2026-01-01" RefId="6">'
        '<ofd:Property Name="a" Type="string">b</ofd:Property><ofd:Data><x/></ofd:Data></ofd:Extension>'
        "</ofd:Extensions>"
    )
    (extension,) = open_ofd(pack(parts)).extensions
    assert extension == Extension(app_name="某软件", date="2026-01-01", ref_id=6, properties=(("a", "b"),))


def test_a_package_whose_parts_lie_in_a_folder_opens_with_a_warning() -> None:
    inner = {f"解压/{name}": content for name, content in parts_of(page_xml(text_xml("内", 20, 40))).items()}
    document = open_ofd(pack(inner))
    assert plain_text(page_text(document.display(0))) == "内"
    assert document.warnings[0].code == "package.root_in_folder"


def test_locations_from_the_root_are_found_in_such_a_folder_too() -> None:
    parts = parts_of(page_xml(text_xml("内", 20, 40)))
    parts["OFD.xml"] = (ROOT % "").replace(">Doc_0/Document.xml", ">/Doc_0/Document.xml")
    document = open_ofd(pack({f"x/{name}": content for name, content in parts.items()}))
    assert plain_text(page_text(document.display(0))) == "内"


def test_two_packages_in_folders_are_no_package() -> None:
    parts = parts_of(page_xml())
    both = {f"{folder}/{name}": content for folder in "ab" for name, content in parts.items()}
    with pytest.raises(PartMissing):
        open_ofd(pack(both))


def test_names_with_a_byte_order_mark_are_found() -> None:
    parts = {"\ufeff" + name: content for name, content in parts_of(page_xml()).items()}
    assert open_ofd(pack(parts)).page_count == 1


def test_without_permissions_everything_is_allowed() -> None:
    now = allowed(Permissions(), NOON)
    assert (now.within_period, now.printing, now.copies, now.export) == (True, True, None, True)


def test_copies_are_counted_and_printing_can_be_forbidden() -> None:
    assert allowed(Permissions(copies=3), NOON).copies == 3
    assert not allowed(Permissions(copies=0), NOON).printing
    assert not allowed(Permissions(printable=False, copies=3), NOON).printing


@pytest.mark.parametrize(
    ("start", "end", "valid"),
    [
        ("2026-06-01T12:00:00", "2026-06-01T12:00:00", True),
        ("2026-06-01T12:00:01", "", False),
        ("", "2026-06-01", True),
        ("", "2026-05-31", False),
        ("2026-06-01T03:59:00+00:00", "", True),
        ("2026-06-01T04:01:00Z", "", False),
        ("soon", "never", True),
    ],
)
def test_outside_the_valid_period_nothing_but_reading_is_allowed(start: str, end: str, valid: bool) -> None:
    now = allowed(Permissions(valid_from=start, valid_until=end), NOON)
    assert (now.within_period, now.export, now.printing, now.edit) == (valid,) * 4
    assert allowed(Permissions(valid_from=start, valid_until=end), NOON.astimezone(UTC)) is not None
