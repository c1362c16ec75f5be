"""How letters end, and what stands in the block below; by language, lower case."""

# A Chinese character counts as two columns.
# ruff: noqa: E501

from parsers.phrases.tables import phrases, words

# A line of these words alone begins the signature, whatever follows it.
REGARDS = phrases(
    """
    regards|best regards|kind regards|kindest regards|warm regards|warmest regards|with regards|with best regards
    with kind regards|best wishes|all the best|many regards|rgds|best rgds|brgds|br|kr|b.r.|k.r.|sincerely
    yours sincerely|sincerely yours|yours faithfully|yours truly|very truly yours|respectfully|yours respectfully
    cordially|cheers|best|yours|warmly|take care|with thanks and regards|thanks and regards|thanks & regards
    thank you and regards|thanks and best regards|thanks & best regards|thank you and best regards
    thanks and kind regards|many thanks and best regards|greetings|love|bye|bye bye|so long|adios
    mit freundlichen grüßen|mit freundlichen gruessen|mit freundlichem gruß|mit freundlichen grüssen|freundliche grüße
    freundliche grüsse|viele grüße|viele gruesse|viele grüsse|beste grüße|beste grüsse|liebe grüße|liebe grüsse
    herzliche grüße|herzliche grüsse|schöne grüße|grüße|gruß|grüsse|gruss|mit besten grüßen|mit besten grüssen|mfg
    mit freundlichen grüßen / best regards|mit freundlichen grüßen / kind regards|lg|vg|bg|hochachtungsvoll|servus|tschüss|bis bald
    cordialement|bien cordialement|très cordialement|cdlt|cdt|bien à vous|bien à toi|salutations|sincères salutations
    meilleures salutations|salutations distinguées|bonne journée|bonne réception|amicalement|respectueusement
    saludos|un saludo|saludos cordiales|un cordial saludo|cordialmente|atentamente|atte|muchos saludos|un abrazo
    cordiali saluti|distinti saluti|un saluto|saluti|un cordiale saluto|a presto|buona giornata|cari saluti
    atenciosamente|cumprimentos|com os melhores cumprimentos|melhores cumprimentos|abraços|um abraço|att|abs
    saudações|met vriendelijke groet|met vriendelijke groeten|met hartelijke groet|vriendelijke groet|groet|groeten
    vriendelijke groeten|hartelijke groeten|mvg|m.v.g.|hoogachtend|gr|groetjes
    med vänliga hälsningar|med vänlig hälsning|vänliga hälsningar|vänlig hälsning|hälsningar|mvh|med venlig hilsen
    venlig hilsen|venlige hilsner|med venlige hilsner|hilsen|vh|kh|kærlig hilsen|de bedste hilsner|bedste hilsner
    med vennlig hilsen|vennlig hilsen|beste hilsen|ystävällisin terveisin|terveisin|yt
    pozdrawiam|z poważaniem|z powazaniem|serdecznie pozdrawiam|pozdrowienia|z wyrazami szacunku|łączę pozdrowienia
    s pozdravem|s přátelským pozdravem|hezký den|s úctou|s pozdravom|pozdravy|lep pozdrav|srdačan pozdrav|pozdrav
    с уважением|с наилучшими пожеланиями|всего доброго|с ув.|з повагою|з найкращими побажаннями|поздрави
    üdvözlettel|tisztelettel|üdv|cu stimă|cu respect|o zi bună|saygılarımla|iyi çalışmalar|iyi günler|saygılar
    με εκτίμηση|φιλικά|trân trọng|hormat saya|salam
    此致|此致敬礼|致礼|敬礼|祝好|祝安|祝商祺|商祺|顺颂商祺|顺祝商祺|谨祝商祺|顺颂时祺|顺祝时祺|顺祝安康|即颂|祝工作顺利
    祝您工作顺利|祝你工作顺利|祝工作愉快|祝您工作愉快|祝生活愉快|祝您生活愉快|祝身体健康|祝一切顺利|祝您一切顺利|祝顺利|祝愉快
    此致 敬礼|敬上|谨上|谨启|顺祝|顺颂|祝您愉快|祝您身体健康|祝周末愉快|祝顺祺|顺祺|顺致商祺|敬祝|順頌商祺|順祝商祺|敬祝 商祺
    谢谢并祝好|谢谢,祝好|谢谢，祝好|谢谢！祝好|祝万事如意|祝万事顺意|安好|祝安好|祝春安|祝夏安|祝秋安|祝冬安|春祺|夏祺|秋祺|冬祺
    敬具
    宜しくお願いいたします|宜しくお願い致します|以上、宜しくお願いいたします|どうぞよろしくお願いいたします|감사합니다|드림|올림
    """
)

# The same, but words that also end a plain text: they begin the signature only when a name stands below.
THANKS = phrases(
    """
    thanks|thank you|many thanks|thanks a lot|thx|tks|thank you very much|thanks in advance|thank you in advance
    thanks again|thank you so much|danke|vielen dank|danke im voraus|vielen dank im voraus|besten dank|merci
    merci d'avance|merci beaucoup|par avance merci|gracias|muchas gracias|de antemano gracias|gracias de antemano
    grazie|grazie mille|grazie in anticipo|obrigado|obrigada|muito obrigado|dank u|bedankt|alvast bedankt|dank je
    tack|tack på förhand|tak|på forhånd tak|takk|kiitos|dziękuję|dzięki|z góry dziękuję|děkuji|díky|ďakujem|спасибо
    заранее спасибо|дякую|köszönöm|köszönettel|mulțumesc|teşekkürler|teşekkür ederim|ευχαριστώ|以上です|以上
    谢谢|多谢|感谢|非常感谢|谢谢您|谢谢你|谢谢大家|以上，谢谢|以上,谢谢|麻烦了|辛苦了|有劳|拜谢|謝謝|多謝|感謝|以上,謝謝
    よろしくお願いいたします|よろしくお願い致します|宜しくお願いいたします|宜しくお願い致します|よろしくお願いします
    以上、よろしくお願いいたします|以上、よろしくお願い致します|以上、宜しくお願いいたします|감사합니다
    麻烦您了|谢谢老师|谢谢支持|谢谢配合|ありがとうございます|ありがとうございました
    """
)

# Labels of a line with a way to reach somebody; such a line is "label: value".
CONTACT_LABELS = words(
    """
    t tel tel. telephone phone ph p m mob mobile cell mobil mobiltelefon handy telefon telefoon fon fax f fax. e email
    e-mail mail w web website www url internet skype direct office d o tél tél. téléphone portable fixe teléfono móvil
    telefono cellulare telefone celular gsm телефон тел тел. моб факс почта puh puh. tlf linkedin twitter whatsapp
    wechat qq msn address add adr adresse anschrift adresse: indirizzo dirección endereço adres kvk btw iban vat
    电话 电话号码 办公电话 座机 固话 手机 手机号 手机号码 移动电话 联系电话 联系方式 传真 邮箱 电子邮箱 电子邮件 邮件 网址 网站 地址
    公司地址 邮编 微信 微信号 分机 直线 热线 服务热线 主页 電話 手機 傳真 電郵 網址 行動電話 內線 携帯 ファックス メール 住所 전화
    휴대폰 팩스 이메일 주소 hotline ext www.
    """
)

# Labels of a form: a block with one of them is what the sender has to say.
FORM_LABELS = words(
    """
    姓名 名字 工号 员工号 部门 所属部门 问题 问题描述 描述 故障 故障描述 现象 申请人 联系人 用户名 账号 帐号 类别 优先级 紧急程度 位置
    地点 设备 设备编号 资产编号 型号 结果 步骤 下一步计划 下一步 单号 订单号 工单 name user username account department issue problem
    description category priority location device asset result step next ticket order serial model employee contact
    full name problem description steps vorname nachname abteilung problembeschreibung nom prénom service problème
    姓名/name 用户 报修人 报修内容 事项 内容 时间 日期 date time subject title 标题 主题
    """
) | {"full name", "employee id", "problem description", "next plan", "user name", "asset number", "order number"}

# Ends of company names and the like; one of them makes a short line a line of a signature.
COMPANY_MARKS = (
    "有限公司", "股份公司", "集团", "分公司", "事务所", "研究院", "大学", "学院", "株式会社", "有限会社", "gmbh", "ltd", "ltd.",
    "inc", "inc.", "llc", "corp", "corp.", "co.", "s.a.", "s.r.l.", "b.v.", "pty", "plc", "公司",
)  # fmt: skip

# Ends of departments and posts in Chinese signatures.
POST_MARKS = (
    "部", "中心", "处", "科", "室", "组", "经理", "总监", "主任", "工程师", "主管", "专员", "助理", "总裁", "董事长", "秘书",
    "会计", "顾问", "代表", "老师", "教授",
)  # fmt: skip

# Frequent Chinese family names (百家姓 and the 2020 census' first hundred), single and double.
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖"
    "贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹"
    "申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司"
    "張劉陳楊黃趙吳孫馬鄭謝許韓馮鄧蕭葉蘇呂盧鍾譚陸賈韋鄒羅蔣閆龍賀顧錢嚴湯莊聶魯歐關蘭寧"
)

# 祝您工作顺利，身体健康！ in all its forms: a first and a last word of wishes.
WISHES = ("祝", "顺祝", "谨祝", "敬祝", "恭祝", "顺颂", "即颂", "順祝", "順頌", "谨颂")
WISHED = tuple(words("愉快 顺利 安好 健康 如意 快乐 祺 安 康 顺 好 兴隆 顺心 幸福 进步 順利 愉快 健康 勝意 胜意 吉祥"))
