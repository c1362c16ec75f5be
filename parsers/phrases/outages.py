"""
What many people lose at once, and how they say so: by it a wave of tickets is known for one outage.

All phrases are plain (NFKC, lower case). Chinese ones are found anywhere, others as words of their own.
"""

# ruff: noqa: E501

from __future__ import annotations

from parsers.phrases.tables import phrases, words

# What is shared by many, under one name whatever the language. A thing that is everybody's own (a screen, a keyboard) is
# none, however often it breaks.
THINGS: dict[str, frozenset[str]] = {
    name: phrases(table)
    for name, table in {
        "vpn": "vpn|easyconnect|anyconnect|globalprotect|forticlient|atrust|远程接入|远程办公|零信任|遠端連線|remote access",
        "network": """
            网络|網路|網絡|断网|斷網|没网|没有网|沒網|上不了网|上不去网|上网|上網|内网|外网|內網|外網|互联网|網際網路|网速|宽带|网断|联网
            internet|network|lan|intranet|wi-fi|wifi|无线|無線|wlan|wireless
        """,
        "mail": """
            邮箱|邮件|郵箱|郵件|收信|发信|收发信|发邮|收邮|信箱
            email|emails|e-mail|e-mails|mail|mails|mailbox|outlook|exchange|foxmail|owa|webmail
        """,
        "erp": "erp|sap|用友|金蝶|k3|u8|u9|nc65",
        "oa": "oa|办公系统|办公平台|审批系统|审批流|泛微|致远|簽核|approval system",
        "files": """
            共享盘|共享文件夹|共享文件|共享目录|公共盘|公共文件夹|文件服务器|网盘|共享資料夾|檔案伺服器|映射盘|z盘|y盘|p盘
            file server|fileserver|network drive|shared drive|shared folder|share drive|file share|z drive|z: drive
        """,
        "phone": "座机|分机|电话线|电话系统|话机|ip电话|分機|telephone|phone system|phone line|phone lines|desk phones",
        "attendance": "考勤|打卡|门禁|刷卡|門禁|attendance|time clock|badge reader|door access",
        "printing": "打印|列印|打印机|印表機|printer|printers|print|printing",
        "portal": "门户|官网|公司网站|網站|portal|website|web site",
        "meeting": "视频会议|会议系统|腾讯会议|視訊會議|zoom|teams|webex|video conference",
        "finance": "财务系统|报销系统|报销平台|網銀|网银|expense system|finance system",
        "crm": "crm|客户管理系统|salesforce",
        "power": "停电|跳闸|断电|停電|power cut|power failure|no power",
    }.items()
}
# What people name beside any of them; alone it counts as well.
WEAK: dict[str, frozenset[str]] = {
    "login": phrases("""
        登录|登陆|登入|域账号|域帐号|统一认证|单点登录|账号|帐号|帳號
        login|log in|logging in|log on|logon|sign in|sign-in|signing in|sso|domain account|accounts
    """),
}

# It does not work.
FAILING = phrases("""
    连不上|连接不上|连不了|连接失败|无法连接|不能连接|连接不了|断了|断开|断线|掉线|中断|不通|连不通|打不开|无法打开|不能打开|开不了
    進不去|进不去|进不了|登不上|登不进|登不了|登录不了|登陆不了|登录不上|登陆不上|无法登|不能登|登录失败|登陆失败|登入失敗|上不去|上不了
    访问不了|无法访问|不能访问|访问不到|用不了|用不成|不能用|无法使用|不可用|使用不了|没法用|挂了|崩了|崩溃|瘫痪|宕机|当机|當機|死机
    没反应|没有反应|无反应|没响应|无响应|没有响应|超时|故障|异常|出错|报错|错误|失败|失灵|失效|坏了|坏掉|很慢|太慢|特别慢|好慢|巨慢|变慢
    非常慢|慢得|很卡|太卡|卡死|卡住|卡顿|转圈|收不到|收不了|发不出|发不了|发送不了|发送失败|没网|没有网|断网|沒網|没信号|打不了|打不出
    停电|断电|跳闸|停電|打不通|不能上网|无法上网|不进去|不上去|不出去|提交不了|保存不了|审批不了|闪退|不能收|不能发|无法收|无法发|不能打|无法打|刷不了|刷不开|用不上|不工作|不好使|不行了
    無法|不能|連不上|打不開|收不到|發不出|用不了|斷線|沒反應|錯誤|失敗|出問題|出问题|有问题|没声音|白屏|空白|加载不出|显示不出|丢失连接
    down|not working|doesn't work|does not work|don't work|do not work|isn't working|is not working|aren't working|stopped working
    not work|no longer works|broken|broke|dead|outage|unavailable|not available|unreachable|not reachable|offline|not responding
    no response|unresponsive|can't|cannot|can not|cant|unable|could not|couldn't|won't|fails|failed|failing|failure|disconnected
    disconnects|disconnecting|keeps dropping|dropped|drops|lost connection|connection lost|no connection|timeout|timeouts|timed out
    times out|time out|error|errors|crashed|crashes|slow|very slow|hangs|frozen|freezes|no internet|no network|no signal|no power
    not accessible|inaccessible|not loading|doesn't load|does not load|not connecting|not connect|doesn't connect|not open
    not opening|502|503|504|bad gateway|not sending|not receiving|power cut
""")

# What one person wants or has broken: however many ask so in an hour, it is no outage.
OWN = phrases("""
    怎么申请|如何申请|申请开通|申请|开通|新员工|新入职|入职|离职|怎么安装|如何安装|帮忙安装|需要安装|安装一下|请安装|重装|购买|采购|领用|借用
    怎么设置|如何设置|怎么配置|如何配置|怎么用|如何使用|怎么使用|怎么弄|怎么改|如何修改|请教|咨询|想了解|培训|教程|说明书
    忘记密码|忘了密码|密码忘|重置密码|密码重置|密码过期|改密码|修改密码|账号被锁|账号锁定|解锁|开权限|加权限|申請|開通|忘記密碼
    卡纸|缺纸|缺墨|没墨|硒鼓|墨盒|碳粉|漏粉|换墨|卡紙|扫描到|摔了|进水|屏幕碎|键盘|鼠标|显示器|耳机|摄像头|电池|充电器|转接头
    通讯录里|签名|自动回复|垃圾邮件|钓鱼|退信|换座位|搬家|搬工位|移机|加一个|增加一个|签名档
    how to|how do|how can i|how should|request for|requesting|please install|need installed|new employee|new hire|new starter|new joiner
    please create|please add|please set up|forgot my password|forgotten password|reset my password|password reset|password expired
    change my password|account locked|locked out|unlock|paper jam|jammed|toner|cartridge|out of paper|out of ink|keyboard|mouse|monitor
    headset|webcam|battery|charger|training|manual|purchase|order a|borrow|signature|out of office|spam|phishing|move my desk
    spilled|cracked|dropped my
""")

# Says nothing of what has failed. Cut out before the rest of two titles is compared.
GENERAL = phrases("""
    系统|系統|软件|软体|程序|平台|客户端|服务器|伺服器|页面|网页|界面|电脑|電腦|公司|部门|部門|我们|我們|大家|所有人|全部门|全部|整个
    整層|整层|今天|今早|早上|上午|下午|刚才|刚刚|突然|现在|現在|一直|又|都|问题|問題|求助|帮忙|麻烦|请问|請問|紧急|緊急|急|你好|您好
    办公室|办公区|楼|层|区|号|使用|进行|出现|显示|提示|情况|怎么回事|怎么了|是不是|什么|为什么|处理|尽快|谢谢|解决|看一下|无法|不能
    工作|同事|好像|一下|已经|还是|老是|总是|多人|很多人|几个人|的|了|在|吗|呢|啊|吧|我|不|有|没|上|下|到|来|去
""")
GENERAL_WORDS = words(
    """
    a an the my our your his her is are was were be been it this that these those i we you they he she to of in on at for from with and or
    but not no all any some again since now today morning afternoon please help urgent problem problems issue issues trouble question hi
    hello dear team it's there have has had do does did get got getting am im i'm pc computer laptop system server client software app
    application program page screen office floor company department work working user users everyone everybody here can we're us me so very
    anymore still just already since about when what why how asap fyi re fw fwd
"""
)
