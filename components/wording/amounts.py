"""Shares and money as they are written on screen."""

from math import floor

from data.words import Words


def percent(share: float, words: Words) -> str:
    """Return a share of 1 as whole percent, a half up, with a no-break space before the sign in Latvian: "5 %".

    Only nothing is 0 % and only everything is 100 %.
    """
    return in_percent(min(max(floor(share * 100 + 0.5), 1), 99) if 0 < share < 1 else share * 100, words, 0)


def in_percent(value: float, words: Words, decimals: int | None = None) -> str:
    """Return a figure of 0–100 with its sign, with as many digits as it has unless ``decimals`` are said: "24,5 %"."""
    number = words.number(value, decimals)
    return f"{number}\u00a0%" if words.language == "lv" else f"{number}%"


def euro(amount: float, words: Words) -> str:
    """Return an amount with its sign: "30 000 €" or "€30,000"; cents only where there are any."""
    number = words.number(amount, 0 if amount == int(amount) else 2)
    return f"{number}\u00a0€" if words.language == "lv" else f"€{number}"
