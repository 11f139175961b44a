"""The style sheet: calm, print-like, one accent. Sizes here, colours from the palette."""

from components.palette import CARMINE, INK, LINE, MUTED, PAPER, TINT

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
[data-testid="stHtml"] h3 {{ font-size: 1rem; margin: .6rem 0 .2rem; padding: 0; }}
ol.timeline {{ margin: 0; padding: 0; }}
ol.timeline > li {{ border-left: 3px solid {LINE}; padding-left: .9rem !important; margin-bottom: .6rem !important; }}
.grid {{ display: grid; gap: 0 2.2rem; }}
.grid.two {{ grid-template-columns: minmax(0, 1.45fr) minmax(0, 1fr); }}
.grid.three {{ grid-template-columns: repeat(3, minmax(0, 1fr)); }}
ul.facts > li {{ padding-left: .9rem !important; position: relative; margin-bottom: .15rem !important; }}
ul.facts > li::before {{ content: "–"; position: absolute; left: 0; color: {MUTED}; }}
[data-testid="stHtml"] ul.legend a {{ color: {INK}; text-decoration-color: {LINE}; }}
ul.legend {{ display: flex; flex-wrap: wrap; gap: .15rem 1.2rem; margin: .1rem 0 .5rem !important; }}
.part {{ margin-top: 1.6rem; }}
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
@media print {{
  header, [data-testid="stToolbar"], .st-key-toolbar, nav.steps, nav.sections, .plans a,
  [data-testid="stDownloadButton"], [class*="st-key-filter_"] {{ display: none !important; }}
  [data-testid="stMainBlockContainer"] {{ padding: 0; max-width: none; }}
  [data-testid="stMain"], [data-testid="stAppViewContainer"], .stApp {{
    position: static !important; overflow: visible !important; height: auto !important;
  }}
  section, tr, .direction, ol.timeline > li {{ break-inside: avoid; }}
  thead {{ display: table-header-group; }}
}}
</style>"""
