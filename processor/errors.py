"""Errors by what a caller asks: again? and whom do I tell? The docstring is the default message."""

from __future__ import annotations


class ProcessorError(Exception):
    """Something went wrong in ticketd."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or (type(self).__doc__ or "").strip())


class ConfigError(ProcessorError):
    """The configuration is not valid."""


class TransientError(ProcessorError):
    """Try again later."""


class MailboxUnavailable(TransientError):
    """The mailbox cannot be reached now."""


class DeliveryDeferred(TransientError):
    """The mail server asks to try again later (4xx), or cannot be reached; nothing was handed over."""

    def __init__(self, message: str = "", code: int = 0) -> None:
        super().__init__(message)
        self.code = code


class DeliveryUncertain(TransientError):
    """The connection ended after the mail was handed over and before the answer: nobody knows whether it was taken."""


class SessionOver(MailboxUnavailable):
    """The server has ended the session with its access token, as it does every hour or so; a new login will do."""


class DirectoryUnavailable(TransientError):
    """The server of the directory cannot be reached now, or did not give all of it."""


class TokenUnavailable(TransientError):
    """The token server cannot be reached now, or the new refresh token cannot be written."""


class PermanentError(ProcessorError):
    """Trying again cannot help."""


class MailboxRefused(PermanentError):
    """The mail server refuses the login or the folder."""


class DeliveryRefused(PermanentError):
    """The mail server refuses the recipient or the mail (5xx)."""

    def __init__(self, message: str = "", code: int = 0) -> None:
        super().__init__(message)
        self.code = code


class DirectoryRefused(PermanentError):
    """The server of the directory refuses the login or the search, or what it gives cannot be right."""


class TokenRefused(PermanentError):
    """The token server refuses what it was shown; code: its word for why (RFC 6749 §5.2), "" when it has none."""

    def __init__(self, message: str = "", code: str = "") -> None:
        super().__init__(message)
        self.code = code
