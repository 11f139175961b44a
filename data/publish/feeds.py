"""What changed as a feed (Atom, RFC 4287), and what has a day as a calendar (iCalendar, RFC 5545): rows to bytes.

What a row is called in either never changes: its id is made of what tells the row from others, and of nothing that
this server is called. So a reader that has an entry does not get it twice, and a calendar moves an event that it has.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from html import escape
from uuid import UUID, uuid5

from feedgenerator import Atom1Feed
from icalendar import Calendar, Event

from data.words import Words

_OURS = UUID("6f0a4c0e-52a5-5c5b-9d3c-0f6a2b1e7d41")
# What XML 1.0 cannot hold, and iCalendar should not.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_EPOCH = datetime(2022, 1, 1, tzinfo=UTC)
MOST = 200
"""Entries of a feed, the newest: readers ask often, and keep what they have."""


@dataclass(frozen=True)
class Entry:
    """An entry of a feed: ``key`` tells it from all others for good, ``at`` is when it came to be.

    ``changed`` is when what it says was last changed, None where it never was.
    """

    key: tuple[str, ...]
    title: str
    text: str
    address: str
    at: datetime
    changed: datetime | None = None

    @property
    def updated(self) -> datetime:
        """When a reader that has it is to read it again."""
        return max(self.at, self.changed or self.at)


@dataclass(frozen=True)
class Dated:
    """What has a day, or a time from ``start`` to ``end``, both with their zone; days count the last one in.

    What is ``cancelled`` or withdrawn stays for those who have it, and is told so.
    """

    key: tuple[str, ...]
    title: str
    text: str
    address: str
    start: date | datetime
    end: date | datetime | None = None
    place: str = ""
    cancelled: bool = False


def lasting_id(key: Sequence[str]) -> str:
    """Return the id of what a key names: the same in every feed and calendar, on every server, for good."""
    return uuid5(_OURS, "\x1f".join(key).encode("utf-8", "replace").decode()).urn


@dataclass(frozen=True)
class Channel:
    """A feed as a whole: its title, the address of its page, its ``own`` address, and who writes it."""

    title: str
    address: str
    own: str
    author: str


def atom(channel: Channel, entries: Sequence[Entry], words: Words) -> bytes:
    """Return a feed of entries, the newest first, what was changed among them.

    An entry that is no more is left out: what took its place, or that it was withdrawn, is an entry of its own.
    """
    newest = sorted(entries, key=lambda entry: (entry.updated, entry.key), reverse=True)[:MOST]
    feed = _Feed(
        title=_text(channel.title),
        link=channel.address,
        description="",
        language=words.language,
        author_name=_text(channel.author),
        feed_url=channel.own,
        feed_guid=lasting_id(("feed", channel.own.partition("?")[0].rpartition("/feeds/")[2], words.language)),
    )
    feed.newest = max((entry.updated for entry in newest), default=_EPOCH)
    for entry in newest:
        feed.add_item(
            title=_text(entry.title),
            link=entry.address,
            # Readers take it for HTML.
            description=escape(_text(entry.text)).replace("\n", "<br>"),
            unique_id=lasting_id(entry.key),
            pubdate=entry.at,
            updateddate=entry.updated,
        )
    written: str = feed.writeString("utf-8")
    return written.encode()


class _Feed(Atom1Feed):  # type: ignore[misc]
    """A feed whose moment is its newest entry's, not that of its writing: the same content is the same file."""

    newest: datetime

    def latest_post_date(self) -> datetime:
        return self.newest


def ical(title: str, dated: Sequence[Dated], stamp: datetime, words: Words) -> bytes:
    """Return a calendar; ``stamp`` is when what it holds was read.

    Each event's sequence grows with it (RFC 5545, 3.8.7.4): so whoever has an event takes what is newer, be it moved,
    cancelled or there again.
    """
    calendar = Calendar()
    sequence = max(0, int((stamp - _EPOCH) / timedelta(minutes=1)))
    calendar.add("PRODID", "-//open-government-dashboard//calendar//LV")
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-CALNAME", " ".join(_text(title).split()), parameters={"LANGUAGE": words.language})
    calendar.add("REFRESH-INTERVAL", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    for one in sorted(dated, key=lambda one: (one.start.isoformat(), one.key)):
        event = Event()
        event.add("UID", lasting_id(one.key))
        event.add("DTSTAMP", stamp.astimezone(UTC))
        event.add("LAST-MODIFIED", stamp.astimezone(UTC))
        event.add("SEQUENCE", sequence)
        if one.cancelled:
            event.add("STATUS", "CANCELLED")
        event.add("SUMMARY", _text(one.title))
        event.add("DTSTART", _moment(one.start))
        if isinstance(one.start, datetime):
            if one.end:
                event.add("DTEND", _moment(one.end))
        else:
            event.add("DTEND", (one.end or one.start) + timedelta(days=1))
            event.add("TRANSP", "TRANSPARENT")
        for name, text in (("DESCRIPTION", one.text), ("LOCATION", one.place)):
            if text:
                event.add(name, _text(text))
        if one.address:
            event.add("URL", one.address)
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _moment(when: date | datetime) -> date | datetime:
    return when.astimezone(UTC) if isinstance(when, datetime) else when


def _text(text: str) -> str:
    return _UNWRITABLE.sub("", text)
