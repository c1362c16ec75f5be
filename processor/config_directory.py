"""The section of the configuration that says where people come from."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from processor import config_values as values
from processor.config_base import ExistingFile, Secret, Section

AttributeName = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9;-]*$")]  # RFC 4512 §2.5
Names = tuple[AttributeName, ...]


class LdapAttributes(Section):
    """Of several the first that has a value counts; of addresses all."""

    name: Annotated[Names, Field(min_length=1)] = ("displayName", "cn")
    employee_number: Names = ("employeeNumber", "employeeID")
    department: Names = ("department", "ou")
    addresses: Names = ("mail", "proxyAddresses")
    phone: Names = ("telephoneNumber", "mobile")
    team: Names = ()
    locale: Names = ("preferredLanguage",)


class Ldap(Secret):
    url: Annotated[str, AfterValidator(values.ldap_url)] = ""
    tls: Literal["implicit", "starttls", "none"] = "implicit"
    ca_file: ExistingFile = None
    bind_dn: str = ""
    base: str = ""
    filter: str = "(&(objectClass=person)(mail=*))"
    attributes: LdapAttributes = LdapAttributes()
    page_size: Annotated[int, Field(ge=1, le=1000)] = 500
    timeout_s: Annotated[int, Field(ge=1, le=600)] = 60
    every_h: Annotated[float, Field(ge=0)] = 24
    max_leaving_percent: Annotated[float, Field(ge=0, le=100)] = 20

    @field_validator("tls")
    @classmethod
    def _no_plain_text_over_a_network(cls, tls: str, info: ValidationInfo) -> str:
        host = urlsplit(info.data.get("url", "")).hostname
        return values.encrypted_or_local(tls, host) if host else tls

    @field_validator("bind_dn")
    @classmethod
    def _bind_dn_and_password_go_together(cls, bind_dn: str, info: ValidationInfo) -> str:
        password = info.data.get("password_env") or info.data.get("password_file")
        if info.context and bind_dn and not password:
            raise ValueError('has no password; add password_file = "…" (a file with mode 600) or password_env = "…"')
        if info.context and password and not bind_dn:
            raise ValueError("is missing, though a password is given")
        return bind_dn

    @field_validator("base")
    @classmethod
    def _a_search_begins_somewhere(cls, base: str, info: ValidationInfo) -> str:
        if info.data.get("url") and not base:
            raise ValueError('is missing; write where people are kept, such as "ou=people,dc=example,dc=org"')
        return base

    @field_validator("filter")
    @classmethod
    def _a_filter_has_parentheses(cls, text: str) -> str:
        if not (text.startswith("(") and text.endswith(")") and text.count("(") == text.count(")")):
            raise ValueError('is a filter in parentheses, such as "(objectClass=person)"')
        return text


class Directory(Section):
    ldap: Ldap = Ldap()
