"""The words that the invented country's names are made of. No place, municipality or institution of ours bears one.

Municipalities are a beginning and an ending put together, so that thousands of them sound Latvian and mean nothing.
"""

from collections.abc import Iterator

COUNTRY, COUNTRY_OF = "Tālvija", "Tālvijas"

BEGINNINGS = (
    "Brāg",
    "Dūlm",
    "Gvēr",
    "Jaunst",
    "Krīmp",
    "Lemd",
    "Mūrd",
    "Nīvr",
    "Pūst",
    "Rīzg",
    "Sverm",
    "Šmaud",
    "Tilk",
    "Urgl",
    "Vīrn",
    "Zvelt",
    "Žūrm",
    "Bērkt",
    "Cīmp",
    "Dzirg",
    "Ēvald",
    "Glūz",
    "Irbj",
    "Klaund",
    "Lūzg",
    "Mēmb",
    "Nauz",
    "Olnt",
    "Plēsk",
    "Raudz",
    "Skrīv",
    "Strēg",
    "Trūkl",
    "Ūbel",
    "Vāld",
    "Zībr",
    "Aurmst",
    "Bisk",
    "Čiepl",
    "Dreim",
    "Frīd",
    "Graist",
    "Ģērm",
    "Kūsk",
    "Ķeld",
    "Ļaund",
    "Ņerb",
    "Spriņģ",
)
_ENDINGS = (
    "aine",
    "auva",
    "onde",
    "umsa",
    "ilna",
    "arne",
    "ulga",
    "esta",
    "orda",
    "elde",
    "ūre",
    "iste",
    "āja",
    "irma",
    "otne",
    "ēlme",
    "unde",
    "alka",
    "ibra",
    "ogle",
    "ēze",
    "ugste",
    "imne",
    "āvne",
    "ertne",
    "ildze",
    "ombe",
    "usma",
    "entra",
    "airze",
    "ampe",
    "ūtne",
    "ietre",
    "okse",
    "erme",
    "uzva",
    "arša",
    "ebre",
    "ikta",
    "oste",
    "ālde",
    "umba",
)
MOST_PLACES = len(BEGINNINGS) * len(_ENDINGS)

REGIONS = ("Ziemvēja", "Austrvēja", "Dienvēja", "Rietvēja")
"""Planning regions, as the winds from north, east, south and west, in the genitive as regions are called."""

INSTITUTIONS = (
    ("PLB", "Plāna birojs", "Plan Bureau", "valsts"),
    ("SRM", "Sarunu ministrija", "Ministry of Conversations", "valsts"),
    ("UCM", "Upju un ceļu ministrija", "Ministry of Rivers and Roads", "valsts"),
    ("ATM", "Amatu un tirgus ministrija", "Ministry of Crafts and Markets", "valsts"),
    ("LMM", "Lauku un mežu ministrija", "Ministry of Fields and Forests", "valsts"),
    ("SKM", "Skolu un prasmju ministrija", "Ministry of Schools and Skills", "valsts"),
    ("TKM", "Tiesību un kārtības ministrija", "Ministry of Law and Order", "valsts"),
    ("NVM", "Novadu ministrija", "Ministry of Districts", "valsts"),
    ("DTA", "Atvērto datu aģentūra", "Open Data Agency", "valsts"),
    ("ARN", "Arhīvu nams", "House of Archives", "valsts"),
    ("IEP", "Iepirkumu pārraugs", "Procurement Overseer", "valsts"),
    ("VLB", "Vieglās valodas birojs", "Easy Language Office", "valsts"),
    ("PSS", "Pašvaldību saime", "Family of Municipalities", "cita"),
    ("ALB", "Biedrība „Atvērtais logs”", "Association “Open Window”", "NVO"),
    ("KPT", "Kaimiņu padomju tīkls", "Network of Neighbourhood Councils", "NVO"),
    ("JBT", "Jauniešu balss tīkls", "Youth Voice Network", "NVO"),
)
"""Abbreviation, name, name in English, and what sort of body it is, as the tab Institūcijas says it."""


def places() -> Iterator[str]:
    """Give every name of a place, each once; all end in -a or -e, so that the genitive adds an s."""
    for ending in _ENDINGS:
        for beginning in BEGINNINGS:
            yield beginning + ending


def genitive(place: str) -> str:
    """Return a place's name as it stands before "novads" or "valstspilsēta"."""
    return f"{place}s"
