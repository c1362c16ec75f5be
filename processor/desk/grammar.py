"""The grammar of subjects in EBNF (ISO/IEC 14977); what `parsers/subjects.py` reads is tested against it."""

from __future__ import annotations

# Full-width letters, digits and signs, Chinese brackets and dashes stand for the ASCII ones, and names are read in any
# case: this is said beside the grammar instead of in each of its lines.
GRAMMAR = """\
subject    = { prefix | tag | key | command | title } , [ properties ] ;

command    = "#" , ( plain | pair | timed | listed | addressed ) ;
plain      = name , [ separator | ":" ] ;
pair       = name , equals , value , [ separator ] ;
timed      = moment name , equals , bare , " " , clock , [ separator ] ;
listed     = colon name , ( ":" | "：" ) , [ " " ] , value , [ separator ] ;
addressed  = person name , " " , address , [ separator ] ;

equals     = [ " " ] , ( "=" | "＝" ) , [ " " ] ;
separator  = "," | ";" | "，" | "；" | "、" | "。" | "！" ;
value      = quoted | bare ;
quoted     = '"' , { inner } , '"' | "'" , { inner } , "'" | "“" , { inner } , "”" | "‘" , { inner } , "’"
           | "「" , { inner } , "」" | "『" , { inner } , "』" | "《" , { inner } , "》" ;
bare       = { middle } , last ;
clock      = hour , ":" , minute , [ [ " " ] , ( "am" | "pm" ) ] | hour , ( "am" | "pm" )
           | [ "上午" | "下午" | "晚上" ] , hour , "点" , [ "半" | minute , [ "分" ] ] | "上午" | "下午" | "晚上" ;
address    = ( letter | digit ) , { letter | digit | "." | "+" | "-" | "_" } , "@" , label , { "." , label } ;
label      = letter , { letter | digit } ;

properties = "[" , property , { ";" , property } , "]" ;
property   = name , "=" , ( letter | digit ) , { letter | digit | "-" | "," } ;

tag        = "[" , ticket , "]" ;
ticket     = prefix of the desk , "-" , 8 * digit , "-" , 3 * digit ;
key        = "#key=" , 26 * base32 ;
"""

# What the words of the grammar without a line of their own stand for.
WORDS_OF_GRAMMAR: dict[str, str] = {
    "name": "a name of a command, in English or Chinese, as in “All names”",
    "moment name": "a name of a command whose value is a time",
    "colon name": "a name of a command whose value is marked “:”",
    "person name": "a name of a command whose value is a person, people, addresses or a contact",
    "inner": "any character but the closing quote; 300 at most",
    "middle": 'any character but blanks, # ， ； 。 、 ！ “ ” and "; # only where no letter follows',
    "last": "the same, and none of , ; . !",
    "hour": "a number of one or two digits",
    "minute": "two digits",
    "letter": "a letter",
    "digit": "0 to 9",
    "base32": "a to z and 2 to 7",
    "prefix of the desk": "`TS`, or what the configuration says; a day with more than 999 tickets has longer numbers",
    "prefix": "what mail programs put before a subject: Re:, 回复：, Fwd: … in any language and number",
    "title": "everything else",
}
