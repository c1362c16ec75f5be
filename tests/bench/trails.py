"""The header lines that servers and programs leave in a mail on its way to the desk."""

# ruff: noqa: E501 - lines as the servers write them

from __future__ import annotations

import random
from base64 import b64encode
from datetime import datetime, timedelta
from email.utils import format_datetime

DESK = "support@desk.example"
AUTHSERV = "mx.desk.example"

# Headers of Exchange that say nothing and fill a screen
EXCHANGE = (
    "Thread-Index: {index}\n"
    "Accept-Language: zh-CN, en-US\n"
    "Content-Language: zh-CN\n"
    "X-MS-Has-Attach: yes\n"
    "X-MS-TNEF-Correlator:\n"
    "x-ms-publictraffictype: Email\n"
    "x-ms-traffictypediagnostic: SY4P282MB{n}:EE_|ME3P282MB{n}:EE_\n"
    "x-ms-office365-filtering-correlation-id: {guid}\n"
    "x-ms-exchange-senderadcheck: 1\n"
    "x-ms-exchange-antispam-relay: 0\n"
    "x-microsoft-antispam: BCL:0;ARA:13230040|366016|376014|1800799024|8096899003|38070700021;\n"
    "x-microsoft-antispam-message-info:\n {info}\n"
    "x-forefront-antispam-report: CIP:255.255.255.255;CTRY:;LANG:zh-cn;SCL:1;SRV:;IPV:NLI;SFV:NSPM;H:SY4P282.prod.outlook.example;"
    "PTR:;CAT:NONE;SFS:(13230040)(366016)(376014)(1800799024);DIR:OUT;SFP:1101;\n"
    "x-ms-exchange-antispam-messagedata-chunkcount: 1\n"
    "X-MS-Exchange-CrossTenant-Network-Message-Id: {guid}\n"
    "X-MS-Exchange-CrossTenant-originalarrivaltime: {date} (UTC)\n"
    "X-MS-Exchange-CrossTenant-fromentityheader: Hosted\n"
    "X-MS-Exchange-CrossTenant-AuthSource: SY4P282MB{n}.prod.outlook.example\n"
    "X-MS-Exchange-CrossTenant-AuthAs: Internal\n"
    "X-MS-Exchange-Transport-CrossTenantHeadersStamped: ME3P282MB{n}\n"
    "X-OriginatorOrg: {domain}\n"
)
QQ = (
    "X-QQ-SSF: 00000000000000F0000000000000\n"
    "X-QQ-XMRINFO: {short}==\n"
    "X-HAS-ATTACH: no\n"
    "X-QQ-BUSINESS-ORIGIN: 2\n"
    "X-Originating-IP: 203.0.113.{byte}\n"
    "X-QQ-STYLE:\n"
    "X-QQ-mid: webmail{n}t{n}\n"
    "X-QQ-ReplyHash: {n}\n"
    "X-QQ-SENDSIZE: 520\n"
    "Feedback-ID: webmail:qq.example:bgforeign:bgforeign11\n"
    "X-QQ-Bgrelay: 1\n"
)
FOXMAIL = "X-Priority: 3\nX-GUID: {guid}\nX-Has-Attach: no\nX-Mailer: Foxmail 7.2.25.{n}[cn]\n"
COREMAIL = (
    "X-Priority: 3\nX-Mailer: Coremail Webmail Server Version XT5.0.14 build 20240801({n})\n"
    "X-Originating-IP: [203.0.113.{byte}]\nX-NTES-SC: {short}\nX-Coremail-Locale: zh_CN\n"
    "X-CM-TRANSID: {short}\nX-CM-SenderInfo: {short}/1tbi{n}\nX-Coremail-Antispam: 1U{info}\n"
)
IPHONE = "X-Mailer: iPhone Mail (22A3354)\n"
GMAIL = (
    "X-Google-DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;\n\td=1e100.example; s=20230601; t={n}; x={n};\n"
    "\th=to:subject:message-id:date:from:mime-version:x-gm-message-state\n\t :from:to:cc:subject:date:message-id;\n"
    "\tbh={short}=;\n\tb={info}\n"
    "X-Gm-Message-State: {info}\nX-Gm-Gg: {info}\nX-Google-Smtp-Source: {info}\n"
    "X-Received: by 2002:a05:6402:{byte}:b0:5c9 with SMTP id 4fb4d7f45d1cf; {date}\n"
)
THUNDERBIRD = "User-Agent: Mozilla Thunderbird\nContent-Language: en-GB\n"
ANDROID = "X-Priority: 3\nX-Mailer: Android.Mail.{n}\n"

PROGRAM_LINES = {
    "outlook": EXCHANGE,
    "qq": QQ,
    "foxmail": FOXMAIL,
    "webmail": COREMAIL,
    "iphone": IPHONE,
    "gmail": GMAIL,
    "thunderbird": THUNDERBIRD,
    "android": ANDROID,
}
DKIM = (
    "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d={domain};\n\ts=s2026; t={n}; i=@{domain};\n"
    "\th=From:To:Subject:Date:Message-ID:MIME-Version:Content-Type:In-Reply-To:References;\n\tbh={short}=;\n\tb={info}\n"
)
# The seals of a forwarding service (RFC 8617), as every mail through a large provider has them
ARC = (
    "ARC-Seal: i=1; a=rsa-sha256; s=arcselector10001; d={provider}; cv=none;\n b={info}\n"
    "ARC-Message-Signature: i=1; a=rsa-sha256; c=relaxed/relaxed; d={provider};\n s=arcselector10001;\n"
    " h=From:Date:Subject:Message-ID:Content-Type:MIME-Version:X-MS-Exchange-AntiSpam-MessageData-ChunkCount;\n"
    " bh={short}=;\n b={info}\n"
    "ARC-Authentication-Results: i=1; {provider} 1; spf=pass\n smtp.mailfrom={domain}; dmarc=pass action=none "
    "header.from={domain};\n dkim=pass header.d={domain}; arc=none\n"
)
ARC_PROVIDER = {"outlook": "microsoft.example", "gmail": "google.example"}
FILTER = (
    "X-Virus-Scanned: amavis at mx.desk.example\nX-Spam-Flag: NO\nX-Spam-Score: -1.{byte}\nX-Spam-Level:\n"
    "X-Spam-Status: No, score=-1.{byte} tagged_above=-999 required=6.2\n\ttests=[BAYES_00=-1.9, DKIM_SIGNED=0.1, "
    "DKIM_VALID=-0.1,\n\tDKIM_VALID_AU=-0.1, HTML_MESSAGE=0.001, RCVD_IN_DNSWL_NONE=-0.0001,\n\tSPF_HELO_NONE=0.001, "
    "SPF_PASS=-0.001, T_SCC_BODY_TEXT_LINE=-0.01]\n\tautolearn=ham autolearn_force=no\n"
)
HOP = "Received: from {sender} ({sender} [203.0.113.{byte}])\n\tby {receiver} (Postfix) with ESMTPS id {id}\n\tfor <{to}>; {date}\n"
DELIVERY = (
    "Return-Path: <{envelope}>\nDelivered-To: {to}\n"
    "Received: from mx.desk.example\n\tby store.desk.example with LMTP\n\tid {id}\n\t(envelope-from <{envelope}>)\n"
    "\tfor <{to}>; {date}\n"
)
VERDICT = (
    "Authentication-Results: {authserv};\n\tdkim=pass (2048-bit key; unprotected) header.d={domain} header.i=@{domain}"
    " header.a=rsa-sha256 header.s=s2026;\n\tspf=pass (mx.desk.example: domain of {envelope} designates 203.0.113.{byte}"
    " as permitted sender) smtp.mailfrom={envelope};\n\tdmarc=pass (policy=quarantine) header.from={domain}\n"
)


def trail(rng: random.Random, addr: str, when: datetime, envelope: str | None = None) -> str:
    """What servers put on top, the last one first. envelope: where it is not *addr*."""
    domain = addr.rpartition("@")[2]
    facts = _facts(rng, domain, when) | {"envelope": addr if envelope is None else envelope, "to": DESK}
    lines = [DELIVERY.format_map(facts), VERDICT.format_map(facts | {"authserv": AUTHSERV})]
    names = [
        AUTHSERV,
        f"mail.{domain}",
        f"relay{rng.randrange(9)}.{domain}",
        f"host-{rng.getrandbits(24):06x}.{domain}",
    ]
    for hop in range(rng.randrange(2, len(names))):
        date = format_datetime(when - timedelta(seconds=2 * hop))
        lines.append(HOP.format_map(facts | {"sender": names[hop + 1], "receiver": names[hop], "date": date}))
    return "".join(lines) + FILTER.format_map(facts) + DKIM.format_map(facts)


def program_lines(rng: random.Random, program: str, addr: str, when: datetime) -> str:
    facts = _facts(rng, addr.rpartition("@")[2], when)
    provider = ARC_PROVIDER.get(program)
    seals = ARC.format_map(facts | {"provider": provider}) if provider else ""
    return seals + PROGRAM_LINES[program].format_map(facts)


def _facts(rng: random.Random, domain: str, when: datetime) -> dict[str, str]:
    long = b64encode(rng.randbytes(258)).decode("ascii")
    guid = f"{rng.getrandbits(128):032x}"
    return {
        "domain": domain,
        "date": format_datetime(when),
        "n": str(rng.randrange(1000, 10_000)),
        "byte": str(rng.randrange(1, 255)),
        "id": f"{rng.getrandbits(64):016X}",
        "short": long[:43],
        "index": f"Ad{long[:28]}==",
        "guid": f"{guid[:8]}-{guid[8:12]}-{guid[12:16]}-{guid[16:20]}-{guid[20:]}",
        "info": "\n ".join(long[at : at + 72] for at in range(0, len(long), 72)),
    }
