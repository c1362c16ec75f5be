"""The grammar in the manual is true: what it makes, the reader takes apart in just this way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.phrases.commands import CANONICAL, WITH_ADDRESS, WITH_CLOCK, WITH_VALUE
from parsers.subjects import read_subject
from processor.desk.grammar import GRAMMAR, WORDS_OF_GRAMMAR

Texts = st.SearchStrategy[str]

_TOKEN = re.compile(
    r"\s*(?:(\"[^\"]*\"|'[^']*')|([0-9]+ \*)|([{}\[\]()|,;=])|([A-Za-z][A-Za-z0-9 ]*[A-Za-z0-9]|[A-Za-z]))"
)


def tokens(text: str) -> Iterator[str]:
    at, end = 0, len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        assert match, f"no EBNF: {text[at : at + 30]!r}"
        yield match[0].strip()
        at = match.end()


class Grammar:
    """Strategies for the rules of an EBNF; *words* are those of the names that have no rule."""

    def __init__(self, text: str, words: dict[str, Texts]) -> None:
        self.words = words
        self.rules: dict[str, list[str]] = {}
        rule: list[str] = []
        for token in tokens(text):
            if token == ";":
                self.rules[rule[0]] = rule[2:]
                rule = []
            else:
                rule.append(token)

    def texts(self, name: str) -> Texts:
        if name in self.words:
            return self.words[name]
        left = list(reversed(self.rules[name]))
        made = self._choice(left)
        assert not left, f"left of {name}: {left}"
        return made

    def _choice(self, left: list[str]) -> Texts:
        made = self._sequence(left)
        while left and left[-1] == "|":
            left.pop()
            made = made | self._sequence(left)
        return made

    def _sequence(self, left: list[str]) -> Texts:
        parts = [self._one(left)]
        while left and left[-1] == ",":
            left.pop()
            parts.append(self._one(left))
        return st.tuples(*parts).map("".join)

    def _one(self, left: list[str]) -> Texts:
        token = left.pop()
        if token[0] in "\"'":
            return st.just(token[1:-1])
        if token.endswith(" *"):
            count = int(token[:-2])
            return st.lists(self._one(left), min_size=count, max_size=count).map("".join)
        if token in "{[(":
            inner = self._choice(left)
            assert left.pop() == {"{": "}", "[": "]", "(": ")"}[token]
            wrap: dict[str, Callable[[Texts], Texts]] = {
                "{": lambda texts: st.lists(texts, max_size=4).map("".join),
                "[": lambda texts: st.just("") | texts,
                "(": lambda texts: texts,
            }
            return wrap[token](inner)
        return self.texts(token)


def names(wanted: frozenset[str] | None = None) -> Texts:
    return st.sampled_from([name for name, meant in CANONICAL.items() if wanted is None or meant in wanted])


WORDS: dict[str, Texts] = {
    "name": names(),
    "moment name": names(WITH_CLOCK),
    "colon name": names(WITH_VALUE),
    "person name": names(WITH_ADDRESS),
    "inner": st.sampled_from("ab 李雷 #1,.;，=[("),
    "middle": st.sampled_from("abz李雷059-_.,;:/+@=()（）#?"),
    "last": st.sampled_from("abz李雷059-_+)"),
    "hour": st.sampled_from(["9", "09", "14"]),
    "minute": st.sampled_from(["00", "30"]),
    "letter": st.sampled_from("abxyz"),
    "digit": st.sampled_from("0123456789"),
    "base32": st.sampled_from("abcdefghijklmnopqrstuvwxyz234567"),
    "prefix of the desk": st.just("TS"),
    "prefix": st.sampled_from(["Re:", "回复：", "Fwd: "]),
    "title": st.sampled_from(["printer", " 打印机 ", " C#", " #123", " "]),
}
MADE = Grammar(GRAMMAR, WORDS)


def _needs_no_letter_behind_hash(text: str) -> bool:
    """The grammar says so in words: a # within a bare value is followed by no letter."""
    return not re.search(r"#[^\W\d_]", text[1:])


@given(MADE.texts("command").filter(_needs_no_letter_behind_hash))
def test_each_command_of_the_grammar_is_one_command_and_nothing_is_left_of_it(text: str) -> None:
    subject = read_subject(f"打印机 {text}")

    assert len(subject.commands) == 1, subject
    assert subject.root == "打印机"
    assert subject.title.split() == f"打印机 {text}".split()


@given(st.lists(MADE.texts("pair") | MADE.texts("plain"), min_size=2, max_size=4))
def test_several_commands_stand_beside_one_another(texts: list[str]) -> None:
    fine = [f"#{text}" for text in texts if _needs_no_letter_behind_hash(f"#{text}") and not text.endswith(":")]
    subject = read_subject(" ".join(["打印机", *fine]))

    assert (len(subject.commands), subject.root) == (len(fine), "打印机")


@given(MADE.texts("properties"))
def test_properties_of_the_grammar_are_commands_each(text: str) -> None:
    subject = read_subject(f"打印机 {text}")

    assert len(subject.commands) == text.count(";") + 1
    assert subject.root == "打印机"


@given(MADE.texts("tag"), MADE.texts("key"))
def test_tag_and_key_of_the_grammar_are_read(tag: str, key: str) -> None:
    subject = read_subject(f"Re: {tag} 打印机 {key}")

    assert (subject.ticket, subject.key, subject.title) == (tag[1:-1], key.removeprefix("#key="), "打印机")


@given(MADE.texts("subject"))
def test_no_subject_of_the_grammar_leaves_a_command_in_its_root(text: str) -> None:
    assert read_subject(read_subject(text).root).commands == ()


def test_every_word_of_the_grammar_is_explained_and_used() -> None:
    used = {token for rule in MADE.rules.values() for token in rule if token[0].isalpha()}

    assert used - MADE.rules.keys() == WORDS_OF_GRAMMAR.keys() == WORDS.keys()
    assert MADE.rules.keys() - used == {"subject"}


@pytest.mark.parametrize("word", ["plain", "pair", "timed", "listed", "addressed"])
def test_each_form_of_a_command_stands_in_the_grammar(word: str) -> None:
    assert word in MADE.rules["command"]
