"""A subject taken apart: reply and forward prefixes, the ticket tag, commands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from parsers.message import Command, Subject
from parsers.phrases import prefixes
from parsers.phrases.commands import CANONICAL, WITH_ADDRESS, WITH_CLOCK, WITH_VALUE

# Full-width forms, Chinese brackets and dashes → ASCII, one for one: positions stay those of the title.
# Not ，；！: they end a value, where the ASCII signs may be part of it (`#cc=a@example.org,b@example.org`).
_FULL_WIDTH = {0xFF01 + i: 0x21 + i for i in range(94) if chr(0x21 + i) not in ",;!"}
_SIGNS = str.maketrans("【】〔〕〖〗﹟﹦﹕∶‐‑‒–—−\u3000", "[][][]#=::------ ")
_WIDTH = _FULL_WIDTH | _SIGNS
_WIDE = re.compile(f"[{re.escape(''.join(map(chr, _WIDTH)))}]")
_LETTERS = str.maketrans({k: v for k, v in _FULL_WIDTH.items() if chr(v).isalnum()})
_HASH = re.compile("[#＃﹟]")
# Control characters and invisible marks (zero width, direction) hide a tag or a prefix and carry no word.
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_BLANKS = re.compile(r"[\x00-\x20\x7f-\x9f\u00a0\u2000-\u200a\u2028\u2029\u3000]+")

_PASSES = 8  # taking one thing out can bring another to the front; more rounds than anybody nests


@dataclass(slots=True)
class _Taken:
    """What has been cut out of a subject, in the order in which it was found."""

    tickets: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    commands: list[Command] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)  # of prefixes, outermost first


def read_subject(text: str, prefix: str = "TS") -> Subject:
    """
    Take a decoded subject apart.

    Args:
        text: the subject, encoded words undone; folds, control and invisible characters are cleaned here.
        prefix: the desk's own, the TS in `[TS-20261122-001]`.

    Returns:
        Subject; its root read again gives the same root, no ticket and no command.

    Source: RFC 5256 §2.1 (base subject) for `[Fwd: …]` and `(fwd)`; the rest is what mail programs write.
    """
    line = _one_line(text)
    taken = _Taken()
    root = _peel(line, prefix, taken, commands=True)
    if taken.commands and not taken.tickets:
        root = _cut_bare_number(root, prefix, taken)
    return Subject(
        text=line,
        root=root,
        ticket=taken.tickets[0] if taken.tickets else "",
        commands=tuple(taken.commands),
        forward=bool(taken.kinds) and taken.kinds[0] == "forward",
        recall="recall" in taken.kinds,
        title=_peel(line, prefix, _Taken(), commands=False) if taken.commands else root,
        unknown=_unknown(root) if _HASH.search(root) else (),
        key=taken.keys[0] if taken.keys else "",
    )


def _peel(text: str, prefix: str, taken: _Taken, *, commands: bool) -> str:
    """What is left of *text* without tags, keys, prefixes and, if wanted, commands."""
    for _ in range(_PASSES):
        before = text
        text = _cut_tags(text, prefix, taken.tickets)
        if _HASH.search(text):
            text = _cut_keys(text, taken.keys)
            if commands:
                text = _cut_commands(text, taken.commands)
        if commands:
            text = _cut_properties(text, taken.commands)
        text = _cut_prefixes(text, taken.kinds)
        if text == before:
            break
    return text


def canonical(name: str) -> str:
    """The English name of a command as typed (`受理` → `accept`); "" when it is none."""
    return CANONICAL.get(name.translate(_WIDTH).lower(), "")


def _one_line(text: str) -> str:
    if not text.isprintable():  # then only single blanks are left of what these replace
        text = _BLANKS.sub(" ", _INVISIBLE.sub("", text))
    elif "  " in text:
        text = _BLANKS.sub(" ", text)
    return text.strip()


def _plain(text: str) -> str:
    """*text* with ASCII signs in place of full-width ones, of the same length."""
    return text.translate(_WIDTH) if _WIDE.search(text) else text


def _cut(text: str, spans: list[tuple[int, int]]) -> str:
    """*text* without the *spans*, which are in order and apart; a blank stands in the place of each."""
    kept, at = [], 0
    for start, end in spans:
        kept.append(text[at:start])
        at = end
    kept.append(text[at:])
    return _one_line(" ".join(kept)) if spans else text


# ---------------------------------------------------------------- ticket tag


@lru_cache(maxsize=8)
def _tag(prefix: str) -> re.Pattern[str]:
    # The counter of a day has three digits or, on a day with more than 999 tickets, more. Behind "=" a tag is
    # somebody's value: `#merge=[TS-20261122-002]`.
    return re.compile(rf"(?<!=)(?<!= )\[ ?({re.escape(prefix)} ?- ?([0-9]{{8}}) ?- ?([0-9]{{3,9}})) ?\]", re.IGNORECASE)


def _cut_tags(text: str, prefix: str, tickets: list[str]) -> str:
    found = list(_tag(prefix).finditer(_plain(text)))
    tickets += [f"{prefix.upper()}-{m[2]}-{m[3]}" for m in found]
    return _cut(text, [m.span() for m in found])


# With a command, a number typed by hand or cut by a program names the ticket without its brackets, too.
_BARE = r"(?<![\w=-])\[?{}-([0-9]{{8}})-([0-9]{{3,9}})\]?(?![\w-])"
_NAMING_ANOTHER = frozenset({"merge", "link"})  # behind them a number without "=" is more likely their value


def _cut_bare_number(root: str, prefix: str, taken: _Taken) -> str:
    """*root* without the one number in it, which is entered as the ticket."""
    if any(CANONICAL[command.name] in _NAMING_ANOTHER and not command.value for command in taken.commands):
        return root
    found = list(re.finditer(_BARE.format(re.escape(prefix)), _plain(root), re.IGNORECASE))
    if len(found) != 1:
        return root
    taken.tickets.append(f"{prefix.upper()}-{found[0][1]}-{found[0][2]}")
    return _cut(root, [found[0].span()])


# ---------------------------------------------------------------- commands

_MAX_PROPERTIES = 20
_MAX_UNKNOWN = 20  # more than anybody mistypes
_SEPARATORS = tuple(":,;，；、")  # one of them behind a command belongs to it
# So does the end of a sentence, as phones and habit put it: `#解决。`, `#Help!`; not what goes on as a word or a path.
_SENTENCE_END = re.compile(r"[.!?。！…~]{1,5}(?=[\s#]|$)|[。！]")
_MAX_VALUE = 300  # characters of a quoted value; a bound keeps a row of opening quotes linear

# A name begins behind no letter, digit or sign that makes `#` part of a word (C#, a#b, &#39;, page.html#top), and no
# sign of an address follows it (#help@example.org).
_COMMAND = re.compile(r"(?<![a-z0-9_&#/.])#([^\W\d_][\w-]{0,40}+)(?![\w@])", re.IGNORECASE)
_KEY = re.compile(r"(?<![A-Za-z0-9_&#/.])#[Kk][Ee][Yy]=([a-z2-7]{26})(?![\w=-])")
_URL = re.compile(r"(?:\b[a-z]{2,10}://|\bwww\.)[!-~]+", re.IGNORECASE)  # its fragment is no command
_COLOUR = re.compile(r"[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8}", re.IGNORECASE)  # of CSS: #fff, #c0ffee
_QUOTES = "|".join(
    f"{a}([^{b}]{{0,{_MAX_VALUE}}}){b}" for a, b in ('""', "''", "“”", "‘’", "「」", "『』", "《》", "””")
)
_VALUE = re.compile(rf" ?([=:]) ?(?:{_QUOTES}|((?:[^\s#，；。、！”“\"]|#(?![^\W\d_]))+))")
_NO_VALUE = re.compile(r" ?=(?= |#|$)")  # `#assign=` and nothing
_ADDRESS = re.compile(r" ([\w.+-]{1,64}@[\w.-]{1,255})")
_HOUR = "(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,3})"
_CLOCK = re.compile(  # behind a day and a blank: 14:00, 3pm, 下午三点半, 上午
    rf" (?:[0-9]{{1,2}}:[0-9]{{2}}(?: ?[ap]m)?|[0-9]{{1,2}} ?[ap]m"
    rf"|(?:(?:上午|下午|中午|早上|晚上|早|晚)(?:{_HOUR}[点點时時:](?:半|{_HOUR}分?)?)?|{_HOUR}[点點](?:半|{_HOUR}分?)?))"
    r"(?=[\s#,;，；。、！]|$)",
    re.IGNORECASE,
)
_PROPERTY = re.compile(r" ?([^\W\d_][\w-]{0,40}) ?= ?([^\s=].{0,300}?)? ?", re.IGNORECASE)
_CLOSING = tuple("]］】〕〗")
_QUOTED = re.compile(r"([\"'“‘「『])(.*)[\"'”’」』]")


def _names(text: str) -> Iterator[re.Match[str]]:
    """What is typed like the name of a command; its positions are those of *text*."""
    urls = [m.span() for m in _URL.finditer(text)] if "://" in text or "www." in text.lower() else []
    at = 0
    for match in _COMMAND.finditer(_plain(text)):
        while at < len(urls) and urls[at][1] <= match.start():
            at += 1
        if at == len(urls) or match.start() < urls[at][0]:
            yield match


def _unknown(root: str) -> tuple[str, ...]:
    found = (m for m in _names(root) if m[1].lower() not in CANONICAL and not _COLOUR.fullmatch(m[1]))
    return tuple(root[slice(*m.span(1))] for m in islice(found, _MAX_UNKNOWN))


def _cut_keys(text: str, keys: list[str]) -> str:
    found = list(_KEY.finditer(_plain(text)))
    keys += [m[1] for m in found]
    return _cut(text, [m.span() for m in found])


def _cut_commands(text: str, commands: list[Command]) -> str:
    """`#name` and `#name=value`, anywhere."""
    found = list(_typed(text))
    commands += [command for command, _, _ in found]
    return _cut(text, [(start, end) for _, start, end in found])


def _typed(text: str) -> Iterator[tuple[Command, int, int]]:
    """Each command with where it begins and ends."""
    plain, at = _plain(text), 0
    for match in _names(text):
        name = match[1].lower()
        if name not in CANONICAL or match.start() < at:
            continue
        value, at = _value(CANONICAL[name], text, plain, match.end())
        at = _behind_stop(plain, at)
        yield Command(name, value), match.start(), at


def words_behind(text: str, prefix: str = "TS") -> tuple[tuple[Command, str], ...]:
    """
    Each command with the words between it and what comes next: a command, tag, key, prefix, or the end.

    They are no part of it, but may have been meant as its value: `#assign Li Lei`, `#due=next Friday`.
    """
    line = _one_line(text)
    plain = _plain(line)
    begins = [m.start() for pattern in (_tag(prefix), _KEY, _INNER_PREFIX) for m in pattern.finditer(plain)]
    begins = sorted([*begins, *(m.start() for m in _names(line)), len(line)])
    typed = _typed(line)
    return tuple((command, line[end : min(b for b in begins if b >= end)].strip()) for command, _, end in typed)


def beyond_title(subject: Subject, title: str) -> tuple[str, ...]:
    """Unknown commands that were typed for this mail; what stands in the ticket's *title* was there before."""
    there = [word.lower() for word in read_subject(title).unknown] if subject.unknown else []
    return tuple(word for word in subject.unknown if not any(one.startswith(word.lower()) for one in there))


def _behind_stop(plain: str, at: int) -> int:
    if stop := _SENTENCE_END.match(plain, at):
        return stop.end()
    return at + (plain[at : at + 1] in _SEPARATORS)


def _value(command: str, text: str, plain: str, at: int) -> tuple[str, int]:
    """The value that stands at *at*, and where it ends; quotes keep blanks."""
    match = _VALUE.match(plain, at)
    if match and (match[1] == "=" or command in WITH_VALUE):
        group = match.lastindex or match.re.groups  # the one form of value that has matched
        start, end = match.span(group)
        if group != match.re.groups:
            return text[start:end].strip(), match.end()
        end -= len(plain[start:end]) - len(plain[start:end].rstrip(",;.!"))
        if command in WITH_CLOCK and (clock := _CLOCK.match(plain, end)):
            end = clock.end()
        return text[start:end].translate(_LETTERS), end
    if command in WITH_ADDRESS and (match := _ADDRESS.match(plain, at)):
        return match[1].rstrip("."), match.end()
    if match := _NO_VALUE.match(plain, at):
        return "", match.end()
    return "", at


def _cut_properties(text: str, commands: list[Command]) -> str:
    """Roundup's `[name=value;name=value]`, at the end."""
    if not text.endswith(_CLOSING):
        return text
    plain = _plain(text)
    start = plain.rfind("[")
    pairs = [_PROPERTY.fullmatch(piece) for piece in re.split("[;；]", plain[start + 1 : -1], maxsplit=_MAX_PROPERTIES)]
    named = [m for m in pairs if m and m[1].lower() in CANONICAL]
    if start < 0 or len(named) != len(pairs):
        return text
    commands += [Command(m[1].lower(), _unquoted(m[2] or "")) for m in named]
    return text[:start].rstrip()


def _unquoted(value: str) -> str:
    match = _QUOTED.fullmatch(value)
    return match[2].strip() if match else value


# ---------------------------------------------------------------- prefixes


def _words(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


_PREFIX_WORDS = (
    rf" ?(?:(?P<reply>{_words(prefixes.REPLY)}|{_words(prefixes.AUTOMATIC)})"
    rf"|(?P<forward>{_words(prefixes.FORWARD)})|(?P<recall>{_words(prefixes.RECALL)}))"
    r"(?: ?\[[0-9]{1,4}\]| ?\([0-9]{1,4}\)|[\^*-]?[0-9]{1,3})? ?: ?"
)
_PREFIX = re.compile(_PREFIX_WORDS, re.IGNORECASE)
_INNER_PREFIX = re.compile(rf"(?<= ){_PREFIX_WORDS}", re.IGNORECASE)
# A mailing list's label before the prefix, `[list] Re: title`: the same thread as `Re: [list] title`.
_LISTED = re.compile(rf" ?(\[[^\[\]]{{1,60}}\])(?={_PREFIX_WORDS})", re.IGNORECASE)
_GATEWAY = re.compile(rf" ?(?:[\[({{<*]{{1,3}} ?(?:{_words(prefixes.GATEWAY)}) ?[\])}}>*]{{1,3}}) ?:? ?", re.IGNORECASE)
_BRACKETED = re.compile(r" ?\[ ?(?:fwd?|转发): ?", re.IGNORECASE)
_TRAILER = re.compile(r" ?\((?:fwd?|转发)\)$", re.IGNORECASE)
_TRAILER_LENGTH = 8


def _cut_prefixes(text: str, kinds: list[str]) -> str:
    """The text behind all prefixes, whose kinds are added to *kinds*, outermost first."""
    plain, at = _plain(text), 0
    labels: list[str] = []
    while True:
        if match := _PREFIX.match(plain, at):
            kinds.append(match.lastgroup or "reply")
        elif not (match := _GATEWAY.match(plain, at)):
            if not (match := _LISTED.match(plain, at)):
                break
            labels.append(text[at : match.end()].strip())
        at = match.end()
    end = len(plain)
    if (match := _BRACKETED.match(plain, at)) and plain.endswith("]"):
        at, end = match.end(), end - 1
        kinds.append("forward")
    elif match := _TRAILER.search(plain, max(at, end - _TRAILER_LENGTH)):
        end = match.start()
        kinds.append("forward")
    return " ".join([*labels, text[at:end].strip()]).strip()
