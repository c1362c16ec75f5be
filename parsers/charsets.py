"""From bytes to text, whatever the label says: declared → superset → UTF-8 → detected → replaced."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

import chardet

from parsers.short_chinese import looks_like_short_chinese

# What a label means in practice. Senders name a small charset and write in its superset (WHATWG Encoding §4.2);
# Chinese programs say gb2312 for all of GB18030, Outlook says iso-8859-1 for windows-1252.
SUPERSETS: dict[str, tuple[str, ...]] = {
    "ascii": (),
    "iso8859-1": ("cp1252",),
    "iso8859-9": ("cp1254",),
    "iso8859-11": ("cp874",),
    "tis-620": ("cp874",),
    "gb2312": ("gb18030",),
    "gbk": ("gb18030",),
    "gb18030": ("gb18030",),
    "hz": ("hz", "gb18030"),
    "big5": ("cp950", "big5hkscs"),
    "cp950": ("cp950", "big5hkscs"),
    "big5hkscs": ("big5hkscs", "cp950"),
    "shift_jis": ("cp932", "shift_jisx0213"),
    "cp932": ("cp932", "shift_jisx0213"),
    "euc_jp": ("euc_jp", "euc_jisx0213"),
    "euc_kr": ("cp949",),
    "iso2022_jp": ("iso2022_jp_ext", "iso2022_jp_3", "iso2022_jp_2004"),
    "iso2022_kr": ("iso2022_kr", "cp949"),
}

# Labels that Python does not know, from real mails.
ALIASES = {
    "x-gbk": "gbk", "gb_2312-80": "gbk", "gb2312_charset": "gbk", "x-euc-cn": "gbk", "cn-gb": "gbk",
    "gb231280": "gbk", "hz-gb2312": "hz", "x-big5": "big5", "cn-big5": "big5", "big5-eten": "big5",
    "x-x-big5": "big5", "x-sjis": "cp932", "x-ms-cp932": "cp932", "windows-31j": "cp932", "x-euc-jp": "euc_jp",
    "x-euc": "euc_jp", "ks_c_5601-1987": "cp949", "ks_c_5601": "cp949", "ksc5601": "cp949",
    "x-windows-949": "cp949", "windows-949": "cp949", "cp50220": "iso2022_jp", "cp50221": "iso2022_jp",
    "cp50222": "iso2022_jp", "iso-2022-jp-ms": "iso2022_jp", "iso-8859-8-i": "iso8859-8",
    "iso-8859-8-e": "iso8859-8", "iso-8859-6-i": "iso8859-6", "unicode-1-1-utf-7": "utf-7", "x-unknown": "",
    "unknown-8bit": "", "unknown": "", "x-user-defined": "", "default": "", "default_charset": "", "none": "",
    "null": "", "8bit": "", "7bit": "", "binary": "", "unicode": "", "ansi": "cp1252", "x-ansi": "cp1252",
    "macintosh": "mac_roman", "x-mac-roman": "mac_roman", "x-mac-ce": "mac_latin2",
    "x-mac-cyrillic": "mac_cyrillic", "windows-874": "cp874", "utf8mb4": "utf-8", "x-utf-8": "utf-8",
    "utf-8-strict": "utf-8", "unicode-1-1-utf-8": "utf-8", "koi8": "koi8-r", "x-iso-8859-1": "iso8859-1",
    "us-ascii7": "ascii", "ansi_x3.110-1983": "iso8859-1",
}  # fmt: skip

# Codecs of Python that are no charsets, or run too long on bad input.
NOT_CHARSETS = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"})

# Read as UTF-8 when they are valid UTF-8: a wrong label is likelier than such a coincidence.
WESTERN = frozenset({"ascii", "iso8859-1", "cp1252", "iso8859-15"})
CHINESE = frozenset({
    "gb2312", "gbk", "gb18030", "big5", "cp950", "big5hkscs", "euc_kr", "cp949", "cp932", "shift_jis",
})  # fmt: skip
SEVEN_BIT = frozenset({
    "utf-7", "hz", "iso2022_jp", "iso2022_jp_1", "iso2022_jp_2", "iso2022_jp_3", "iso2022_jp_ext",
    "iso2022_jp_2004", "iso2022_kr", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be",
    "cp037", "cp500", "cp1140", "cp273", "cp424", "cp875", "cp1026",
})  # fmt: skip

# Mails are written in these; leaving out EBCDIC and the DOS code pages keeps the guess near what people use.
DETECTABLE = (
    "utf-8", "gb18030", "big5hkscs", "euc_jis_2004", "shift_jis_2004", "cp932", "cp949", "koi8-r", "koi8-u", "cp1250",
    "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874", "iso8859-2", "iso8859-5",
    "iso8859-7", "iso2022_jp_2", "iso2022_kr", "utf-16", "hz",
)  # fmt: skip
DETECT_BYTES = 4096  # enough to tell; chardet needs about 0.2 ms a KiB
BAD_SHARE = 0.02  # a text with fewer wrong bytes than this is damaged, not mislabelled

# ÄÖÜß, ÅÆØ: in a row they are still Western; as Cyrillic they would be Д, Ц, Ь, Я, Е, Ж, Ш, of which no word consists.
UMLAUTS = "äöüÄÖÜßåÅæÆøØ".encode("cp1252")

_SURROGATE = re.compile("[\ud800-\udfff]")
_HIGH_RUN = re.compile(rb"[\x80-\xff]{3,}")
_HIGH = re.compile(rb"[\x80-\xff]")
_HZ = re.compile(rb"~\{(?:[\x21-\x7d][\x21-\x7e])+~\}")
_ESCAPE_JP = re.compile(rb"\x1b(?:\$[@B]|\([BJI]|\$\([DOPQ])")


def decode(data: bytes, declared: str) -> tuple[str, str]:
    """
    Decode *data* as well as its bytes allow.

    Args:
        data: text of a body or a header, any line ends.
        declared: charset label as given by the sender; "" for none.

    Returns:
        (text, note): text free of NUL and lone surrogates; note says how the label was overruled, "" when it held.
    """
    label = normal(declared)
    if data.isascii() and label not in SEVEN_BIT:
        return _decode_ascii(data, label)
    if label == "utf-8":
        try:
            return data.decode("utf-8").removeprefix("\ufeff").replace("\0", ""), ""
        except UnicodeDecodeError:
            pass
    text, used = _climb(data, label)
    return clean(text.removeprefix("\ufeff")), _note(declared, label, used)


def clean(text: str) -> str:
    """*text* without NUL, with U+FFFD for lone surrogates: what every database and JSON takes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        text = _SURROGATE.sub("\ufffd", text)
    return text.replace("\0", "")


@lru_cache(maxsize=256)
def normal(declared: str) -> str:
    """Python's name of a charset label; "" for one that says nothing or names no charset."""
    label = declared.strip(" \t\r\n\"';").lower().partition("*")[0][:60]
    label = ALIASES.get(label, label)
    try:
        found = codecs.lookup(label)
    except (LookupError, ValueError, UnicodeError):
        return _mended(label)
    if not found._is_text_encoding or found.name.replace("_", "-") in NOT_CHARSETS:
        return ""
    return "utf-8" if found.name == "utf-8-sig" else found.name


def _mended(label: str) -> str:
    """Names with a wrong prefix or too much around them: "charset=utf-8", "utf8;format", "cp-1252"."""
    found = re.search(
        r"(utf)-?_?(8|16|7)|(?:windows|cp|win)[-_ ]?(125\d|93[26]|9[45][0-9])|(iso)[-_ ]?8859[-_ ]?(\d{1,2})", label
    )
    if found is None:
        return ""
    name = "".join(group for group in found.groups() if group)
    name = name.replace("utf", "utf-") if name.startswith("utf") else name
    name = "iso8859-" + found[5] if found[4] else name
    name = "cp" + found[3] if found[3] else name
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""


def _decode_ascii(data: bytes, label: str) -> tuple[str, str]:
    """Seven-bit bytes are ASCII, unless escape sequences show ISO-2022 or HZ that nobody declared."""
    if b"\x1b" in data and _ESCAPE_JP.search(data):
        return clean(_iso2022_jp(data)), "" if label == "ascii" else "iso-2022-jp by its escape sequences"
    if (label in CHINESE or not label) and b"~{" in data and _HZ.search(data):
        try:
            return clean(data.decode("hz")), "hz by its escape sequences"
        except UnicodeDecodeError:
            pass
    return data.decode("ascii").replace("\0", ""), ""


def _climb(data: bytes, label: str) -> tuple[str, str]:
    """The ladder itself: (text, codec that gave it)."""
    if label in CHINESE or label in WESTERN or not label:
        text = _as_utf8(data, strict_only=not label)
        if text is not None:
            return text, "utf-8"
    if label and not (label in WESTERN and (label == "ascii" or _implausible_western(data))):
        for codec in SUPERSETS.get(label, (label,)):
            text = _strictly(data, codec)
            if text is not None:
                return text, label
        if label.startswith("iso2022_jp"):
            return _iso2022_jp(data), label
        damaged = _damaged(data, SUPERSETS.get(label, (label,))[0])
        if damaged is not None:
            return damaged, label
    return _detected(data, label)


def _as_utf8(data: bytes, *, strict_only: bool) -> str | None:
    """Valid UTF-8; under a CJK label some character must take three bytes (two may be chance: 联通 in GBK)."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text if strict_only or _convincing(text) else None


def _convincing(text: str) -> bool:
    return any(char >= "\u0800" for char in text[:4096]) or all(char < "\u0370" for char in text[:4096])


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeError, LookupError, ValueError):
        return None


def _damaged(data: bytes, codec: str) -> str | None:
    """A text in the declared charset with a few wrong bytes (cut in mid-character, a foreign signature)."""
    try:
        text = data.decode(codec, "replace")
    except (UnicodeError, LookupError, ValueError):
        return None
    bad = text.count("\ufffd")
    rich = sum(1 for char in text[:20000] if char > "\x7f")
    tolerable = bad <= BAD_SHARE * len(text) and bad * 4 <= rich
    return text if tolerable or (bad <= 1 < rich) else None


def _implausible_western(data: bytes) -> bool:
    """Accents of Western languages stand alone; long runs of high bytes are Cyrillic, Greek, Chinese ..."""
    sample = data[:DETECT_BYTES].translate(None, UMLAUTS)
    high = len(_HIGH.findall(sample))
    in_runs = sum(len(run) for run in _HIGH_RUN.findall(sample))
    return high >= 4 and in_runs * 2 > high


def _detected(data: bytes, label: str) -> tuple[str, str]:
    """What the bytes look like; at last windows-1252, in which every byte is something."""
    sample = data if len(data) <= DETECT_BYTES else _from_first_high(data)
    guess = chardet.detect(sample, include_encodings=DETECTABLE, compat_names=False)["encoding"] or ""
    if looks_like_short_chinese(data, normal(guess)):
        guess = "gb18030"
    for codec in SUPERSETS.get(normal(guess), (normal(guess),)) if guess else ():
        text = _strictly(data, codec) or (_damaged(data, codec) if codec else None)
        if text is not None:
            return text, codec
    if label == "utf-8" or not _implausible_western(data):
        text = data.decode("utf-8", "replace")
        if label == "utf-8" or text.count("\ufffd") * 4 <= len(_HIGH.findall(data)):
            return text, "utf-8, damaged"
    return data.decode("cp1252", "replace"), "cp1252, guessed"


def is_utf8(data: bytes) -> bool:
    return data.isascii() or _strictly(data, "utf-8") is not None


def guess(data: bytes) -> str:
    """The charset that bytes without a label seem to be in; "" for ASCII and UTF-8."""
    if is_utf8(data):
        return ""
    return normal(_detected(data, "")[1].partition(",")[0])


def _from_first_high(data: bytes) -> bytes:
    """A window that starts at the first byte beyond ASCII (or a little before)."""
    found = _HIGH.search(data)
    start = max(0, found.start() - 64) if found else 0
    return data[start : start + DETECT_BYTES]


def _iso2022_jp(data: bytes) -> str:
    """
    ISO-2022-JP as Windows writes it: half-width katakana and NEC row 13 (①, ㈱) through Shift_JIS arithmetic.

    Source: RFC 1468; JIS X 0208 → Shift_JIS by the formula of JIS X 0208:1997 annex 1.
    """
    out = []
    for escape, chunk in re.findall(rb"(\x1b\$[@B]|\x1b\(I|\x1b\([A-Z]|\x1b\$\([A-Z]|\A)([^\x1b]*)", data):
        if escape in (b"\x1b$B", b"\x1b$@"):
            out.append(_jis_line(chunk))
        elif escape == b"\x1b(I":
            out.append(bytes(byte | 0x80 for byte in chunk).decode("cp932", "replace"))
        else:
            out.append(chunk.decode("ascii", "replace"))
    return "".join(out)


def _jis_line(chunk: bytes) -> str:
    """Double-byte JIS; line ends inside (RFC 1468 forbids them, programs write them) stay."""
    out = bytearray()
    position = 0
    while position < len(chunk):
        first = chunk[position]
        if not 0x21 <= first <= 0x7E or position + 1 >= len(chunk):
            out.append(first & 0x7F)
            position += 1
            continue
        second = chunk[position + 1]
        lead = (first + 1) // 2 + (0x70 if first <= 0x5E else 0xB0)
        trail = second + (0x1F if second < 0x60 else 0x20) if first % 2 else second + 0x7E
        out += bytes((lead & 0xFF, trail & 0xFF))
        position += 2
    return out.decode("cp932", "replace")


def _note(declared: str, label: str, used: str) -> str:
    if used == label:
        return ""
    return f"declared {declared[:40] or 'nothing'}, read as {used}"
