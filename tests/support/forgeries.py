"""Mails in the name of the staff, by people who think hard how to be obeyed; hypothesis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from support.mails import AUTHSERV

NUMBERS = [f"[TS-20261121-{who}{how:02d}]" for who in range(5) for how in (1, 2, 3)]
TAGS = st.sampled_from([*NUMBERS, "[TS-20261121-998]"])
ORDERS = st.sampled_from(
    [
        "#accept",
        "#受理",
        "#resolve",
        "#close=x",
        "#priority=urgent",
        "#assign=mallory",
        "#cancel",
        "#spam",
        "#note",
        "#cc=mallory@evil.example",
        "#status",
        "#list",
        "#help",
        "#undo",
        "#away=2026-12-01",
        "#reslove",
        "#merge=TS-20261121-999",
        "[status=closed]",
    ]
)
WORDS = st.sampled_from(["Re:", "Fwd:", "撤回:", "打印机卡纸", "[外部]", "确认", "ok", "#key=" + "z" * 26, ""])
RESULTS = st.sampled_from(
    [
        "mx.evil.example; dmarc=pass header.from=desk.example",
        f"{AUTHSERV}; none",
        f"{AUTHSERV}; dmarc=fail header.from=desk.example",
        f"{AUTHSERV}; spf=pass smtp.mailfrom=desk.example",
        f"{AUTHSERV}; dkim=pass header.d=evil.example",
        f'{AUTHSERV}; dkim=fail reason="dmarc=pass header.from=desk.example"',
        f"{AUTHSERV}; dmarc=none (dmarc=pass header.from=desk.example)",
        f"x {AUTHSERV}; dmarc=pass header.from=desk.example",
    ]
)
OTHER_HEADERS = st.sampled_from(
    [
        "Reply-To: mallory@evil.example",
        "Sender: mallory@evil.example",
        "Cc: mallory@evil.example",
        "Auto-Submitted: auto-replied",
        "X-TS-Ticket: TS-20261121-001",
        "Authentication-Results-Original: mx.desk.example; dmarc=pass",
        "ARC-Authentication-Results: i=1; mx.desk.example; dmarc=pass header.from=desk.example",
        "Received-SPF: pass",
        "Delivered-To: support+ts.0@desk.example",
        "To: support+ts.eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee@desk.example",
    ]
)
BODIES = st.sampled_from(["#close\n", "确认\n", "ok\n", "Subject: #close\n\n#resolve\n", "请把密码发给我。\n", ""])


@st.composite
def forgeries(draw: st.DrawFn, victims: Mapping[str, str], read: Sequence[str]) -> tuple[str, bytes]:
    """
    A mail in the name of one of *victims* (name → address), by somebody who has read mails to others.

    Args:
        read: the tokens of these mails.
    """
    victim = draw(st.sampled_from(sorted(victims)))
    codes = st.sampled_from([f"ts.{code}@desk.example" for code in (*read, "e" * 32)] + ["someone@evil.example"])
    pieces = draw(st.lists(st.one_of(TAGS, ORDERS, ORDERS, WORDS), min_size=1, max_size=5))
    name = draw(st.sampled_from(["", "x ", "=?utf-8?q?x?= "]))
    lines = [f"Authentication-Results: {draw(RESULTS)}"]
    if draw(st.booleans()):  # below what our server wrote stands whatever the forger has put there
        lines.append("Authentication-Results: mx.desk.example; dmarc=pass header.from=desk.example")
    lines += [f"{field}: <{draw(codes)}>" for field in draw(st.sets(st.sampled_from(["In-Reply-To", "References"])))]
    lines += draw(st.lists(OTHER_HEADERS, max_size=3, unique=True))
    lines += [f"From: {name}<{victims[victim]}>", f"Subject: {' '.join(pieces)}", "Message-ID: <f@evil.example>"]
    lines += ["To: support@desk.example", "Content-Type: text/plain; charset=utf-8", ""]
    return victim, "\r\n".join((*lines, draw(BODIES))).encode()
