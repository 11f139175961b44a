"""What Streamlit's widgets say in English and lets nobody set, for widgets.js to say it in the page's language."""

import json

from data.words import N_, Words

_TEXTS = (
    N_("Skip to main content"),
    N_("Open"),
    N_("No results"),
    N_("Choose an option"),
    N_("Select all"),
    N_("Select {n} matches"),
    N_("Selected values"),
    N_("Clear all"),
    N_("Clear value"),
    N_("Remove {name}"),
    N_("You can only select up to {n} option. Remove an option first."),
    N_("You can only select up to {n} options. Remove an option first."),
    N_("Choose date"),
    N_("Choose date, {month}"),
    N_("Previous month"),
    N_("Next month"),
    N_("Use arrow keys to navigate dates. Enter to select. Escape to close."),
    N_("day, {label}"),
    N_("month, {label}"),
    N_("year, {label}"),
    N_("Upload"),
    N_("file upload"),
    N_("{size} per file"),
    N_("Drag and drop a file here"),
    N_("{kind} files are not allowed."),
    N_("Fullscreen"),
    N_("Fullscreen: {name}"),
    N_("Close fullscreen"),
    N_("Close fullscreen: {name}"),
    N_("Copy to clipboard"),
    N_("Copied"),
    N_("Dismiss"),
    N_("Connection error"),
    N_("Streamlit server is not responding. Are you connected to the internet?"),
)
"""As Streamlit writes them; ``{…}`` stands for whatever it puts there."""


def widget_words(words: Words) -> str:
    """Return, as JSON, the texts of widgets that read otherwise in a language, and what the ways past parts say."""
    texts = {text: words.say(text) for text in _TEXTS if words.say(text) != text}
    ways = {"tiles": N_("Skip the tiles"), "squares": N_("Skip the squares"), "table": N_("Skip the table")}
    said = {"texts": texts} | {name: words.say(text) for name, text in ways.items()}
    return json.dumps(said, ensure_ascii=False)
