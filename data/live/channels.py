"""Which channels the settings name, each with what it is told."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from data import settings
from data.live import notices, reminders
from data.live.refresher import Current
from data.live.sending import Mail, Webhook
from data.live.telling import Channel, Memory, Teller
from data.model import Told
from data.settings import Settings
from data.words import words

if TYPE_CHECKING:
    from data.store.leading import Leading
    from data.store.store import Store


class StoreMemory:
    """The store as the channels of one source use it; ``ask`` waits for it so long and no longer."""

    def __init__(
        self,
        kept_in: "Store",
        source_key: str,
        ask: Callable[[Callable[[], Any]], Any],
        leading: "Leading | None" = None,
    ) -> None:
        """Remember in a store what is told of a source; of several processes the one that leads tells."""
        self._store, self._key, self._ask, self._leading = kept_in, source_key, ask, leading

    @property
    def term(self) -> int:
        """A number that is another one when other processes may have told something since."""
        return self._leading.terms if self._leading else 0

    def tells(self) -> bool:
        """Tell whether this process is the one that tells, at this very moment."""
        leads: bool = self._leading is None or self._ask(self._leading.still)
        return leads

    def told(self, channel: str) -> tuple[Told, ...]:
        """Return what a channel has been told and not told to be mended."""
        found: tuple[Told, ...] = self._ask(partial(self._store.told, self._key, channel))
        return found

    def note(self, channel: str, at: datetime, told: Sequence[Told], *, mended: bool) -> None:
        """Remember what it has been told just now."""
        self._ask(partial(self._store.note, self._key, channel, at, told, mended=mended))


def tellers(memory: Memory) -> list[Teller]:
    """Return who tells what the settings ask for; nobody where they ask for nothing, or are not what they must be."""
    own = settings.chosen()
    if own.dashboard_address is None or settings.faults():
        return []
    gather = timedelta(minutes=own.notices_minutes)
    channels: list[Channel] = [_mail(own, address) for address in settings.notices_to()]
    channels += [Webhook(own.notices_webhook, own.notices_format)] if own.notices_webhook else []
    told = [Teller(channel, memory, _find, _compose, gather) for channel in channels]
    for institution, addresses in settings.reminders().items():
        find = partial(_remind, institution, own.reminder_days)
        letters = (_mail(own, address, institution) for address in addresses)
        told += [Teller(letter, memory, find, _compose_reminder, gather, mends=False) for letter in letters]
    return told


def mail_server() -> Mail | None:
    """Return the mail server that the settings name, to knock at; None where they name none or are not right."""
    own = settings.chosen()
    return _mail(own, "") if own.smtp_host and not settings.faults() else None


def _mail(own: Settings, to: str, institution: str = "") -> Mail:
    return Mail(
        own.smtp_host or "",
        own.smtp_port,
        own.smtp_security,
        own.mail_from or "",
        to,
        own.smtp_user or "",
        own.smtp_password or "",
        about=institution,
    )


def _find(current: Current, now: datetime) -> Sequence[notices.Matter]:
    return notices.matters(current, now, words("lv"))


def _compose(new: Sequence[notices.Matter], mended: Sequence[Told], current: Current) -> notices.Notice:
    return notices.compose(new, mended, words("lv"), link=_link("dati"), name=_name(), snapshot=current.snapshot.id)


def _remind(institution: str, days: int, current: Current, now: datetime) -> Sequence[notices.Matter]:
    return reminders.reminders(current.snapshot, institution, now, days, words("lv"))


def _compose_reminder(new: Sequence[notices.Matter], _mended: Sequence[Told], current: Current) -> notices.Notice:
    return reminders.compose(new, _link("pasakumi"), _name(), current.snapshot.id, words("lv"))


def _link(screen: str) -> str:
    return f"{(settings.chosen().dashboard_address or '').rstrip('/')}/{screen}"


def _name() -> str:
    return settings.owner().name or words("lv").say("Open government action plan")
