from __future__ import annotations

from pathlib import Path

import pytest
from support.commands import Staffed, address

from db import articles, people
from db.connection import Store
from processor.desk.commands.asking import RECENT
from processor.desk.knowledge import content_of
from processor.desk.listing import MOST
from processor.parsing import Parser


@pytest.fixture
def staffed(store: Store, tmp_path: Path, parser: Parser) -> Staffed:
    return Staffed(store, tmp_path, parser)


# ---------------------------------------------------------------- status


def test_the_sheet_has_form_hands_clocks_escalations_and_record(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("han", number, "#accept #watch=孙宁")
    staffed.order("han", number, "#progress", "处理步骤：更换硒鼓\n结果：仍卡纸\n下一步计划：换搓纸轮")
    staffed.order("han", number, "#escalate=hardware #feedback=4h", "升级原因：主板\n已尝试的措施：重装驱动")

    sheet = staffed.order("han", number, "#状态")

    for said in (
        "【问题登记表】", "问题描述：三楼的打印机又卡纸了。", "受理人：韩梅梅", "部门：销售部",
        "【经办】", "团队：硬件组", "关注：孙宁", "【时限】", "升级反馈：", "剩 4:00",
        "【问题升级表】", "升级原因：主板", "已尝试的措施：重装驱动", "结果：处理中",
        "【问题处理进度表】", "更换硒鼓", "结果：仍卡纸", "下一步计划：换搓纸轮",
    ):  # fmt: skip
        assert said in sheet, said


def test_a_clock_tells_how_much_time_is_left_or_how_long_it_is_over(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("liu", number, "#priority=urgent")
    staffed.desk.later(minutes=40)

    assert "剩 1:20" in staffed.order("liu", number, "#status")
    staffed.desk.later(hours=2)
    assert "超时 0:40" in staffed.order("liu", number, "#status")


def test_the_clock_of_an_answer_stands_still_while_the_user_has_to_answer(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("han", number, "#ask", "哪一台？")

    sheet = staffed.order("han", number, "#status")

    assert "首次响应：已于" in sheet and "等待用户回复" in sheet


def test_users_see_of_their_ticket_what_is_meant_for_them_and_nothing_else(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("han", number, "#note", "用户自己弄坏的")
    staffed.order("han", number, "#progress", "已联系供应商")
    staffed.order("han", number, "#escalate=hardware #feedback=4h", "升级原因：怀疑人为损坏\n已尝试的措施：拆机检查")

    seen = staffed.order("wang", number, "#状态")

    assert number in seen and "已升级" in seen and "已联系供应商" in seen and "升级反馈" in seen
    for secret in ("弄坏", "人为损坏", "拆机检查", "超时"):
        assert secret not in seen


def test_users_without_a_number_get_a_list_of_their_own(staffed: Staffed) -> None:
    mine, theirs = staffed.open(), staffed.open("键盘失灵", who="zhao")
    ended = staffed.open("旧问题")
    staffed.order("liu", ended, "#close=已确认")

    listed = staffed.order("wang", "", "#状态")

    assert mine in listed and ended in listed and theirs not in listed
    staffed.desk.later(seconds=RECENT.total_seconds() + 1)
    again = staffed.order("wang", "", "#状态")
    assert mine in again and ended not in again


def test_users_learn_nothing_of_a_ticket_that_is_not_theirs(staffed: Staffed) -> None:
    staffed.open()
    theirs = staffed.open("绝密项目", who="zhao")

    answers = [
        staffed.order("wang", "", f"#status={theirs}"),
        staffed.order("wang", "", "#status=TS-20200101-001"),
        staffed.order("wang", theirs, "#status"),
    ]

    assert "绝密" not in "".join(answers)
    hidden, missing = (answer.replace(theirs, "X").replace("TS-20200101-001", "X") for answer in answers[:2])
    assert hidden == missing and "✘" in hidden


def test_the_sheets_of_several_tickets_come_in_one_mail(staffed: Staffed) -> None:
    first, second = staffed.open(), staffed.open("键盘失灵")

    answer = staffed.order("han", "", f"#status={first},{second}")

    assert answer.count("【问题登记表】") == 2


def test_what_was_taken_back_is_marked_in_the_record_and_shown_to_no_user(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("han", number, "#progress", "已更换硒鼓")
    staffed.order("han", number, "#undo")

    assert "已更换硒鼓（已撤销）" in staffed.order("han", number, "#status")
    assert "硒鼓" not in staffed.order("wang", number, "#status")


# ---------------------------------------------------------------- list


def test_what_falls_due_first_stands_first(staffed: Staffed) -> None:
    late, soon, dated = staffed.open(), staffed.open("系统崩溃"), staffed.open("键盘")
    staffed.order("liu", soon, "#priority=urgent #assign=han@corp.example")
    staffed.order("liu", late, "#priority=general #assign=han@corp.example")
    staffed.order("liu", dated, "#priority=general #due=30分钟 #assign=han@corp.example")

    lines = [line for line in staffed.order("han", "", "#list").splitlines() if line.startswith("TS-")]

    assert [line.split(" · ")[0] for line in lines] == [dated, soon, late]
    assert lines[1].startswith(f"{soon} · 紧急 · ") and "韩梅梅 · 系统崩溃 · 剩 2:00" in lines[1]


def test_which_tickets_are_listed(staffed: Staffed) -> None:
    lists = {
        "#列表": {"own"},
        "#列表=我的": {"own"},
        "#列表=团队": {"own", "free"},
        "#列表=unassigned": {"free", "other"},
        "#列表=超时": {"own", "free", "other"},
        "#列表=韩梅梅": {"own"},
        "#列表=hardware": {"other"},
    }
    numbers = {name: staffed.open(f"打印机卡纸 {name}") for name in ("own", "free", "other", "done")}
    staffed.order("han", numbers["own"], "#assign=me")
    staffed.order("liu", numbers["other"], "#assign=hardware")
    staffed.order("liu", numbers["done"], "#close=完成")
    staffed.desk.later(days=10)

    answers = {order: staffed.order("han", "", order) for order in lists}

    shown = {order: {name for name, number in numbers.items() if number in said} for order, said in answers.items()}
    assert shown == lists


def test_nobody_is_listed_for_a_name_that_nobody_has(staffed: Staffed) -> None:
    assert "✘" in staffed.order("han", "", "#list=无此人")


def test_a_long_list_ends_with_how_many_more_there_are(staffed: Staffed) -> None:
    number = staffed.open()
    for count in range(MOST):
        staffed.order("liu", number, f"#split=问题{count}")

    listed = staffed.order("liu", "", "#list=unassigned")

    assert sum(line.startswith("TS-") for line in listed.splitlines()) == MOST
    assert "另有 1 张" in listed


# ---------------------------------------------------------------- find, kb


def test_words_are_found_in_title_user_and_thread(staffed: Staffed) -> None:
    number = staffed.open("打印机卡纸", body="提示 Error_50% 后停止。")
    staffed.open("键盘失灵", who="zhao", body="有几个键没反应。")

    for words in ("打印机", "wang@corp", "error_50%", '"打印机 停止"'):
        assert number in staffed.order("han", "", f"#find={words}"), words
    for words in ("显示器", "error%50", "Err_r", '"打印机 键盘"'):
        assert number not in staffed.order("han", "", f"#find={words}"), words


def test_notes_are_found_by_staff_and_users_may_not_search(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("han", number, "#note", "钥匙在前台")

    assert number in staffed.order("sun", "", "#查找=钥匙")
    assert number not in staffed.order("wang", "", "#查找=钥匙")


def test_solutions_are_shown_of_what_was_solved_and_not_taken_back(staffed: Staffed) -> None:
    solved, undone = staffed.open("VPN 断线"), staffed.open("VPN 很慢")
    staffed.order("han", solved, "#resolve", "更新客户端到 5.2。")
    staffed.order("han", undone, "#resolve", "请重启。")
    staffed.order("han", undone, "#undo")

    answer = staffed.order("zhang", "", "#知识=VPN")

    assert solved in answer and "更新客户端到 5.2。" in answer and "没有文章的已解决工单：1 张" in answer
    assert undone not in answer


def test_articles_come_first_and_drafts_are_marked(staffed: Staffed) -> None:
    def shelve() -> None:
        for title, solution in (("VPN 连不上", "重新导入证书。"), ("VPN 太慢", "改用有线网络。")):
            articles.add(content_of(title, "VPN 客户端的问题。", solution), staffed.desk.now)
        articles.approve(articles.require("KB-0001").id, None, staffed.desk.now)

    staffed.desk.store.unit(shelve)

    answer = staffed.order("zhang", "", "#知识=VPN")

    assert "KB-0001 · VPN 连不上\n  VPN 连不上（KB-0001）：重新导入证书。" in answer.replace("\r", "")
    assert "KB-0002 · VPN 太慢（草稿，未发布）" in answer and "没有文章的已解决工单" not in answer
    one = staffed.order("boss", "", "#kb=kb-1")
    assert "VPN 客户端的问题。" in one and "可直接粘贴到答复中：" in one and "KB-0002" not in one
    assert "可直接粘贴" not in staffed.order("boss", "", "#kb=KB-0002")
    assert "有关的文章：0 篇" in staffed.order("boss", "", "#kb=KB5034441")
    assert "KB-0001" not in staffed.order("wang", "", "#知识=VPN")


def test_a_solved_ticket_that_has_an_article_is_told_once(staffed: Staffed) -> None:
    number = staffed.open("VPN 连不上", body="VPN 连不上。")
    staffed.order("han", number, "#resolve", "重新导入证书。")
    assert number in staffed.order("zhang", "", "#知识=VPN")

    staffed.order("han", number, "#close=电话确认")

    answer = staffed.order("zhang", "", "#知识=VPN")
    assert "KB-0001 · VPN 连不上（草稿，未发布）" in answer and number not in answer


# ---------------------------------------------------------------- help, digest


def test_help_is_for_the_role_and_about_one_command_if_asked(staffed: Staffed) -> None:
    assert "#指派" in staffed.order("han", "", "#帮助")
    assert "#指派" not in staffed.order("wang", "", "#help")
    one = staffed.order("han", "", "#help=升级")
    assert "#升级" in one and "#受理" not in one


def test_the_figures_of_the_last_working_day_and_of_now(staffed: Staffed) -> None:
    staffed.desk.later(days=1)  # Monday
    first, second = staffed.open(), staffed.open("键盘失灵")
    staffed.order("liu", first, "#priority=urgent #assign=han@corp.example")
    staffed.order("liu", second, "#close=完成")
    staffed.desk.later(days=1)

    figures = staffed.order("boss", "", "#日报")

    for said in ("2026-11-23", "新增 2 张", "未解决即结束 1 张", "未结 1，超时 1", "紧急 1", "韩梅梅 · 未结 1"):
        assert said in figures, said
    assert "新增 0 张" in staffed.order("boss", "", "#digest=2026-11-20")
    assert "✘" in staffed.order("han", "", "#digest")


def test_an_undone_closing_does_not_count_as_closed(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("liu", number, "#close=完成")
    staffed.order("liu", number, "#undo")

    assert "确认关闭 0 张" in staffed.order("boss", "", "#digest=2026-11-22")


def test_asking_changes_nothing(staffed: Staffed) -> None:
    number = staffed.open()
    before = staffed.state(number)

    for orders in ("#status", "#list", "#find=卡纸", "#kb=卡纸", "#help"):
        assert "✔" in staffed.order("han", number, orders)

    assert staffed.state(number) == before
    assert address("wang") not in [row.recipient for row in staffed.rows() if row.kind == "receipt"]


def test_what_somebody_had_who_has_left_is_nobodys(staffed: Staffed) -> None:
    number = staffed.open()
    staffed.order("han", number, "#accept")
    assert number not in staffed.order("liu", "", "#list=unassigned")
    han = staffed.ticket(number).assignee_id or 0

    staffed.desk.store.unit(lambda: people.deactivate(han))

    assert number in staffed.order("liu", "", "#list=unassigned")
    assert "1 张未结工单无人处理" in staffed.order("liu", "", "#digest")


def test_who_is_in_no_team_has_to_name_one(staffed: Staffed) -> None:
    number = staffed.open()

    assert "✘" in staffed.order("boss", "", "#list=team")
    assert number in staffed.order("boss", "", "#list=desktop")
