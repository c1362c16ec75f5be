"""The HTML that mail programs write, with all that nobody sees."""

# ruff: noqa: E501 - lines as the programs write them

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WORD_STYLE = """<style><!--
/* Font Definitions */
@font-face
\t{font-family:SimSun;
\tpanose-1:2 1 6 0 3 1 1 1 1 1;}
@font-face
\t{font-family:"Cambria Math";
\tpanose-1:2 4 5 3 5 4 6 3 2 4;}
@font-face
\t{font-family:DengXian;
\tpanose-1:2 1 6 0 3 1 1 1 1 1;}
@font-face
\t{font-family:Calibri;
\tpanose-1:2 15 5 2 2 2 4 3 2 4;}
@font-face
\t{font-family:"\\@SimSun";
\tpanose-1:2 1 6 0 3 1 1 1 1 1;}
/* Style Definitions */
p.MsoNormal, li.MsoNormal, div.MsoNormal
\t{margin:0cm;
\ttext-align:justify;
\ttext-justify:inter-ideograph;
\tfont-size:10.5pt;
\tfont-family:DengXian;
\tmso-ligatures:standardcontextual;}
a:link, span.MsoHyperlink
\t{mso-style-priority:99;
\tcolor:#0563C1;
\ttext-decoration:underline;}
span.EmailStyle17
\t{mso-style-type:personal-compose;
\tfont-family:DengXian;
\tcolor:windowtext;}
.MsoChpDefault
\t{mso-style-type:export-only;
\tfont-size:10.0pt;
\tfont-family:DengXian;
\tmso-ligatures:none;}
/* Page Definitions */
@page WordSection1
\t{size:612.0pt 792.0pt;
\tmargin:72.0pt 90.0pt 72.0pt 90.0pt;}
div.WordSection1
\t{page:WordSection1;}
--></style><!--[if gte mso 9]><xml>
<o:shapedefaults v:ext="edit" spidmax="1026" />
</xml><![endif]--><!--[if gte mso 9]><xml>
<o:shapelayout v:ext="edit">
<o:idmap v:ext="edit" data="1" />
</o:shapelayout></xml><![endif]-->"""
WORD = (
    '<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w="urn:schemas-microsoft-com:office:word" xmlns:m="http://schemas.microsoft.com/office/2004/12/omml" '
    'xmlns="http://www.w3.org/TR/REC-html40">\n<head>\n'
    '<meta http-equiv="Content-Type" content="text/html; charset=%CHARSET%">\n'
    '<meta name="Generator" content="Microsoft Word 15 (filtered medium)">\n' + WORD_STYLE + "\n</head>\n"
    '<body lang="ZH-CN" link="#0563C1" vlink="#954F72" style="word-wrap:break-word;text-justify-trim:punctuation">\n'
    '<div class="WordSection1">\n%BODY%</div>\n</body>\n</html>\n'
)
FOXMAIL = (
    '<html><head><meta http-equiv="content-type" content="text/html; charset=%CHARSET%"><style>body { line-height: '
    "1.5; }blockquote { margin-top: 0px; margin-bottom: 0px; margin-left: 0.5em; }div.FoxDiv20261122 { font-size: "
    "10.5pt; font-family: 'Microsoft YaHei UI'; color: rgb(0, 0, 0); line-height: 1.5; }body { font-size: 10.5pt; "
    "font-family: 'Microsoft YaHei UI'; color: rgb(0, 0, 0); line-height: 1.5; }</style></head><body>\n%BODY%</body></html>"
)
QQ = (
    '<meta http-equiv="Content-Type" content="text/html; charset=%CHARSET%"><div class="qmbox"><style>'
    ".qmbox style, .qmbox script, .qmbox head, .qmbox link, .qmbox meta {display: none !important;}</style>%BODY%"
    "<div><!--emptysign--></div></div>"
)
WEBMAIL = (
    '<div style="line-height:1.7;color:#000000;font-size:14px;font-family:Arial">%BODY%</div><br><br><span title='
    '"neteasefooter"><p>&nbsp;</p></span>'
)
APPLE = (
    '<html><head><meta http-equiv="content-type" content="text/html; charset=%CHARSET%"></head><body dir="auto">%BODY%'
    "</body></html>"
)
MOZILLA = (
    '<!DOCTYPE html>\n<html>\n  <head>\n    <meta http-equiv="Content-Type" content="text/html; charset=%CHARSET%">\n'
    "  </head>\n  <body>\n    %BODY%\n  </body>\n</html>\n"
)

HEADERS_ZH = "发件人: {name} <{addr}>\n发送时间: {zh_day} {time}\n收件人: {desk}\n主题: {subject}"
HEADERS_EN = "From: {name} <{addr}>\nSent: {en_day} {time}\nTo: {desk}\nSubject: {subject}"
INTRODUCTIONS = {
    ("outlook", "zh"): HEADERS_ZH,
    ("outlook", "en"): HEADERS_EN,
    ("foxmail", "zh"): "发件人： {name}\n发送时间： {day} {time}\n收件人： {desk}\n主题： {subject}",
    ("qq", "zh"): (
        '------------------ 原始邮件 ------------------\n发件人: "{name}" <{addr}>;\n发送时间: {zh_day} {time}\n'
        '收件人: "{desk}" <{desk}>;\n主题: {subject}'
    ),
    ("webmail", "zh"): '在 {day} {time}:12，"{name}" <{addr}> 写道：',
    ("iphone", "zh"): "在 {zh_day}，{time}，{name} <{addr}> 写道：",
    (
        "android",
        "zh",
    ): "---- 回复的原邮件 ----\n发件人 {name} <{addr}>\n日期 {zh_day} {time}\n收件人 {desk}\n主题 {subject}",
    ("iphone", "en"): "On {en_day}, at {time}, {name} <{addr}> wrote:",
    ("gmail", "en"): "On {en_day} at {time}, {name} <{addr}> wrote:",
    ("thunderbird", "en"): "On {day} {time}, {name} wrote:",
}


@dataclass(frozen=True, slots=True)
class Page:
    """
    How one program lays a mail out.

    Attributes:
        frame: the document, with %CHARSET% and %BODY%.
        block: one paragraph; {} is its text.
        head: one line above a quotation; open, close: what encloses the quotation, {mid} the quoted mail's id.
    """

    frame: str
    block: str
    head: str
    open: str
    close: str

    def blocks(self, lines: Sequence[str]) -> str:
        return "".join(self.block.format(escape(line) or "&nbsp;") for line in lines)

    def quotation(self, introduction: Sequence[str], below: str, message_id: str) -> str:
        heads = "".join(self.head.format(line) for line in introduction)
        return self.open.format(heads=heads, mid=escape(message_id)) + below + self.close


PAGES = {
    "outlook": Page(
        WORD,
        '<p class="MsoNormal" align="left" style="text-align:left"><span style="font-size:11.0pt;font-family:&quot;Microsoft '
        'YaHei&quot;,sans-serif;color:#1F497D;mso-fareast-language:ZH-CN">{}</span><span lang="EN-US" style="font-size:11.0pt;'
        'font-family:&quot;Calibri&quot;,sans-serif;color:#1F497D"><o:p></o:p></span></p>\n',
        '<b><span style="font-size:11.0pt">{}</span></b><br>',
        '<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal">'
        "{heads}<o:p></o:p></p></div></div>\n",
        "",
    ),
    "foxmail": Page(
        FOXMAIL,
        '<div style="font-family: &quot;Microsoft YaHei UI&quot;; line-height: 21px; font-size: 14px;"><span style="font-family: '
        "'Microsoft YaHei UI'; background-color: transparent; color: rgb(0, 0, 0);\">{}</span></div>\n",
        "<div><b>{}</b></div>",
        '<blockquote style="margin-top: 0px; margin-bottom: 0px; margin-left: 0.5em;"><div>&nbsp;</div><div style="border:'
        'none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm 0cm"><div style="PADDING-RIGHT: 8px; PADDING-LEFT: 8px; '
        'FONT-SIZE: 12px;FONT-FAMILY:tahoma;COLOR:#000000; BACKGROUND: #efefef; PADDING-BOTTOM: 8px; PADDING-TOP: 8px">'
        "{heads}</div></div>",
        "</blockquote>",
    ),
    "qq": Page(
        QQ,
        '<div style="font-family: -apple-system, &quot;system-ui&quot;, &quot;PingFang SC&quot;, &quot;Microsoft YaHei&quot;, '
        'sans-serif; font-size: 14px; line-height: 20px; color: rgb(0, 0, 0); caret-color: rgb(0, 0, 0);">{}</div>',
        "<div>{}</div>",
        '<div style="font-size: 12px;background:#efefef;padding:8px;" id="menu_sender">{heads}</div><div>&nbsp;</div>',
        "",
    ),
    "webmail": Page(
        WEBMAIL,
        '<div style="margin:0;font-family:&quot;Microsoft YaHei&quot;,Arial;font-size:14px;color:rgb(0,0,0);"><span style="'
        'white-space:pre-wrap;">{}</span></div>',
        "{}",
        '<p>{heads}</p><blockquote id="isReplyContent" style="PADDING-LEFT: 1ex; MARGIN: 0px 0px 0px 0.8ex; BORDER-LEFT: '
        '#ccc 1px solid">',
        "</blockquote>",
    ),
    "iphone": Page(
        APPLE,
        "<div>{}</div>",
        "{}<br><br>",
        '<div dir="ltr"><br><blockquote type="cite">{heads}</blockquote></div><blockquote type="cite"><div dir="ltr">',
        "</div></blockquote>",
    ),
    "android": Page(
        APPLE,
        '<p dir="ltr">{}</p>\n',
        "<tr><td>{}</td></tr>",
        '<div class="quote"><table width="100%"><tbody>{heads}</tbody></table><blockquote style="margin:0">',
        "</blockquote></div>",
    ),
    "gmail": Page(
        '<div dir="ltr">%BODY%</div>\n',
        "<div>{}</div>",
        "{}<br>",
        '</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">{heads}</div><blockquote '
        'class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">',
        "</blockquote>",
    ),
    "thunderbird": Page(
        MOZILLA,
        "<p>{}</p>\n",
        "{}<br>",
        '<div class="moz-cite-prefix">{heads}</div>\n<blockquote type="cite" cite="mid:{mid}">\n',
        "</blockquote>",
    ),
}


def introduction(program: str, language: str) -> str:
    """The lines above a quotation: {name} {addr} {desk} {subject} {day} {zh_day} {en_day} {time}."""
    return INTRODUCTIONS[program, language]
