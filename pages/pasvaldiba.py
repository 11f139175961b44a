"""One municipality: what is known of it, what it could do next, who does it already, and what to take along."""

import streamlit as st

from components.blocks.html import write
from components.blocks.vocabulary import Group, Heading
from components.frame import downloads, filters, locating, shell
from components.frame.written import written
from components.screens.municipality import profile, profile_changes, profile_papers, profile_peers
from components.view import public_address
from components.wording import slugs
from data.answers.peers import MOST
from data.contract.addresses import Page
from data.words import N_

seen = shell.view()
tongue = seen.words
address = filters.bound("kods", "lidzigas", "pec", "vieta", "kops")
unit = (found := locating.locate(seen, address["kods"])).unit
sheet = st.container(key="sheet")
top = sheet.container()
with sheet.container(key="filter_municipality"):
    filters.choose_one("kods", tongue.say(N_("Municipality")), profile.offered(seen), unit.code if unit else "")

if unit is None:
    top.html(write(shell.banner(seen, Page.MUNICIPALITY), written(seen, profile.index, found)))
else:
    basis = profile_peers.basis_of(seen, unit, address["pec"])
    alike = tuple(address["lidzigas"].split(slugs.SEPARATOR))
    top.html(write(shell.banner(seen, Page.MUNICIPALITY), profile.heading(seen, found, unit)))
    if profile.in_force(seen, unit):
        sheet.html(written(seen, profile.core_table, unit) + written(seen, profile_peers.steps, unit, basis, alike))
        sheet.html(write(Heading(2, tongue.say(N_("Beside its peers")))))
        with sheet.container(key="filter_peers"):
            left, right = st.columns([1, 3])
            with left:
                filters.choose_one("pec", tongue.say(N_("Alike in")), profile_peers.bases(tongue), basis.value)
            with right:
                label = tongue.say(N_("Or chosen by hand, up to {most}"), most=MOST)
                hint, others = tongue.say(N_("choose a municipality")), profile_peers.offered(seen, unit)
                filters.choose_some("lidzigas", label, others, address["lidzigas"], most=MOST, hint=hint)
            if profile_peers.scored(seen, unit):
                filters.toggle("vieta", tongue.say(N_("Show the place among its kind")), address["vieta"])
        ranked = address["vieta"] == "1"
        compared = written(seen, profile_peers.comparison, unit, basis, alike)
        sheet.html(compared + write(profile_peers.score(seen, unit, ranked=ranked)))
    sheet.html(written(seen, profile.assessments, unit) + write(profile_changes.changes(seen, unit, address)))
    sheet.html(write(Group(written(seen, profile.other_table, unit), "full")))
    label = tongue.say(N_("This municipality’s rows"))
    downloads.offer_values(seen, profile_papers.own_values(seen, unit), label, f"pasvaldiba-{unit.code}")
    with st.container(key="filter_letter"):
        st.html(write(Heading(2, tongue.say(N_("Tell of an error, or show this on your own site")))))
        titles = profile_papers.reportable(seen, unit)
        key = f"letter-{unit.code}-{tongue.language}"
        wrong = st.selectbox(
            tongue.say(N_("A letter about")), list(titles), format_func=lambda own: titles[own], key=key
        )
        st.code(profile_papers.error_report(seen, unit, wrong), language=None, wrap_lines=True)
        if lines := profile_papers.snippets(seen, unit, public_address(st.context.url)):
            st.code(lines, language=None, wrap_lines=True)
