"""Personal data in every spelling people use are caught, and nothing else is."""

import pytest

from data.contract.tables import BY_CODE
from data.intake.cells import parse
from data.intake.parsed import Bad, Ok
from data.intake.personal import redact
from data.intake.text import tidy

MAIL = """
liga.kalna@vide.gov.lv
LIGA.KALNA@VIDE.GOV.LV
liga.kalna+padome@vide.gov.lv
līga.kalniņa@vide.gov.lv
liga@vide
liga @ vide.gov.lv
liga@ vide.gov.lv
liga @vide.gov.lv
liga (at) vide.gov.lv
liga(at)vide.gov.lv
liga [at] vide.gov.lv
liga[at]vide[dot]gov[dot]lv
liga {at} vide.gov.lv
liga (ät) vide.gov.lv
liga (et) vide.gov.lv
liga (@) vide.gov.lv
liga at vide dot lv
liga.kalna at vide.gov.lv
kalna at inbox.lv
liga (at) vide (punkts) lv
"liga kalna"@vide.gov.lv
“liga kalna”@vide.gov.lv
liga＠vide.gov.lv
liga﹫vide.gov.lv
ｌｉｇａ＠ｖｉｄｅ．ｌｖ
liga%40vide.gov.lv
liga%2540vide.gov.lv
liga&#64;vide.gov.lv
mailto:liga@vide.gov.lv
mailto:liga%40vide.gov.lv
https://vide.lv/?kam=liga@vide.gov.lv
https://vide.lv/?kam=liga%40vide.gov.lv
liga\u200b@vide\u00ad.gov.lv
""".strip().splitlines()

CALLS = """
26411873
26 411 873
26\u00a0411\u00a0873
26\u202f411\u202f873
26 41 18 73
2641 1873
264 118 73
26-411-873
26–411–873
26‑411‑873
26.411.873
26.41.18.73
26·411·873
26 411-873
(26) 411873
26411873/67408155
26411873 / 67408155
26411873,67408155
26411873; 67408155
26 411 873/67 408 155
67408155
67 408 155
674 08 155
+371 26411873
+37126411873
+371 26 411 873
+371-26-411-873
+371/26411873
+371.26411873
(+371) 26411873
(+371) 26 411 873
＋３７１ ２６４１１８７３
00371 26411873
0037126411873
00 371 26 411 873
371 26411873
37126411873
tālr. 26411873
tālr.26411873
tālr.: 26 411 873
tel. 26411873
tel:26411873
tel.nr. 26411873
t. 26411873
mob. 26-41-18-73
tālrunis 8 26411873
tālr. 7408155
fakss 67408155
☎ 26411873
+370 612 45678
+372 5123 456
+48 22 123 45 67
+49 (0)30 12345678
00370 61245678
+44 20 7946 0958
+1 (212) 555-0142
２６４１１８７３
٢٦٤١١٨٧٣
२६४११८७३
②⑥④①①⑧⑦③
https://wa.me/37126411873
https://vide.lv/?tel=26411873
https://vide.lv/zvanit/+37126411873
""".strip().splitlines()

CODES = """
150687-11234
150687–11234
150687—11234
150687−11234
150687‑11234
150687‐11234
150687 11234
150687\u00a011234
150687 - 11234
150687 – 11234
15068711234
150687.11234
150687/11234
150687_11234
15.06.87-11234
15 06 87-11234
LV15068711234
p.k. 150687-11234
personas kods: 15 06 87 1 12 34
personas kods 999999-99999
１５０６８７－１１２３４
١٥٠٦٨٧-١١٢٣٤
310504-21239
324567-89012
324567–89012
324567 89012
32456789012
391234-56789
1506\u200b87-112\u200b34
""".strip().splitlines()


@pytest.mark.parametrize("private", [*MAIL, *CALLS, *CODES])
def test_every_spelling_is_caught(private: str) -> None:
    """What is left of it holds no two of its digits and nothing of its name; what stands around it stays."""
    for said in ("{}", "Jautāt: {} (par 3.5. pasākumu).", "Kolēģe, {}, atbild 2024. gadā", "a\n{}\nb"):
        clean = redact(tidy(said.format(private), lines=True))
        left = clean.casefold().replace("3.5.", "").replace("2024", "")
        assert "[…]" in clean
        assert not any(part in left for part in ("liga", "līga", "kalna", "ｌｉｇａ", "vide.gov", "ｖｉｄｅ")), clean
        assert sum(map(str.isdigit, left)) <= 1, clean
        assert redact(clean) == clean
        assert all(part.strip() in clean for part in said.split("{}"))


SUMS = """
1 250 000
1 250 000 EUR
29 123 456 EUR
29 123 456,50 EUR
29 123 456 eiro
29 123 456 €
29123456 EUR
29123456,50
29123456.5 euro
EUR 29 123 456
EUR 29123456
€ 29 123 456
€29123456
$ 29 123 456
29.123.456 EUR
29.123.456,00 EUR
29.123.456,00
25 000 000
25000000
25.000.000
26 500 000
62 750 000
Kopā 29 123 456
Kopā: 29 123 456
kopējais finansējums 29 123 456
finansējums ir 29 123 456
budžets: 62 345 678
summa 29 123 456
no 21 345 678 līdz 25 000 000
vairāk nekā 21 345 678
aptuveni 21 345 678
129 123 456
1 29 123
229 123 456 789
2 912 345
2 912 345,60
61 234
612 345
6 123 456
+25 000 000 EUR
+12 345 678
+ 12 500 000 EUR
-29 123 456 EUR
29 123 456 iedzīvotāju
29 123 456 reizes
29 123 456 cilvēki
29 123 456 balsis
29 123 456 apmeklējumu
29 123 456 skatījumi
29 123 456 parakstu
29 123 456 people
29 123 456 visits
22 345 678 kWh
22345678 m²
20 000–25 000 EUR
2000-2500 EUR
2000–2500
2500 3000
6000-6500
20 25 30 35
21 22 23 24
90 000; 117 000; 95 000
591882 iedzīvotāji
591 882
1 842 226
0,29123456
29,123456
3,14159265
""".strip().splitlines()

DATES = """
07.11.2024.
07.11.2024
7.11.2024
2024-11-07
20241107
20.11.2024
20-11-2024
20 11 2024
20/11/2024
26.06.2025.
2022-2025
2022–2025
2022.–2025. gads
2022/2025
2022 2025
2022 - 2025
2022-2025, 2026-2029
2021.-2027. gada plānošanas periods
mobilitāte 2021-2027
tālr. 2021-2027
2024. gada 7. novembris
26.06.2025 10:30
2025-06-26 10:30:15
2025-06-26T10:30:15
26.06.2025.–27.06.2025.
01.07.2025, 42 pašvaldības
20.–26.06.2025.
plkst. 10.30–12.00
10:30-12:45
2024. un 2025. gadā
no 01.01.2024. līdz 31.12.2025.
1918-2018
2024/2025. mācību gads
2024Q1 2024Q2
2. ceturksnis 2025
""".strip().splitlines()

CODES_OF_THINGS = """
rīkojums Nr. 78, 10.02.2022.
Nr. 97 040 2022
noteikumi Nr. 639 (23-TA-1199), 15.10.2024.
MK noteikumi Nr. 970 (2009)
23-TA-1199
22-TA-29123
Nr. 2022/12345678
29123456/2024
lieta Nr. 29123456
rīkojums Nr. 29123456
dok. Nr. 62345678
reģistrācijas Nr. 40003053670
reģ. nr. 90000038578
reģ. Nr. 50003121411
LV40003053670
LV 40003053670
PVN LV90000038578
40003053670
90000038578
0001000
0002000
0054010
LV0046
LV0050
0001000, 0002000, 0003000
ATVK 0020000
ATVK 0024500
kods 0029600
LV-1520
LV-1010 Rīga
Brīvības bulvāris 36, Rīga, LV-1520
LV90TREL2210000000000
LV90 TREL 2210 0000 0000 0
LV44TREL2010000000001
kadastra Nr. 01000120034
kadastra apzīmējums 32010010012
01000120034
ISBN 978-9984-12-345-6
ISBN 9789984123456
ISSN 1407-2157
doi:10.1787/9a20554b-en
DOI 10.1787/26173441
10.1787/26173441
56.949649, 24.105186
24.105186
56.94965 24.10519
506512.3, 312345.6
EN 301 549
ISO 3166-1
ISO 27001:2022
v20.25.30.35x
1.67.0
3.11.7
P5-3.5
P5-1.n1
5.3a un 5.3.n1–5.3.n4
3.5.
1.1., 1.2., 1.3.
2.1.1.2. apakšpunkts
8.1.1. pasākums
5.1.1.0/25/A/001
Nr. 2.3.1.1.i.0/1/24/I/CFLA/001
9.2.4.2/16/I/088
CFLA 1.1.1.1/16/A/001
2014LV05M9OP001
12. panta 3. daļa
12.3 panta
IP 127.0.0.1
[1] [2] [3]
#29
2+2=4
1/2
16:9
1 000 000 000 000
26 pasākumi no 42
14 no 40; 16 no 40
107 no 294
42 pašvaldības, 5 plānošanas reģioni
DSD_GOV_INT@DF_GOV_TDG_2025
OECD.GOV.GIP:DSD_GOV@DF_GOV_2025(1.0)
""".strip().splitlines()

WORDS = """
@valstskanceleja
@ManaBalss
Sekojiet: @delna.lv
X: @Brivibas36
Meeting at 10:30
available at likumi.lv
published at data.gov.lv
see www.mk.gov.lv at any time
at www.mk.gov.lv
Look at data.gov.lv and www.ogp.org
(a) pirmais; (b) otrais
5 @ 10
a @ b
cena @ 10,50
e-pasts
zvanīt 112
tālr. 112
bezmaksas tālr. 8989
50 %
12,5 %
37,5 % no 29 %
12.5 %–37.5 %
100%
99,9 % no 1 250 000
50/50
24/7
100 g
A4
COVID-19
5G
Rīga2030
Web 2.0
C++ 20
""".strip().splitlines()

LINKS = """
https://likumi.lv/ta/id/358619
https://likumi.lv/ta/id/29123456-par-planu
https://m.likumi.lv/ta/id/29123456
https://likumi.lv/29123456
likumi.lv/29123456
www.vide.lv/lv/67408155
https://tapportals.mk.gov.lv/annotation/67082800
https://tapportals.mk.gov.lv/annotation/7d853784-2364-418d-a00b-b42ce44563d4
https://www.mk.gov.lv/lv/media/12038512345/download
https://www.mk.gov.lv/lv/media/150687-11234/download
https://opengovpartnership.org/?p=88258
https://opengovpartnership.org/?p=29123456
https://www.youtube.com/watch?v=26411873abc
https://data.gov.lv/dati/lv/dataset/29123456
https://medium.com/@valsts/plans-26411873
https://cdn.vide.lv/npm/pakete@1.2.3/f.js
https://cdn.vide.lv/npm/pakete@latest/f.js
https://www.google.com/maps/@56.9496,24.1052,15z
https://docs.google.com/spreadsheets/d/1a2b3c/edit#gid=26411873
https://vide.lv/20241107/26411873.pdf
https://hotel/12345678
https://vide.lv/a?id=26411873&d=20241107
https://vide.lv/%D0%BF%20a
https://vide.lv/?q=50%25
https://doi.org/10.1787/26173441-en
7d853784-2364-418d-a00b-b42ce44563d4
3f786850e387550fdab836ed7e6dc881de23001b
""".strip().splitlines()

HARMLESS = [*SUMS, *DATES, *CODES_OF_THINGS, *WORDS, *LINKS]


def test_the_harmless_are_many_and_differ() -> None:
    assert len(set(HARMLESS)) == len(HARMLESS) >= 200


@pytest.mark.parametrize("public", HARMLESS)
def test_what_only_looks_alike_stays(public: str) -> None:
    for said in ("{0}", "Skat. {0}", "Skat. {0} (3.5. pasākums, 2024).", "{0}; {0}", "“{0}”"):
        text = tidy(said.format(public))
        assert redact(text) == text


def test_a_word_of_ones_own_is_looked_at_as_any_text() -> None:
    answer = BY_CODE["indicator_values"].by_name["answer"]
    assert parse("26411873", answer) == Ok("[…]", "personal_data_removed")


@pytest.mark.parametrize("address", ["https://vide.lv/?kam=liga%40vide.gov.lv", "https://wa.me/37126411873"])
def test_a_link_with_personal_data_is_no_link(address: str) -> None:
    assert parse(address, BY_CODE["plans"].by_name["link"]) == Bad("not_a_link")
