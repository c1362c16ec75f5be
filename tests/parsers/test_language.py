"""The language of a mail, by script and frequent words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.language import guess_language

SAMPLES = [
    ("zh", "打印机卡纸，请尽快处理。"),
    ("zh", "Outlook 365 打不开 Excel 附件"),
    ("zh", "收到，thanks"),
    ("zh", "中文"),
    ("zh-Hant", "印表機卡紙，請盡快處理，謝謝。"),
    ("ja", "プリンターが壊れました。確認をお願いします。"),
    ("ko", "프린터가 안 됩니다"),
    ("en", "The printer is jammed."),
    ("en", "Thanks!"),
    ("en", "您好，Please help me to check the network, it is very slow and I can not work."),
    ("de", "Der Drucker geht nicht mehr."),
    ("fr", "L'imprimante ne marche plus depuis ce matin."),
    ("es", "La impresora no funciona, necesito ayuda por favor."),
    ("it", "La stampante non funziona più, grazie."),
    ("pt", "A impressora não funciona, preciso de ajuda."),
    ("nl", "De printer doet het niet meer, kunt u helpen?"),
    ("pl", "Drukarka nie działa, proszę o pomoc."),
    ("ru", "Принтер не работает"),
    ("uk", "Принтер не працює, допоможіть"),
    ("cs", "Tiskárna nefunguje, prosím o pomoc"),
    ("sv", "Skrivaren fungerar inte"),
    ("da", "Printeren virker ikke, kan I hjælpe? Tak"),
    ("fi", "Tulostin ei toimi, kiitos"),
    ("tr", "Yazıcı çalışmıyor, lütfen yardım edin"),
    ("hu", "A nyomtató nem működik, kérem segítsenek"),
    ("vi", "Máy in không hoạt động, vui lòng giúp tôi"),
    ("ar", "الطابعة لا تعمل"),
    ("he", "המדפסת לא עובדת"),
    ("th", "เครื่องพิมพ์ไม่ทำงาน"),
    ("el", "Ο εκτυπωτής δεν λειτουργεί"),
]


@pytest.mark.parametrize(("code", "text"), SAMPLES)
def test_the_language_shows_in_one_sentence(code, text):
    assert guess_language(text) == code


@pytest.mark.parametrize("text", ["", "12345", "OK", "VPN 619", "https://example.com/the/and/is", "\n\n"])
def test_without_words_there_is_no_language(text):
    assert guess_language(text) == ""


def test_quoted_lines_do_not_speak_for_the_sender():
    assert guess_language("Geht nicht.\n> The printer is on the first floor, and it is not in use.") == "de"


@given(st.text(max_size=400))
def test_any_text_gets_an_answer(text):
    assert isinstance(guess_language(text), str)
