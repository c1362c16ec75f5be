"""Signatures, and what looks like one and is none."""

# A mail in one line is easier to compare with its neighbours.
# ruff: noqa: E501

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.signature_lines import is_company, is_contact, is_form, is_mobile_footer, is_name
from parsers.signatures import find_signature


@pytest.mark.parametrize(
    "line",
    [
        "Sent from my iPhone", "Sent from my Verizon Wireless BlackBerry", "Sent from Mail<https://example.com> for Windows 10",
        "Get Outlook for iOS", "Von meinem iPhone gesendet", "Gesendet von Outlook für Android", "Envoyé de mon iPhone",
        "Enviado desde mi iPhone", "Inviato da iPhone", "Verstuurd vanaf mijn iPad", "iPhoneから送信", "나의 iPhone에서 보냄",
        "发自我的iPhone", "发自我的 iPhone", "发自我的华为手机", "来自QQ邮箱手机版", "发自网易邮箱大师", "发自我的企业微信", "发送自我的盖乐世手机",
        "获取 Outlook for iOS", "从 Windows 版邮件发送", "从我的 iPhone 发送", "來自我的 iPhone", "從我的 iPhone 傳送", "签名由 网易邮箱大师 定制",
        "Sent from my Galaxy", "Sent from my desk", "Sent using Zoho Mail", "Отправлено с iPhone",
    ],
)  # fmt: skip
def test_footers_of_programs_are_known(line):
    assert is_mobile_footer(line)


@pytest.mark.parametrize(
    "line",
    [
        "", "Sent from my desk, is much easier than my mobile phone.", "The notification was sent from my iPhone app to all users.",
        "Sent from my phone but it did not arrive", "发自内心地感谢大家", "来自客户的手机无法登录", "来自北京的邮件收不到", "使用手机登录后发送不了邮件",
        "Sent from the main server to all clients, please check the logs",
    ],
)  # fmt: skip
def test_sentences_about_sending_are_none(line):
    assert not is_mobile_footer(line)


@pytest.mark.parametrize(
    "line",
    [
        "Tel: +49 30 1234567",
        "+1 (555) 346-9947",
        "电话：010-12345678",
        "手机 13800138000",
        "bob@example.org",
        "www.example.org",
        "T. +44 20 7946 0000",
        "地址：北京市海淀区",
        "https://example.org",
    ],
)
def test_ways_to_reach_somebody_are_known(line):
    assert is_contact(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "2026-11-02 09:00:00",
        "192.168.10.100",
        "Error 80070005",
        "The server example is down",
        "版本 10.0.19045",
        "11/02/2026",
    ],
)
def test_dates_addresses_of_machines_and_errors_are_none(line):
    assert not is_contact(line)


@pytest.mark.parametrize(
    "line", ["Bob Smith", "Bob", "Ludwig van Beethoven", "张三", "欧阳修", "王小红", "张三 | 经理", "John Doe, Ph.D."]
)
def test_names_are_known(line):
    assert is_name(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "it does not work",
        "Thanks",
        "done",
        "好的",
        "已解决",
        "请重启服务器",
        "The printer on the third floor is broken",
    ],
)
def test_words_are_no_names(line):
    assert not is_name(line)


@pytest.mark.parametrize(
    "line", ["某某科技有限公司", "Example Ltd.", "Beispiel GmbH", "信息技术部", "产品经理", "株式会社サンプル"]
)
def test_companies_and_posts_are_known(line):
    assert is_company(line)


def test_a_form_is_what_the_sender_says():
    assert is_form(["姓名：张三", "部门：财务部"])
    assert not is_form(["张三", "电话：010-12345678"])


@pytest.mark.parametrize(
    ("text", "above"),
    [
        ("It works.\n\n-- \nBob", "It works."),
        ("It works.\n--\nBob", "It works."),
        ("-- \nBob", ""),
        ("It works.", "It works."),
        ("", ""),
        ("It works.\n\nBest regards,\nBob\n\n-- \nBob Smith\nSales\n\nSent from my iPhone", "It works."),
        (
            "It works.\n--\n张三\n电话：010-12345678\n本邮件含有保密信息，仅限于发送给上面列出的收件人，任何其他人不得使用、复制或传播。",
            "It works.",
        ),
        (
            "The system said: if you are not the intended recipient of this message, please delete it.\n\nWhat shall I do?",
        )
        * 2,
    ],
)
def test_the_first_line_of_the_signature_is_found(text, above):
    lines = text.split("\n")

    assert "\n".join(lines[: find_signature(lines)]).rstrip() == above


@given(
    st.lists(
        st.sampled_from(
            [
                "Best regards,",
                "Bob Smith",
                "-- ",
                "---",
                "Tel: 123 456 789",
                "It works.",
                "",
                "发自我的iPhone",
                "祝好",
                "| |",
                "PS: no",
            ]
        ),
        max_size=90,
    )
)
@settings(max_examples=150)
def test_what_is_above_a_signature_has_none(lines):
    at = find_signature(lines)
    above = lines[:at]

    assert 0 <= at <= len(lines)
    if any(line.strip() for line in above):
        assert find_signature(above) == len(above)
