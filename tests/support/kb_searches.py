"""What people look for in that knowledge base, in their own words, and what they should find among the first three."""

from __future__ import annotations


def searches() -> tuple[tuple[str, frozenset[str]], ...]:
    """(search, keys of the articles of which any is right)."""
    rows = [line.split("|") for line in _TABLE.strip().splitlines()]
    return tuple((text.strip(), frozenset(keys.split())) for text, keys in rows)


_TABLE = """
退款 | refund refundfail
怎么给客户退款 | refund
退款余额不足 | refundfail
打印机卡纸了 | jam
纸卡在打印机里拿不出来 | jam
打印出来很淡有白条 | toner
打印机脱机 | offline
打印任务一直排队不出来 | offline
连不上网络打印机 | driver offline
E3-02 | e302
复印机 e3-02 过热 | e302
扫描到邮箱收不到 | scan
蓝屏 | bsod
电脑老是蓝屏重启怎么办 | bsod
0x0000007b | bsod
笔记本开不了机 按电源没反应 | noboot
充不进电 | battery
显示器没有信号 | monitor
键盘失灵 | keyboard
摄像头打不开 | camera
会议室电视没声音 | sound
开会听不到别人说话 | teams sound
U盘读不出来 | usb
C盘满了 | disk
无线连不上 | wifi
wifi 很慢 | wifislow
ＩＰ地址冲突 | ip
vpn超时 | vpn
VPN 809 | vpn809
内网打不开 外网正常 | dns
代理服务器没有响应 | proxy
忘记密码 | pwd
密码输错太多次账号锁了 | locked
密码快到期了怎么改 | expire
新同事入职要开邮箱账号 | newhire
员工离职邮箱交接 | leave
换手机后动态口令登不上 | mfa
邮箱满了收不到邮件 | mailfull
邮件发错人撤回 | recall
垃圾邮件太多 | spam
钓鱼邮件 | phish
附件太大 | attach
550 5.7.1 退信 | ndr550
outlook 老是弹出输入密码 | outlook
scanpst | pst
部门群发邮件地址申请 | maillist
电子发票税号错了 | invoice
报销被退回 | expense
SAP用户锁定 | sap
ora-01652 | ora01652
01652 临时段 | ora01652
ERP很卡 | erpslow
没有采购模块权限 | erpright
合同盖章证书过期 | seal
excel卡死 | excel
office 激活 0xc004f074 | activate
0x80070005 | winupdate
安装软件需要管理员权限 | install
共享盘没有权限 | share
文件误删了能找回来吗 | restore
网盘不同步 | backup
打卡定位不在范围 | attend
工牌刷不开门 | door
锁 | locked sap locked-en door
座机打不出去 | phone
借笔记本出差 | asset
VPN keeps dropping | vpn-en
disconnected from vpn every 5 minutes | vpn-en
paper jam but no paper | printer-en
search in Outlook does not work | outlook-en
can't see shared calendar | calendar-en
forgot my password | password-en
account locked out | locked-en
new phone authenticator | mfa-en
laptop fan noise hot | laptop-en
second monitor not detected on docking station | dock-en
bluetooth mouse | mouse-en
guest wifi visitor | wifi-en
network drive missing after reboot | share-en
OneDrive full | quota-en
document was overwritten, get the old version back | restore-en
nobody can hear me in teams meetings | teams-en
excel file read only locked by another user | excel-en
0xC0000005 | crash-en
acrobat licence pdf | license-en
your connection is not private | cert-en
phishing e-mail | phishing-en
usb sticks blocked | usb-en
expense report rejected | expense-en
purchase order approval stuck | po-en
onboarding new employees | onboard-en
badge door | badge-en
reserve meeting rooms | room-en
"""
