"""The style sheet: calm, print-like, one accent. Sizes here, colours from the palette."""

from components.fonts.files import STACK
from components.meeting.layout import BELOW, BODY, CODE, GAP, HEIGHT, LEADING, MARGIN, TITLE, WIDTH
from components.palette import BLACK, CARMINE, FILLS, HATCH, INK, LINE, MUTED, PAPER, TINT

MAP_WIDTH, MAP_HEIGHT = 610, 350
"""The map's box in pixels; on narrower screens all of it is drawn smaller."""

_TILES = "\n".join(
    f'[data-testid="stHtml"] .tiles .tile.{name} {{ background: '
    + (f"repeating-linear-gradient(-45deg, {HATCH} 0 1px, {fill.colour} 1px 6px)" if fill.hatched else fill.colour)
    + f"; color: {fill.text}; }}"
    for name, fill in FILLS.items()
)

SHEET = f"""<style>
.st-key-bound, .st-key-bound_filters {{ display: none; }}
[data-testid="stMainBlockContainer"] {{ padding: 3.1rem 2rem 2rem; max-width: 1320px; }}
[data-testid="stHtml"] {{ color: {INK}; font-size: 16px; line-height: 1.4; }}
[data-testid="stHtml"] h1 {{ font-size: 1.75rem; line-height: 1.2; margin: 0 0 .4rem; padding: 0; }}
[data-testid="stHtml"] h2 {{ font-size: 1.12rem; margin: .4rem 0 .15rem; padding: 0; }}
[data-testid="stHtml"] h2 a {{ color: inherit; }}
[data-testid="stHtml"] a {{ color: {CARMINE}; text-decoration: underline; text-underline-offset: 2px; }}
[data-testid="stHtml"] ul, [data-testid="stHtml"] li {{ margin: 0; padding: 0; list-style: none; font-size: inherit; }}
[data-testid="stHtml"] p {{ margin: 0 0 .35rem; }}
[data-testid="stMain"]:focus-visible, .scroll:focus-visible {{
  outline: 2px solid {CARMINE} !important; outline-offset: -2px;
}}
.muted {{ color: {MUTED}; }}
.mark {{ color: {CARMINE}; }}
.small {{ font-size: 14px; }}
[data-testid="stVerticalBlock"] {{ gap: .35rem; }}
.unseen {{ position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }}
.lead {{ font-size: 16px; }}
.banner {{ border-left: 4px solid {CARMINE}; background: {TINT}; padding: .5rem .8rem; margin-bottom: .6rem; }}
.plans {{ font-size: 15px; margin-bottom: .2rem !important; }}
nav.sections {{ display: flex; flex-wrap: wrap; gap: .4rem; margin: .5rem 0 .7rem; }}
[data-testid="stHtml"] nav.sections a {{
  border: 1px solid {LINE}; border-radius: 1rem; padding: .2rem .8rem; color: {INK}; text-decoration: none;
}}
[data-testid="stHtml"] nav.sections a:hover {{ border-color: {INK}; }}
[data-testid="stHtml"] nav.sections a[aria-current] {{ background: {INK}; border-color: {INK}; color: {PAPER}; }}
.shape {{ display: inline-block; vertical-align: -2px; }}
.st-key-toolbar {{
  position: fixed; top: .65rem; right: 1rem; z-index: 999990; width: auto; align-items: center; gap: .8rem;
}}
.st-key-toolbar [data-testid="stDateInput"] {{ width: 9rem; }}
dl.facts {{
  display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .2rem 1rem;
  margin: 0 0 .6rem !important; padding: 0 !important;
}}
dl.facts dt {{ color: {MUTED}; max-width: 11rem; }}
dl.facts dt, dl.facts dd {{ margin: 0 !important; padding: 0 !important; }}
dl.facts dd {{ overflow-wrap: anywhere; }}
.answer {{ white-space: nowrap; }}
[data-testid="stHtml"] h3 {{ font-size: 1rem; margin: .6rem 0 .2rem; padding: 0; }}
ol.timeline, ol.steps {{ margin: 0; padding: 0; }}
ol.timeline > li {{ border-left: 3px solid {LINE}; padding-left: .9rem !important; margin-bottom: .6rem !important; }}
.grid {{ display: grid; gap: 0 2.2rem; }}
.grid.two {{ grid-template-columns: minmax(0, 1.45fr) minmax(0, 1fr); }}
.grid.three {{ grid-template-columns: repeat(3, minmax(0, 1fr)); }}
ul.facts > li {{ padding-left: .9rem !important; position: relative; margin-bottom: .15rem !important; }}
ul.facts > li::before {{ content: "–"; position: absolute; left: 0; color: {MUTED}; }}
[data-testid="stHtml"] ul.legend a {{ color: {INK}; text-decoration-color: {LINE}; }}
ul.legend {{ display: flex; flex-wrap: wrap; gap: .15rem 1.2rem; margin: .1rem 0 .5rem !important; }}
.part {{ margin-top: 1.6rem; }}
[data-testid="stHtml"] summary {{ color: {CARMINE}; cursor: pointer; margin: .2rem 0; }}
[data-testid="stHtml"] summary:focus-visible {{ outline: 2px solid {CARMINE}; outline-offset: 2px; }}
.direction {{ margin-bottom: .4rem; }}
.direction img {{ display: block; max-width: 100%; height: auto; margin-top: .15rem; }}
img.narrow {{ display: none !important; }}
img.wide {{ max-width: 100%; height: auto; }}
.data-line {{ border-top: 1px solid {LINE}; margin-top: 1.5rem; padding-top: .6rem; color: {MUTED}; font-size: 14px; }}
table.data {{ border-collapse: collapse; width: 100%; }}
table.data caption {{ text-align: left; color: {MUTED}; padding: .2rem 0 .4rem; }}
table.data th, table.data td {{
  text-align: left; vertical-align: top; padding: .3rem .5rem; border-bottom: 1px solid {LINE};
}}
table.data thead th {{ border-bottom: 2px solid {INK}; font-weight: 600; vertical-align: bottom; }}
table.data tbody th {{ font-weight: 400; }}
.slide table.data a[href*="pasakums="] {{ white-space: nowrap; }}
table.data .number {{ text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }}
table.data tr.group th, table.data tr.group td {{ background: {TINT}; font-weight: 600; }}
@media (max-width: 640px) {{
  [data-testid="stMainBlockContainer"] {{ padding: 3.4rem .8rem 1rem; }}
  [data-testid="stHtml"] h1 {{ font-size: 1.4rem; }}
  .grid.two, .grid.three {{ grid-template-columns: minmax(0, 1fr); }}
  img.wide {{ display: none !important; }}
  img.narrow {{ display: block !important; max-width: 100%; height: auto; }}
  .st-key-toolbar {{ position: static; }}
  dl.facts {{ grid-template-columns: minmax(0, 1fr); gap: 0; }}
  dl.facts dd {{ margin-bottom: .4rem; }}
  .scroll {{ overflow-x: auto; }}
  table.stacks thead {{ position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }}
  table.stacks tr, table.stacks th, table.stacks td {{ display: block; border: 0 !important; padding: .1rem .4rem; }}
  table.stacks tr.group {{ background: {TINT}; }}
  table.stacks tr {{ border-bottom: 1px solid {LINE} !important; padding: .35rem 0; }}
  table.stacks td.number {{ display: inline-block; text-align: left; margin-right: .7rem; }}
  table.stacks td:empty {{ display: none; }}
  table.stacks td::before {{ content: attr(data-label) ": "; color: {MUTED}; }}
  table.folds, table.folds caption, table.folds thead, table.folds tbody {{ display: block; }}
  table.folds tr {{ display: flex; flex-wrap: wrap; border-bottom: 1px solid {LINE}; padding: .15rem 0; }}
  table.folds th, table.folds td {{ box-sizing: border-box; border: 0 !important; padding: 0 .2rem; }}
  table.folds td, table.folds thead th {{ flex: 1 0 23%; max-width: 33%; }}
  table.folds th:first-child:not(.aside) {{ flex: 1 0 31%; }}
  table.folds th.aside:first-child {{ flex: 0 0 100%; max-width: none; }}
  table.folds thead tr {{ border-bottom: 2px solid {INK}; align-items: flex-end; }}
  table.folds thead th {{ font-size: 12px; min-width: 0; }}
  table.folds thead th.number {{ white-space: normal; }}
  table.folds thead th.aside:not(:first-child), table.folds td.aside:empty {{ display: none; }}
  table.folds td.aside {{
    order: 1; flex: 0 1 auto; max-width: 100%; font-size: 13px; color: {MUTED}; text-align: left; white-space: normal;
  }}
  table.folds td.aside::before {{ content: attr(data-label) ": "; }}
  table.data:not(.stacks) th:first-child {{ position: sticky; left: 0; background: {PAPER}; }}
}}
table.data tr.group ~ tr:not(.group) th {{ padding-left: 1.4rem; }}
.st-key-map {{ position: relative; min-width: {MAP_WIDTH}px; }}
.st-key-map > :first-child {{ position: absolute; top: 48%; left: 52%; width: 32%; z-index: 0; }}
.st-key-map [data-testid="stDeckGlJsonChart"] {{ position: relative; z-index: 1; }}
.st-key-map :focus-visible {{ outline: 3px solid {CARMINE} !important; outline-offset: -3px; }}
.tiles .line {{ display: flex; gap: 2px; margin-bottom: 2px; }}
.tiles .tile {{
  flex: 1 1 0; min-width: 0; height: 48px; padding: 2px 1px; overflow: hidden; text-align: center; line-height: 1.15;
  font-size: 11.5px; letter-spacing: -.1px; border: 1px solid {MUTED}; border-radius: 2px;
  text-decoration: none !important; print-color-adjust: exact;
}}
.tiles .tile b, .tiles .tile i {{ display: block; font-weight: 600; font-style: normal; white-space: nowrap; }}
.tiles .tile i {{ font-weight: 400; }}
.tiles .tile.none {{ border-color: transparent; }}
.tiles .tile.city {{ border: 3px solid {INK}; padding: 0; }}
.tiles .tile.unknown b, .tiles .tile.unknown i {{ background: {PAPER}; width: fit-content; margin: 0 auto; }}
.tiles .tile[aria-current], .tiles .tile:focus-visible {{
  outline: 3px solid {CARMINE}; outline-offset: 1px; z-index: 1;
}}
{_TILES}
.picked {{ border-left: 4px solid {CARMINE}; padding: .3rem .7rem; background: {TINT}; }}
table.data tr.marked th, table.data tr.marked td {{ background: {TINT}; border-top: 2px solid {CARMINE};
  border-bottom: 2px solid {CARMINE}; }}
@media (min-width: 641px) and (max-width: 820px) {{ .st-key-map {{ zoom: .46; }} }}
@media (min-width: 821px) and (max-width: 1020px) {{ .st-key-map {{ zoom: .62; }} }}
@media (min-width: 1021px) and (max-width: 1260px) {{ .st-key-map {{ zoom: .8; }} }}
@media (max-width: 640px) {{
  .st-key-map {{ zoom: .55; }}
}}
@media (max-width: 1150px) {{
  .tiles .tile {{ height: 58px; }}
  .tiles .tile b, .tiles .tile i {{ white-space: normal; overflow-wrap: anywhere; }}
}}
@page {{ size: A4; margin: 10mm 12mm; }}
@media print {{
  header, [data-testid="stToolbar"], .st-key-toolbar, nav.steps, nav.sections, .plans a,
  [data-testid="stDownloadButton"], .st-key-map, [class*="st-key-filter_"] {{ display: none !important; }}
  [data-testid="stMainBlockContainer"] {{ padding: 0; max-width: none; }}
  [data-testid="stMain"], [data-testid="stAppViewContainer"], .stApp {{
    position: static !important; overflow: visible !important; height: auto !important;
  }}
  section, tr, .direction, ol.timeline > li {{ break-inside: avoid; }}
  section:has(details) {{ break-inside: auto; }}
  details::details-content {{ content-visibility: visible !important; block-size: auto !important; }}
  thead {{ display: table-header-group; }}
  .full {{ display: none !important; }}
  .data-line {{ font-size: 9px; margin-top: 0; padding-top: .2rem; }}
  [data-testid="stVerticalBlock"] {{ gap: 0; }}
  .st-key-sheet [data-testid="stHtml"], .st-key-sheet .lead {{ font-size: 10px; line-height: 1.17; }}
  .st-key-sheet [data-testid="stHtml"] .small {{ font-size: 9px; }}
  .st-key-sheet [data-testid="stHtml"] p {{ font-size: inherit; margin: 0; }}
  .st-key-sheet .shape {{ width: 10px; height: 10px; vertical-align: -1px; }}
  .st-key-sheet [data-testid="stHtml"] h1 {{ font-size: 18px; }}
  .st-key-sheet [data-testid="stHtml"] h2 {{ font-size: 12px; margin: .25rem 0 0; }}
  .st-key-sheet table.data th, .st-key-sheet table.data td {{ padding: .05rem .3rem; }}
}}
</style>"""

# A step of a meeting is laid out for 1280 by 720 and grows with the screen (`components.meeting.layout`).
_SLIDE = f"""
.slide {{
  font-size: max({BODY}px, min(calc(100vw * {BODY} / {WIDTH}), calc(100vh * {BODY} / {HEIGHT})));
  line-height: {LEADING}; color: {INK}; position: relative; box-sizing: border-box; overflow-wrap: anywhere;
  min-height: 100vh; padding: {MARGIN / BODY:.3f}em {MARGIN / BODY:.3f}em {BELOW / BODY:.3f}em;
}}
.slide h1 {{
  font-size: {TITLE / BODY:.3f}em !important; line-height: 1.15 !important; margin: 0 0 {GAP / TITLE:.3f}em !important;
}}
.slide p {{ margin: 0 0 .35em !important; font-size: 1em; }}
.slide .kicker, .slide .foot {{ color: {MUTED}; }}
.slide .kicker {{ margin: 0 !important; }}
.slide .foot {{ position: absolute; left: {MARGIN / BODY:.3f}em; bottom: .3em; margin: 0 !important; }}
.slide .scroll {{ overflow: visible; }}
.slide table.data {{ table-layout: fixed; font-size: 1em; margin-bottom: {GAP / BODY:.3f}em; }}
.slide table.data th, .slide table.data td {{ padding: .2em .5em .2em 0; font-size: 1em; }}
.slide .shape {{ width: .9em; height: .9em; vertical-align: -.08em; }}
.slide .legend {{ font-size: 1em; }}
.slide .picture {{ display: block; width: 100%; height: auto; margin-bottom: .4em; }}
.slide .beside {{ display: flex; gap: 1.6em; align-items: flex-start; }}
.slide .beside > div {{ flex: 1; min-width: 0; }}
.slide .code {{ width: {CODE / BODY:.3f}em; text-align: center; color: {MUTED}; }}
.slide .code img {{ display: block; width: 100%; height: auto; }}
{"".join(f".slide .w{n} {{ width: calc(100% * {n} / 12); }}" for n in range(1, 12))}
@media (max-width: 640px) {{
  .slide {{ font-size: 18px; padding: 1rem .8rem 8rem; }}
  .slide .beside {{ display: block; }}
  .slide .foot {{ position: static; margin-top: 1rem !important; }}
  .slide th[class*="w"], .slide td[class*="w"] {{ width: auto; }}
}}"""

SLIDE = f"<style>{_SLIDE}</style>"
"""What a step of a meeting needs on top of the sheet; also all that the offline page needs for it."""

PROJECTOR = f"""<style>
[data-testid="stHtml"], .slide, .slide .kicker, .slide .foot, .muted, .data-line, dl.facts dt, table.data caption {{
  color: {BLACK} !important;
}}
table.data th, table.data td {{ border-bottom: 2px solid {BLACK} !important; }}
table.data thead th {{ border-bottom-width: 4px !important; }}
table.data tr.group th, table.data tr.group td, .banner {{ background: {PAPER} !important; }}
.shape {{ transform: scale(1.15); }}
</style>"""
"""For washed-out lamps: nothing grey, nothing tinted, thicker lines."""

PRESENTING = f"""<style>{_SLIDE}
header[data-testid="stHeader"], .st-key-toolbar, .data-line {{ display: none !important; }}
[data-testid="stMainBlockContainer"] {{ padding: 0 !important; max-width: none; }}
[data-testid="stMain"] [data-testid="stVerticalBlock"] {{ gap: 0; }}
.st-key-presenter {{ position: fixed; right: .5rem; bottom: .3rem; width: auto; z-index: 5; }}
@media (hover: none) {{
  .st-key-key_Right, .st-key-key_Left, .st-key-key_Home, .st-key-key_End {{ display: none; }}
}}
@media (hover: hover) {{ .st-key-presenter:not(:focus-within) {{ opacity: 0; height: 1px; overflow: hidden; }} }}
</style>"""
"""A step alone on the screen: no menu, no footer; the buttons show themselves to keyboards and fingers only."""

OFFLINE = f"""<style>
body {{ margin: 0; font-family: {STACK}; background: {PAPER}; }}
header, .figure {{ padding: 1.5rem 2rem; max-width: 1200px; }}
button {{ font: inherit; padding: .5rem 1rem; border: 2px solid {CARMINE}; background: {PAPER}; color: {CARMINE}; }}
#next {{ display: none; position: fixed; right: .5rem; bottom: .3rem; }}
.slide {{ border-top: 1px solid {LINE}; }}
.slide h2.finding {{
  font-size: {TITLE / BODY:.3f}em !important; line-height: 1.15 !important; margin: 0 0 {GAP / TITLE:.3f}em !important;
}}
.presenting header, .presenting .figure, .presenting .slide:not(.shown) {{ display: none; }}
.presenting .slide {{ border: 0; }}
@media (hover: none) {{ .presenting #next {{ display: block; }} }}
@media print {{ .slide {{ break-after: page; min-height: 0; }} #begin, #next {{ display: none !important; }} }}
</style>"""
"""What the offline page needs besides: no Streamlit, one step at a time."""
