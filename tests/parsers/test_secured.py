from __future__ import annotations

import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st

from parsers.secured import PGP_NOTE, has_armour, signed_content, without_armour

SIGNED = """before
-----BEGIN PGP SIGNED MESSAGE-----
Hash: SHA256

The printer
- - is jammed
-----BEGIN PGP SIGNATURE-----

iQEzBAEBCAAdFiEE
-----END PGP SIGNATURE-----
after
"""


def opaque_signature(content: bytes) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Li Lei")])
    now = datetime.datetime(2026, 11, 2, tzinfo=datetime.UTC)
    builder = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
    )
    certificate = builder.not_valid_before(now).not_valid_after(now + datetime.timedelta(1)).sign(key, hashes.SHA256())
    signer = pkcs7.PKCS7SignatureBuilder().set_data(content).add_signer(certificate, key, hashes.SHA256())
    return signer.sign(Encoding.DER, [pkcs7.PKCS7Options.Binary])


def test_inline_signed_text_is_read_bare_and_the_signature_kept() -> None:
    text, blocks = without_armour(SIGNED)

    assert text == "before\nThe printer\n- is jammed\nafter\n"
    assert [block.name for block in blocks] == ["signature.asc"]
    assert blocks[0].text.endswith("-----END PGP SIGNATURE-----\n")


def test_inline_encrypted_text_is_replaced_by_a_note_and_kept() -> None:
    armour = "-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n"
    text, blocks = without_armour(f"see below\n{armour}bye\n")

    assert text == f"see below\n{PGP_NOTE}\nbye\n"
    assert [block.text for block in blocks] == [armour]


def test_a_text_that_talks_of_pgp_is_left_alone() -> None:
    assert not has_armour("I use PGP.")
    assert without_armour("> -----BEGIN PGP SIGNED MESSAGE-----\n")[0].startswith("> -----BEGIN")


def test_the_content_of_an_opaque_signature_is_found() -> None:
    content = b"Content-Type: text/plain\r\n\r\nThe printer is jammed.\r\n"

    assert signed_content(opaque_signature(content)) == content


def test_content_in_pieces_of_indefinite_length_is_joined() -> None:
    data_oid, signed_oid = bytes.fromhex("06092a864886f70d010701"), bytes.fromhex("06092a864886f70d010702")
    octets = b"\x24\x80\x04\x03abc\x04\x02de\x00\x00"
    content = b"\x30\x80" + data_oid + b"\xa0\x80" + octets + b"\x00\x00\x00\x00"
    signed = b"\x30\x80\x02\x01\x01\x31\x00" + content + b"\x00\x00"

    assert signed_content(b"\x30\x80" + signed_oid + b"\xa0\x80" + signed + b"\x00\x00\x00\x00") == b"abcde"


def test_encrypted_data_has_no_content_to_read() -> None:
    assert signed_content(bytes.fromhex("300f06092a864886f70d010703a0023000")) is None


@given(st.binary(max_size=200))
def test_any_bytes_are_survived(data: bytes) -> None:
    signed_content(data)
    signed_content(b"\x30\x80" * 50 + data)
