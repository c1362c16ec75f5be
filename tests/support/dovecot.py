"""A private Dovecot: real IMAP, and real delivery by LMTP."""

from __future__ import annotations

import os
import pwd
import shutil
import smtplib
import tempfile
from collections.abc import Iterable
from grp import getgrgid
from pathlib import Path
from types import TracebackType

from support.programs import Program, await_server, end, free_port, start

PASSWORD = "secret"

CONF = """
protocols = imap lmtp
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
default_internal_user = {internal}
default_internal_group = {group}
default_login_user = {login}
disable_plaintext_auth = no
auth_failure_delay = 0
ssl = no
first_valid_uid = 1
mail_location = maildir:{folder}/mail/%u
mail_max_userip_connections = 50
namespace inbox {{
  inbox = yes
  mailbox Sent {{
    auto = create
    special_use = \\Sent
  }}
}}
{oauth}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={owner} gid={owner_group} home={folder}/mail/%u allow_all_users=yes
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap_port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp_port}
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
"""

OAUTH = """
auth_mechanisms = plain xoauth2 oauthbearer
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {folder}/oauth2.conf
}}
"""
INTROSPECTION = """
introspection_url = {url}
introspection_mode = post
force_introspection = yes
username_attribute = username
active_attribute = active
active_value = true
"""


def installed() -> bool:
    return dovecot() is not None


def dovecot() -> str | None:
    return shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


class Dovecot:
    """
    Runs while the context lasts, as root or as an ordinary user. Any user name has a mailbox; password: PASSWORD.

    Starting takes about half a second: share one among tests, with a user name for each.

    Args:
        introspection_url: who is asked about access tokens (RFC 7662); "": logins are by password alone.
    """

    def __init__(self, introspection_url: str = "") -> None:
        self._introspection_url = introspection_url
        self.imap_port = free_port()
        self.lmtp_port = free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="ticketd-dovecot-"))
        self._process: Program | None = None

    def __enter__(self) -> Dovecot:
        program = dovecot()
        if program is None:
            raise FileNotFoundError("Dovecot is not installed (Debian: dovecot-imapd, dovecot-lmtpd)")
        self._write_configuration()
        self._process = start([program, "-F", "-c", str(self.folder / "dovecot.conf")])
        try:
            for port in (self.imap_port, self.lmtp_port):
                await_server(self._process, port, greets=True)
        except RuntimeError as error:
            said = self.log()
            self._end()
            raise RuntimeError(f"{error}: {said}") from error
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    @property
    def url(self) -> str:
        return f"imap://127.0.0.1:{self.imap_port}"

    def deliver(self, user: str, *mails: bytes) -> None:
        """Hand *mails* over by LMTP, in this order."""
        self.deliver_all(user, mails)

    def deliver_all(self, user: str, mails: Iterable[bytes]) -> None:
        with smtplib.LMTP("127.0.0.1", self.lmtp_port, local_hostname="localhost", timeout=20) as client:
            for raw in mails:
                client.sendmail("sender@example.org", [user], raw)

    def log(self) -> str:
        path = self.folder / "log"
        return path.read_text(errors="replace") if path.exists() else ""

    def _write_configuration(self) -> None:
        root = os.geteuid() == 0
        me = pwd.getpwuid(os.geteuid())
        internal, login, owner = (
            [pwd.getpwnam(name) for name in ("dovecot", "dovenull", "nobody")] if root else [me] * 3
        )
        mail = self.folder / "mail"
        mail.mkdir()
        if root:
            self.folder.chmod(0o755)
            os.chown(mail, owner.pw_uid, owner.pw_gid)
        if self._introspection_url:
            (self.folder / "oauth2.conf").write_text(INTROSPECTION.format(url=self._introspection_url))
        (self.folder / "dovecot.conf").write_text(
            CONF.format(
                folder=self.folder,
                oauth=OAUTH.format(folder=self.folder) if self._introspection_url else "",
                internal=internal.pw_name,
                group=getgrgid(internal.pw_gid).gr_name,
                login=login.pw_name,
                owner=owner.pw_uid,
                owner_group=owner.pw_gid,
                password=PASSWORD,
                imap_port=self.imap_port,
                lmtp_port=self.lmtp_port,
            )
        )

    def _end(self) -> None:
        if self._process is not None:
            end(self._process)
        shutil.rmtree(self.folder, ignore_errors=True)
