"""The closed words of the contract, and other spellings that are read as them."""

from data import model

STATUS_WORDS = {
    "Izpildīts": model.Status.DONE,
    "Izpildīts daļēji": model.Status.PARTLY_DONE,
    "Īsteno pastāvīgi": model.Status.ONGOING,
    "Tiek īstenots": model.Status.UNDER_WAY,
    "Nav uzsākts": model.Status.NOT_STARTED,
    "Nav izpildīts": model.Status.NOT_DONE,
    "Pārtraukts": model.Status.STOPPED,
    "Bez izmaiņām": model.Status.UNCHANGED,
}

STATUS_SYNONYMS = {
    "pabeigts": "Izpildīts",
    "pabeigta": "Izpildīts",
    "izpildīta": "Izpildīts",
    "izpildīts pilnībā": "Izpildīts",
    "gatavs": "Izpildīts",
    "ok": "Izpildīts",
    "✅": "Izpildīts",
    "✔": "Izpildīts",
    "100%": "Izpildīts",
    "100 %": "Izpildīts",
    "īstenots": "Izpildīts",
    "daļēji izpildīts": "Izpildīts daļēji",
    "daļēji": "Izpildīts daļēji",
    "pastāvīgi": "Īsteno pastāvīgi",
    "tiek īstenots pastāvīgi": "Īsteno pastāvīgi",
    "darbībā": "Tiek īstenots",
    "procesā": "Tiek īstenots",
    "īstenošanā": "Tiek īstenots",
    "notiek": "Tiek īstenots",
    "uzsākts": "Tiek īstenots",
    "tiek īstenota": "Tiek īstenots",
    "nav sākts": "Nav uzsākts",
    "nav uzsākta": "Nav uzsākts",
    "neizpildīts": "Nav izpildīts",
    "nav izpildīta": "Nav izpildīts",
    "pārtraukta": "Pārtraukts",
    "apturēts": "Pārtraukts",
    "bez izmaiņa": "Bez izmaiņām",
    "bez pārmaiņām": "Bez izmaiņām",
}

ASSESSOR_WORDS = {
    "institūcija": model.Assessor.INSTITUTION,
    "publiski avoti": model.Assessor.PUBLIC_SOURCES,
    "IRM": model.Assessor.IRM,
    "NVO": model.Assessor.NGO,
}

CONFIDENCE_WORDS = {
    "augsta": model.Confidence.HIGH,
    "vidēja": model.Confidence.MEDIUM,
    "zema": model.Confidence.LOW,
    "atvasināta": model.Confidence.DERIVED,
}

STAGES_IN_PRACTICE = ("norisinās", "balsojums noticis", "ievēlēta", "publicēts", "izskaidrots")
"""The stages that carry the answer "ir": practice was seen, not only its rules (reference rule)."""
