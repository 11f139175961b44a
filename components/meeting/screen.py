"""A step of a meeting in the vocabulary of the screens, the same on the screen and in the offline page."""

import io
from collections.abc import Sequence

import segno

from components.blocks import figures
from components.blocks.figures import Figure
from components.blocks.vocabulary import (
    Content,
    Details,
    Group,
    Heading,
    Items,
    Link,
    Paragraph,
    Picture,
    Section,
    Text,
    joined,
    plain,
)
from components.charts.palette import INK, PAPER
from components.meeting.cells import in_latvian
from components.meeting.step import Block, Step
from components.meeting.steps import address
from components.view import View
from components.wording import findings, provenance
from data.model import Meeting
from data.words import Words


def slide(view: View, step: Step, level: int = 1, *, whole: bool = False) -> Section:
    """Return one step: where we are, the finding as a heading of a level, the blocks, and a foot with the snapshot.

    With ``whole`` what the step says shortly stands folded under it.
    """
    made_up = provenance.invented(view)
    part = f" ({step.part}/{step.parts})" if step.parts > 1 else ""
    where = (f"{made_up} · " if made_up else "", _kicker(step, view.words), part)
    foot = foot_line(view, step)
    blocks: Content = tuple(map(_drawn, step.blocks))
    if step.scale > 1:
        blocks = Group(blocks, "larger")
    body = Group((Group(blocks), _code(step.code)), "beside") if step.code else blocks
    below = in_full(view, step) if whole else ""
    content = (Paragraph(where, "kicker"), Heading(level, step.title), body, below, Paragraph(foot, "foot"))
    kind = f"slide by{step.scale * 1000:.0f}" if step.scale > 1 else "slide"
    return Section(content, kind, announced=True)


def foot_line(view: View, step: Step) -> str:
    """Return the line at the foot: the step's number, that the plan has ended, day and snapshot.

    Above the title stands that it is invented.
    """
    # The day's usual words beside these would push the snapshot out of the line.
    day = view.words.say("{day}, after the plan’s end", day=view.words.date(view.day))
    facts = provenance.data_line(view, source=False, when=day if findings.has_ended(view) else "")
    told = [line for line in facts if line != provenance.invented(view)]
    return " · ".join([f"{step.told_place} / {step.total}", *told])


def in_full(view: View, step: Step) -> Content:
    """Return what a step says shortly, whole, and its list, folded; "" where there is no more of it."""
    return Details(view.words.say("In full"), Group(step.more, "panel"), "full") if step.more else ""


def _drawn(block: Block) -> Content:
    return Group(figures.drawing(block), "drawn") if isinstance(block, Figure) else block


def _code(code: Link) -> Group:
    drawn = Picture(figures.as_data(code_drawing(code.address)), "", code.address)
    return Group((drawn, code.content), "code")


def code_drawing(address: str) -> str:
    """Return an address as a QR code (ISO/IEC 18004, error correction M), made here, as SVG."""
    out = io.BytesIO()
    segno.make_qr(address, error="m").save(out, kind="svg", xmldecl=False, border=2, dark=INK, light=PAPER)
    return out.getvalue().decode()


def _kicker(step: Step, words: Words) -> Content:
    before, quoted, after = step.kicker.partition(step.quoted) if step.quoted else (step.kicker, "", "")
    return before, in_latvian(quoted, words), after


def contents(view: View, meeting: Meeting, all_steps: Sequence[Step]) -> Items:
    """Return the list of steps, each leading to its first part."""
    items: list[Content] = []
    for step in all_steps:
        if step.part == 1:
            titled = plain(step.title)
            kicker = _kicker(step, view.words) if step.kicker else ""
            way = Link(step.title if titled else kicker, address(view, meeting, step.place))
            beside = Text(kicker, kind="muted small") if titled and kicker else ""
            items.append((f"{step.told_place}. ", joined((way, beside), " ")))
    return Items(items, "steps", ordered=True)
