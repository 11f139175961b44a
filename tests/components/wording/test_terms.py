"""What a row is called where it is listed: by its key, or by what may not be empty where there is none."""

from components.wording.sheet import row_name
from data.contract.tables import BY_CODE
from data.model import Confidence, Funding, FundingKind, Meeting


def test_a_row_is_called_by_its_key_or_by_what_it_must_say() -> None:
    meeting = Meeting("2026-12-03", None, None, None, None, None, "Sēde", None, None, Confidence.HIGH)
    assert row_name("meetings", BY_CODE["meetings"].key_of(meeting)) == "2026-12-03"
    money = Funding("P1", 2026, 2027, 5.0, FundingKind.NEED, "mācībām", (), None, Confidence.HIGH)
    assert row_name("funding", BY_CODE["funding"].key_of(money)) == "2026 · vajadzība · mācībām"
