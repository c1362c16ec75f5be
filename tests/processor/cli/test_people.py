"""`ticketd people`: files in, files out, one person at a time, an LDAP server."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from support.configs import password_file, write_config
from support.slapd import ADMIN, BASE, PASSWORD, Slapd, program

from processor.cli.exits import Exit

Run = Callable[..., Result]
HEADINGS = "姓名,工号,部门,邮箱,角色"
LI = "李雷,1001,财务部,li@example.org,工程师"
HAN = "韩梅梅,1002,财务部,han@example.org,"


@pytest.fixture
def people(run: Run, tmp_path: Path) -> Run:
    """people("list", "--json"): the command with a database that is ready."""
    config = write_config(tmp_path)
    assert run("migrate", "--config", config).exit_code == Exit.OK
    return lambda *words, **more: run("people", *words, "--config", config, **more)


def listed(people: Run, *options: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in people("list", "--json", *options).stdout.splitlines()]


def file(folder: Path, *lines: str, name: str = "people.csv") -> Path:
    (folder / name).write_text("\n".join([HEADINGS, *lines]) + "\n", encoding="utf-8")
    return folder / name


def test_a_file_is_imported_and_what_it_changes_is_shown(people: Run, tmp_path: Path) -> None:
    result = people("import", file(tmp_path, LI, HAN))

    assert result.exit_code == Exit.OK, result.output
    assert "+ 李雷 (1001; 财务部; li@example.org; engineer)" in result.stdout
    assert "✔ 2 added, 0 changed, 0 deactivated, 0 unchanged." in result.stdout
    assert [person["name"] for person in listed(people)] == ["李雷", "韩梅梅"]


def test_the_second_import_shows_only_what_differs(people: Run, tmp_path: Path) -> None:
    people("import", file(tmp_path, LI, HAN))

    result = people("import", file(tmp_path, LI.replace("财务部", "销售部"), HAN))

    assert result.stdout == ("~ 李雷: department 财务部 → 销售部\n✔ 0 added, 1 changed, 0 deactivated, 1 unchanged.\n")


def test_a_dry_run_shows_and_changes_nothing(people: Run, tmp_path: Path) -> None:
    result = people("import", file(tmp_path, LI), "--dry-run")

    assert "+ 李雷" in result.stdout
    assert "Would change: 1 added" in result.stdout
    assert listed(people) == []


def test_while_a_line_is_wrong_nothing_is_imported_and_all_wrong_lines_are_told(people: Run, tmp_path: Path) -> None:
    result = people("import", file(tmp_path, LI, ",1003,,,", HAN.replace("han@example.org", "han"), LI))

    assert result.exit_code == Exit.FAILED
    assert result.stderr.splitlines() == [
        "✘ line 3: no name",
        '✘ line 4: "han" is not a mail address',
        "✘ line 5: employee number 1001 stands in line 2 too",
        "ticketd: 3 wrong; nothing was imported. Mend the list and import it again",
    ]
    assert listed(people) == []


def test_namesakes_who_cannot_be_told_apart_stop_the_import(people: Run, tmp_path: Path) -> None:
    for _ in range(2):
        people("add", "--name", "张伟", "--department", "财务部")

    result = people("import", file(tmp_path, "张伟,,财务部,,", LI))

    assert result.exit_code == Exit.FAILED
    assert "✘ line 2: 张伟 (财务部) may be 2 people" in result.stderr
    assert len(listed(people)) == 2


def test_who_is_missing_is_deactivated_only_when_that_is_wanted(people: Run, tmp_path: Path) -> None:
    people("import", file(tmp_path, LI, HAN))
    people("add", "--name", "外包", "--employee-number", "X1")

    assert "deactivated" not in people("import", file(tmp_path, LI)).stdout.splitlines()[0].replace("0 deactivated", "")
    result = people("import", file(tmp_path, LI), "--deactivate-missing")

    assert "- 韩梅梅 (1002; 财务部; han@example.org)" in result.stdout
    assert [person["name"] for person in listed(people)] == ["李雷", "外包"]
    assert len(listed(people, "--inactive")) == 3


def test_a_file_that_would_deactivate_everybody_needs_force(people: Run, tmp_path: Path) -> None:
    people("import", file(tmp_path, LI, HAN))
    other = file(tmp_path, "王强,1003,,,", name="other.csv")

    refused = people("import", other, "--deactivate-missing")
    assert refused.exit_code == Exit.FAILED
    assert "2 of 2 people would be deactivated" in refused.stderr
    assert len(listed(people)) == 2

    assert people("import", other, "--deactivate-missing", "--force").exit_code == Exit.OK
    assert [person["name"] for person in listed(people)] == ["王强"]


def test_a_long_diff_is_cut_unless_all_of_it_is_wanted(people: Run, tmp_path: Path) -> None:
    path = file(tmp_path, *[f"员工{number},{number},财务部,," for number in range(25)])

    assert "… and 5 more added (--all-lines shows them)" in people("import", path, "--dry-run").stdout
    assert people("import", path, "--dry-run", "--all-lines").stdout.count("+ 员工") == 25


def test_columns_that_are_not_used_are_told(people: Run, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("姓名,工号,星座\n李雷,1,狮子\n", encoding="utf-8")

    assert '⚠ column "星座" is not used' in people("import", path).stderr


def test_a_file_that_is_no_list_ends_with_1_and_says_what_is_needed(people: Run, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("hello\n")

    result = people("import", tmp_path / "x.csv")

    assert result.exit_code == Exit.FAILED
    assert "no headings" in result.stderr
    assert people("import", tmp_path / "absent.csv").exit_code == Exit.MISUSE


def test_what_is_exported_is_imported_without_any_change(people: Run, tmp_path: Path) -> None:
    people("import", file(tmp_path, LI, HAN))
    out = tmp_path / "out.csv"

    assert "2 people written" in people("export", out).stdout
    assert out.read_bytes().startswith("\ufeff工号,姓名".encode())
    assert people("export").stdout_bytes == out.read_bytes()
    assert people("import", out).stdout == "✔ 0 added, 0 changed, 0 deactivated, 2 unchanged.\n"


def test_a_person_is_added_listed_and_deactivated(people: Run) -> None:
    added = people(
        "add", "--name", "李雷", "--employee-number", "A1", "--address", "Li@Example.org", "--role", "lead", "--vip"
    )
    assert added.stdout == "✔ 李雷 is in the directory.\n", added.output

    assert "李雷" in people("list", "--role", "lead").stdout
    assert people("list", "--role", "manager").stdout == "Nothing to show.\n"
    (person,) = listed(people)
    assert (person["addresses"], person["role"], person["vip"]) == (["li@example.org"], "lead", True)

    assert people("deactivate", "LI@example.org").stdout == "✔ 李雷 is not active any more.\n"
    assert people("deactivate", "a1").stdout == "李雷 is not active anyway.\n"
    assert listed(people) == []


@pytest.mark.parametrize(
    ("words", "status", "complaint"),
    [
        (("add", "--name", "李雷"), Exit.MISUSE, "--employee-number, --address or --department"),
        (("add", "--name", "李雷", "--address", "li"), Exit.MISUSE, '"li" is not a mail address'),
        (("add", "--name", "李雷", "--employee-number", "1"), Exit.FAILED, "1 is the employee number of 王强"),
        (("add", "--name", "李雷", "--address", "WANG@example.org"), Exit.FAILED, "is the address of 王强"),
        (("deactivate", "nobody@example.org"), Exit.FAILED, "ticketd people list"),
        (("sync",), Exit.FAILED, "no LDAP server is configured"),
    ],
)
def test_what_cannot_be_done_is_told(people: Run, words: tuple[str, ...], status: Exit, complaint: str) -> None:
    people("add", "--name", "王强", "--employee-number", "1", "--address", "wang@example.org")

    result = people(*words)

    assert result.exit_code == status
    assert complaint in result.stderr
    assert "Traceback" not in result.output


@pytest.fixture
def slapd() -> Iterator[Slapd]:
    if program() is None:
        pytest.skip("slapd is not installed (Debian: apt-get install slapd)")
    with Slapd() as server:
        yield server


def test_people_of_an_ldap_server_are_synchronised_and_never_all_deactivated(
    run: Run, tmp_path: Path, slapd: Slapd
) -> None:
    crowd = [
        {"uid": f"u{n}", "cn": f"员工{n}", "sn": "x", "mail": f"u{n}@example.org", "employeeNumber": str(n)}
        for n in range(3)
    ]
    slapd.add(crowd)
    login = {"bind_dn": ADMIN, "password_file": password_file(tmp_path, PASSWORD, "ldap.password")}
    config = write_config(
        tmp_path, directory={"ldap": {"url": slapd.url, "tls": "none", "base": f"ou=people,{BASE}", **login}}
    )
    run("migrate", "--config", config)

    assert "Would change: 3 added" in run("people", "sync", "--dry-run", "--config", config).stdout
    result = run("people", "sync", "--config", config)
    assert f"{slapd.url} lists 3 people." in result.stdout
    assert "✔ 3 added" in result.stdout

    slapd.remove(crowd)
    refused = run("people", "sync", "--config", config)
    assert refused.exit_code == Exit.FAILED
    assert "3 of 3 people would be deactivated" in refused.stderr
    assert "✔ 0 added, 0 changed, 3 deactivated" in run("people", "sync", "--force", "--config", config).stdout

    slapd.end()
    assert run("people", "sync", "--config", config).exit_code == Exit.TRY_LATER
