"""Tables of people: headings, cells, and what is wrong with them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.people import Profile, key
from processor.directory.listing import Listed, Listing, Wrong, addresses_in, is_address
from processor.directory.rows import as_cells, read_rows
from processor.directory.words import CHINESE, ENGLISH, HEADINGS
from processor.errors import ProcessorError


def read(*rows: str) -> Listing:
    return read_rows((number, row.split("|")) for number, row in enumerate(rows, start=1))


def test_headings_are_chinese_or_english_in_any_order() -> None:
    chinese = read("部门|邮箱|姓名|工号", "财务部|li@example.org|李雷|1001")
    english = read("Employee No.|Full Name|E-Mail|Dept", "1001|李雷|li@example.org|财务部")

    assert chinese == english
    assert chinese.people == (
        Listed(where="line 2", name="李雷", employee_number="1001", department="财务部", addresses=("li@example.org",)),
    )


def test_all_columns_are_read() -> None:
    listing = read(
        "姓名|工号|部门|邮箱|电话|角色|团队|语言|VIP|在职", "李雷|1|财务部|a@b.org|801|工程师|桌面|英文|是|否"
    )

    assert listing.people == (
        Listed(
            where="line 2",
            name="李雷",
            employee_number="1",
            department="财务部",
            addresses=("a@b.org",),
            phone="801",
            role="engineer",
            team="桌面",
            locale="en",
            vip=True,
            active=False,
        ),
    )


def test_a_column_that_is_not_there_tells_nothing_and_an_empty_cell_tells_that_there_is_none() -> None:
    (absent,) = read("姓名|工号", "李雷|1").people
    (empty,) = read("姓名|工号|部门|邮箱|电话|语言|VIP|角色", "李雷|1||||||").people

    assert (absent.department, absent.addresses, absent.phone, absent.locale) == (None, None, None, None)
    assert (empty.department, empty.addresses, empty.phone, empty.locale) == ("", (), "", "")
    assert (empty.vip, empty.role, empty.active) == (None, None, None)


def test_titles_above_the_headings_and_empty_rows_are_passed_over() -> None:
    listing = read("员工通讯录", "", "更新于 2026-11-22||", "姓名|工号", "李雷|1", "|", "韩梅梅|2")

    assert [each.where for each in listing.people] == ["line 5", "line 7"]


def test_columns_that_mean_nothing_are_told() -> None:
    assert read("姓名|工号|星座|", "李雷|1|狮子|x").ignored == ("星座",)


def test_several_columns_and_several_addresses_in_a_cell_are_one_list() -> None:
    listing = read("姓名|邮箱|备用邮箱", "李雷|Li@Example.org; a@b.org，a@b.org|李雷 <c@d.org>")

    assert listing.people[0].addresses == ("li@example.org", "a@b.org", "c@d.org")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("|1||", "no name"),
        ("李雷|||", "neither employee number nor address nor department"),
        ("李雷|1|li at example.org|", '"li at example.org" is not a mail address'),
        ("李雷|1|li@example|", "not a mail address"),
        ("李雷|1||boss", 'role "boss" is not known; write one of user, engineer, lead, specialist, manager'),
        (f"{'李' * 501}|1||", "more than 500 characters"),
    ],
)
def test_a_wrong_row_is_told_with_its_line(row: str, reason: str) -> None:
    listing = read("姓名|工号|邮箱|角色", "韩梅梅|7||", row)

    (wrong,) = listing.wrong
    assert wrong.where == "line 3"
    assert reason in wrong.reason
    assert len(listing.people) == 1


def test_all_wrong_rows_are_told_in_order() -> None:
    listing = read(
        "姓名|工号|邮箱|部门",
        "李雷|1|a@b.org|",
        "|2||",
        "韩梅梅|１|c@d.org|",
        "王强|3|A@B.org|",
        "张伟|||财务部",
        "张 伟|||财务部",
    )

    assert listing.wrong == (
        Wrong("line 3", "no name"),
        Wrong("line 4", "employee number １ stands in line 2 too"),
        Wrong("line 5", "address a@b.org stands in line 2 too"),
        Wrong("line 7", "the same name and department stands in line 6 too"),
    )


@pytest.mark.parametrize("rows", [(), ("",), ("李雷|1",), ("姓名",), ("工号|邮箱", "1|a@b.org")])
def test_a_table_without_headings_is_refused_with_what_is_needed(rows: tuple[str, ...]) -> None:
    with pytest.raises(ProcessorError, match=r"姓名 \(name\)"):
        read(*rows)


def test_two_columns_for_one_thing_are_refused() -> None:
    with pytest.raises(ProcessorError, match="two columns are headed as phone"):
        read("姓名|电话|手机", "李雷|1|2")


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("a@b.org", True),
        ("李雷@例子.中国", True),
        ("a.b+c@sub.example.org", True),
        ("a@b", False),
        ("a@b.", False),
        ("@b.org", False),
        ("a b@c.org", False),
        ("a@b@c.org", False),
        ("a" * 65 + "@b.org", False),
    ],
)
def test_what_an_address_is(text: str, good: bool) -> None:
    assert is_address(text) is good


def test_addresses_are_found_however_they_are_divided() -> None:
    assert addresses_in("a@b.org c@d.org\ne@f.org、g@h.org|i@j.org") == (
        "a@b.org",
        "c@d.org",
        "e@f.org",
        "g@h.org",
        "i@j.org",
    )


words = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=8).filter(lambda text: bool(key(text)))


@given(
    st.builds(
        Profile,
        name=words,
        employee_number=words,
        department=words,
        addresses=st.sampled_from([(), ("a@b.org",), ("a@b.org", "c@d.org")]),
        phone=words,
        role=st.sampled_from(["user", "engineer", "lead", "specialist", "manager"]),
        team=words,
        locale=st.sampled_from(["", "zh", "en"]),
        vip=st.booleans(),
        active=st.booleans(),
    )
)
def test_what_is_written_is_read_back(profile: Profile) -> None:
    for headings in (CHINESE, ENGLISH):
        listing = read_rows([(1, list(headings.values())), (2, as_cells(profile, headings))])

        assert listing.wrong == ()
        assert all(getattr(listing.people[0], field) == getattr(profile, field) for field in headings)


def test_our_own_headings_are_known() -> None:
    for headings in (CHINESE, ENGLISH):
        assert {HEADINGS[key(heading)]: field for field, heading in headings.items()} == {f: f for f in headings}
