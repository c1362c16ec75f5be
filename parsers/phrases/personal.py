"""Words beside which personal data stand, and what is put in its place; by language."""

# A Chinese character counts as two columns.
# ruff: noqa: E501

from parsers.phrases.tables import phrases

# What the value behind these is must not be seen by anybody else.
SECRETS = phrases(
    """
    密码|口令|密钥|验证码|校验码|动态码|登录密码|初始密码|新密码|旧密码|临时密码|默认密码|开机密码|支付密码|授权码|pin码|密碼|驗證碼
    password|passwd|passcode|passphrase|pwd|pw|pass word|pin|pin code|otp|verification code|one-time code|secret|token|recovery key
    api key|api_key|api-key|apikey|access key|access_key|secret key|secret_key|private key|license key
    """
)
# "密码是 Abc123": what stands between the word and its value.
JOINS = phrases(
    """
    是|为|為|就是|改为|改成|改成了|改为了|换成了|换成|设为|设成了|重置成了|设成|设置为|设置成|重置为|重置成|更新为|更新成|is|was|to|will be|is now|set to|changed to|reset to
    is set to|has been set to|was set to|has been changed to|was changed to|has been reset to|was reset to
    """
)

EMPLOYEE_NUMBERS = phrases(
    """
    工号|员工号|员工编号|员工工号|职工号|职工编号|人员编号|员工代码|工牌号|工作证号|员工id|工號|員工編號
    employee number|employee no|employee no.|employee id|employee #|emp id|emp no|emp no.|staff number|staff no|staff no.|staff id|personnel number|personnel no|badge number|badge no|badge id
    """
)
PHONES = phrases(
    "电话|手机|手机号|座机|分机|分机号|内线|短号|固话|電話|手機|分機|tel|tel.|telephone|phone|mobile|cell|ext|ext.|extension"
)
MESSENGERS = phrases("微信|QQ|企业微信|钉钉|飞书|whatsapp|wechat|skype|telegram")
# What no name of a place has, for it stands between the sentence and the place; what is a 路 and no street.
BESIDE_PLACES = "到在寄给是为址往请住送发去将把于和与"
NO_STREETS = "电线链思回短网支光一通電線鏈迴網"
STREETS_EN = phrases("street|st|st.|avenue|ave|ave.|road|rd|rd.|lane|ln|drive|dr|boulevard|blvd")
# Folders beside those of people.
SHARED_FOLDERS = phrases("public|default|default user|all users|shared|公用")
# Accounts of nobody in particular (RFC 2142, and what offices have): masked, they would take words out of a solution.
SHARED_ACCOUNTS = phrases(
    """
    admin|administrator|root|user|guest|test|info|contact|mail|office|reception|service|support|help|helpdesk|desk|team
    sales|marketing|finance|accounting|purchasing|security|network|abuse|postmaster|hostmaster|webmaster|news|noreply
    no-reply|print|printer|scan|scanner|server|system|warehouse|store|factory|project|manager|account|order|orders
    """
)
# Behind a family name: 李工, 王经理.
POSTS = phrases("工程师|工|经理|总监|总|主任|主管|老师|科长|处长|部长|组长|队长|师傅|先生|女士|小姐|同学|經理|總|老師")
TITLES = phrases("mr|mrs|ms|miss|dr|mr.|mrs.|ms.|dr.")

MASKS = {
    "zh": {
        "name": "[姓名]",
        "address": "[邮箱]",
        "place": "[地址]",
        "phone": "[电话]",
        "employee": "[工号]",
        "document": "[证件号]",
        "number": "[号码]",
        "secret": "[密码]",
    },
    "en": {
        "name": "[name]",
        "address": "[address]",
        "place": "[postal address]",
        "phone": "[phone]",
        "employee": "[employee number]",
        "document": "[ID number]",
        "number": "[number]",
        "secret": "[password]",
    },
}
