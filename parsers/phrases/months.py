"""Months by the beginnings of their names, lower case; longer beginnings first win (mar / márc, jui / juin, juil)."""

_TABLE = (
    "jan janv jän ene gen ian янв січ ιαν styc led tammi oca sty sij",
    "feb fév fev févr feb febb фев лют φεβ lut úno helmi şub",
    "mar mär mrt mars marz març maa maalis мар бер μαρ bře břez már márc",
    "apr avr abr ápr апр кві απρ kwi dub huhti nis",
    "may mai maj mei mag máj мая май тра μαΐ μαι kvě touko",
    "jun juin giu iun jún июн чер ιουν cze czer kesä haz čer červn",
    "jul juil lug iul júl июл лип ιουλ lip července heinä tem",
    "aug août aou ago авг сер αυγ sie srp elo ağu",
    "sep sept set szept сен вер σεπ wrz zář syys eyl",
    "oct okt out ott окт жов οκτ paź říj loka eki",
    "nov noi ноя лис νοε lis marras kas listop",
    "dec déc dez dic des дек гру δεκ gru pro joulu ara",
)

MONTHS = {name: number for number, names in enumerate(_TABLE, start=1) for name in names.split()}
