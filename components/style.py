"""The style sheet: calm, print-like, one accent. Sizes here, colours from the palette."""

from components.palette import CARMINE, INK, LINE, MUTED, TINT

SHEET = f"""<style>
.st-key-bound {{ display: none; }}
[data-testid="stMainBlockContainer"] {{ padding: 3.6rem 2rem 2rem; max-width: 1320px; }}
[data-testid="stHtml"] {{ color: {INK}; font-size: 16px; line-height: 1.4; }}
[data-testid="stHtml"] h1 {{ font-size: 1.75rem; line-height: 1.2; margin: 0 0 .4rem; padding: 0; }}
[data-testid="stHtml"] h2 {{ font-size: 1.25rem; margin: 1.1rem 0 .4rem; padding: 0; }}
[data-testid="stHtml"] a {{ color: {CARMINE}; text-decoration: underline; text-underline-offset: 2px; }}
.muted {{ color: {MUTED}; }}
.data-line {{ border-top: 1px solid {LINE}; margin-top: 1.5rem; padding-top: .6rem; color: {MUTED}; font-size: 14px; }}
table.data {{ border-collapse: collapse; width: 100%; }}
table.data caption {{ text-align: left; color: {MUTED}; padding: .2rem 0 .4rem; }}
table.data th, table.data td {{
  text-align: left; vertical-align: top; padding: .3rem .5rem; border-bottom: 1px solid {LINE};
}}
table.data thead th {{ border-bottom: 2px solid {INK}; font-weight: 600; vertical-align: bottom; }}
table.data .number {{ text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }}
table.data tr.group th, table.data tr.group td {{ background: {TINT}; font-weight: 600; }}
@media (max-width: 640px) {{
  [data-testid="stMainBlockContainer"] {{ padding: 3.4rem .8rem 1rem; }}
  [data-testid="stHtml"] h1 {{ font-size: 1.4rem; }}
  .scroll {{ overflow-x: auto; }}
}}
@media print {{ header, [data-testid="stToolbar"] {{ display: none !important; }} }}
</style>"""
