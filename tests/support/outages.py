"""Waves of tickets about one outage each, as different people write them, and what else comes in in such an hour."""

from __future__ import annotations

Words = tuple[str, str]  # subject and text

# As known when the phrases were written.
KNOWN: dict[str, tuple[Words, ...]] = {
    "vpn": (
        ("VPN连不上", "早上开始VPN就连不上了，提示超时。"),
        ("连不上公司VPN", "在家办公，连不上。"),
        ("VPN断了", "刚才还好好的，突然断了，重连没用。"),
        ("求助", "VPN 一直连接失败，急！"),
        ("Cannot connect to VPN", "It says connection timed out."),
        ("VPN down?", "Is the VPN down? I can't log in since 9."),
        ("EasyConnect登录不上", "一直转圈，登不上去"),
        ("远程办公连接失败", "客户端提示服务器无响应"),
    ),
    "mail": (
        ("邮箱登录不上", "密码没错，就是登不进去。"),
        ("收不到邮件", "客户说发了三封，都没收到，收不到任何外部邮件。"),
        ("Outlook打不开", "点开就卡住，没有响应"),
        ("发不出邮件", "一直在发件箱里。"),
        ("Email not working", "I can neither send nor receive."),
        ("Outlook disconnected", "It says 'trying to connect' all the time."),
        ("企业邮箱故障", "我们部门都不能收发邮件"),
    ),
    "network": (
        ("没网了", "五楼整层都上不了网"),
        ("网络不通", "网页全打不开"),
        ("无法上网", "电脑右下角一个叹号，上不了网。"),
        ("断网", "突然断网，什么都干不了"),
        ("No internet on floor 5", "All of us have no connection."),
        ("WiFi掉线", "无线一直掉线，连上也不通"),
        ("Network is down", "Nothing loads."),
        ("上不了内网", "内网网站都打不开"),
    ),
    "erp": (
        ("ERP打不开", "一直白屏"),
        ("SAP登录失败", "提示系统错误"),
        ("erp系统特别慢", "点一下要等两分钟"),
        ("SAP is very slow", "Every transaction times out."),
        ("ERP 报错 500", "保存单据时报错500"),
        ("用友进不去", "登录页面打不开"),
    ),
    "mes, which no list knows": (
        ("MES报工失败", "产线无法报工"),
        ("MES系统登不进去", "三车间都进不去"),
        ("mes打不开", "白屏"),
        ("MES is not responding", "Line 2 cannot report."),
        ("MES 扫码报错", "扫码枪扫完就报错"),
    ),
    "attendance": (
        ("打卡机没反应", "今早打不了卡"),
        ("考勤系统打不开", "请假单提交不了，页面打不开"),
        ("门禁刷不开", "刷卡没反应，进不了办公室，门禁坏了"),
        ("刷卡失败", "一直提示错误"),
    ),
}
# Written when the phrases stood, and not looked at while they were made.
FRESH: dict[str, tuple[Words, ...]] = {
    "vpn": (
        ("vpn又挂了", "连了半小时了"),
        ("出差在外VPN登不上", "酒店的网是好的，VPN报错 -8"),
        ("VPN keeps disconnecting", "every two minutes"),
        ("无法拨入公司VPN", "密码输完就没反应"),
        ("Remote access broken", "AnyConnect says: could not connect to server."),
    ),
    "mail": (
        ("邮件系统是不是出问题了", "从十点起一封信都没有"),
        ("foxmail一直报错", "收取邮件失败"),
        ("Mails stuck in outbox", "Nothing has gone out for an hour, sending fails."),
        ("Exchange unavailable", "Webmail shows error 503"),
        ("网页邮箱打不开", "显示 502 bad gateway"),
    ),
    "network": (
        ("整个三楼断网了", "大家都没法工作"),
        ("网速特别慢，网页打不开", "从下午两点开始"),
        ("Internet not working", "neither cable nor wifi"),
        ("无线网连不上", "手机电脑都不行"),
        ("网络故障", "研发区所有人都掉线了"),
    ),
    "files": (
        ("共享盘打不开", "提示网络路径找不到"),
        ("Z盘没了", "Z盘访问不了"),
        ("Cannot open shared drive", "Path not found."),
        ("文件服务器连不上", "财务的共享文件夹都进不去"),
        ("公共盘无法访问", "急用合同"),
    ),
    "wms, which no list knows": (
        ("WMS出库报错", "仓库发不了货"),
        ("wms登录不了", "提示连接数据库失败"),
        ("WMS down", "We cannot ship anything."),
        ("仓库WMS卡死", "拣货单打不开"),
    ),
}
# The same once more.
LATER: dict[str, tuple[Words, ...]] = {
    "oa": (
        ("OA打不开了", "从刚才开始一直转圈"),
        ("审批系统登录不进去", "报销单急着批"),
        ("泛微报错", "提交流程时弹出系统异常"),
        ("OA page shows 504", "Nobody in our office can approve anything."),
        ("流程提交不了", "OA 点提交没反应"),
    ),
    "plm, which no list knows": (
        ("PLM连不上", "图纸检不出来"),
        ("plm客户端闪退", "一登录就崩溃"),
        ("PLM server not reachable", "since lunch"),
        ("PLM打开图纸报错", "设计部都这样"),
    ),
    "phone": (
        ("座机打不出去", "拨号没声音，客户电话都打不了"),
        ("电话全部打不通", "前台座机也不行"),
        ("Phone lines dead", "No dial tone on any desk phone."),
        ("分机没有信号", "拿起来没声音"),
    ),
    "wifi": (
        ("会议室WiFi用不了", "客户都在等"),
        ("无线信号没了", "手机搜不到公司无线，断网了"),
        ("Wireless keeps dropping", "4th floor, all laptops"),
        ("wifi连上但上不了网", "叹号"),
        ("Guest wifi down", "visitors cannot connect"),
    ),
    "printing": (
        ("打印不了", "发送到打印机就报错，好几台都这样"),
        ("所有打印机都脱机", "财务全部打不了发票，打印机没反应"),
        ("Cannot print", "Print server unavailable"),
        ("打印任务一直卡住", "队列里全是错误"),
    ),
}
# Of one hour as well, from different people, and nothing that has to do with each other.
UNRELATED: tuple[Words, ...] = (
    ("打印机卡纸", "三楼打印机又卡纸了"),
    ("申请VPN权限", "新员工入职，需要开通VPN"),
    ("VPN怎么安装", "换了新电脑，请问如何安装VPN客户端？"),
    ("忘记邮箱密码", "请帮忙重置邮箱密码"),
    ("Outlook签名怎么设置", "想统一一下签名"),
    ("键盘坏了", "有几个键按不下去了"),
    ("显示器没反应", "插上电源灯不亮"),
    ("Excel公式报错", "VLOOKUP 返回 #N/A"),
    ("Word打不开一个文件", "提示文件损坏"),
    ("电脑蓝屏", "开机后蓝屏，错误代码0x0000007B"),
    ("鼠标失灵", "光标不动"),
    ("New laptop for new starter", "Please set up a laptop for Monday."),
    ("Password expired", "I cannot log in to Windows because my password expired."),
    ("How to share my calendar", "in Outlook"),
    ("Printer toner empty", "4th floor"),
    ("ERP里的物料怎么修改", "单位建错了，请问怎么改"),
    ("导出的报表数据不对", "上月销售额少了一笔"),
    ("审批流卡在王总那里", "请帮忙转一下，他出差了，没法审批"),
    ("会议室投影仪没信号", "第三会议室，HDMI 接上没信号"),
    ("麦克风没声音", "开会别人听不到我说话"),
    ("手机收不到公司邮件", "换了新手机，收不到邮件"),
    ("安装Photoshop", "设计需要"),
    ("U盘读不出来", "插上没反应"),
    ("笔记本电池充不进电", "充电灯不亮"),
    ("My monitor is flickering", "since this morning"),
    ("Teams headset not working", "No sound in calls."),
    ("考勤记录少了一天", "上周三明明打卡了，记录里没有"),
    ("共享文件夹加权限", "请给新同事加一下权限"),
    ("钓鱼邮件", "收到一封可疑邮件，请看一下"),
    ("座机移机", "搬工位，分机一起移过去"),
    ("SAP账号锁定", "密码输错三次，账号被锁了"),
    ("网银插件怎么装", "新电脑没有插件"),
    ("打印出来有黑线", "硒鼓是不是该换了"),
    ("Excel很卡", "打开大文件就卡死"),
    ("Chrome cannot open a PDF", "It shows a blank page."),
    ("CAD授权过期", "打开提示授权失败"),
    ("扫描仪连不上电脑", "USB 线换过了"),
    ("桌面图标不见了", "早上开机后桌面空白"),
    ("电脑特别慢", "开机要十分钟"),
    ("视频会议怎么录制", "请教一下"),
)
