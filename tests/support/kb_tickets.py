"""
New tickets, and the article of our knowledge base that would spare each a wait; "-" where an offer would annoy.

KNOWN were looked at while the bounds of an offer were chosen, FRESH were not.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    title: str
    text: str
    category: str
    key: str


def cases(table: str) -> tuple[Case, ...]:
    return tuple(Case(*(part.strip() for part in line.split("|"))) for line in table.strip().splitlines())


# title | text | category | key
KNOWN = """
打印机卡纸 | 您好，三楼打印机卡纸了，面板提示卡纸，麻烦看一下。 | hardware | jam
复印机报错 | 二楼复印机屏幕显示E3-02，不能复印。 | hardware | e302
邮箱满了 | 提示邮箱容量已满，收不到新邮件，怎么办？ | email | mailfull
想撤回一封邮件 | 刚才邮件发错人了，已经发出，能撤回吗？ | email | recall
忘记域账号密码 | 休假回来忘记登录密码，域账号密码怎么重置？ | account | pwd
账号被锁 | 输错密码好几次，账号被锁定了。 | account | locked
VPN 错误809 | 在家用VPN拨号，报错误 809。 | network | vpn809
IP地址冲突 | 电脑右下角提示 IP 地址冲突，上不了网。 | network | ip
更新失败 0x80070005 | Windows 更新失败，错误 0x80070005。 | software | winupdate
Office 激活失败 | Word 提示产品未激活，0xC004F074 | software | activate
月结报表 ORA-01652 | 跑报表时报 ORA-01652 无法扩展临时段。 | software | ora01652
U盘无法读取 | U盘插上没反应，提示设备被策略禁用。 | security | usb
会员退款怎么操作 | 客户要求退款，请问退款流程怎么走？ | business | refund
门禁卡刷不开 | 工牌刷门禁没有反应，进不了办公区的门。 | facility | door
显示器无信号 | 外接显示器黑屏，显示无信号。 | hardware | monitor
Outlook 反复要密码 | Outlook 一直提示输入密码，输了还是弹。 | email | outlook
VPN disconnects | My VPN disconnects every few minutes since Monday. | network | vpn-en
Forgot password | I forgot my password and cannot sign in, please reset it. | account | password-en
Docking station | The docking station does not detect my second screen. | hardware | dock-en
OneDrive is full | OneDrive tells me that its storage is full and it stopped syncing. | storage | quota-en
打印机买一台新的 | 我们部门需要采购一台新的打印机，请报价。 | hardware | -
打印机墨盒漏墨 | 打印机墨盒漏墨，地毯弄脏了。 | hardware | -
邮箱登录界面是英文 | 邮箱界面变成英文了，怎么改回中文？ | email | -
密码机故障 | 财务的支付密码器按键坏了，需要更换。 | hardware | -
VPN 账号申请 | 新同事需要开通 VPN，请问找谁审批？ | network | -
会议室投影不清楚 | 会议室投影仪画面模糊，灯泡好像老化了。 | hardware | -
系统更新后很卡 | 昨天更新后电脑很卡，风扇声音大。 | software | -
报表数据不对 | 昨天的销售报表金额和订单对不上。 | business | -
客户投诉退款慢 | 客户投诉说退款五天还没到账，情绪激动，请协助查一下到账时间。 | business | -
考勤数据导出 | 需要导出上个月全部门的考勤记录。 | business | -
笔记本屏幕碎了 | 笔记本摔了一下，屏幕碎了一角。 | hardware | -
网站证书采购 | 官网的 SSL 证书下月到期，需要采购续费。 | network | -
SAP 报错 | SAP 过账时提示期间未打开。 | software | -
机房空调漏水 | 机房空调下面有水，请尽快处理！ | facility | -
New printer for HR | Please quote a new colour printer for the HR department. | hardware | -
Password policy question | Why does the policy ask for ten characters? | account | -
Laptop keyboard | The space key of my laptop came off. | hardware | -
Order status | Where is purchase order 4711, the supplier says he never got it. | finance | -
All mail is delayed | Since this morning every mail arrives two hours late for the whole office. | email | -
Screen flickers | My screen flickers when I open Excel. | hardware | -
"""

FRESH = """
复印件有白条 | 打印颜色变浅，纸上有白条，是不是要换硒鼓？ | hardware | toner
打印机显示脱机 | 打印机图标变灰显示脱机，任务都在排队。 | hardware | offline
蓝屏 | 电脑蓝屏反复重启，代码0x0000007B。 | hardware | bsod
C盘空间不足 | 系统提示C盘空间不足，电脑很慢。 | hardware | disk
代理服务器 | 浏览器提示代理服务器没有响应，网页都打不开。 | network | proxy
换手机收不到验证码 | 更换手机后收不到验证码，动态口令登录不了。 | account | mfa
退信 | 发给客户的邮件被退信，550 5.7.1 | email | ndr550
附件太大 | 附件太大发不出去，超过50MB被退回。 | email | attach
报销单退回 | 我的报销单被财务退回了，怎么改？ | finance | expense
共享文件夹无法访问 | 部门共享文件夹无法访问，提示没有权限。 | storage | share
误删文件 | 共享盘上的文件误删，能恢复吗 | storage | restore
打卡定位失败 | 手机考勤打卡定位失败，提示不在考勤范围。 | business | attend
Shared calendar | A colleague shared a calendar with me but the shared calendar is not visible. | email | calendar-en
Excel read-only | Excel opens the file in read-only mode, locked for editing by another user. | software | excel-en
Bluetooth mouse | My bluetooth mouse keeps disconnecting. | hardware | mouse-en
Badge | My badge does not open the door on floor 2. | facility | badge-en
打印机搬到四楼 | 请把三楼打印机搬到四楼办公室，并接好网线。 | hardware | -
邮箱改名 | 我结婚改了姓，邮箱地址能改吗？ | email | -
无线网络覆盖 | 新租的七楼没有无线网络信号，需要布点。 | network | -
显示器支架 | 申请一个显示器支架。 | hardware | -
账号交接 | 我转岗到上海，账号和权限要怎么调整？ | account | -
合同打印 | 合同打印出来页码不对。 | software | -
钓鱼演练 | 想请信息安全组给我们部门做一次钓鱼邮件演练。 | security | -
开票系统权限 | 请给财务小刘开通开票系统权限。 | finance | -
电话会议 | 需要订一个国际电话会议号码。 | business | -
数据库连接数 | 订单库连接数超限，大量报错，业务中断！ | software | -
手机丢了 | 公司配的手机昨天在地铁上丢了。 | security | -
考勤机坏了 | 前台考勤机开不了机。 | hardware | -
网盘扩容 | 部门网盘需要扩容到 2T。 | storage | -
VPN slow | Through VPN the file server is very slow, 50 KB/s. | network | -
Lost badge | I lost my badge on the train yesterday. | facility | -
Teams channel | Please create a Teams channel for the project Orion. | software | -
Mailbox for interns | We need a shared mailbox for the interns. | email | -
Certificate for my code | I need a code signing certificate. | network | -
Printer smells burnt | The printer smells burnt and there is smoke. | hardware | -
Expense policy | How much may I spend for a hotel in Munich? | finance | -
"""
