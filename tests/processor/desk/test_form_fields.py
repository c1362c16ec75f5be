from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from db.people import Person
from parsers.forms import Contact, Form
from processor.desk.form_fields import filled, first_fields, open_fields

LI = Person(id=1, name="李雷", department="财务部", employee_number="A1001", phone="8001")
names = st.sampled_from(["name", "department", "asset", "error_text", "phone", "title", "priority"])
values = st.dictionaries(names, st.text(min_size=1, max_size=20))


def test_what_the_form_says_counts_before_the_signature_and_that_before_the_directory() -> None:
    form, contact = Form({"department": "财务二部"}), Contact(department="人事部", phone="9009")

    fields = first_fields(form, contact, LI, "打不开了")

    assert (fields["department"], fields["phone"], fields["name"]) == ("财务二部", "9009", "李雷")
    assert (fields["employee_number"], fields["description"]) == ("A1001", "打不开了")


def test_what_the_ticket_itself_keeps_is_no_field() -> None:
    assert first_fields(Form({"title": "t", "priority": "紧急", "category": "硬件"}), Contact(), None, "") == {}


def test_a_picture_is_a_screenshot_and_a_phone_a_way_to_be_reached() -> None:
    required = ("asset", "screenshot", "contact")

    assert open_fields({}, required, has_picture=False) == required
    assert open_fields({"phone": "1"}, required, has_picture=True) == ("asset",)


@given(values, values)
def test_answers_fill_only_what_is_open(known: dict[str, str], said: dict[str, str]) -> None:
    grown = filled(known, Form(said))

    assert all(grown[name] == value for name, value in known.items())
    assert grown.keys() == known.keys() | (said.keys() - {"title", "priority", "category"})


def test_a_value_that_is_only_quoted_fills_an_open_field_too() -> None:
    assert filled({}, Form({"asset": "PC-1"}, quoted=frozenset({"asset"}))) == {"asset": "PC-1"}
