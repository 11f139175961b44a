"""How a notice leaves: by mail over SMTP, or to a webhook as JSON. Each waits for so long and no longer."""

import smtplib
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

import requests

from data.live.notices import Notice, key_of, link_to

SECONDS = 20.0
"""How long each answer of a mail server or a webhook is waited for."""


class SendError(Exception):
    """A notice could not be sent now: why, as a word for the log without address or secret."""


@dataclass(frozen=True)
class Mail:
    """The mail server and the address that a notice goes to: one, so that nobody waits for another who is refused."""

    host: str
    port: int
    security: str
    sender: str
    to: str
    user: str = ""
    password: str = field(default="", repr=False)
    seconds: float = SECONDS
    about: str = ""

    @property
    def name(self) -> str:
        """What the store calls this channel: another address is another one, and has been told nothing yet."""
        return f"mail:{key_of(self.about, self.to)}"

    def send(self, notice: Notice) -> None:
        """Send one notice. Raises `SendError`."""
        with self._let_in() as server:
            server.send_message(letter(notice, self.sender, self.to))

    def knock(self) -> None:
        """Connect and sign in, and send nothing. Raises `SendError`."""
        with self._let_in() as server:
            server.noop()

    @contextmanager
    def _let_in(self) -> Iterator[smtplib.SMTP]:
        try:
            with self._connected() as server:
                if self.user:
                    server.login(self.user, self.password)
                yield server
        except smtplib.SMTPRecipientsRefused as error:
            ((code, _),) = error.recipients.values()
            raise SendError(f"SMTP {code}") from None
        except smtplib.SMTPResponseException as error:
            raise SendError(f"SMTP {error.smtp_code}") from None
        except (OSError, smtplib.SMTPException, ValueError) as error:
            raise SendError(type(error).__name__) from None

    def _connected(self) -> smtplib.SMTP:
        if self.security == "tls":
            return smtplib.SMTP_SSL(self.host, self.port, timeout=self.seconds, context=ssl.create_default_context())
        server = smtplib.SMTP(self.host, self.port, timeout=self.seconds)
        if self.security == "starttls":
            try:
                server.starttls(context=ssl.create_default_context())
            except BaseException:
                server.close()
                raise
        return server


def letter(notice: Notice, sender: str, to: str) -> EmailMessage:
    """Return a notice as a message of mail; the same notice has the same Message-ID."""
    message = EmailMessage()
    user, _, domain = sender.rpartition("@")
    message["From"] = Address(username=user, domain=domain)
    message["To"] = to
    message["Subject"] = notice.subject
    message["Date"] = format_datetime(datetime.now(UTC))
    message["Message-ID"] = f"<{notice.id}.{key_of(to)}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(notice.text, cte="base64")
    message["Content-Language"] = "lv"
    return message


def as_json(notice: Notice) -> dict[str, Any]:
    """Return a notice for programs; deploy/notices.md says what each part is."""
    return {
        "form": "open-government-dashboard/notice/1",
        "id": notice.id,
        "snapshot": notice.snapshot,
        "subject": notice.subject,
        "text": notice.text,
        "link": notice.link,
        "new": [
            {
                "kind": str(one.kind),
                "code": one.code,
                "tab": one.tab,
                "cell": one.cell,
                "text": one.text,
                "link": link_to(one, notice.link),
                "sheet": one.sheet or None,
            }
            for one in notice.new
        ],
        "mended": [{"place": one.place} for one in notice.mended],
        "more": notice.more,
    }


def as_slack(notice: Notice) -> dict[str, Any]:
    """Return a notice as Slack's incoming webhooks take it, and Mattermost's and Rocket.Chat's."""
    escaped = f"{notice.subject}\n{notice.text}"
    for sign, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        escaped = escaped.replace(sign, name)
    return {"text": escaped}


def as_teams(notice: Notice) -> dict[str, Any]:
    """Return a notice as a webhook of Microsoft Teams takes it: one Adaptive Card."""
    lines = [{"type": "TextBlock", "text": notice.subject, "weight": "bolder", "wrap": True}]
    lines += [{"type": "TextBlock", "text": line, "wrap": True} for line in notice.text.splitlines() if line]
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": lines,
        "actions": [{"type": "Action.OpenUrl", "title": notice.link, "url": notice.link}],
    }
    content = {"contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": None, "content": card}
    return {"type": "message", "attachments": [content]}


FORMS: Mapping[str, Callable[[Notice], dict[str, Any]]] = {"json": as_json, "slack": as_slack, "teams": as_teams}


@dataclass(frozen=True)
class Webhook:
    """An address that takes notices as JSON, in one of `FORMS`."""

    address: str = field(repr=False)
    form: str = "json"
    seconds: float = SECONDS

    @property
    def name(self) -> str:
        """What the store calls this channel."""
        return f"webhook:{key_of(self.address)}"

    def send(self, notice: Notice) -> None:
        """Send one notice. Raises `SendError` for every answer but a success; no other address is followed to."""
        try:
            with requests.post(
                self.address,
                json=FORMS[self.form](notice),
                timeout=self.seconds,
                allow_redirects=False,
                stream=True,
                headers={"Idempotency-Key": notice.id},
            ) as answer:
                status = answer.status_code
        except (OSError, ValueError) as error:  # what requests raises is an OSError
            raise SendError(type(error).__name__) from None
        if not 200 <= status < 300:
            raise SendError(f"HTTP {status}")
