"""What the columns and the values of a list of people are called, as people write them; compared by `db.people.key`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

T = TypeVar("T")


def _inverted(words: Mapping[T, str]) -> dict[str, T]:
    """word → value."""
    return {word: value for value, line in words.items() for word in line.split()}


# Several columns may hold addresses; of the other fields one is allowed.
HEADINGS = _inverted(
    {
        "name": "姓名 名字 员工姓名 中文姓名 人员姓名 用户姓名 name fullname displayname employeename username",
        "employee_number": """
            工号 员工号 员工编号 员工工号 职工号 人员编号 编号 工號 employeenumber employeeno employeeno.
            employeeid employee_number empno empid staffnumber staffno staffid personnelnumber number id
        """,
        "department": """
            部门 所属部门 所在部门 部门名称 科室 单位 部門 department dept dept. departmentname division unit
        """,
        "addresses": """
            邮箱 邮箱地址 电子邮箱 电子邮件 邮件地址 邮件 公司邮箱 企业邮箱 工作邮箱 备用邮箱 其他邮箱 别名
            邮箱1 邮箱2 邮箱3 電子郵件 信箱 addresses address email emails e-mail mail emailaddress
            emailaddresses mailaddress email1 email2 email3 otheremail alias aliases
        """,
        "phone": """
            电话 联系电话 电话号码 手机 手机号 手机号码 办公电话 座机 分机 联系方式 電話 phone phonenumber
            telephone tel tel. mobile mobilephone cell extension ext
        """,
        "role": "角色 职责 系统角色 权限 role",
        "team": "团队 小组 班组 支持组 所属团队 处理组 team group supportteam",
        "locale": "语言 语种 locale language lang",
        "vip": "vip 重要用户 重点用户 vip用户 是否vip",
        "active": "状态 是否在职 在职 是否启用 启用 有效 在职状态 active enabled status state",
    }
)
ROLES = _inverted(
    {
        "user": "user 用户 普通用户 员工 普通员工 requester",
        "engineer": "engineer 工程师 处理工程师 支持工程师 技术支持 技术支持工程师 客服 agent",
        "lead": "lead teamlead 组长 技术支持组长 工单主管 主管 支持组长 supervisor",
        "specialist": "specialist 专家 硬件工程师 开发组长 安全团队 二线 specialistowner expert",
        "manager": "manager 管理者 经理 领导 部门经理 管理人员",
    }
)
LOCALES = _inverted(
    {
        "zh": "zh zh-cn zh_cn zh-hans zh-tw zh_tw zh-hk cn chinese 中文 汉语 简体中文 简体",
        "en": "en en-us en_us en-gb en_gb english 英文 英语 英語",
    }
)
TRUTHS = _inverted(
    {
        True: "yes y true t 1 x √ ✓ 是 有 在职 启用 有效 正常 active enabled vip 在岗 试用",
        False: "no n false f 0 - 否 无 离职 停用 禁用 无效 inactive disabled left 已离职 退休",
    }
)

# Headings of what we write ourselves; each is among those above.
ENGLISH = {
    "employee_number": "employee number",
    "name": "name",
    "department": "department",
    "addresses": "email addresses",
    "phone": "phone",
    "role": "role",
    "team": "team",
    "locale": "language",
    "vip": "VIP",
    "active": "active",
}
CHINESE = {
    "employee_number": "工号",
    "name": "姓名",
    "department": "部门",
    "addresses": "邮箱",
    "phone": "电话",
    "role": "角色",
    "team": "团队",
    "locale": "语言",
    "vip": "VIP",
    "active": "在职",
}
