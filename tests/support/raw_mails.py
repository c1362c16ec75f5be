"""Raw mails put together by hand, wrong ones too: nothing is encoded, folded or added."""

from __future__ import annotations

PLAIN = "From: Li Lei <li@example.org>\nTo: desk@desk.example\nDate: Sun, 22 Nov 2026 09:00:00 +0800\n"


def raw_mail(headers: str | bytes = "", body: str | bytes = "", *, start: str = PLAIN + "Subject: Printer\n") -> bytes:
    """*start*, *headers* (each with its line end), a blank line, *body*; LF becomes CRLF."""
    parts = (part.encode() if isinstance(part, str) else part for part in (start, headers, "\n", body))
    return b"".join(part.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") for part in parts)


def multipart(kind: str, *parts: str, boundary: str = "bb") -> bytes:
    """A mail of that kind; each part with its own headers and blank line."""
    inside = "".join(f"--{boundary}\n{part}\n" for part in parts) + f"--{boundary}--\n"
    return raw_mail(f'MIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary="{boundary}"\n', inside)
