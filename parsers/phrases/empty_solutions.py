"""What can be said of any solution: that there is one, where it stands, that one may try it. Nobody can use that."""

from parsers.phrases.tables import phrases

CHINESE = phrases(
    """
    问题已解决|问题解决了|已处理完毕|已处理完成|已处理好|已处理好了|已经解决|已解决|解决了|问题解决|已处理|已经处理|处理完毕|处理完成|处理好了
    已完成|完成了|已修复|修复了|已恢复|恢复正常|已搞定|搞定了|已好
    用户已确认|用户确认|电话确认|电话沟通|已电话告知|已告知用户|已联系用户|已答复|已回复|见附件|详见附件|见邮件|如上|同上|无|略
    请再试一次|请再试|再试一次|重新试|再试试|请查收|请确认|请知悉|请验证|有问题再联系|如有问题|请联系我们|请与我们联系|请回复|测试
    已處理完畢|已解決|解決了|問題解決|已處理完畢|已處理|處理完畢|處理完成|已恢復|恢復正常|請再試|請確認|請查收|測試
    """
)
ENGLISH = phrases(
    """
    solved|resolved|fixed|done|closed|completed|finished|it has been|has been|have been
    problem|issue|ticket|user|confirmed|by phone|works now
    works|working|again|now|see attachment|attached|see above|as above
    as discussed|try again|please try|please check|please confirm|test|ok|n/a
    """
)
