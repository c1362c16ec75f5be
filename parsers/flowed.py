"""format=flowed (RFC 3676): soft line breaks undone, quoting and signatures as they are."""

from __future__ import annotations


def unflow(text: str, *, delsp: bool = False) -> str:
    """
    Join the lines that the sender's program broke.

    A line that ends in a blank goes on in the next of the same quote depth; "-- " is never flowed (§4.3);
    with DelSp=yes the blank itself goes too (§4.1), as it must between Chinese characters.
    """
    out: list[str] = []
    depth_before, flowing = 0, False
    for line in text.split("\n"):
        depth, body = _unquoted(line)
        if flowing and depth == depth_before and body != "-- ":
            out[-1] += body
        else:
            out.append((">" * depth + " " if depth else "") + body)
        flowing = body.endswith(" ") and body != "-- "
        if flowing and delsp:
            out[-1] = out[-1][:-1]
        depth_before = depth
    return "\n".join(out)


def _unquoted(line: str) -> tuple[int, str]:
    """(number of ">" in front, the rest without the space stuffed before it, §4.4)."""
    body = line.lstrip(">")
    depth = len(line) - len(body)
    return depth, body.removeprefix(" ")
