from __future__ import annotations

from email import message_from_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.raw_mails import multipart, raw_mail

from parsers.limits import MAX_PARTS
from parsers.structure import Entity, parse_bytes

PLAIN = "Content-Type: text/plain\n\n{}"


def parsed(raw: bytes) -> Entity:
    defects: list[str] = []
    entity = parse_bytes(raw, defects)
    assert defects == []
    return entity


def parts(entity: Entity) -> list[Entity]:
    assert isinstance(entity.body, list)
    return entity.body


names = st.sampled_from(["Subject", "SUBJECT", "X-A", "Received", "a!b", "To"])
values = st.text(alphabet='abc :;=?\t<>@.-_"', max_size=30)
folds = st.sampled_from(["\n ", "\r\n\t", "\n\t \t"])
ends = st.sampled_from(["\n", "\r\n"])


@given(st.lists(st.tuples(names, values, folds, values, ends), max_size=8))
def test_regular_headers_are_those_of_the_standard_library(lines: list[tuple[str, str, str, str, str]]) -> None:
    raw = "".join(f"{name}: {one}{fold}b{two}{end}" for name, one, fold, two, end in lines).encode() + b"\nbody"

    expected: dict[str, list[str]] = {}
    for name, value in message_from_bytes(raw).raw_items():
        expected.setdefault(name.lower(), []).append(str(value).replace("\r\n", "\n"))

    found = parsed(raw).fields
    assert {name: [value.replace("\r\n", "\n") for value in values] for name, values in found.items()} == expected


@given(st.binary(max_size=200))
def test_any_bytes_have_a_structure(raw: bytes) -> None:
    assert isinstance(parsed(raw).body, str | list)


@pytest.mark.parametrize("break_", ["\n", "\r\n"])
def test_parts_stand_between_boundaries_without_the_line_ends_before_these(break_: str) -> None:
    raw = multipart("mixed", PLAIN.format("one\n\n"), PLAIN.format("--bbb\ntwo")).replace(b"\r\n", break_.encode())

    bodies = [part.body for part in parts(parsed(raw))]

    assert bodies == [f"one{break_}{break_}", f"--bbb{break_}two"]


def test_a_boundary_may_be_padded_and_folded_and_part_headers_may_be_absent() -> None:
    folded = 'Content-Type: multipart/mixed;\n\tboundary="a\n b"\n'

    (part,) = parts(parsed(raw_mail(folded, "preamble\n--a\n b \t\n\nx\n--a\n b--\nepilogue")))

    assert (part.fields, part.body) == ({}, "x")


def test_what_is_wrong_with_a_multipart_is_told_and_its_text_stays() -> None:
    unclosed = parsed(raw_mail("Content-Type: multipart/mixed; boundary=b\n", "--b\n\nx"))
    without = parsed(raw_mail("Content-Type: multipart/mixed; boundary=b\n", "x"))
    unnamed = parsed(raw_mail("Content-Type: multipart/mixed\n", "x"))

    assert (unclosed.defects, parts(unclosed)[0].body) == (["CloseBoundaryNotFound"], "x")
    assert (without.defects, without.body) == (["StartBoundaryNotFound"], "x")
    assert (unnamed.defects, unnamed.body) == (["NoBoundaryInMultipart"], "x")


def test_the_parts_of_all_levels_count_together() -> None:
    inner = "Content-Type: multipart/mixed; boundary=i\n\n" + "--i\n\nx\n" * (MAX_PARTS // 2) + "--i--\n"
    defects: list[str] = []

    outer = parse_bytes(multipart("mixed", inner, inner, inner), defects)

    assert defects == [f"structure: more than {MAX_PARTS} parts, the rest left out"] * len(defects) != []
    assert sum(1 + len(part.body) for part in parts(outer)) == MAX_PARTS
