"""Marks that mail programs leave in HTML around what they quote, and around signatures; CSS selectors."""

# An element that holds a quotation.
QUOTES = (
    "blockquote[type=cite]",  # Apple Mail, Thunderbird, Outlook for Mac
    "blockquote[cite]",
    "blockquote.gmail_quote",
    "blockquote.quote",  # Xiaomi
    "blockquote#isReplyContent",  # 163, 126, yeah.net
    "blockquote#oriMsgHtmlSeperator",
    "blockquote.protonmail_quote",
    "blockquote.tutanota_quote",
    ".protonmail_quote",
    "[class*=yahoo_quoted]",  # with a random prefix: ydp9b1f0a55yahoo_quoted
    ".ntes-mailmaster-quote",  # NetEase Mail Master
    "#isForwardContent",  # 163
    "#reply139content",  # 139
    "#origbody",
    ".history-quote-wrapper",  # Feishu, Lark
    "[id^=lark-mail-quote]",
    ".adit-html-block--collapsed",
    ".alimail-quote",
    ".zmail_extra",  # Zoho
    "#OLK_SRC_BODY_SECTION",  # Outlook 2011 for Mac
    "#mail-editor-reference-message-container",  # Outlook for iOS, Android and the new Outlook
    ".ms-outlook-mobile-reference-message",
    "includetail",  # QQ Mail, Tencent Exmail, Foxmail
    ".foxdiv",  # Foxmail
    ".moz-forward-container",
    "[name=quote]",  # GMX, WEB.DE
    "[data-skiff-mail]",
)

# A quotation holder that also holds the answers inside it: its blockquotes are the quotation, when it has any.
HOLDERS = ("div.gmail_quote",)

# Everything from this element on is quoted.
BREAKS = (
    "[id$=divRplyFwdMsg]",  # Outlook on the web and desktop; x_divRplyFwdMsg when quoted again
    "[id$=appendonsend]",
    "hr#stopSpelling",  # Hotmail
    "hr#replySplit",  # Sina
    "hr#zwchr",  # Zimbra
    ".OutlookMessageHeader",
    "#OutlookMessageHeader",
    "[id^=AOLMsgPart]",
)

SIGNATURES = (
    ".gmail_signature",
    ".moz-signature",
    "#AppleMailSignature",
    "[id$=ms-outlook-mobile-signature]",
    "div#Signature",  # Outlook on the web
    ".protonmail_signature_block",
    "[data-signatureblock]",  # Windows Mail
    "#imail_signature",  # NetEase Mail Master
    ".ntes-signature",
    "#ntes-pcmac-signature",
    "#ntes-flashmail-signature",
    "[id^=ymail_android_signature]",
    "[id^=lark-mail-signature]",
    "[title=neteasefooter]",  # 163: an empty foot, once an advertisement
)

# One of these stands in the source of every HTML that holds a mark; lower case.
HINTS = (
    "quote", "signature", "divrplyfwdmsg", "appendonsend", "stopspelling", "replysplit", "zwchr",
    "outlookmessageheader", "aolmsgpart", "reference-message", "includetail", "foxdiv", "moz-forward",
    "isforwardcontent", "isreplycontent", "reply139content", "origbody", "adit-html", "olk_src", "data-skiff",
    "orimsg", "zmail_extra", "neteasefooter",
)  # fmt: skip
