"""Words for times and days, zh and en, as they stand behind half-width forms and lower case."""

from __future__ import annotations

from parsers.phrases.tables import phrases

UNITS: dict[str, int] = {  # seconds; a day is 24 hours, whatever the clocks do
    unit: seconds
    for seconds, units in {
        60: "分钟|分鐘|分|minutes|minute|mins|min|m",
        15 * 60: "刻钟|刻鐘",
        3600: "小时|小時|钟头|鐘頭|hours|hour|hrs|hr|h",
        24 * 3600: "天|days|day|d",
        7 * 24 * 3600: "周|週|星期|礼拜|禮拜|weeks|week|w",
    }.items()
    for unit in units.split("|")
}

DIGITS = {char: number for number, char in enumerate("零一二三四五六七八九十")} | {"〇": 0, "两": 2, "兩": 2}
NUMBERS = {
    word: number
    for number, names in enumerate(
        ("a|an|one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
    for word in names.split("|")
}

# Days from today.
DAYS: dict[str, int] = {
    word: offset
    for offset, names in {
        -2: "前天|前日|day before yesterday|the day before yesterday",
        -1: "昨天|昨日|yesterday",
        0: "今天|今日|当天|當天|today",
        1: "明天|明日|翌日|次日|tomorrow|tmr|tmrw",
        2: "后天|後天|后日|day after tomorrow|the day after tomorrow",
        3: "大后天|大後天",
    }.items()
    for word in names.split("|")
}
# A day and a part of it in one word.
SHORT = {
    "今早": "今天早上",
    "今晨": "今天早上",
    "今晚": "今天晚上",
    "明早": "明天早上",
    "明晨": "明天早上",
    "明晚": "明天晚上",
    "昨晚": "昨天晚上",
    "tonight": "today evening",
    "a.m.": "am",
    "p.m.": "pm",
    "a.m": "am",
    "p.m": "pm",
}

WEEKDAYS: dict[str, int] = {  # Monday is 0
    word: number
    for number, names in enumerate(
        (
            "一|1|monday|mon",
            "二|2|tuesday|tues|tue",
            "三|3|wednesday|wed",
            "四|4|thursday|thurs|thur|thu",
            "五|5|friday|fri",
            "六|6|saturday|sat",
            "日|天|7|sunday|sun",
        )
    )
    for word in names.split("|")
}
WEEKS: dict[str, int] = {  # from this one; weeks begin on Monday (ISO 8601)
    word: offset
    for offset, names in {
        -1: "上个|上個|上|last",
        0: "本|这个|這個|这|這|this",
        1: "下个|下個|下|next",
        2: "下下个|下下個|下下",
    }.items()
    for word in names.split("|")
}
MONTHS: dict[str, int] = {
    word: number
    for number, names in enumerate(
        (
            "january|jan", "february|feb", "march|mar", "april|apr", "may", "june|jun",
            "july|jul", "august|aug", "september|sept|sep", "october|oct", "november|nov", "december|dec",
        ), 1,
    )
    for word in names.split("|")
}  # fmt: skip

# Parts of the day: when each ends, as what is promised "for tomorrow morning" has to be there by then.
PARTS: dict[str, int] = {
    word: hour
    for hour, names in {
        6: "凌晨|清晨",
        12: "上午|早上|早晨|早|in the morning|morning|中午|正午|noon|midday|lunchtime",
        18: "下午|午后|午後|in the afternoon|afternoon|傍晚",
        22: "晚上|晚间|晚間|夜里|夜裡|晚|in the evening|evening",
        24: "午夜|半夜|midnight",
    }.items()
    for word in names.split("|")
}
NIGHT_FALLS = frozenset({18, 22})  # parts whose "3点" is 15:00, whose "8点" is 20:00
OFFICE_END = phrases("下班|close of business|end of business|end of day|cob|eob|eod")
MONTH_END = phrases("月底|月末|end of the month|end of month|eom")

BEFORE = phrases(
    "不晚于|最晚|预计|預計|约|約|大约|截至|截止|在|于|於|到|至|by|until|till|before|at|on|not later than|approx|about"
)
BEHIND = phrases("之前|以前|前|为止|為止|左右|sharp")
AHEAD = phrases("within|after|in|再过|再過|过|過")  # before a duration
LATER = phrases("之后|之後|以后|以後|后|後|之内|之內|以内|以內|内|內|左右|from now|later")  # behind it
AGO = phrases("之前|以前|前|ago")
FROM = phrases("从|從|自|from")
UNTIL = phrases("一直到|到|至|until|till|through|thru|to")
