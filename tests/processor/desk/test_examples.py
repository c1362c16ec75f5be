"""Each example of the manual, in both languages, is carried out by a desk as it stands there."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.talk import HAN, LIU, WANG, ZHAO, Mail, Talk

from db.connection import Store
from parsers.phrases.commands import COMMANDS, CommandWord
from processor.desk.commands import REGISTRY
from processor.parsing import Parser

EXAMPLES = tuple((word, locale) for word in COMMANDS.values() for locale in ("zh", "en") if word.name in REGISTRY)
# What has to be so before: the commands with which it becomes so.
BEFORE = {
    "takeover": "#assign=孙宁",
    "feedback": "#escalate=硬件组",
    "reopen": "#resolve",
    "unwatch": "#watch",
    "undo": "#accept",
}
CLOSED = ("publish", "discard")  # of which there is an article
ZHOU = "zhou@corp.example"
BY = {"urge": WANG, "digest": LIU}


@pytest.fixture
def talk(store: Store, tmp_path: Path, parser: Parser) -> Talk:
    made = Talk(store, tmp_path, parser)
    made.hire("李雷", "li@desk.example", "engineer", team="硬件组")
    made.hire("Li Lei", "lilei@desk.example", "engineer", team="硬件组")
    made.hire("周琪", ZHOU, department="财务部")
    made.hire("Ann", "ann@desk.example", "specialist", team="hardware")
    return made


@pytest.mark.parametrize(("word", "locale"), EXAMPLES, ids=lambda value: getattr(value, "name", value))
def test_the_example_is_carried_out(talk: Talk, word: CommandWord, locale: str) -> None:
    talk.write(WANG, subject="键盘没有反应", body="请问键盘怎么更换？不急。\n")
    talk.write(ZHAO, subject="打印机卡纸", body="请问打印机怎么设置双面打印？不急。\n")
    talk.write(ZHOU, subject="鼠标没有反应", body="请问鼠标怎么更换？不急。\n")
    number = talk.bench.tickets()[0].number
    if before := BEFORE.get(word.name):
        talk.write(HAN, subject=f"Re: [{number}] {before}", body="升级原因：坏了\n已尝试：重启\n")

    if word.name in CLOSED:
        talk.write(HAN, subject=f"Re: [{number}] #resolve", body="更换键盘即可。\n")
        talk.write(HAN, subject=f"Re: [{number}] #close=电话已确认")
    told = word.told(locale)
    mails = talk.write(BY.get(word.name, HAN), subject=f"Re: [{number}] 键盘没有反应 {told.example}", body=told.text)

    assert f"✔ #{word.aliases[0]}" in receipt(mails), receipt(mails)
    assert "✘" not in receipt(mails) and "尚未升级" not in receipt(mails)


def receipt(mails: list[Mail]) -> str:
    return "\n".join(mail.text for mail in mails if mail.kind in ("receipt", "user_receipt"))
