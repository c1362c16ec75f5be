"""Files of a mail: names that are safe to show and unique, and which of them the HTML shows inline."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from parsers.headers import DECEPTIVE, decode_value
from parsers.message import Attachment
from parsers.parts import Part
from parsers.tree import ATTACHED_MAIL

MAX_NAME_BYTES = 200  # file systems take 255 bytes; room for a number and a prefix
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff<>:\"|?*\\/]")
_SUBJECT = re.compile(rb"^subject:([^\r\n]*(?:\r?\n[ \t][^\r\n]*){0,20})", re.IGNORECASE | re.MULTILINE)
_CID = re.compile(r"[^\s\"'<>)]{1,500}")

# Reserved by Windows whatever the extension (Naming Files, Paths, and Namespaces).
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})

EXTENSIONS = {
    "text/plain": ".txt", "text/html": ".html", "text/calendar": ".ics", "text/csv": ".csv", "text/vcard": ".vcf",
    "text/x-vcard": ".vcf", "text/rfc822-headers": ".txt", "text/xml": ".xml", "text/rtf": ".rtf",
    "message/rfc822": ".eml", "message/global": ".eml", "message/news": ".eml", "message/delivery-status": ".txt",
    "message/disposition-notification": ".txt", "message/feedback-report": ".txt", "image/png": ".png",
    "image/jpeg": ".jpg", "image/jpg": ".jpg", "image/gif": ".gif", "image/bmp": ".bmp", "image/webp": ".webp",
    "image/tiff": ".tif", "image/svg+xml": ".svg", "audio/mpeg": ".mp3", "audio/wav": ".wav", "audio/x-wav": ".wav",
    "video/mp4": ".mp4", "video/mpeg": ".mpg", "application/pdf": ".pdf", "application/zip": ".zip",
    "application/json": ".json", "application/xml": ".xml", "application/rtf": ".rtf", "application/msword": ".doc",
    "application/vnd.ms-excel": ".xls", "application/vnd.ms-powerpoint": ".ppt", "application/ms-tnef": ".dat",
    "application/pgp-signature": ".asc", "application/pgp-encrypted": ".asc", "application/pgp-keys": ".asc",
    "application/pkcs7-signature": ".p7s", "application/x-pkcs7-signature": ".p7s",
    "application/pkcs7-mime": ".p7m", "application/x-pkcs7-mime": ".p7m",
}  # fmt: skip


def read_attachments(parts: Sequence[Part], html: str) -> tuple[Attachment, ...]:
    """*parts* as attachments; inline is what *html* shows by cid (RFC 2392) or what says so itself."""
    shown = _shown(html) if any(part.cid for part in parts) else frozenset[str]()
    taken: set[str] = set()
    out = []
    for position, part in enumerate(parts, 1):
        name = _unique(safe_name(part.filename) or _invented(part, position), taken)
        inline = (
            part.cid.lower() in shown
            if part.cid and shown
            else part.disposition == "inline" and part.content_type.startswith("image/")
        )
        out.append(Attachment(name, part.content_type, part.data, part.cid, inline))
    return tuple(out)


def _shown(html: str) -> frozenset[str]:
    """Content-IDs in it, in lower case."""
    uses = html.replace("CID:", "cid:").split("cid:")[1:]  # Lotus Notes writes capitals
    return frozenset(found[0].lower() for use in uses if (found := _CID.match(use)))


def safe_name(given: str) -> str:
    """
    A file name without path, controls, marks that deceive the eye, leading dots or trailing blanks.

    "../../etc/passwd" → "passwd"; "gpj.exe" written backwards by U+202E shows its true order; "" when nothing is left.
    """
    name = DECEPTIVE.sub("", unicodedata.normalize("NFC", given))
    name = re.split(r"[\\/]", name.rstrip("\\/ "))[-1]
    name = _UNSAFE.sub("_", name.replace("\0", "")).strip().lstrip(".").rstrip(". ")
    if name.partition(".")[0].lower() in _DEVICES:
        name = "_" + name
    return _shortened(name)


def _shortened(name: str) -> str:
    """At most MAX_NAME_BYTES of UTF-8, the extension kept."""
    if len(name.encode()) <= MAX_NAME_BYTES:
        return name
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension.encode()) > 16:
        stem, extension = name, ""
    tail = dot + extension if extension else ""
    return stem.encode()[: MAX_NAME_BYTES - len(tail.encode())].decode("utf-8", "ignore") + tail


def _invented(part: Part, position: int) -> str:
    """A name for a part that has none: an attached mail's subject, else its number and kind."""
    extension = EXTENSIONS.get(part.content_type, ".bin")
    if part.content_type in ATTACHED_MAIL:
        found = _SUBJECT.search(part.data[:65536])
        subject = (
            safe_name(decode_value(found[1].decode("ascii", "surrogateescape")).replace("/", "_")) if found else ""
        )
        if subject:
            return _shortened(subject + extension)
    return f"attachment-{position}{extension}"


def _unique(name: str, taken: set[str]) -> str:
    """*name*, numbered when the mail has it already ("a.txt", "a-2.txt"); file systems may ignore case."""
    stem, dot, extension = name.rpartition(".")
    if not stem:
        stem, dot, extension = name, "", ""
    candidate, number = name, 1
    while candidate.casefold() in taken:
        number += 1
        candidate = f"{stem}-{number}{dot}{extension}"
    taken.add(candidate.casefold())
    return candidate
