"""What is hard to set on a phone: long titles, paths, addresses and lines of a program. Data only."""

from __future__ import annotations

from processor.gallery.texts import T

LONG_TITLE = T(
    "财务共享服务中心三楼西侧走廊尽头那台新换的彩色数码复合打印机在双面打印带附件的采购合同时反复卡纸并提示 E3-02 错误",
    "The new multifunction colour printer at the far end of the corridor jams again and again (E3-02) whenever a "
    "purchasing contract with attachments is printed on both sides",
)
LONG_PATH = (
    r"\\fileserver.corp.example\finance\2026\contracts\purchasing\north-region\signed\final"
    r"\Contract_2026-11-23_CorporateServices_PurchaseOfEquipment_v17_final_reviewed.docx"
)
LONG_LETTER = T(
    "您好：\n\n打印下面这份合同时每次都卡纸，文件在：\n"
    f"{LONG_PATH}\n\n"
    "打印服务器的日志：\n"
    "    2026-11-23T09:01:17.402+08:00 ERROR spooler[2214]: job=88121 "
    "exit=0x80070bcb(ERROR_PRINTER_DRIVER_ALREADY_INSTALLED) queue=FIN-3F-WEST-COLOR-DUPLEX\n\n"
    "说明：https://intranet.corp.example/it/handbook/printing/what-to-do-when-a-printer-jams/"
    "index.html?department=finance&floor=3&printer=PR-0317",
    "Hello,\n\nthe printer jams each time that I print this contract:\n"
    f"{LONG_PATH}\n\n"
    "The log of the print server says:\n"
    "    2026-11-23T09:01:17.402+08:00 ERROR spooler[2214]: job=88121 "
    "exit=0x80070bcb(ERROR_PRINTER_DRIVER_ALREADY_INSTALLED) queue=FIN-3F-WEST-COLOR-DUPLEX\n\n"
    "I followed https://intranet.corp.example/it/handbook/printing/what-to-do-when-a-printer-jams/"
    "index.html?department=finance&floor=3&printer=PR-0317",
)
