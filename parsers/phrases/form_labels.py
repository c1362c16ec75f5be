"""
Labels of forms: field → what people and forms write before its value; by how surely such a word is a label.

Lower case; blanks within Chinese words, numbers, brackets and asterisks around them are looked through elsewhere.
"""

# A Chinese character counts as two columns.
# ruff: noqa: E501

from parsers.phrases.tables import phrases, words

# The registration form (问题登记表). One of these before a colon is a line of a form wherever it stands.
REGISTRATION = {
    "name": phrases(
        """
        姓名|用户姓名|真实姓名|中文姓名|申请人|报修人|提交人|报告人|反馈人|提报人|上报人|使用人|填报人|申报人|报障人|姓 名|用户名称|求助人
        full name|your name|user's name|employee name|reported by|submitted by|requester|requested by|requestor|caller
        name of user|name of requester|first and last name|requester name
        """
    ),
    "department": phrases(
        """
        部门|所属部门|所在部门|部门名称|申请部门|报修部门|使用部门|科室|所在科室|所属科室|处室|单位部门|二级部门|部 门|归属部门|单位/部门
        department|dept|dept.|dep.|your department|department name|business unit|org unit|organizational unit|cost center
        """
    ),
    "employee_number": phrases(
        """
        工号|员工号|员工编号|员工工号|职工号|职工编号|人员编号|人员工号|职员编号|工作证号|工牌号|人员代码|员工代码|员工id|用户工号|工 号|工號|員工編號
        employee number|employee no|employee no.|employee id|employee-id|employee #|employee code|emp id|emp no|emp no.|emp. no.
        staff number|staff no|staff no.|staff id|staff code|personnel number|personnel no|personnel no.|personnel id|badge number
        badge no|badge no.|badge id|worker id|job number|job no|job no.|work id|work number|payroll number|staff/employee no
        """
    ),
    "contact": phrases(
        """
        联系方式|联络方式|联系办法|联系信息|联系方法|聯繫方式|联系人及电话|联系人电话及邮箱
        contact information|contact info|contact details|contact number|how to reach you|best way to reach you|call back number
        callback number|contact data|reachable at|best contact
        """
    ),
    "phone": phrases(
        """
        电话|联系电话|电话号码|手机|手机号|手机号码|移动电话|办公电话|座机|固话|分机|分机号|分机号码|内线|短号|联系手机|電話|手機|聯絡電話|公司电话|办公室电话
        phone|phone number|phone no|phone no.|telephone|telephone number|tel|tel.|tel no|tel no.|mobile|mobile number|mobile phone
        cell|cell phone|cellphone|extension|ext.|phone/ext|phone extension|office phone|work phone|desk phone|direct line
        """
    ),
    "email": phrases(
        """
        邮箱|电子邮箱|电子邮件|邮箱地址|公司邮箱|联系邮箱|邮件地址|电子邮件地址|電子郵件|電郵
        email|e-mail|email address|e-mail address|mail address|your email
        """
    ),
    "category": phrases(
        """
        问题类型|问题类别|问题分类|故障类型|故障类别|故障分类|问题种类|工单类型|工单类别|请求类型|服务类型|报修类型|报修类别|需求类型|事件类型|问题所属类别|問題類型|問題類別|服务类别
        issue type|type of issue|problem type|type of problem|problem category|issue category|ticket type|ticket category
        request type|type of request|service type|incident type|fault type|category
        """
    ),
    "priority": phrases(
        """
        优先级|优先级别|优先程度|优先等级|紧急程度|紧急度|紧急级别|缓急程度|紧急性|严重程度|严重级别|严重性|重要程度|優先級|優先等級|緊急程度
        priority|urgency|severity|priority level|level of urgency|urgency level|criticality
        """
    ),
    "title": phrases("问题标题|工单标题|故障标题|问题概述|问题摘要|问题简述|简要说明|issue title|problem title|ticket title|short description"),
    "description": phrases(
        """
        问题描述|故障描述|故障现象|问题现象|问题详情|问题内容|问题说明|故障说明|故障内容|故障情况|问题情况|详细描述|具体描述|具体问题|现象描述|问题详细描述|故障详细描述|异常描述|异常现象|报修内容|报修事项|需求描述|请求描述|问题具体描述|问题经过|問題描述|故障描述及现象|问题及现象|情况说明|情况描述
        problem description|issue description|description of the problem|description of the issue|description of problem
        description of issue|describe the problem|describe your problem|describe the issue|describe your issue|problem details
        issue details|detailed description|fault description|what happened|what is the problem|what's the problem|symptom|symptoms
        please describe the problem|please describe your problem|please describe the issue|please describe your issue
        """
    ),
    "affected": phrases(
        """
        受影响业务|影响业务|受影响的业务|影响范围|受影响范围|业务影响|影响的业务|受影响人数|影响人数|受影响用户|影响程度|受影响系统|影响系统|影响情况|受影响部门|影响面|受影響業務|影響範圍
        affected business|business affected|business impact|affected users|users affected|who is affected|scope of impact
        impacted business|impacted users|affected services|affected service|affected systems|number of users affected
        extent of impact|affected area|impact on business|impact scope|affected business processes|affected process
        """
    ),
    "asset": phrases(
        """
        资产编号|固定资产编号|资产号|资产编码|资产标签|资产标签号|设备编号|设备编码|设备号|电脑编号|主机编号|机器编号|序列号|设备序列号|sn号|sn码|sn|s/n|資產編號|固资编号|打印机编号
        asset number|asset no|asset no.|asset tag|asset id|asset|asset code|inventory number|inventory no|inventory no.|inventory tag|service tag
        serial number|serial no|serial no.|device id|equipment number|equipment id|machine number|computer number|asset/serial number
        """
    ),
    "occurred_at": phrases(
        """
        发生时间|故障时间|故障发生时间|问题发生时间|出现时间|问题出现时间|故障出现时间|开始时间|发生日期|出现日期|何时发生|什么时候发生|什么时候开始|首次发生时间|首次出现时间|何时开始|發生時間|故障日期|出错时间|报错时间|异常时间
        time of occurrence|date of occurrence|time of incident|date of incident|when did it happen|when did this happen|when did it start
        when did the problem start|when did the issue start|occurred at|occurred on|started at|first occurred|date/time of incident
        date and time of incident|time occurred|date occurred|since when|when it happened|when it occurred|when it started
        time of the problem|time of the incident|start time|when did it occur
        """
    ),
    "error_text": phrases(
        """
        报错信息|错误信息|错误提示|报错内容|报错提示|报错截图文字|错误代码|错误码|报错代码|提示信息|错误内容|异常信息|报错|错误消息|报错原文|錯誤訊息|错误提示信息|报错文字
        error message|error text|error messages|exact error message|error code|text of the error|message shown|error details
        exact error text|error shown|wording of the error
        """
    ),
    "steps": phrases(
        """
        操作步骤|复现步骤|重现步骤|复现方法|重现方法|操作过程|问题复现步骤|故障复现步骤|复现路径|操作路径
        steps to reproduce|how to reproduce|reproduction steps|steps taken before|steps leading to the problem|repro steps
        """
    ),
    "tried": phrases(
        """
        已尝试的操作|已尝试操作|已尝试的方法|已尝试方法|已尝试措施|已尝试的措施|已采取的措施|尝试过的方法|已做的尝试|自行处理情况|已尝试|尝试过的操作|已做操作|已处理情况|尝试过的解决办法
        what have you tried|what you have tried|what i tried|what has been tried|already tried|steps already taken|attempted solutions
        attempted fixes|actions already taken|troubleshooting done|troubleshooting steps taken|tried so far
        """
    ),
    "device": phrases(
        """
        设备型号|设备名称|设备类型|电脑型号|电脑名称|计算机名|计算机名称|主机名|打印机型号|机型|品牌型号|品牌及型号|电脑名|机器名|设备及型号
        device model|device name|computer name|hostname|host name|pc name|machine name|equipment model|make and model|printer model
        """
    ),
    "system": phrases(
        """
        系统名称|软件名称|业务系统|涉及系统|所属系统|相关系统|故障系统|应用名称|使用系统|系统/模块|涉及软件|系统模块|应用系统|软件版本|操作系统
        system name|application name|software name|affected system|affected application|name of the application|application/system
        name of the system|operating system|software version
        """
    ),
    "location": phrases(
        """
        办公地点|所在位置|工位|工位号|办公位置|楼层|房间号|所在地点|办公室|座位号|所在楼层|具体位置|办公区域|地点/工位|办公地址|所在地|设备位置
        office location|room number|room no|room no.|desk number|desk no|floor|site/room|building/room|work location|office/room
        """
    ),
    "account": phrases("账号|帐号|用户名|登录名|登录账号|系统账号|域账号|用户账号|账户|登录帐号|賬號|username|user name|user id|account|account name|login|login name|login id"),
    "screenshot": phrases("截图|屏幕截图|错误截图|报错截图|截屏|附件截图|问题截图|截图/附件|screenshot|screenshots|screen shot|screenshot attached|attach screenshot"),
    "expected": phrases("期望结果|期望解决时间|期望完成时间|希望解决时间|期望|expected result|expected behavior|expected behaviour|needed by|deadline|due date|wanted by"),
}  # fmt: skip

# The same fields under words that also begin ordinary sentences, lists and logs: they need another line of a form.
REGISTRATION_DOUBTFUL = {
    "name": phrases("名字|用户|联系人|员工|名称|name|user|employee|contact person|contact name|reporter|from whom|person"),
    "department": phrases("单位|组织|团队|division|unit|team|section"),
    "contact": phrases("联系|contact|reach me at"),
    "phone": phrases("固定|ext|extn|p|t|m|call me at"),
    "email": phrases("邮件|mail"),
    "category": phrases("类型|类别|分类|种类|type|kind|class"),
    "priority": phrases("级别|紧急|等级|level|urgent"),
    "title": phrases("标题|摘要|概述|事项|title|summary"),
    "description": phrases(
        "问题|描述|现象|故障|内容|详情|说明|情况|异常|需求|报修|备注|problem|issue|description|details|detail|request|incident|fault|question|what|comments|remarks"
    ),
    "affected": phrases("影响|范围|业务|影响到|impact|affected|scope|affects|business"),
    "asset": phrases("资产|serial|tag|inventory"),
    "occurred_at": phrases("时间|日期|何时|开始|when|time|date|since|started|happened|date/time|date and time"),
    "error_text": phrases("错误|提示|error|message|errors"),
    "steps": phrases("步骤|steps|操作"),
    "tried": phrases("尝试|tried|attempts"),
    "device": phrases("设备|型号|电脑|机器|主机|打印机|device|model|computer|pc|machine|equipment|host|hardware|printer"),
    "system": phrases("系统|软件|应用|模块|程序|平台|版本|system|application|software|app|module|program|os|version"),
    "location": phrases("地点|位置|地址|房间|location|office|room|site|place|building|desk"),
    "screenshot": phrases("附件|图片|attachment|attachments"),
    "expected": phrases("期限|expected|target date"),
}  # fmt: skip

# The forms of engineers: progress record (问题处理进度表) and escalation (问题升级表).
PROGRESS = {
    "step": phrases(
        """
        处理步骤|采取步骤|采取的步骤|采取措施|采取的措施|处理措施|处理过程|执行步骤|本次处理|操作|步骤|已采取措施|措施|处理内容|本次操作
        step|steps|step taken|steps taken|action|actions|action taken|actions taken|work done|what i did|what was done|done
        """
    ),
    "result": phrases("结果|处理结果|执行结果|本次结果|目前结果|处理情况|result|results|outcome|finding|findings|status"),
    "next_plan": phrases("下一步计划|下一步|后续计划|下步计划|后续安排|后续步骤|下一步安排|计划|next plan|next|next step|next steps|plan|what is next|to do|todo"),
    "reason": phrases("原因|未解决原因|延迟原因|超时原因|原因说明|为何未解决|reason|reason for delay|why it takes longer|why not solved|cause|why"),
}  # fmt: skip
ESCALATION = {
    "escalate_to": phrases("升级至|升级到|升级对象|转交|转交给|转派|转至|接收人|接收团队|目标团队|escalate to|escalated to|to team|forward to|assign to|team"),
    "reason": phrases("升级原因|原因|转交原因|升级理由|理由|reason|reason for escalation|escalation reason|why|cause"),
    "tried": phrases("已尝试|已尝试的操作|已尝试的措施|已尝试措施|已尝试方法|已采取措施|已采取的措施|已做操作|处理过程|尝试|tried|already tried|what has been tried|what was tried|steps taken|actions taken|done"),
    "feedback": phrases("反馈时间|预计反馈|预计反馈时间|首次反馈时间|反馈时限|预计首次反馈时间|反馈|预计时间|feedback|feedback by|feedback due|feedback expected|expected feedback|first feedback|first feedback by|first feedback expected|feedback within"),
}  # fmt: skip

# Of an article of the knowledge base, as our mail about its draft writes them, and as people shorten them.
ARTICLE = {
    "title": phrases("标题|文章标题|题目|標題|title|article title|headline"),
    "problem": phrases("问题|问题描述|问题现象|现象|故障现象|問題|problem|symptom|symptoms|problem description"),
    "solution": phrases(
        "解决方案|解决办法|解决方法|处理办法|处理方法|方案|解法|解決方案|解決辦法|solution|fix|resolution|answer|how to solve it"
    ),
}

# Values that may run over many lines; all others are one line.
LONG = words("description affected error_text steps tried step result next_plan reason expected problem solution")

# Words before and behind a label that add nothing: 您的姓名, 报修人电话, your phone, 优先级是.
BEFORE = phrases(
    """
    您的|你的|我的|本人|本人的|用户|用户的|报修人|申请人|联系人|提交人|使用人|报告人|反馈人|员工|请填写|请填写您的|请输入|请说明|请提供|请描述|填写|受影响的|具体
    your|my|the|user|user's|users|requester|requester's|caller|reporter|contact|staff|employee|please enter|please enter your|enter your|please state|please give
    please provide|please provide your|exact|current|detailed|office|work
    """
)
BEHIND = phrases("是|为|如下|情况|信息|填写|is|are|is as follows|as follows|here")

# Labels of other blocks. A value does not run over them.
HEADERS = phrases(
    """
    发件人|收件人|抄送|发送时间|发送日期|主题|寄件者|收件者|主旨|寄件日期|日期|from|to|cc|bcc|sent|subject|date|reply-to|von|an|gesendet|betreff|de|à|envoyé|objet
    差出人|宛先|件名|送信日時
    """
)

# What a form says in the place of a value.
HINT_WORDS = phrases(
    """
    必填|选填|可选|必选|请填|请选|请输|请写|请描|请说|请提|请注|请勾|请在|请详|请具|请尽|如有|若有|例如|例：|如：|示例|格式|单选|多选|可不填|非必填|填写|没有可|至少
    required|optional|mandatory|please|e.g|eg.|for example|such as|if any|if known|if applicable|select one|choose|fill in|enter|delete as
    """
)
HINT_STARTS = phrases(
    "请填写|请输入|请选择|请描述|请说明|请在此|请在这里|请提供|请详细|例如|点击输入|单击|please enter|please select|please describe|please fill|type here|click here|click or tap|enter text|enter your|<please|select one|choose one|choose an item|choose a|no response"
)
NOTHING = phrases("无|没有|暂无|不详|不知道|不清楚|未知|n/a|na|none|nil|null|unknown|-|/|tbd|no|空|nothing")

# A number given in a sentence: 工号1001, my employee ID is E1001.
SAID_NUMBER = phrases(
    """
    工号|员工号|员工编号|职工号|工牌号|employee number|employee no|employee id|staff number|staff no|staff id|personnel number|badge number
    badge no|emp no|emp id|employee #|staff #
    """
)

# Ends of names of departments, and English beginnings.
DEPARTMENT_ENDS = tuple(
    words("部 中心 处 科 室 组 部门 事业部 分部 课 股 办 车间 department dept dept. division team unit office section")
)
DEPARTMENT_STARTS = phrases("department of|dept of|dept. of|division of|office of")
POSTS = tuple(
    words(
        """
        经理 总监 主任 工程师 主管 专员 助理 总裁 董事长 秘书 会计 顾问 代表 老师 教授 组长 部长 处长 科长 总经理 出纳 文员 设计师 分析师
        manager engineer director accountant assistant officer specialist consultant analyst developer administrator ceo cfo cto
        president lead head coordinator secretary designer buyer clerk architect supervisor
        """
    )
)
