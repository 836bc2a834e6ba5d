"""PDFs encrypted each way that the standard knows (ISO 32000-2 7.6), written by pyHanko."""

from __future__ import annotations

from enum import Enum
from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.crypt import StandardSecurityHandler, StandardSecuritySettingsRevision
from pyhanko.pdf_utils.crypt.permissions import StandardPermissions
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter

OWNER = "owner's own"
_ALL = StandardPermissions.allow_everything()


class Cipher(Enum):
    """How the strings and streams are encrypted, with the version of the handler."""

    RC4_40 = "RC4 of 40 bits, V1"
    RC4_128 = "RC4 of 128 bits, V2"
    AES_128 = "AES of 128 bits, V4"
    AES_256 = "AES of 256 bits, V5"


def encrypted(cipher: Cipher, password: str, *, permissions: StandardPermissions = _ALL) -> bytes:
    """A page of 200 × 100 pt with a black square in its middle."""
    writer = PdfFileWriter(stream_xrefs=cipher is Cipher.AES_256)
    content = writer.add_object(generic.StreamObject(stream_data=b"80 30 40 40 re f"))
    box = generic.ArrayObject(map(generic.NumberObject, (0, 0, 200, 100)))
    writer.insert_page(PageObject(contents=content, media_box=box))
    if cipher is Cipher.AES_256:
        handler = StandardSecurityHandler.build_from_pw(OWNER, password, perms=permissions, pdf_mac=False)
    else:
        handler = StandardSecurityHandler.build_from_pw_legacy(
            {
                Cipher.RC4_40: StandardSecuritySettingsRevision.RC4_BASIC,
                Cipher.RC4_128: StandardSecuritySettingsRevision.RC4_EXTENDED,
                Cipher.AES_128: StandardSecuritySettingsRevision.RC4_OR_AES128,
            }[cipher],
            id1=writer.document_id[0].original_bytes,
            desired_owner_pass=OWNER,
            desired_user_pass=password,
            keylen_bytes=5 if cipher is Cipher.RC4_40 else 16,
            use_aes128=cipher is Cipher.AES_128,
            perms=permissions,
        )
    writer._assign_security_handler(handler)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
