"""
What says nothing about the subject of a search: a text is cut where one of these stands.

The same cut is made in what is searched and in what is searched for, so words that hold one of these are still found.
"""

from parsers.phrases.stop_words import STOP_WORDS
from parsers.phrases.tables import phrases, words

# Words without a subject of their own; traditional characters are read as these. What denies (无法, 不能, 没有) stays:
# it tells complaints from instructions.
CHINESE = phrases(
    """
    您好|你好|大家好|早上好|下午好|请问|想问|问一下|咨询一下|麻烦您|麻烦你|麻烦|谢谢|多谢|感谢|辛苦了|拜托|帮忙|帮我|帮下|请帮
    一下|怎么办|怎么样|怎么|怎样|如何|为什么|为何|什么|哪里|哪儿|哪个|可以|能不能|能否|可否|可不可以|是否|是不是|有没有|会不会
    我们|你们|他们|咱们|这个|那个|这些|那些|这样|那样|这里|那里|现在|目前|刚才|刚刚|今天|昨天|已经|一直|总是|老是|还是|就是|但是
    可是|因为|所以|由于|如果|然后|而且|或者|以及|并且|一个|有点|有些|尽快|急急|在线等
    的|了|吗|呢|吧|啊|呀|嘛|哦|呃|我|你|您|他|她|它|们|这|那|是|很
    """
)

# Of the words by which English is told, those that people also search with stay: "off", "on" and the like are none.
ENGLISH = STOP_WORDS["en"] | words(
    """
    he she they them us me him her his hers its ours yours their theirs these those which who whom whose why how where
    did does been being were had could should may might must shall into onto than then too very also some any about
    or please pls plz kindly hey thx tell know want wants help me im i'm ive i've dont
    """
)
