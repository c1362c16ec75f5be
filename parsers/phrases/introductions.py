"""Words of the line that introduces a quotation: "On …, … wrote:"; lower case."""

# A Chinese character counts as two columns.
# ruff: noqa: E501

from parsers.phrases.tables import words

# "wrote", as the last word, or followed by the name and a colon (de, nl, sv put the verb before the name).
VERBS = (
    "wrote", "writes", "has written",  # en
    "schrieb", "hat geschrieben", "schreibt",  # de
    "a écrit", "a ecrit", "écrit", "écrivait",  # fr
    "escribió", "escribio", "ha escrito", "va escriure", "ha escrit",  # es, ca
    "ha scritto", "scrive", "scrisse",  # it
    "escreveu", "escreveu o seguinte",  # pt
    "schreef", "heeft geschreven", "geschreven",  # nl
    "skrev", "skrev følgende",  # sv, da, no
    "kirjoitti", "kirjutas",  # fi, et
    "napisał", "napisała", "napisał(a)", "napisał/a", "pisze",  # pl
    "napsal", "napsal(a)", "napsala", "napísal", "napísal(a)", "napísala", "píše",  # cs, sk
    "написал", "написал(а)", "написала", "пишет", "писал", "писал(а)",  # ru
    "написав", "написав(ла)", "написала(в)", "пише",  # uk
    "írta", "írta a következőt", "ezt írta",  # hu
    "a scris", "scrie", "a scris următoarele",  # ro
    "yazdı", "şunu yazdı", "şunları yazdı",  # tr
    "έγραψε", "έγραψε:",  # el
    "napisao", "napisala", "je napisao", "je napisao/la", "je napisal", "написа",  # hr, sr, sl, bg
    "đã viết", "menulis", "เขียนว่า", "כתב", "כתב/ה", "כתבה", "كتب", "نوشت",  # vi, id, th, he, ar, fa
    "写道", "寫道", "编写", "写到", "撰写",  # zh
    "のメッセージ", "さんは書きました", "が書き込みました", "さんのメール", "wrote のメッセージ", "書きました", "のメール",  # ja
    "작성", "님이 작성", "썼습니다", "쓴 글", "님의 말", "님이 씀",  # ko
)  # fmt: skip

# The first word of an introduction; what follows is a date.
STARTERS = words(
    """
    on at in le à el em il op am den på pe dnia w dne в a în la στις ngày vào pada tarihinde az vom um dia data giorno
    kl kl. the and dana je v u за ob za dniu alle från fra lõi lunes no
    """
)

# Words that begin a sentence to a reader, not an attribution.
GREETINGS = words(
    """
    dear hi hello hey hallo liebe lieber sehr guten bonjour salut cher chère hola buenos estimado ciao buongiorno
    gentile olá oi prezado beste hej kära moi witam cześć dzień здравствуйте привет thanks thank please since when
    because as if but the i we it this that and so our my your
    """
)

# First letters of month names in the languages that write them out; enough to tell a date from "On 5 servers".
MONTHS = (
    "jan", "feb", "fév", "fev", "mar", "mär", "mrt", "maa", "apr", "avr", "abr", "may", "mai", "maj", "mei", "mag",
    "jun", "juin", "giu", "jul", "juil", "lug", "aug", "août", "aou", "ago", "sep", "set", "oct", "okt", "out", "ott",
    "nov", "dec", "déc", "dez", "dic", "des", "ene", "gen", "ian", "iun", "iul", "noi",
    "stycz", "lut", "kwie", "czerw", "lip", "sierp", "wrze", "paźdz", "listop", "grud",  # pl
    "led", "únor", "břez", "dub", "kvě", "červ", "srp", "září", "říj", "lis", "pros",  # cs
    "tammi", "helmi", "maalis", "huhti", "touko", "kesä", "heinä", "elo", "syys", "loka", "marras", "joulu",  # fi
    "янв", "фев", "мар", "апр", "мая", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек",  # ru
    "січ", "лют", "бер", "кві", "тра", "чер", "лип", "сер", "вер", "жов", "лис", "гру",  # uk
    "oca", "şub", "nis", "haz", "tem", "ağu", "eyl", "eki", "kas", "ara",  # tr
    "ιαν", "φεβ", "μαρ", "απρ", "μαΐ", "μαι", "ιουν", "ιουλ", "αυγ", "σεπ", "οκτ", "νοε", "δεκ",  # el
    "márc", "ápr", "máj", "jún", "júl", "szept", "thg", "tháng",  # hu, vi
)  # fmt: skip

# Days of the week, short and long, where an introduction begins with one.
WEEKDAYS = (
    "mon", "tue", "wed", "thu", "fri", "sat", "sun", "mo", "di", "mi", "do", "fr", "sa", "so", "lun", "mar", "mer",
    "jeu", "ven", "sam", "dim", "mié", "mie", "jue", "vie", "sáb", "sab", "dom", "gio", "seg", "ter", "qua", "qui",
    "sex", "maa", "din", "woe", "don", "vri", "zat", "zon", "ma", "wo", "vr", "za", "zo", "mån", "tis", "ons", "tor",
    "fre", "lör", "sön", "man", "tir", "ti", "ke", "to", "pe", "la", "su", "pon", "wt", "śr", "czw", "pt", "niedz",
    "po", "út", "st", "čt", "pá", "ne", "пн", "вт", "ср", "чт", "пт", "сб", "вс", "нд", "пон", "вто", "сре", "чет",
    "пят", "суб", "вос", "th", "周", "週", "星期",
)  # fmt: skip

# Horde and old web mailers put the name behind a word of their own: "Quoting Bob <bob@example.org>:".
QUOTING = (
    "quoting ",
    "zitat von ",
    "zitiere ",
    "citando ",
    "citação de ",
    "citat från ",
    "citat fra ",
    "citerar ",
    "quoto ",
)
