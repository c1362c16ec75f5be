"""
What people answer to "is it solved? are you satisfied?": Chinese (simplified) and English, lower case.

Each entry is a regular expression without groups that are kept. The texts have been made plain before: NFKC, lower case,
traditional characters as simplified ones. {no}, {fill}, {not}, {really} and {trouble} stand for the tables of these names.
"""

# ruff: noqa: E501

from __future__ import annotations

# ---------------------------------------------------------------- parts of phrases

PARTS = {
    # What turns a Chinese verdict round, and what may stand between.
    "no": "(?:并?不是|并?没有|尚未|并未|未能|没能|没法|无法|不算|谈不上|称不上|并不|没|未|不|非)",
    "fill": "(?:说|算|完全|全部|彻底|真正|真的|根本|十分|非常|特别|怎么|那么|有效|得到|得以|成功|及时|正常|被|给|很|太|是|能|有|够|大|得|把|我|全|令人?|任何|什么|啥|太?大|多大|明显|一点)",
    "not": "(?:not|never|cannot|can ?not|(?:do|does|did|is|was|has|have|had|are|were|wo|ca|could|would|ai)n'?t|neither|nor|unable to|not able to|no longer|hardly|barely)",
    "really": "(?:(?:yet|really|been|be|being|fully|completely|entirely|quite|very|at all|all|a|the|that|so|actually|properly|even|too|particularly|exactly|call|myself|say|think|believe|consider|it|it's|is|this|feel|seem to|appear to|seem|get|got|problem|issue|my|solve|fix) ){0,5}",
    # Something that does not do what it should.
    "trouble": (
        "(?:[\u4e00-\u9fff]不(?:了(?!解|起|得|然)|上(?!班)|开(?!心)|进(?:去|来)?|出来?|动|到(?!位)|通|着(?!急)|回来|起来)|(?:不能|无法|没法|没办法|不可以)(?!理解|相信|接受)[^，。 ]{0,10}|不行|不通|不灵|不好使|不好用|不管用|不工作|不正常|不稳定|不响应|不显示|不动了?|没反应|没有反应|没声音|没信号|无响应|未响应|失灵|失败|坏了|坏的|损坏|报错|出错|错误|异常|故障|死机|蓝屏|黑屏|花屏|白屏|闪屏|闪退|崩溃|卡死|卡顿|卡住|卡纸"
        "|卡得|很卡|太卡|好卡|掉线|断线|断网|断开|断了|中断|乱码|超时|丢了|丢失|不见了|消失|弹窗|弹出|提示|自动重启|锁了|锁定|被锁|过期|转圈|不同步|有毛病|罢工|歪的|特别慢|特别差|特别卡|缺碳粉|缺墨|杂音|不更新|不认|没了|没墨|不出[^，。]|没电|很慢|慢得|变慢|有问题|出问题|出现问题|不对)"
    ),
}

# ---------------------------------------------------------------- what a clause says
# In this order where two begin at the same place. The names are those of parsers.answers.

CHINESE = {
    # Double negation: who can say what is meant?
    "unclear": ("(?:又|还|再|但)?(?:会|又)?(?:出现|有|来|多|冒出)了?(?:一?个|些)?(?:新的?|别的|其他|另一个|另外的)(?:的)?(?:问题|故障|毛病|情况)", "(?:链接|附件|解决方案|说明|文档|步骤)[^，。]{0,4}(?:打不开|看不到|看不了|找不到|看不懂|没有)", "没(?:有|什么|啥)*(?:太)?大(?:的)?(?:问题|毛病|碍)", "(?:新的?|别的|其他|另一个|另外一个)(?:的)?(?:问题|故障|毛病|情况)", "(?:先别|别|不要|先不|暂时?不|暂不|先不要|请勿|勿)(?:着急|急着)?(?:关|结)[^，。]{0,6}",),
    "odd": ("(?:不是|并非|谈不上|也不算)(?:说|觉得)?不满意", "时好时坏|有的?时候?[^，。]{1,10}有的?时候?[^，。]{1,10}", "(?:不是|并非|谈不上|也不算|没有|没啥)(?:说|觉得)?不(?:行|好|能用|可以)",),
    "close": ("(?:可以|请|麻烦|帮忙|能|就|把|直接|现在|可|予以|同意|申请)*(?:关闭|关掉|关了|结束|关)(?:本|此|这个?|该|这张)?(?:工单|单子|单|case|ticket)(?:了|吧)?", "可以结单了?", "可以关闭了?", "(?:请|同意)关闭", "工单(?:可以|请|可)?(?:关闭|关掉|结掉?|关)了?", "可以结案", "结单吧?"),
    "reopen": ("重新(?:打开|开启|处理|受理)", "重开", "再(?:派人|帮[我忙])[^，。]{0,4}(?:看|查|处理|弄|修)[^，。]{0,3}", "(?:请|麻烦)?继续(?:处理|跟进|解决|排查)", "请再(?:看|查|处理|跟进)[^，。]{0,3}", "返工"),
    # Nothing has been tried yet, or it will be looked at later.
    "testing": (
        "(?:没法|无法|没办法|不能|还?没能|不方便|来不及)(?:去|再|继续)?(?:试|测|验证|确认|核实)[^，。]{0,4}|[试测]不了", "(?:还)?(?:看不出来?|不好判断)", "(?:还|都|暂|我)?(?:没有?|未|尚未|没来得及|来不及|没时间|没空|没顾上|没机会)(?:来得及|时间|空|机会|去)?(?:试|测|验证|使用|看)(?:过|呢|试)?", "(?:没时间|没空|来不及)",
        "(?:明天|后天|下周|周[一二三四五六日]|星期[一二三四五六日]|晚点|晚上|下午|稍后|回头|待会儿?|等下|等会儿?|过会儿?|一会儿?|先|再|我|去|让我|待|等|有空|之后|回去|这就|马上)(?:[^，。]{0,6})(?:试(?!了|过|用期)|测(?!了|过)|验证(?!了|过|码)|确认(?!了|过)|观察|看看|看一?下|看情况|回复|反馈|答复|再说)[^，。]{0,6}",
        "(?:再|先|继续|还要|还需要?|需要|持续)(?:观察|试|测试|看看|验证)[^，。]{0,4}", "(?:观察|试用)(?:一下|几天|一段|看看|[一两二三]天|一周)", "(?:明天|后天|下周|晚点|稍后|回头|等下|待会)[^，。]{0,4}(?:试|测|看)[^，。]{0,4}",
        "回(?:去|来|公司|家|头)再", "(?:等我?|等到)[^，。]{0,8}(?:再|试|测|看|回复|确认|后)[^，。]{0,8}", "(?:已)?(?:转|让|请)(?:交|给|发)?[^，。]{0,6}(?:测试|试用|试一?下|确认|验证)", "转给|转交|转达",
        "试试看?(?!了|过|没)", "我试一?下(?!了)", "测试中|正在测|在测",
    ),
    "told": ("(?:解决|好|修好|弄好|处理好|可以|行|完成|搞定)了?(?:之?后|的话|时|以后)?(?:，)?(?:再|就|请|麻烦|能)?(?:告诉|通知|告知|联系|跟|和|给|回复|说|call|叫|喊)(?:我|一声|一下|说)[^，。]{0,6}",),
    "if": ("[^，。 ]{1,10}的话", "(?:如果|要是|假如|假设|若是?|万一|一旦|除非|倘若|如有|若有|若再|如再|如还|如(?=又|果))[^，。]{0,30}", "(?:以后|之后|今后|后面|后续|下次|再)?(?:有|遇到|碰到|出现|发生)(?:了)?(?:什么|任何|其他|别的|新的?|类似|同样)?(?:问题|情况|故障)?(?:的话)?(?:我)?(?:会|就|可以|可)?再(?:次)?(?:找|联系|麻烦|请教|咨询|说|反馈|提|报|来|打扰|沟通|叫|告诉|通知|跟|和|向)[^，。]{0,10}", "有(?:什么)?问题(?:我)?(?:再|会|随时)[^，。]{0,10}", "(?:以后|之后|今后|下次)(?:有|遇到)[^，。]{0,8}再[^，。]{0,10}", "(?:以后|之后|今后|下次)(?:再)?(?:有|遇到)(?:问题|情况)"),
    "hedge": ("(?:同事|领导|[\u4e00-\u9fff]工|他们?|她|老板|经理|别人|人家)(?:们)?(?:那边|跟我|都|也)?说|好像|似乎|貌似|应该|可能|也许|或许|大概|估计|感觉|看起来|看上去|看样子|像是|不确定|不太确定|不能确定|没法确定|无法确定|不知道?|不清楚|不太清楚|不好说|说不好|不一定|吃不准|不敢说|暂时|差不多|基本|大致|勉强|希望|但愿|据说|听说|按理|理论上|不是很?清楚|不太?明白|没看懂|看不懂|一半|部分|有些可以|算是?(?:好|解决)了吧",),
    "past": ("(?:之前|以前|原来|本来|原先|刚开始|一开始|开始的?时候?|起初|昨天|昨晚|前天|前几天|上周|上次|(?<!今天)上午|(?<!今天)早上|当时|先前|早先|那时|前面|当初)(?!开始|起|到现在|以来|到目前)",),
    # It is as bad as before.
    "unsolved": (
        "{no}{fill}{0,3}(?:解决|修好|弄好|搞定|处理好|搞好|治好|改善|好转|恢复|修复|成功|起作用|生效|见效|变化|效果|改变|弄成|搞成|奏效)(?:掉|好|完|了)?",
        "(?:解决|修复|处理|修|弄|搞)不(?:了|好|掉|定)", "(?:一点|丝毫|一点儿)(?:用|效果|变化|改善|作用)?(?:都|也)(?:没有?|不)[^，。]{0,4}", "(?:还是|仍是|依然是|还)(?:那个|这个|同样的?|原来的|老|之前的|一样的)(?:错误|问题|报错|提示|毛病|情况|故障)", "(?:登录|连接|打印|访问|登|连|打|进|上|用|开|收|发)不(?:上去|上|了|开|进去|到|出去|出来)", "毫?无(?:变化|效果?|改善|用|改变|作用)", "无果|未果",
        "(?:还|还是|仍然?|依然|依旧|照样|照旧|一直|老是|总是|又|也|都|再次|重新|继续|仍旧|始终|偶尔|有时候?|有的时候|时不时|经常|频繁|然后|就|现在|但|完全){1,4}(?:会|还|又|是|都|在|出现|开始|有|得|也|不定时|间歇性?|存在|突然){0,3}(?!看不出|不好说|不确定|不清楚){trouble}", "(?:还|还是|仍然?|依然|依旧|照样|照旧|一直|老是?|总是?|又|再次|重新|偶尔|有时候?|时不时|经常)(?:会|还|又|是|都|再|有){0,3}(?:出现|发生|开始|复发|存在|犯|来了|断|卡|闪|掉|坏|慢|跳|卡纸|重启|弹|响|回来)(?!过)[^，。]{0,6}",
        "(?:问题|故障|情况|毛病|现象)(?:还|还是|仍然?|依然|依旧|又|照旧|都)(?:在|存在|有|没|未|那样|一样|是|如此|出现|发生|来)[^，。]{0,6}", "(?:还|还是|仍然?|依然|依旧|跟|和|与)(?:之前|以前|原来|原先|老|一个|那个?|这个?|同)?(?:一样|那样|老样子|样子|问题|这样|如此|有问题|毛病|存在|照旧)", "(?:问题|故障)?依旧(?:$|如此|存在)", "老样子|外甥打灯笼|原封不动|一如既往|(?:故障|问题)依(?:旧|然)",
        "(?:还|还是|仍|仍然|都|也|根本|完全|并|一直|就是|依然|依旧)(?:都)?(?:没|未|没有|不)(?:好|行|可以|能|通|成|对|有用|用(?!上|到|过|每|再|了|担|管)|管用|ok|恢复|正常|修|弄|动静|见好|搞定)(?!意)[^，。]{0,6}", "不行(?!政|业|李)(?:啊|呀|的|了|哦|呢)?", "没(?:有)?(?:用(?!上|到|过)|好(?!的)|效|修好|起色|动静)(?!过|户|到)(?:啊|呀|呢)?", "不(?:管用|起作用|好使|见效|奏效|成功|ok|work)", "(?:不能|无法|没法|没办法)(?:正常)?(?:使用|用|登录|登陆|连接|打开|打印|访问|工作|启动|开机|联网|上网|收发|发送|接收|保存)[^，。]{0,3}", "用不了|打不开|连不上|登不上|进不去|上不去|登录不了|打印不了|进不了|登不了",
        "又不|又来了|又坏|又断|又出|又开始|又卡|又死机|又掉|又报|又弹|又闪|又黑|复发|白忙|更(?:加)?(?:严重|糟|慢|卡|差)[^，。]{0,2}|越来越(?:慢|卡|严重|糟|差)|反而", "治标不治本", "没通|没好(?!的)|没弄好|没修好|没搞定",
        "同样的?(?:问题|错误|报错|故障|提示)(?=$|，)", "解决个(?=鬼|屁|毛)", "(?:问题|故障|错误|报错)没有?(?:消失|解决)", "不可以(?=$|，)", "(?:还是|仍然|依然|依旧|仍旧)(?=[^，。]{0,10}[没不无未拒错黑慢卡乱断转闪掉弹红空失异缺坏死])(?!要?(?:解决|修好|搞定|恢复|弄好|成功|挺|蛮|不错|谢|感谢|很?满意|可以|好|能|不错|很快|非常|得|正常|行|比较|挺|蛮|希望|建议|觉得|想|请|麻烦|不太?明白|不懂|不清楚|不知道|不确定|不好说|没看懂|没试|没时间|没有时间|没人|没来|有点|需要|老))[^，。吗么]{2,12}(?![^，。]*[吗么])", "唔得|唔到|冇用|未得",
    ),
    # There are more of them than can be listed: what works again, or does no longer do what it should not.
    "solved": (
        "(?:没有?|无)(?:任何|什么|啥|其他|别的|其它)?(?:问题|毛病|异常|故障)(?:了|啦)?(?!是|吗|么)", "[再在]也?没(?:有)?(?:出现|发生|报错|卡|断|掉|死机|弹|犯)[^，。]{0,4}", "(?:没有?|未)(?:再|在|继续)(?:次)?(?:出现|发生|报错|卡|断|掉|死机|弹|提示|闪|犯|重启|遇到|收到|看到|坏|出|有)[^，。]{0,8}", "不(?:再|会再?|会)?(?:卡|慢|报错|闪退|闪|掉线|断线|断|死机|蓝屏|黑屏|弹窗|弹|提示|出错|响|异响|漏|重启|转圈|乱码|跳|延迟|发热|烫|卡纸|卡顿|掉|崩溃|超时|红|抖)[^，。不]{0,4}了", "不再(?!满意|能|可以)[^，。]{1,8}",
        "(?:问题|故障|事情|情况|都|全部?|均)?(?:已经?|以|己|己经|以经|已以|终于|总算|成功|完美|顺利|圆满|彻底|都|全部?|均|算是|得到|得以|完全|基本上?|给我|被|帮我|问题|给){1,5}(?:解决|修复|修好|处理|恢复|搞定|弄好|完成|排除|消除|正常|ok|好|可以|通|修|能用)(?:好|完|掉|完毕|完成|正常|使用)*(?:了|啦|喽|咯|嘞|哈|的|(?!\\w))", "^(?:问题)?(?:解决|搞定|修复|恢复|正常|修好|可用|已好|完美解决|顺利解决)$", "(?:解决|搞定|修好|弄好|修复|处理好|恢复|整好|装好|调好|搞好|处理完|处理掉|改好|完事|治好|弄完|排除)(?:好|完|掉|完毕|正常)*(?:了|啦|喽|咯|嘞|啰)", "(?:感谢|谢谢|多谢)[^，。]{0,8}解决(?:了)?[^，。]{0,4}(?:问题|麻烦|故障|难题)",
        "(?<!最)(?<!你)(?<!不)(?<!太)(?:好(?:多|使|用)?|可以|行|成|通|对|能|ok|妥|妥妥|正常|稳定|顺畅|流畅|快多|顺|没事|work|fine)(?:的)?(?:了|啦|喽|咯|嘞|啰)(?!解|没|吗|么|告|再|不|吧$|说|喊|叫|跟|个|一声)", "好(?:的)?很多了?",
        "(?:可以|能够?|已能|已可)(?:正常|顺利|成功)?(?:地)?(?:使用|用|打印|登录|登陆|连接|连|打开|访问|上网|上|启动|开机|收发|收到?|发送|发|工作|操作|进入?|进去|登|打|看到?|看见|保存|提交|导出|下载|上传|编辑|听到?|联网|连上|登上|进|充电|刷|扫|拨打?|远程|查|共享|同步|运行|识别|显示|播放|开)[^，。不吗么]{0,8}(?:了|啦|正常)", "(?:可以|能)正常[^，。不吗么]{1,8}", "(?:使用|工作|运行|连接|登录|登陆|打印|显示|访问|开机|启动|收发|测试|功能|网络|系统|一切|全部|都|目前|现在|已经?|恢复|用着|用起来)(?:都|也|已经?|均|完全|很|挺|一切|恢复|全部)*(?:正常|没问题|ok|通过|成功|稳定)", "一切(?:都)?(?:ok|好)", "^正常$", "(?:测试|验证|试用|确认)(?:ok|通过|成功|无误|完毕|正常)", "搞掂|得返|整好|冇再[^，。]{1,4}", "已可(?:以)?(?:正常)?[^，。不]{1,6}", "管用(?!吗)", "(?<!不)起作用了?(?!吗)", "(?<!不)有用了?(?=，|$|谢)", "(?:登录|连接|打印|发送|打开|启动|安装)成功", "(?:登|连|打|进|收|发|开|上|用|装|传|导|印|看|听)(?:录|接|印|载)?(?:上|开|进去|到|出来?|起来)了(?!吗|没)", "恢复(?:正常|了)(?!吗)", "没(?:有)?(?:报错|死机|掉线|卡|断|闪退|蓝屏|弹窗|提示|错误)[^，。]{0,3}了", "有(?:声音|信号|网|反应|图像|画面|电|显示|权限)(?:了|啦)(?!吗)|(?:声音|信号|网络|图像|权限|画面|网)(?:也|又|都)?有了", "(?:问题|故障|错误|报错|提示|弹窗|现象)(?:已经?|都|也|就)?(?:消失|没有?了|不见了)了?", "(?:解锁|开通|激活|重置)(?:成功|了|好了)(?!吗|没)", "^已好$",
    ),
    # About how it was handled.
    "not_slow": ("(?:没有?|不)(?:之前|以前|原来|先前)?(?:那么|这么|那样|太|怎么)(?:慢|卡|频繁|久)了?", "(?:没|没有|不)(?:等|花|用|算|太|怎么|多)*(?:多久|很久|太久|慢|长)",),
    "attitude": ("(?:态度|服务|语气|口气|说话)(?:[^，。]{0,6})(?:差|恶劣|不好|不行|冷淡|有问题|敷衍|不耐烦|傲慢|糟|烂|难听|冲|凶|不太好|不怎么样|需要?(?:改进|提高|改善)|有待(?:改进|提高|改善))", "不耐烦|不客气|不礼貌|没礼貌|没有礼貌|不尊重|敷衍|推诿|推卸|推来推去|踢皮球|爱理不理|爱答不理|傲慢|恶劣|骂|甩锅|发火|吼|挂(?:了)?(?:我)?(?:的)?电话|叹气|没(?:有)?耐心|有点耐心|很凶|太凶|不专业|冷漠|怼"),
    "praise": ("^(?:真|太|很|挺|蛮|超|超级|非常|相当|好|真的|真是|就是)+(?:好|棒|赞|强|牛|厉害|佩服|给力|专业|靠谱|不错|周到|完美|优秀|贴心)(?:了|啊|呀|哦|极了|的|哈|啦)*$", "^(?:棒|赞|强|牛|厉害|佩服|给力|专业|靠谱|不错|周到|优秀|贴心){1,2}(?:了|啊|呀|哦|极了|的|哈|啦|哒)*$", "没有?(?:什么|啥|任何|哪里|半点)?不满意的?(?:地方)?(?=[^，。]|，|$)", "挑不出(?:毛病|问题|刺)", "(?:服务|态度|技术|水平|体验|支持)(?:[^，。不]{0,5})(?:好|到位|周到|不错|棒|热情|耐心|赞|贴心|满分|高|一流|强|厉害)", "(?:速度|响应|处理|效率|解决|回复|修|维修|反应|反馈|办事|上门)(?:的)?(?:速度|效率)?(?:得|的)?(?:也|都|真|太|是)?(?:很|非常|挺|真|好|超级?|特别|够|相当|十分|神)?(?:快|迅速|及时|高效|高|给力|神速)(?!点|些|一点|多了)", "(?:很|非常|挺|真|太|相当|特别|超级?)(?:专业|给力|厉害|棒|赞|耐心|热情|细心|负责|贴心|高效|优秀|不错|好(?!了|多)|快(?!了|点)|到位)", "(?:这么|那么|真)快|给力|点个?赞|好样的|赞一个|完美|优秀|神速|手动点赞|为[^，。]{1,6}点个?赞"),
    # A wish, or a complaint that is half taken back.
    "mild": ("{no}{fill}{0,2}(?:好(?!说|了|意思|使|像)|棒|专业|快(?!了))", "(?:有点|稍微|略|比较|偏|有些)(?:慢|久|拖)|慢了?一?[点些]|有待(?:提高|改进|加强|改善)|(?:希望|建议)(?:下次|以后|今后|能|可以)[^，。]{0,12}|下次[^，。]{0,6}(?:快|早)[^，。]{0,3}|美中不足|再快一?点",),
    "too_slow": (
        "太慢|过慢|好慢|慢死|慢了(?!点|些|一)|(?:处理|响应|反应|回复|解决|修|维修|进度|办事|服务|动作|上门|反馈)(?:的)?(?:速度|效率|时间|进度)?(?:得|的|实在|真|也|还|都)?(?:太|很|过于|过|非常|特别|这么|那么|好|真|极)?(?:慢|低|久|长|拖拉|拖沓)(?!了?[点些])", "效率(?:实在|真的?|也|还)?(?:太|很|过|真|极)?(?:低|差|慢)", "(?:等|拖|花|耗|耽误|要|隔|等咗)(?:了|费)?(?:我|我们|你们|整整|将近|差不多|快|足足|成|好几?|大半){0,3}(?:太久|很久|好久|半天|这么久|那么久|太长|很长|这么长|(?:[一二两三四五六七八九十几半好成\\d]+)个?多?(?:天|周|星期|礼拜|小时|钟头|月|工作日))", "(?:太|很|好|这么|那么)久(?!没)|时间(?:也|实在|还是|真)?(?:太|有点|过|很|比较|这么|太过)长|(?:不够|不太?|很不|不|不怎么)及时|(?:没人|没有人|无人)(?:理|回复|响应|处理|回(?!来)|管|跟进|答复)|迟迟|拖拉|拖延|拖沓|拖太?久|磨蹭|耽误(?:了)?(?:我|工作|事|时间)[^，。]{0,6}|([一二两三四五六七八九十几\\d]+)(?:天|周|个?星期|个?小时|个?月)(?:后|以后|之后)才|(?:天|星期|礼拜|小时|月)才(?=回|来|有人|处理|解决|好|修|弄|给|联系|理|搞)",
    ),
    "dissatisfied": ("{no}{fill}{0,3}(?<!更)满意", "(?:很|非常|太|特别|极其?|极为)不(?:好|爽|开心|高兴)", "(?<=个)[鬼屁毛]", "到底有没有|第[三四五六]次[^，。]{0,10}(?:解决|好)了?", "差评|失望|太差|很差|极差|好差|好失望|烦死|服了|垃圾|糟糕|气死|气人|生气|投诉|无语|离谱|坑爹|服了你们|太烂|真烂|恼火|不敢恭维|不怎么样|不好评|负分|零分"),
    # Complaints of another kind.
    "harm": ("(?:数据|文件|资料|东西|邮件)(?:也|都|全|还)?(?:丢|没|被删)(?:了|失)[^，。]{0,4}", "弄坏[^，。]{0,6}|搞坏[^，。]{0,6}|听不懂|看不懂|太复杂|太麻烦|很麻烦|说不清|没(?:有)?说清|没(?:有)?解释"),
    "satisfied": ("(?:不能|无法|没法)更满意", "两个?都是", "(?:很|非常|十分|特别|比较|挺|还算|基本|相当|万分|都|也|超级|太)*满意(?!度|吗|么)", "好评"),
    "luke": ("一般般?|还行|还可以|凑合|马马虎虎|还好(?!了)|将就|过得去|中规中矩|说得过去|尚可|及格|就那样|普普通通|还不错|不错|还成",),
    "thanks": ("^谢$|^3(?:q|ks?)$|谢谢?|感谢|多谢|辛苦|感激|有劳|麻烦(?:你们?|您|大家|各位)?了|费心|感恩|拜谢|谢啦|唔该|多得|不好意思让",),
    "acknowledged": ("收到|好的|好滴|好嘞|嗯+|知道了|明白了?|了解了?|知悉|已阅|已收|行|可以|好|哦+|噢|对|是|遵命",),
    "question": ("^请问|怎么|什么(?:原因|问题|意思|时候|情况|东西|邮件|方法|办法)|为什么|为啥|何时|多久(?:能|可以|才)|能不能|能否|可不可以|是不是|有没有|是否|吗$|没$|没有$|了没(?=$|有$|[啊呀呢])|好没|么$|呢$|哪里|谁|啥(?:原因|意思|时候|情况)|如何|几点|哪个|在不在",),
    "request": ("请(?!问|放心|勿|知悉|假)|麻烦(?!了|你们?了|您了|大家)|帮[我忙]|帮[^，。]{0,4}(?:看|弄|装|查)|需要|要(?:改|换|加|开|装|申请)|[改换加开装弄看查处理调配]一下(?!子)|想(?:要|申请|问|装|换|请|咨询|了解)|申请|希望|能不能|能否|可否|求|催|尽快|赶紧|赶快|抓紧|要求|快点|想(?=办法)",),
    "trouble": ("{trouble}",),
}  # fmt: skip

ENGLISH = {
    "odd": ("not (?:un(?:happy|satisfied|solved)|dissatisfied|bad|that bad|too bad)",),
    "unclear": ("{not} (?:open(?:ed)?|create[d]?|submit(?:ted)?|sen[dt]|report(?:ed)?|raised?)[a-z ]{0,12} (?:ticket|request)s?", "(?:new|another|different|other) (?:problem|issue)s?", "(?:do not|don'?t|dont|please don'?t|not) close[a-z ]{0,20}", "keep (?:it|the ticket|this) open", "leave (?:it|the ticket|this) open"),
    "close": ("(?:can |may |please |pls |go ahead and |feel free to |could )*(?:be )?close(?:d)?(?: it| the| this| my| that)?(?: ticket| case| request| issue| one)?(?: now)?",),
    "reopen": ("re-?open(?: it| the ticket| this)?", "(?:please )?(?:keep|continue) (?:working|investigating|looking)[a-z ]{0,10}", "please (?:check|look|try|fix)(?: it| at it| into it)? again", "(?:look|check) (?:at it |into it )?again"),
    "if": ("(?:i )?(?:will|'ll|would|can) (?:let you know|contact you|write|call|get back|report|come back|reach out|reopen|tell you)[a-z ]{0,20} (?:if|should|in case)[a-z' ]{0,60}", "(?:if|in case|should it|unless|whenever|as soon as|once|until (?:i|we|then|tomorrow|next|it)|till (?:i|we|then|tomorrow|next)) [a-z' ]{0,80}", "let (?:me|us) know[a-z' ]{0,60}", "(?:tell|call|inform|notify|ping|email|mail) (?:me|us)(?: back)? (?:when|if|once|as soon)[a-z' ]{0,60}", "when (?:it|the|this|you|everything)[a-z' ]{0,60}"),
    "testing": ("(?:can ?not|can'?t|could ?n[o']?t|could not|unable to|not able to) (?:really |yet |currently |even )?(?:re-?test|test|try|check|verify|confirm|say|tell)[a-z ]{0,30}", "(?:have|has|had|did|do)(?:n'?t| not)(?: yet| really| even)* (?:test|tri|try|check|had|have time|got|get|used|use|look|verif)[a-z]*[a-z ]{0,30}", "not (?:yet )?(?:tested|tried|checked|verified)(?: yet| it)*", "(?:will|'ll|going to|gonna|need to|have to|want to|let me|let's|must|about to|plan to|shall|asked [a-z]+ to|can only|to) (?:re-?test|test|try|check|verify|monitor|confirm|watch|observe|see|look|ask|give it)[a-z]*[a-z ]{0,40}", "(?:will|'ll) (?:let you know|get back|report|update|reply|be back|come back|tell you|answer)[a-z ]{0,40}", "keep (?:an eye|monitoring|watching|testing|you posted|observing)", "(?:test|try|check|look|confirm|verify)[a-z ]{0,12} (?:tomorrow|later|tonight|on monday|next week|this afternoon|when|soon|after)", "(?:later|tomorrow|next week)", "testing(?: it)?(?: now)?|forwarded|still testing|to be tested", "no time|on vacation|out of office|on leave"),
    "hedge": ("seems?|seemingly|appears?|i think|i guess|i believe|i suppose|i assume|maybe|perhaps|probably|possibly|might|could be|not (?:entirely |quite |really |so |completely |too )?(?:sure|certain)|unsure|don'?t know|do not know|no idea|hard to say|can'?t (?:say|tell)|cannot (?:say|tell)|looks? (?:like|as if|ok|good|fine)|looks|should|hopefully|i hope|supposedly|apparently|presumably|so far|for the moment|for now|more or less|kind of|sort of|partly|partially|partial|half|almost|nearly|mostly|for the most part|most of the time|at times|usually|sometimes|intermittently|occasionally|on and off|now and then|from time to time|temporarily|temporary",),
    "past": ("before|previously|earlier|yesterday|at first|used to|originally|initially|last (?:week|month|time|night)|in the beginning|had been",),
    "not_slow": ("(?:did not|didn'?t|does not|doesn'?t) take (?:too |so |very )?long|not (?:too |so |very )?(?:slow|long)",),
    "solved": (
        "no (?:more|further|longer any|other|new|such)? ?(?:problems?|issues?|errors?|crash(?:es)?|troubles?|complaints?|warnings?|drops?|messages?|popups?|freezes?)(?: any ?more| now| since| so far| at all)*", "no longer (?:crash|fail|freez|hang|drop|show|appear|happen|occur|get|see|ask|flicker|display|disconnect|slow|a problem|an issue|block|lock|have|having|stuck|broken|jam|restart|reboot|receiv|pop)[a-z]*[a-z ]{0,20}", "(?:has|have|did|does|do)(?:n'?t| not) (?:happen|happened|occur|occurred|reappear|reappeared|crash|crashed|come back|appear|appeared|return|returned|seen|show|shown|drop|dropped|see|had any|have any|fail|failed|freeze|frozen|disconnect)[a-z]*(?: it| that| them| any| the| once| a single time)*(?: again| since| any ?more| errors?| problems?| issues?| message| today| now)+", "not (?:shows?|appears?|happens?|gives?|crash(?:es)?|occurs?|comes?)[a-z ]{0,25}any ?more", "(?:don'?t|do not|doesn'?t|does not) (?:have|see|get|show|crash|freeze|hang|drop|flicker|ask|happen|occur|disconnect|fail|jam)[a-z]* [a-z ]{0,20}any ?more",
        "(?:works?|wokrs|woks|wroks)(?: (?:fine|well|great|perfectly|again|now|properly|correctly|ok|okay|as expected|as it should|like a charm|for me|flawlessly|normally|smoothly|better|too|without [a-z ]{1,20}))*(?! (?:in|on|with|when|only|until|for (?!me)|sometimes|from|order|at|hours|station|place|around|intermittently|but not))", "(?:working|wroking|woking|workin)(?: (?:fine|well|great|perfectly|again|now|properly|correctly|ok|okay|as expected|like a charm|normally|smoothly|good))*(?! (?:on it|from home|hours|day|from|remotely|at|with|time))", "worked(?! for (?!me|us)| until| till| yesterday| before| only| once| fine (?:for|until|before))", "(?:fixed|solved|resolved|cured) (?:the|my|this|that|all|our) (?:[a-z]+ ){0,2}(?:problem|issue|error|crash|trouble|bug)(?:s|es)?", "(?:have|has|got|have got) (?:full |my )?access(?: now| again)*|(?:access|connection|service) (?:is |was |has been )?restored|(?:received|got) (?:it|the|my) ?[a-z]{0,12} now", "(?:re)?solved|reslove?d|resovled|sloved|sovled|solverd|fixed|fixd|fiexd|repaired|sorted(?: out)?|cured|remedied|rectified", "thank(?:s| you)[a-z ]{0,12} for (?:fixing|solving|resolving|sorting|repairing)[a-z ]{0,15}", "all (?:is |are |are now |is now |back to )?(?:good|fine|set|ok|okay|well|clear|normal|done)(?: now| again)*", "(?:is|it's|its|are|everything|everything's|now|s) (?:now |all |back |totally |completely |perfectly |absolutely )*(?:fine|ok|okay|good|normal|great|gone|alright|perfect|running|up|stable|smooth|available|accessible|connected|unlocked|restored|online|done|back (?:up|online|to normal))(?: again| now)*(?! (?:morning|afternoon|luck|idea|to know|that|if|reason|question|time|there|and (?:it )?still|ticket))", "(?:ok|okay|fine|good|great|perfect|alright|running|stable|done|online)(?: again| now)+", "back (?:to normal|online|up)|up and running|did the trick|does the trick|that (?:did it|helped|worked|fixed)|(?:the |this |my )?(?:problem|issue|error|it) (?:is |has |'s |has been )?(?:now )?(?:gone|disappeared|vanished|went away)|went away|success(?:ful|fully)?|good to go",
        "(?:can|could|am able to|'m able to|are able to|able to|managed to|was able to) (?:now |finally |successfully )*(?:access|log|login|connect|print|open|use|send|receive|see|work|save|scan|sign|start|read|edit|hear|view|browse|export|join|get|download|upload|reach|install|run|play|make|call|submit|enter|share|sync)[a-z]*[a-z0-9 ]{0,40}?(?:again|now|without (?:errors?|problems?|issues?|any [a-z]+)|fine|normally|ok|successfully)", "(?:can|am able to|'m able to) (?:now|finally) [a-z ]{2,30}", "connects?(?: fine| again| now| without [a-z ]+)+|prints?(?: fine| again| now)+|(?:opens|loads|starts|boots|prints|runs|syncs)(?: fine| again| now| normally| without [a-z ]+)+|loggs? in (?:again|now|fine)", "done|confirmed|completed|complete",
    ),
    "unsolved": (
        "{not} {really}(?:work(?:s|ed|ing)?|wroking|woking|(?:re)?solved?|fix(?:ed)?|sorted(?: out)?|ok|okay|good(?! enough)|fine|help(?:ed|ing|ful)?|gone|better|done|repaired|successful|improved|changed?|normal|running|responding|connecting|printing|opening|loading|possible|able|starting|resolve|correct)(?: yet| at all| any ?more| either| for me| now| properly| again)*", "unsolved|unresolved|unfixed", "(?:still|again|yet|keeps?|continues? to|again and again|always|now) (?:{not} [a-z ]{2,25}|broken|crash[a-z]*|fail[a-z]*|freez[a-z]*|hang[a-z]*|drop[a-z]*|stuck|down|dead|slow|offline|disconnect[a-z]*|flicker[a-z]*|there|the same|same|happen[a-z]*|occur[a-z]*|having|have|see|seeing|get|getting|gets|got|receiv[a-z]*|show[a-z]*|present|exist[a-z]*|an? (?:issue|problem|error)|(?:issues|problems|errors)|locked|jam[a-z]*|bad|asking|not|no|unable|unsolved|open|persist[a-z]*|facing|experienc[a-z]*|exists?|the case|wrong|blank|black|missing|unresolved|disconnected|remains?)(?: [a-z]+){0,4}",
        "{not} (?:been )?(?:able to )?(?:log ?in|login|log on|print|connect|open|access|send|receive|start|use|save|sign in|boot|scan|see|hear|join|load|reach|get in|get)(?: [a-z]+){0,4}", "(?:still |the |exactly |very )*same (?:issue|problem|error|thing|as before|message|old|result|story|symptom|here|again)s?(?: (?:as )?(?:before|yesterday|earlier))?", "(?:it|this)(?:'s| is) not$", "(?:the |this |my )?(?:issue|problem|error|it)s?(?:'s)? (?:still |is |has |have )*(?:persists?|remains?|exists?|came back|comes back|come back|is back|back|returned|returns|reappeared|reoccurred|recurred|appeared again|occurred again|occurs again|occurs|happens again|happened again|there again)(?: again)?", "(?:happen(?:s|ed|ing)?|occur(?:s|red)?|crash(?:es|ed)?|fail(?:s|ed)?|stopped|appear(?:s|ed)?|broke|down|broken|froze|dropped|disconnected) again", "stopped(?: working)?(?: again)?|back again|came back", "{not} (?:have |had |seen? )?(?:any )?(?:success|effect|difference|improvement)", "no (?:luck|change|success|effect|improvement|difference|progress|joy|fix|solution)|nothing (?:has )?(?:changed|works?|helped|improved|happen(?:s|ed))|to no avail|in vain|useless", "(?:even |got |getting |much |now )*worse|{not} (?:any )?better", "reverted", "still$|still nothing", "(?:still |yet )?(?:does|is|has|can|will|did|are|do)(?:n'?t| not)$", "not (?:today|now|any ?more|for me)", "(?:get|getting|got|see|seeing|receive|receiving)s? (?:an? |another |the |new |different |some |this |same )*errors?(?: message| code)?(?: again)?", "(?:drops?|crash(?:es|ing)?|fails?|freezes?|hangs?|disconnects?|stops?|jams?|flickers?|breaks?|locks?|failing|dropping) again",
    ),
    "dissatisfied": ("{not} {really}(?:satisf(?:ied|y|actory)|happy|pleased|impressed|content|good enough|acceptable|glad|recommend)(?: at all)?", "dissatisfied|disatisfied|dissatified|unsatisfied|unsatisfactory|unhappy|displeased|disappoint(?:ed|ing|ment)|terrible|terribly|awful|horrible|unacceptable|frustrat(?:ed|ing)|annoy(?:ed|ing|s)|(?:third|fourth|fifth|sixth) time[a-z' ]{0,20}|angry|furious|upset|complaint|complain|worst|ridiculous|(?:poor|bad|lousy) (?:service|support|job|experience|communication|quality)|waste of time|pathetic|a joke"),
    "harm": ("(?:lost|deleted) (?:my |all |some )+[a-z ]{0,20}|{not} (?:explain|understand|clear)[a-z ]{0,20}|too complicated",),
    "attitude": ("rude(?:ly)?|unfriendly|impolite|arrogant|(?:bad |poor |terrible |his |her |the )?attitude|unprofessional|disrespectful|condescending|dismissive|impatient|insult(?:ed|ing)|{not} (?:very |really |so )?(?:friendly|polite|nice|professional)|hung up on me|yelled",),
    "mild": ("after (?:\\d+|two|three|four|five|several|many) (?:days|weeks|months)", "(?:a bit|a little|somewhat|rather|slightly|little bit|quite) (?:slow|late|long)|could (?:be|have been) (?:faster|quicker|better)|next time [a-z ]{0,30}",),
    "too_slow": ("(?:too|so|way too|far too|very|really|extremely|painfully|incredibly|much too) (?:slow(?:ly)?|long|late)|slow (?:response|reaction|support|service|handling|reply|help)|(?:response|support|service|handling|reaction)(?: time)? (?:was|is) (?:too |very |so |really |a bit |quite |rather )?(?:slow|long|bad|poor)|(?:it |this |that |which |and |has )*(?:took|takes|taken|take|taking) (?:me |us |you |you guys |almost |over |about |more than |nearly |like |a whole |a full |another |at least |the whole )*(?:way |far |much )?(?:too long|so long|very long|long|ages|forever|an eternity|(?:a|an|one|two|three|four|five|six|seven|ten|several|many|some|\\d+) (?:long |whole |full |working |business )*(?:days?|weeks?|hours?|months?)|days|weeks|months|hours)|wait(?:ed|ing)? (?:for )?(?:almost |over |about |more than |nearly |so |too |very |a )*(?:(?:a|an|one|two|three|four|five|six|seven|ten|several|many|\\d+) )?(?:whole |full |long |working )*(?:days?|weeks?|hours?|months?|long|time|ages|forever)|(?:too|very|so|how) (?:much )?long(?! ago| term)|(?:nobody|no one|no-one) (?:has |have |had |ever |even )*(?:answered|replied|responded|cared|reacted)[a-z ]{0,20}|long wait|the waiting|delay(?:s|ed)?|slowly",),
    "satisfied": ("(?:could ?n[o']t|can'?t|could not) be (?:happier|more satisfied)", "yes to both(?: questions)?|both yes", "(?:very |quite |fully |completely |totally |really |absolutely |extremely )*(?:satisfied|statisfied|satisfed|satified)", "(?:very |quite |so |really |more than )?(?:happy|pleased|content|delighted|impressed)(?: with| about)?(?! to| if| birthday)", "i am (?:so )?(?:glad|happy)"),
    "praise": ("^(?:very |so |really |pretty )?(?:good|great|nice|perfect|excellent|awesome|super|lovely|impressive|amazing|brilliant|cool)$", "(?:can'?t|cannot|nothing to) complain(?: about)?", "(?:great|excellent|awesome|fantastic|amazing|superb|outstanding|brilliant|wonderful|perfect|good|nice|terrific|top|first class|very good|super) (?:service|job|work|support|help|team|guy|guys|assistance|response|communication|experience|stuff)", "well done|awesome|excellent|fantastic|brilliant|amazing|outstanding|superb|perfect(?:ly)?|you rock|you guys rock|kudos|thumbs up|(?:very |really |so |super |extremely |incredibly |pretty )(?:fast|quick|quickly|helpful|professional|friendly|polite|responsive|patient|kind|efficient|prompt)|(?:fast|quick|prompt|speedy|rapid) (?:response|help|reply|fix|support|service|reaction|solution|action|resolution|work|turnaround)|professional|helpful|love it"),
    "luke": ("average|so[- ]so|mediocre|acceptable|meh|could be better|okay-ish|not great|fair|decent|fine|it'?s ok(?:ay)?",),
    "thanks": ("thank(?:s| you|you|ing you)?|danke|merci|gracias|3q|thx|tks|ty|cheers|appreciate[ds]?|grateful|much obliged|tnx",),
    "acknowledged": ("ok(?:ay)?|received|noted|got it|understood|roger|alright|sure|will do|i see|copy that|good|great|cool|nice",),
    "question": ("^(?:(?:and|so|but|hi|hello|hey) )?(?:is|are|was|were|has|have|did|does|do|how|what|what's|why|when|who|where|which|can|could|would|will|may|shall|any (?:news|update|idea))(?: (?:it|this|the|you|i|we|my|that|there|he|she|they|somebody|someone|anyone|anybody|one|are|is|was|were|do|does|did|can|could|would|should|has|have|will|caused|happened|about|went|long|come|much|went wrong|issue|problem|ticket|please|mean|means|exactly|be))(?![a-z])", "^what's(?![a-z])", "what (?:caused|was|happened|is|does)[a-z ]{0,20}|how did you[a-z ]{0,20}|how come"),
    "request": ("please|pls|plz|(?:can|could|would|will) you|i (?:would|'d) like|i'd like|i (?:also |still )?(?:need|want|require)|need(?:s)? to be|requesting|asap|help me|call me",),
    "trouble": ("error(?:s)?|crash(?:es|ed|ing)?|fail(?:s|ed|ing|ure)?|broken|broke|freez(?:es|ing)|frozen|froze|hangs?|stuck|disconnect(?:s|ed|ing)?|drops?|dropped|flicker(?:s|ing)?|slow|dead|offline|down|missing|lost|locked(?: out)?|jam(?:s|med)?|expired|(?:a |an |another |new |other |some |one )(?:problem|issue)s?|(?:has|have|having) (?:problems?|issues?|trouble)|blank|black screen|blue screen|wrong|incorrect|corrupted|out of toner|keeps? [a-z]+ing|won'?t|went black|goes black|noise|noisy|unstable|unable to|impossible",),
}  # fmt: skip

EMOJI = {
    "dissatisfied": "😡😠🤬👎😤😒😞💩",
    "thanks": "🙏💐🌹🤝❤😊😀😄🙂☺😁😃🌸",
    "acknowledged": "👍👌✅☑✔🆗👏💯🎉",
}

# ---------------------------------------------------------------- between clauses

CONTRASTS = ("但是?", "不过", "可是", "然而", "只是", "就是(?!说|因为)", "美中不足", "唯一", "但", "but", "however", "although", "though", "except", "unfortunately", "only problem", "yet(?= )")  # fmt: skip

# What a further matter is announced with, at the beginning of a clause; what it is taken off with.
FURTHER = (
    "另外(?!一[台位部]|那台|的[人机电])", "另(?=，|,|:|附|有|请|想|问)", "还有(?!问题$|问题|点|些|一点|一些|小|少|几|没|待|可能|报错|错误|卡|时)", "顺带一提", "顺便一提", "顺便", "顺带", "对了", "此外", "除此之外", "除此以外", "再者", "我?还有(?=一?个?新?问题.)", "其次", "还想(?=问|请|咨询|了解|申请|要)", "另想", "我?(?:突然|忽然)?想起来(?=.{4})", "我(?:这里|这边)?还想(?=装|要|申请|换|请|买|问|咨询|加)", "再报一?个", "我?想?再报(?:修)?一?个", "既然你们在线", "而且(?=[^，。]{0,4}连[^，。]{1,8}[也都])", "再问", "再请问", "再请教", "再麻烦", "又及", "附带", "新问题(?=[:：，,])", "(?:另|还有)一[个件](?:新?问题|事情?)", "第二[个件](?:问题|事)", "再(?:说|提)一?[个件](?:事|问题)?", "同时(?=，|,|还|我)",
    "by the way", "btw", "(?:and )?on top of (?:that|this)", "(?:could|can|may) i (?:also )?ask (?:you )?(?:for )?(?:something else|something|another thing|one more thing)", "(?:a )?(?:new|next|second) (?:problem|issue|question|request)(?= ?(?:[:,-]|is))", "could you also(?= )|can you also(?= )", "also(?! thank)", "on a (?:totally |completely )?different (?:note|topic|matter)", "and also", "another (?:thing|question|issue|problem|point|matter|one)", "one (?:more|other|last) (?:thing|question|issue|problem|point|request)", "one more", "one more:", "on another note", "on a (?:different|separate|related|side) (?:note|matter|topic)", "in addition", "additionally", "besides(?: that)?", "furthermore", "moreover", "separately", "while (?:i have you|you're at it|we are at it|i'm at it|you are at it|we're at it)", "apart from that", "other than that", "ps", "p\\.s\\.?", "i also(?= have| need| want| would| can| could| noticed| get| cannot)", "i have (?:another|one more|a new|a further|a second|a different) (?:problem|question|issue|request)", "plus(?=[, ])", "unrelated", "something else", "further(?:more)?", "secondly", "oh and", "and since(?= (?:this|yesterday|today|last|monday))", "and one more thing", "two (?:more|other) things",
)  # fmt: skip
# Emoji and the like: a sentence may end with them.
PICTURES = "\U0001f300-\U0001faff\u2600-\u27bf\u2b50\ufe0f"
# What thanks may follow without a sign of punctuation.
THANKS_AFTER = "了啦咯喽嘞哈呢的哦呀啊吧!好通喇晒k👍👌😅😊😄😁😂🎉✅"
# Behind the words of FURTHER, before the matter itself.
INTRODUCED = (
    "就是说?|有一?个(?:新)?(?:问题|事|需求)(?=[:：,，])|想请教|一下|问下|问一下|问一句|问个问题|问问|想问一?下|想问|请问一?下|请问|请教一?下|请教|说一?下|说一句|反映一?下|反馈一?下|报一?下|提一?下|咨询一?下|麻烦问一?下|一个问题|一个事情?|一件事情?|个问题|个事情?|件事情?|一点|个小?问题|一个小?问题|问题|一个新?问题|一个|也|我?还想问一?下|还",
    "before you close (?:this|it|the ticket)|i have (?:another|one more|a(?:nother)? new|a) (?:question|problem|issue)|a question|question|problem|there is|is that|is",
)
# A clause of nothing but this only announces the matter that follows.
ANNOUNCES = "(?:现在|但|却|又|还|不过|只是|刚才?|今天)*(?:有|来|出|出现|发现|碰到|遇到|多)了?(?:个|一个|另一个|另外一个)?(?:新|别的|其他|小)的?(?:问题|情况|毛病|状况)了?|(?:a |one |now a )?(?:new|different|other|another|next|small) (?:thing|topic|issue|problem|question)"
# Where one of these stands, another problem that nobody announced may be the old one.
STILL = "还是|仍|依然|依旧|(?<![a-z])still(?![a-z])"
# Solved in part is not solved.
PARTLY = "部分(?:解决|恢复|好了|可以)|(?:一半|半好)|(?<![a-z])(?:partly|partially|half)(?![a-z])"

# ---------------------------------------------------------------- slips of the pen

# What turns a verdict round; beside a character that never stands there, two may have changed places: 解没决.
DENIALS = "不没未无别冇又更"
# Characters that are typed instead of those, right before a verdict: 每解决, 末解决, 步行.
MISTYPED = "(?:[每美煤霉梅末布步卜补丕]|(?<![已以因])为|木有?)(?:有|被|能|得到)?(?:解决|修好|弄好|搞定|搞好|恢复|好[了啊呀吧。]?$|行[了啊呀的]?$|可以|通$|满意|能?用|管用|成功)"
# "It no longer does that" takes any verb.
NO_LONGER = "不[^不没未]{2,}[了啦]$"
ENGLISH_DENIALS = ("not", "never", "nothing", "nobody", "cannot", "cant", "can't", "dont", "don't", "doesnt", "doesn't", "didnt", "didn't", "isnt", "isn't", "wasnt", "wasn't", "wont", "won't", "worse", "broken", "still", "unsolved", "unable", "fails", "failed", "same")  # fmt: skip

# ---------------------------------------------------------------- scores and yes or no

YES = "yes(?: thanks| thank you| thx)|yes|yep|yeah|yup|y|是|是的|对|对的|嗯是的|没错|确实|是的?谢谢|yes it is|yes indeed|yes sir|sure is|是啊"
# Who says no more than this may have it solved or not; and of several things only some work.
GIVES_UP = "算了吧?|罢了|never ?mind|forget (?:about )?it"
SOME = "(?<![a-z])(?:one|two|half|some|most) of (?:the|them|my|our|these|those)(?![a-z])|只有[一1两2][台个部]"
# What agrees to something: to "shall I come again?", not to "is it solved?".
AGREED = "ok|okay|sure|fine|please|please do|yes please|好|好的|好呀|好啊|行|行的|可以|可以的|可|没问题|嗯|嗯嗯|同意"
NO = "no|nope|n|not yet|not|sadly no|sadly not|i'?m afraid not|not quite|negative|no sorry|not at all|否|不是|没有|没|还没有?|不|未|没呢|还没呢|不是的|no it is not|no it isn't|not really|no way|尚未"
# "solved: yes", the two questions copied with the answers behind.
FORM = (
    "(?P<kind>解决|修复|恢复|solved|resolved|fixed|满意|satisfied)(?:[^:，,。]{0,8}[:?]| ) *"
    f"(?:(?P<yes>{YES}|已解决|已|满意|satisfied)|(?P<no>{NO}|未解决|不满意|not satisfied))$"
)
GREETING = "您好|你好|大家好|早上好|下午好|上午好|各位好|hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|尊敬的|[^，。]{1,6}(?:工|经理|老师|总|先生|女士|同学|哥|姐)(?:您好|你好|好)?"

# Words in a subject that the desk itself has prepared for a link, by language: (solved and satisfied, not satisfied).
# A score may stand behind the first two.
PREPARED = {
    "zh": {"satisfied": "满意", "not_satisfied": "不满意", "solved": "已解决", "not_solved": "未解决"},
    "en": {"satisfied": "satisfied", "not_satisfied": "not satisfied", "solved": "solved", "not_solved": "not solved"},
}

# An answer that begins so says what would be, and nothing of what is: "if it runs through tonight we can close it".
CONDITION = (
    "(?:if|provided|providing|assuming|supposing|as long as|only if|unless|in case|once)(?![a-z])"
    "|如果|要是|假如|假设|只要|除非|万一|倘若|若(?!干)"
)
