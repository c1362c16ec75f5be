"""What others read of a ticket tells nobody's name, number or secret."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.masking import Personal, mask

PEOPLE = Personal(
    names=("李雷", "韩梅梅", "欧阳娜娜", "Ann Smith", "Tom Li"),
    numbers=("E10086", "8021", "138 0013 8000", "7"),
    logins=("lilei", "li", "printer"),
    others=("赵六", "Mark Page", "Reception"),
)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("李雷的电脑坏了", "[姓名]的电脑坏了"),
        ("已通知李工和韩经理，欧阳老师", "已通知[姓名]和[姓名]，[姓名]"),
        ("李 雷", "[姓名]"),
        ("Ann Smith and Ms. Smith, also ANN SMITH, Tom", "[姓名] and [姓名], also [姓名], [姓名]"),
        ("邮箱 li.lei@corp.example 收不到", "邮箱 [邮箱] 收不到"),
        ("联系li.lei＠corp.example。", "联系[邮箱]。"),
        ("请拨13900001111联系", "请拨[电话]联系"),
        ("手机：139 0000 1111", "手机：[电话]"),
        ("电话010-82345678转8021", "电话[电话]"),
        ("+49 30 1234567 or +86-139-0000-1111", "[电话] or [电话]"),
        ("分机 6021", "分机 [电话]"),
        ("工号：A10234，部门", "工号：[工号]，部门"),
        ("我的工号是10234", "我的工号是[工号]"),
        ("Employee ID: 55231", "Employee ID: [工号]"),
        ("E10086 的账号", "[号码] 的账号"),
        ("身份证 11010519491231002X", "身份证 [证件号]"),
        ("卡号 6222 0212 3456 7890 123", "卡号 [证件号]"),
        ("IP 是 192.168.1.23，网关 192.168.1.1", "IP 是 192.168.1.*，网关 192.168.1.*"),
        ("密码是 Abc12345，请登录", "密码是 [密码]，请登录"),
        ("密码：secret", "密码：[密码]"),
        ("初始密码已重置为Hello@2026。", "初始密码已重置为[密码]。"),
        ("password: hunter2 then", "password: [密码] then"),
        ("The password has been reset to Spring2026!", "The password has been reset to [密码]"),
        ("密码“天王盖地虎”", "密码“[密码]”"),
        ("验证码 482913", "验证码 [密码]"),
        ("pwd=abc", "pwd=[密码]"),
        ("tom@corp.example密码：abc", "[邮箱]密码：[密码]"),
        ("密码改成了 lilei88 就好了", "密码改成了 [密码] 就好了"),
        ("API_KEY=sk-ab12，user/pw: admin/x1", "API_KEY=[密码]，user/pw: [密码]"),
        ("key 123456-234567-345678-456789-567890-678901-789012-890123", "key [密码]"),
        (r"C:\Users\zhao\AppData，/home/zhao/.ssh", r"C:\Users\[姓名]\AppData，/home/[姓名]/.ssh"),
        ("重启 PC-LILEI，用 corp\\lilei 登录", "重启 PC-[姓名]，用 corp\\[姓名] 登录"),
        ("微信 lilei_88，QQ：123456789", "微信 [电话]，QQ：[电话]"),
        ("call 415-555-0132 or (415) 555-0132", "call [电话] or [电话]"),
        ("ssh root@10.0.3.17", "ssh [邮箱]"),
        ("请寄到上海市浦东新区张江路88弄3号楼1202室，谢谢", "请寄到[地址]，谢谢"),
        ("住址：广东省深圳市南山区科技园南路 12 号", "住址：[地址]"),
        ("Ship it to 221 Baker Street, please", "Ship it to [地址], please"),
        ("赵六的电脑，找赵工，问 Mark Page", "[姓名]的电脑，找赵工，问 [姓名]"),
    ],
)
def test_what_points_to_a_person_or_opens_a_door_is_masked(text: str, masked: str) -> None:
    assert mask(text, PEOPLE) == masked


@pytest.mark.parametrize(
    "text",
    [
        "报错 0x80070005、ORA-01652、E3-02，KB5012345",
        "忘记密码怎么办，提示密码错误，密码已过期",
        "The password is wrong and the password expired!",
        "Windows 10.0.19045.3803，版本 7.5.1",
        "工单 TS-20261122-001，2026-11-22 09:30，端口 8080 与 443",
        "李子树，工程师，经理室，总是连不上",
        "a tomb and an annual report",
        "忘记密码\n1. 打开自助平台",
        "3号楼2楼打印机卡纸，走廊尽头5号会议室，线路2号口，电路12号板，電路 3 号，链路 3 号，选择路由 3 号端口",
        "Restart 3 Windows servers, 2 Drive errors",
        "错误 0010023，代码 809，550 5.7.1",
        "Mark the page, Reception, restart the printer, li 与 lileiming",
        r"C:\Users\Public\Desktop，QQ 9.7.1，微信 3.9.10 安装版，QQ邮箱",
    ],
)
def test_codes_versions_and_other_words_stay(text: str) -> None:
    assert mask(text, PEOPLE) == text


def test_the_masks_are_in_the_language_of_the_text() -> None:
    assert mask("Ann Smith, ann@corp.example, password: x1", PEOPLE, "en") == "[name], [address], password: [password]"


around = st.text(alphabet="电脑坏了，。请看 \nabc:：", max_size=12)
secrets = st.one_of(
    st.sampled_from(["李雷", "韩梅梅", "Ann Smith", "E10086"]),
    st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
    st.from_regex(r"[a-z]{3,8}@[a-z]{2,8}\.example", fullmatch=True),
    st.from_regex(r"[1-9][0-9]{16}[0-9X]", fullmatch=True),
)


@given(around, secrets, around)
def test_wherever_personal_data_stands_it_is_masked(before: str, secret: str, after: str) -> None:
    assert secret not in mask(f"{before} {secret} {after}", PEOPLE)
    assert secret not in mask(f"电脑{secret}，坏了", PEOPLE)


@given(
    st.sampled_from(["密码：", "密码是", "密码 ", "新密码已改成", "password: ", "Password is ", "pwd="]),
    st.text(alphabet=string.ascii_letters + string.digits + "@#%&*_-+", min_size=6, max_size=20),
)
def test_no_password_survives(label: str, secret: str) -> None:
    secret += "7"
    shown = mask(f"您好，{label}{secret}", Personal())

    assert secret not in shown and secret[:-1] not in shown


@given(st.lists(st.one_of(around, secrets, st.sampled_from(["密码：a1b2c3", "[姓名]", "10.1.2.3"]))).map("".join))
def test_masking_twice_changes_nothing_more(text: str) -> None:
    once = mask(text, PEOPLE)

    assert mask(once, PEOPLE) == once


@given(st.text(max_size=80))
def test_any_text_can_be_masked(text: str) -> None:
    mask(text, PEOPLE)


@pytest.mark.timeout(10)
@pytest.mark.parametrize("bomb", ["[密码]" * 2_500, "a@" * 5_000, "tel 1 1 1 " * 1_000, "密码 " * 3_300])
def test_no_text_is_expensive_whatever_a_directory_knows(bomb: str) -> None:
    crowd = tuple(f"李{chr(0x4E00 + number)}" for number in range(2_000))

    assert mask(bomb, Personal(crowd, ("1234",), (), crowd))
