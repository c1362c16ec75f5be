"""Who takes part in the play. Data only."""

from __future__ import annotations

from dataclasses import dataclass

from db.people import Role


@dataclass(frozen=True, slots=True)
class Person:
    """role, team, department: as the directory has them."""

    name: str
    address: str
    role: Role = "user"
    team: str = ""
    department: str = ""


DESK = Person("IT 服务台", "support@desk.example")

LI_NA = Person("李娜", "lina@corp.example", department="财务部")
TOM = Person("Tom Baker", "tom@corp.example", department="Sales")
WANG_FANG = Person("王芳", "wangfang@corp.example", department="人力资源部")
CHEN_LEI = Person("陈磊", "chenlei@corp.example", department="财务部")
ZHANG_ZHE = Person("张喆", "zhangzhe@partner.example")
SUN_HAO = Person("孙浩", "sunhao@partner.example")
MAILER_DAEMON = Person("Mail Delivery System", "MAILER-DAEMON@corp.example")

HAN_MEIMEI = Person("韩梅梅", "hanmeimei@corp.example", "engineer", "桌面组", "信息部")
SUN_NING = Person("孙宁", "sunning@corp.example", "specialist", "音视频组", "信息部")
LIU_YANG = Person("刘洋", "liuyang@corp.example", "lead", "信息部", "信息部")

CHEN_JING = Person("陈静", "chenjing@corp.example", "manager", "", "信息部")  # reads the digest after the play

STAFF = (HAN_MEIMEI, SUN_NING, LIU_YANG)
COLLEAGUES = (LI_NA, TOM, WANG_FANG, CHEN_LEI)
GUESTS = (ZHANG_ZHE, SUN_HAO)  # whom the directory does not know
