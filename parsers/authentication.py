"""Authentication-Results (RFC 8601): did our own mail server prove who sent this?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

_HIDING = re.compile(r'["()\\]')  # what comments and quoted strings begin with
_PARTS = re.compile(r'[^\s;"()\\]+|.', re.DOTALL)  # what means something by itself, and all between
_PLAIN = re.compile(r";|[^\s;]+")
MAX_CHARS = 8_000  # of one header; real ones have a few hundred


def proves_sender(values: Sequence[str], authserv_id: str, from_domain: str) -> bool:
    """
    Whether *values* prove that a mail with this From domain comes from there.

    Args:
        values: Authentication-Results as they stand in the mail, topmost first.
        authserv_id: of our own mail server; "" proves nothing.
        from_domain: domain of the one From address.

    Returns:
        True only if the topmost header is by *authserv_id* and says dmarc=pass, or dkim=pass for the From domain or
        one above it. Everything below the topmost may have come with the mail (RFC 8601 §5) and is not looked at.
    """
    if not from_domain:
        return False
    return any(_passes(result, from_domain.lower()) for result in _results(values, authserv_id))


def refutes_sender(values: Sequence[str], authserv_id: str) -> bool:
    """
    Whether our own mail server says that the mail does not come from its From domain: dmarc=fail in the topmost header.

    Args: as of `proves_sender`.
    """
    return any(result[:1] == ("dmarc=fail",) for result in _results(values, authserv_id))


def _results(values: Sequence[str], authserv_id: str) -> Sequence[Sequence[str]]:
    """The results of the topmost header in lower case, if that is by *authserv_id*."""
    if not values or not authserv_id:
        return ()
    server, *results = _lowered(values[0][:MAX_CHARS])
    return results if server[:1] == (authserv_id.lower(),) else ()


@lru_cache(maxsize=16)  # one mail is asked about several times
def _lowered(value: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(token.lower() for token in clause) for clause in _clauses(value))


def _passes(result: Sequence[str], domain: str) -> bool:
    if not result:
        return False
    properties = dict(token.partition("=")[::2] for token in result[1:])
    if result[0] == "dmarc=pass":
        return properties.get("header.from", domain) == domain
    signed = properties.get("header.d", "") or properties.get("header.i", "").rpartition("@")[2]
    return result[0] == "dkim=pass" and _aligned(domain, signed)


def _aligned(domain: str, signed: str) -> bool:
    """Relaxed alignment without a list of public suffixes: equal, or From is below a signing domain with a dot."""
    return bool(signed) and (domain == signed or ("." in signed and domain.endswith("." + signed)))


def _clauses(value: str) -> list[list[str]]:
    """Tokens between semicolons; "a = b" joined to "a=b", comments and the inside of quotes left out."""
    clauses: list[list[str]] = [[]]
    for piece in _pieces(value):
        if piece == ";":
            clauses.append([])
        elif clauses[-1] and (piece.startswith("=") or clauses[-1][-1].endswith("=")):
            clauses[-1][-1] += piece
        else:
            clauses[-1].append(piece)
    return clauses


def _pieces(value: str) -> Iterator[str]:  # noqa: C901 - one small automaton; in pieces nobody could check it
    """Words and semicolons. A quoted string counts as one unreadable word, so no result can hide in it."""
    if not _HIDING.search(value):
        yield from _PLAIN.findall(value)
        return
    word, depth, quoted, escaped = "", 0, False, False
    for part in _PARTS.findall(value):
        if escaped:
            escaped = False
        elif part == "\\" and (depth or quoted):
            escaped = True
        elif quoted:
            quoted = part != '"'
        elif part == '"' and not depth:
            quoted, word = True, word + "?"
        elif part == "(" or (part == ")" and depth):
            depth += 1 if part == "(" else -1
        elif depth:
            continue
        elif part == ";" or part.isspace():
            if word:
                yield word
            if part == ";":
                yield part
            word = ""
        else:
            word += part
    if word:
        yield word
