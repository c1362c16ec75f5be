"""Find the block of a signature that has no other mark: a name and ways to reach it."""

from __future__ import annotations

import re

from parsers.lines import is_rule
from parsers.signature_lines import (
    ADDRESS,
    BULLET,
    MOST_LINES,
    filled,
    is_company,
    is_contact,
    is_form,
    is_name,
    is_sentence,
    is_short,
    paragraphs,
    without_blanks,
)

_END_OF_SENTENCE = "。！？.!?;；"
# "Please create an account for", "以下同事": what follows is no signature.
_LEADS_ON = re.compile(
    r"\b(?:for|to|of|with|is|are|by|and|at|on|contact|call|please|user|für|von|an|mit|pour|avec|para|con|per)$"
    r"|\b(?:following|below|as follows|folgende\w*|suivant\w*|siguiente\w*)\b|如下|以下|下面|下列|分别是|请联系$|联系$",
    re.IGNORECASE,
)
# Somebody else's name and number may follow these.
_ASKS_FOR = re.compile(
    r"账号|帐号|账户|开通|新增|添加|新建|创建|入职|离职|调岗|联系|同事|人员|名单|帳號|\b(?:add|create|account|contact|user|colleague|employee|remove)",
    re.IGNORECASE,
)


def find_contacts(texts: list[str], end: int) -> int:
    """
    The last paragraphs are a name and ways to reach it: two of them, or one right below a name.

    A form ("姓名：…, 部门：…") is what the sender has to say, and so is what follows a colon.
    """
    starts: list[tuple[int, int]] = []  # (first line, ways to reach somebody from there on), bottom up
    score, skipped, climbs = 0, 0, 2
    for first, stop in reversed(paragraphs(texts, end)):
        block = filled(texts[first:stop])
        if not all(is_short(text) and not BULLET.match(text) and not is_sentence(text) for text in block):
            break
        if is_form(block) or len(filled(texts[first:end])) > MOST_LINES:
            break
        found = sum(is_contact(text) for text in block)
        if found:
            score, skipped = score + found, 0
            starts.append((first, score))
        elif not skipped and climbs and len(block) <= 3 and _may_head(block, score):
            climbs -= 1
            starts.append((first, score))
        else:
            skipped += 1
        if skipped > 1:
            break
    blocks = (start for start, ways in reversed(starts) if start and _is_signature_block(texts, start, end, ways))
    return next(blocks, end)


def _heads_signature(texts: list[str]) -> bool:
    return is_name(texts[0].split("|")[0].strip(" *")) or is_company(texts[0])


def _may_head(block: list[str], score: int) -> bool:
    """A name or a company above contacts, or a name and a company without any."""
    return _heads_signature(block) and (score > 0 or _is_name_and_company(block))


def _is_name_and_company(texts: list[str]) -> bool:
    return len(texts) >= 2 and is_name(texts[0]) and all(is_company(text) for text in texts[1:])


def _is_signature_block(texts: list[str], start: int, end: int, score: int) -> bool:
    above = without_blanks(texts, start)
    before = texts[above - 1] if above else ""
    if not before or (above == start) or (before[-1] in ":：" and not re.fullmatch(r":\+?\w+:", before)):
        return False
    if _LEADS_ON.search(before):
        return False
    block = filled(texts[start:end])
    named = is_name(block[0].split("|")[0].strip(" *"))
    finished = before[-1] in _END_OF_SENTENCE + "~）)" or is_rule(before)
    if not finished and _ASKS_FOR.search(before):
        return False
    if score >= 2:
        return named or is_company(block[0])
    # Blank lines above, a notice below, or the bars of NetEase's card.
    apart = start - above >= 2 or end < len(texts) or "|" in block
    if len(block) == 1:  # Foxmail's own: the address, below blank lines
        return apart and bool(ADDRESS.fullmatch(block[0]))
    lines = [*block[0].split("|"), *block[1:]]  # "张三 | 产品经理 | 某某有限公司"
    whole = score == 1 and len(lines) >= 3 and any(is_company(text.strip()) for text in lines[1:])
    return named and len(block) <= 6 and (finished or apart or whole)
