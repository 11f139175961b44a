"""What a row is called where it is listed: by its key, or by what may not be empty where there is none."""

from components.wording import sheet
from components.wording.sheet import row_name
from data.contract.tables import BY_CODE
from data.model import Confidence, Funding, FundingKind, Meeting
from data.words import words


def test_a_row_is_called_by_its_key_or_by_what_it_must_say() -> None:
    meeting = Meeting("2026-12-03", None, None, None, None, None, "Sēde", None, None, Confidence.HIGH)
    assert row_name("meetings", BY_CODE["meetings"].key_of(meeting)) == "2026-12-03"
    money = Funding("P1", 2026, 2027, 5.0, FundingKind.NEED, "mācībām", (), None, Confidence.HIGH)
    assert row_name("funding", BY_CODE["funding"].key_of(money)) == "2026 · vajadzība · mācībām"


def test_a_table_is_called_as_its_tab_in_latvian_and_in_english_in_english() -> None:
    assert sheet.TABLE_NAMES.keys() == BY_CODE.keys()
    assert {code: words("lv").say(name) for code, name in sheet.TABLE_NAMES.items()} == {
        code: table.tab for code, table in BY_CODE.items()
    }
    assert words("en").say(sheet.TABLE_NAMES["updates"]) == "Progress"
