"""The words for every fault: what is wrong at this place and what to write instead.

An issue code is the name of a rule; its sentence is a key of the message catalogue and ends with the cure.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import IntEnum
from types import MappingProxyType

from data.contract.tables import BY_CODE, TABLES
from data.intake.text import tidy
from data.model import Issue, Severity
from data.words import N_, Words

_NOTICES: Mapping[str, str] = {
    "guard_rows_gone": N_(
        "rows gone, as of the read of {when}: {count} ({rows}). Restore them from the version history if "
        "that was not intended."
    ),
    "guard_keys_changed": N_(
        "rows with another key, as of the read of {when}: {count} ({rows}). Undo it if that was not intended."
    ),
    "guard_statuses_changed": N_(
        "rows with another status, as of the read of {when}: {count} ({rows}). Undo it if that was not intended."
    ),
    "hold_removed": N_(
        "the tab was removed and that was approved, so there are no data for it. Add the tab “{tab}” to show your own."
    ),
    "report_says_nothing": N_(
        "the row says neither a status nor what was done, so the earlier status remains. Enter one of them, or delete "
        "the row."
    ),
    "read_as_empty": N_("“{shown}” was read as unknown. If it is unknown, leave the cell empty."),
    "read_as_default": N_(
        "“{shown}” was read as an empty cell, which in this column means “{value}”. Choose from the list what is meant."
    ),
    "date_normalised": N_("“{shown}” was read as {value}. Enter {value} to leave no doubt."),
    "word_normalised": N_("“{shown}” was read as “{value}”. Choose “{value}” from the list."),
    "id_normalised": N_("“{shown}” was read as “{value}”. Enter “{value}”."),
    "link_scheme_added": N_("“{shown}” was read as {value}. Enter the whole address with https://."),
    "link_unread": N_(
        "“{shown}” has a link behind it that was not read. Enter its full address, beginning with "
        "https://, in a column for evidence, sources or links."
    ),
    "number_points": N_("“{shown}” was read with points between the thousands. Enter {value}."),
    "number_commas": N_("“{shown}” was read with commas between the thousands. Enter {value}."),
    "share_fraction": N_(
        "“{shown}” is less than one percent, though the other shares of this answer are {low}% to {high}%. Enter "
        "{value} if {value}% is meant; otherwise leave it."
    ),
    "number_unit_dropped": N_(
        "“{shown}” was read without “{unit}”. Enter the number alone; the column names the unit."
    ),
    "personal_data_removed": N_(
        "an e-mail address, telephone number or personal identity number was removed and is not stored. Name the "
        "institution or role instead."
    ),
    "code_zeros_added": N_(
        "“{shown}” was read as {value}: leading zeros were lost. Format the column as text and enter {value}."
    ),
    "municipality_former": N_("“{shown}” no longer exists and was read as “{value}”. Enter “{value}”."),
    "municipality_ended": N_(
        "municipality “{shown}” ceased to exist on {end}, before the date of the source ({value}); the value is kept "
        "in its history and is not counted. Enter the municipality that it is now part of, or correct the date."
    ),
    "value_superseded": N_(
        "row {newer} has a newer value of the same municipality and indicator, which is shown from its date on; the "
        "value of this row stays in the history. Delete whichever row is wrong, if one is."
    ),
    "number_without_answer": N_(
        "“{shown}” has no answer beside it, so the row gives none: an earlier answer stays or, without one, “no "
        "information” is shown. Choose the answer in the column “Atbilde”."
    ),
    "merged_filled": N_("the merged cells were read as “{shown}” in every row. Unmerge them and enter it in each row."),
    "rows_above_header": N_(
        "the headers are in row {header}; what is above them was not read. Delete the rows above: the headers belong "
        "in row 1."
    ),
    "header_repeated": N_("the header row is repeated here and was not read. Delete the row."),
    "totals_row": N_("a row of totals (“{shown}”) was not read. Delete it: the dashboard counts by itself."),
    "rows_repeated": N_(
        "several rows ({rows}) say the same (“{shown}”) and are read as one, as entered in row {row}. Keep one of "
        "them, or correct what should differ."
    ),
    "hidden_rows": N_(
        "{count} hidden rows are shown on the dashboard like any other. Show them in the sheet too, or take the filter "
        "off if there is one; move what should not be shown to another file."
    ),
    "filtered_rows": N_(
        "a filter hides {count} rows; the dashboard shows them like any other. Take the filter off to see them all."
    ),
    "column_alias": N_("the header “{shown}” was read as “{column}”. Enter the header “{column}”."),
    "column_unknown": N_(
        "the column “{shown}” is not one that this tab can have and was neither read nor stored. Enter one of the "
        "headers listed under “Columns” in “About the data”, or move the column to another file."
    ),
    "ties_by_id": N_(
        "the column is not there, so the indicators follow the measures of {plan} as before: {value}. Add the column "
        "with these values, and the measures of other plans ({others}) beside them where they follow those too."
    ),
    "measure_read_as": N_(
        "“{shown}”: other plans have the same number; going by the row’s date, it was read as {value}. Enter the "
        "measure’s ID if another was meant."
    ),
    "plans_in_force": N_(
        "“{shown}” is also given for {others}, but only one plan is in force at a time. Enter “noslēdzies” "
        "for the plan that has ended, or “izstrādē” for the one that has not begun."
    ),
    "column_missing_optional": N_(
        "the column is missing and is read as unknown. Add the header “{column}” to row {header}."
    ),
    "tab_alias": N_("the tab was read as “{value}”. Rename it to “{value}”."),
    "tab_unknown": N_(
        "the tab is not one that the dashboard knows and was not read. Move it to another file; if it is one of the "
        "dashboard’s tabs that is missing here, give it that tab’s name."
    ),
    "tab_copy": N_(
        "the tab looks like a copy of “{value}” and was not read. It does no harm; move it to another file "
        "if it is in the way."
    ),
    "tab_from_embedded": N_(
        "the tab is missing; the embedded data, where there are any, are shown instead. Add the tab “{tab}” to show "
        "your own."
    ),
    "encoding_cp1257": N_("the file was read in the character set Windows-1257. Save it as CSV UTF-8."),
    "done_without_evidence": N_(
        "the status “Izpildīts” has no evidence. The measure counts as done, and “Needs attention” says that the "
        "evidence is missing. Enter the evidence in this column, with a link."
    ),
    "agenda_missing": N_(
        "no agenda is known for this council meeting. Enter its items in the tab “{target}”, with {shown} "
        "in the column “Sēde”."
    ),
    "agenda_long": N_(
        "the meeting {shown} has {count} agenda items, which looks like a mistake. Delete the rows that "
        "are not of this meeting; if all {count} are, leave them."
    ),
    "address_unknown": N_(
        "“{shown}” is not a page of this dashboard. Enter one of: {allowed}; what follows it, from ? on, may stay."
    ),
    "heading_long": N_(
        "the text has {count} characters and does not fit as a heading on the projector. Shorten it to {limit}."
    ),
    "report_to_come": N_(
        "“{shown}” is in the future (today: {value}), and the report counts only from that day on. Correct the date."
    ),
    "day_to_come": N_(
        "“{shown}” is in the future (today: {value}), though it describes what has happened. Correct the date."
    ),
    "day_before_plan": N_(
        "“{shown}” is before the plan begins ({value}). Correct the date, or enter the measure of the plan "
        "that was in force then."
    ),
    "day_long_past": N_(
        "“{shown}” is long before the first plan; dates before {value} are unusual here. Correct the year "
        "if it is a mistake."
    ),
    "day_far_ahead": N_(
        "“{shown}” is far ahead; dates after {value} are unusual here. Correct the year if it is a mistake."
    ),
    "deadline_before_report": N_(
        "the new deadline “{shown}” is before the report itself ({value}). Correct the deadline or the "
        "date of the report."
    ),
    "deadline_far": N_(
        "the deadline “{shown}” is more than five years after the plan’s end ({value}). Correct the year if it is "
        "wrong."
    ),
    "due_before_meeting": N_(
        "the decision is due on “{shown}”, before its meeting ({value}). Correct the deadline, or enter "
        "the right meeting."
    ),
    "due_far": N_(
        "the decision is due on “{shown}”, more than five years after its meeting ({value}). Correct the year if it "
        "is wrong."
    ),
    "meeting_id_date": N_("the ID “{shown}” does not match the date {value}. Correct whichever is wrong."),
}

_REJECTED: Mapping[str, str] = {
    "formula_error": N_("“{shown}” is a formula’s error. Correct the formula or enter the value itself."),
    "formula_not_calculated": N_(
        "the formula was never calculated, so its value is not known. Open the file in a spreadsheet "
        "program and save it, or enter the value itself."
    ),
    "google_cell_restless": N_(
        "the cell’s text is different at every read, as with a formula that shows the time. Enter the value itself."
    ),
    "cell_loading": N_(
        "“{shown}”: the cell was still loading. Wait until the sheet has loaded, or enter the value itself."
    ),
    "text_too_long": N_(
        "the text has {length} characters; at most {limit} fit. Shorten it and link to the whole text."
    ),
    "link_scheme": N_("“{shown}” is not a web address of http or https. Enter an address that begins with https://."),
    "not_a_link": N_("“{shown}” is not a web address. Enter one that begins with https://, or leave the cell empty."),
    "not_an_id": N_(
        "what is entered is too long or looks like personal data, so it cannot be an ID or a number. Enter a short "
        "one, such as 3.1."
    ),
    "code_form": N_("“{shown}” is not an ATVK code. Format the column as text and enter the seven digits."),
    "id_became_date": N_(
        "the spreadsheet turned the number into the date “{shown}”. Format the column as text and enter "
        "the number again."
    ),
    "meeting_id_form": N_(
        "“{shown}” is not a meeting’s ID. Enter its date in the form 2024-11-07, with -2 for a second meeting that day."
    ),
    "unknown_word": N_("“{shown}” is not an allowed value in this column. Choose one of: {allowed}."),
    "unknown_word_near": N_(
        "“{shown}” is not an allowed value in this column; did you mean “{near}”? Choose one of: {allowed}."
    ),
    "not_yes_no": N_("“{shown}” is neither yes nor no. Enter “jā” or “nē”."),
    "not_a_date": N_("“{shown}” is not a date. {may}"),
    "date_period": N_(
        "“{shown}” is part of a year, not a date. Enter its last month, {month}, or the year alone, {year}."
    ),
    "date_several": N_("“{shown}” names more than one date, but only one is allowed here. {may}"),
    "one_word_only": N_("“{shown}” contains several values, but only one is allowed here. Choose one of: {choices}."),
    "one_only": N_("“{shown}” contains several entries, but only one is allowed here. Enter one of: {choices}."),
    "one_only_row": N_(
        "“{shown}” contains several entries, but each needs a row of its own. Enter one of them here ({choices}) and "
        "add rows for the others."
    ),
    "list_parted": N_("“{shown}”: the items of a list are separated by semicolons. Enter “{value}”."),
    "number_or_list": N_(
        "“{shown}” may be one number or two items of a list. Enter “{value}” if it is "
        "one; if there are several, separate them with semicolons."
    ),
    "impossible_date": N_(
        "“{shown}” is not a real date: read as day, month and year, there is no such day. Enter one that exists, in "
        "the form 07.11.2024."
    ),
    "date_out_of_range": N_("“{shown}” is outside the years {low}–{high}. Check the year."),
    "day_needed_month": N_(
        "“{shown}” is only a month; the day is missing. Enter the full date in the form 07.11.2024."
    ),
    "day_needed_year": N_(
        "“{shown}” is only a year; the day and month are missing. Enter the full date in the form 07.11.2024."
    ),
    "not_a_time": N_("“{shown}” is not a time of day. Enter it in the form 13:00."),
    "not_a_number": N_(
        "“{shown}” is not a number. Enter the number alone, for example 1 234,5; leave the cell empty if it is not "
        "known."
    ),
    "number_ambiguous": N_(
        "the point or comma in “{shown}” may separate thousands or decimals. Enter {whole} if thousands are meant, "
        "otherwise {decimal}."
    ),
    "number_style_mixed": N_(
        "“{shown}”: the column mixes points and commas between thousands, so the number is uncertain. "
        "Enter thousands with a space, as in 1 234,50."
    ),
    "number_out_of_range": N_("“{shown}” is outside the range {low} to {high}. Check the number and its unit."),
    "coordinates_swapped": N_(
        "“{shown}” is the longitude: latitude and longitude have been swapped. Exchange the values of the two cells."
    ),
    "not_whole": N_("“{shown}” is not a whole number. Enter a whole number."),
    "merged_cells": N_(
        "the cells {range} are merged, so it is not clear which row or column they belong to. Unmerge them "
        "and fill in each cell."
    ),
    "key_missing": N_("the cell is empty, and without it the row cannot be told apart from others. Fill it in."),
    "key_unsaid": N_(
        "“{shown}” gives no information, and without this cell the row cannot be told apart from others. {may}"
    ),
    "reference_unsaid": N_(
        "“{shown}” gives no information, so the row is not linked to anything. Enter one from the tab “{target}”."
    ),
    "required_unsaid": N_(
        "“{shown}” says nothing, but the cell is required; the last good value is shown or, if there is none, "
        "{instead}. {may}"
    ),
    "required_missing": N_(
        "the cell is empty but required; the last good value is shown or, if there is none, {instead}. Fill it in."
    ),
    "duplicate_key": N_(
        "“{shown}” appears in several rows ({rows}), so none of them is used. Keep one, or let them "
        "differ in one of these columns: {columns}."
    ),
    "reference_missing": N_(
        "the cell is empty, so the row is not linked to anything. Enter one from the tab “{target}”."
    ),
    "reference_unknown": N_("“{shown}” is not in the tab “{target}”. Enter one that is there, or add it there first."),
    "reference_near": N_(
        "“{shown}” is not in the tab “{target}”; did you mean “{near}”? Enter one that is there, or add it there first."
    ),
    "reference_renamed": N_(
        "“{shown}” is gone from the tab “{target}”; was it renamed “{near}”? Enter “{shown}” there again: "
        "an ID never changes."
    ),
    "measure_unsure": N_(
        "the number “{shown}” does not tell which plan’s measure is meant. Enter the ID of the one that is meant: "
        "{choices}."
    ),
    "municipality_ambiguous": N_("“{shown}” may mean {choices}. Enter the whole name or the code."),
    "parent_itself": N_(
        "the measure is named as a part of itself. Enter the measure it belongs to, or leave the cell empty."
    ),
    "parent_other_plan": N_("“{shown}” belongs to another plan. Enter a measure of the same plan."),
    "parent_of_parent": N_(
        "“{shown}” is itself a part of another measure. Enter the measure that both belong to, or leave the cell empty "
        "if this one is part of none."
    ),
    "stopped_without_reason": N_("“{shown}” needs a reason. Enter it in the column “Šķēršļi”."),
    "status_before_end": N_(
        "“{shown}” can only be used after the plan’s end ({end}). Choose another status or correct the date."
    ),
    "dates_out_of_order": N_("“{shown}” is before “{before}” ({value}). Correct whichever is wrong."),
    "band_unknown": N_("“{shown}” is not on the indicator’s scale. Choose one of: {allowed}."),
    "country_unknown": N_(
        "“{shown}” is not a country. Enter its ISO 3166 code of three letters, such as LVA, or OECD or EU "
        "for an average."
    ),
    "unit_of_answer": N_(
        "“{shown}” does not go with the answer “{answer}”. Enter “%” for a share, “procentpunkti” for a change or a "
        "difference."
    ),
    "parts_over_whole": N_(
        "the answers to this question (“{shown}” here, the others in the rows: {rows}) add up to {total}%, more than "
        "100%. Check them against the source."
    ),
    "tab_lookalike": N_(
        "the tab was not read, but looks like the tab “{value}”, which is missing. Rename it to “{value}”."
    ),
    "column_unheaded": N_(
        "column {letter} has values but no header, so it was not read. Enter its header; the tab lacks {columns}."
    ),
    "tab_missing": N_("the tab is required but missing; the embedded data are shown instead. Add the tab “{tab}”."),
    "letters_damaged": N_(
        "“{shown}” is garbled, as happens when a file is read in the wrong character set. Enter the text again."
    ),
    "approvals_unread": N_(
        "the tab cannot be read, so nothing is approved by it. Enter these headers in row 1: {headers}; if there "
        "are several tabs of that name, keep one."
    ),
    "guard_approval_future": N_(
        "“{shown}” is in the future, so the row approves nothing. Enter today’s date, with another text in "
        "“Skaidrojums”."
    ),
    "column_doubled_optional": N_(
        "there is more than one column with this header ({count}), so their cells cannot be used. Keep one column "
        "“{column}”."
    ),
}

_HELD: Mapping[str, str] = {
    "guard_emptied": N_(
        "the tab had {before} rows and has none now; its last good copy is shown. Restore them from the "
        "version history; if it was intended, approve it in the tab “Apstiprinājumi”."
    ),
    "guard_vanished": N_(
        "{rows} of {before} rows are gone at once; the tab’s last good copy is shown. Restore them from the "
        "version history; if it was intended, approve it in the tab “Apstiprinājumi”."
    ),
    "guard_referred": N_(
        "gone from the tab, though other rows still refer to it: {keys}; the tab’s last good copy is shown. "
        "Restore it, or change those rows too (first: “{target}”, row {row}); if it was intended, approve it in "
        "the tab “Apstiprinājumi”."
    ),
    "guard_renamed": N_(
        "{keys} is gone from the tab, though other rows still refer to it; was it renamed “{value}”? The tab’s "
        "last good copy is shown. Enter {keys} again: an ID never changes."
    ),
    "guard_wandered": N_(
        "{count} values of the column are in different rows than before, as when a column is sorted by itself; the "
        "tab’s last good copy is shown. Undo it; if it was intended, approve it in the tab “Apstiprinājumi”."
    ),
    "guard_many": N_(
        "the tab changed in a read in which {count} tabs looked damaged; its last good copy is shown. "
        "Correct those tabs; if this change was intended, approve it in the tab “Apstiprinājumi”."
    ),
    "hold_tab_gone": N_(
        "the tab is gone; its last good copy is shown. Restore the tab or its name; if its removal was "
        "intended, approve it in the tab “Apstiprinājumi”."
    ),
    "workbook_unread": N_(
        "none of the tabs ({titles}) is one that the dashboard knows, so nothing was read and what was shown before "
        "stays. Save the file as an Excel workbook (.xlsx), not as Strict Open XML, and keep the names of the tabs."
    ),
    "letters_broken": N_(
        "the text is garbled (“{shown}”), as happens when a file is read in the wrong character set; the tab’s last "
        "good copy, if there is one, is shown. Open the file that it comes from again as UTF-8, and save it as CSV "
        "UTF-8."
    ),
    "hold_unasked": N_(
        "the tab is missing, and the history has not yet told what it contained, so it is shown empty. "
        "Restore the tab or its name if it was there; its contents come back when the history responds."
    ),
    "own_fault": N_(
        "the dashboard itself failed to check what it read; the last good data are shown. Inform whoever runs it."
    ),
    "tab_doubled": N_(
        "there is more than one such tab ({titles}), so it is not known which of them is right; the last good copy, "
        "if there is one, is shown. Keep one."
    ),
    "tab_empty": N_(
        "the tab is empty, its headers too; its last good copy, if there is one, is shown. Restore it from the "
        "version history."
    ),
    "header_missing": N_(
        "no header row was found in the first {limit} rows; the last good copy, if there is one, is shown. Enter "
        "the headers in row 1: {headers}."
    ),
    "column_missing": N_(
        "the column is missing, though it is required or had values; the tab’s last good copy, if there is one, is "
        "shown. Add the header “{column}” to row {header}."
    ),
    "column_doubled": N_(
        "there is more than one column with this header ({count}); the tab’s last good copy, if there is one, is "
        "shown. Keep one column “{column}”."
    ),
    "tab_loading": N_(
        "{count} cells were still loading; the tab’s last good copy, if there is one, is shown. Wait until the "
        "sheet has loaded, or enter the values themselves."
    ),
    "too_many_rows": N_(
        "the tab has {count} rows; at most {limit} are read; its last good copy, if there is one, is shown. Move "
        "old rows to another file."
    ),
    "google_tab_restless": N_(
        "the tab kept changing while it was being read; the last good copy, if there is one, is shown. If it lasts, "
        "look for formulas that give a different result each time, and enter their values instead."
    ),
    "google_tab_refused": N_(
        "Google lists the tab and yet does not hand out its cells; the last good copy, if there is one, is shown. "
        "Copy its cells into a new tab and delete this one."
    ),
    "encoding_unreadable": N_(
        "the file’s character set cannot be read; the last good copy, if there is one, is shown. Save it as CSV UTF-8."
    ),
    "file_unreadable": N_("the file cannot be opened. Check that it exists and may be read."),
    "csv_broken": N_(
        "the quotation mark that opens in line {line}, column {letter}, is never closed properly (reading stopped in "
        "line {stopped}). Double every quotation mark within a text, or save the file again as CSV UTF-8."
    ),
    "source_missing": N_(
        "“{shown}” is not there. Check the setting SPREADSHEET: it must name a Google Sheet, a link to an .xlsx file, "
        "a folder of CSV files or an .xlsx file."
    ),
    "source_kind": N_(
        "“{shown}” is neither a folder nor an .xlsx file. Set SPREADSHEET to a Google Sheet, a link to an .xlsx file, "
        "a folder of CSV files or an .xlsx file."
    ),
    "folder_without_tables": N_(
        "“{shown}” contains no CSV file. Put the tabs there as CSV files, named as the tabs are."
    ),
    "not_a_workbook": N_("“{shown}” is not a workbook of the type .xlsx. Save it as an Excel workbook (.xlsx)."),
    "file_too_large": N_(
        "“{shown}” has {size} MB; at most {limit} MB are read. Move old rows or pictures to another file."
    ),
    "unpacks_too_large": N_(
        "“{shown}” unpacks to more than {limit} MB. Copy the tabs into a new workbook and save that."
    ),
    "workbook_protected": N_(
        "“{shown}” is protected by a password or restricted access, so it cannot be read. Open it in "
        "Excel, take the protection off (File → Info → Protect Workbook), and save it."
    ),
    "texts_too_large": N_(
        "the texts of “{shown}” come to more than {limit} MB. Look for a long text that was filled into many cells, "
        "and delete it there."
    ),
    "parse_waited": N_(
        "this server was too busy to read “{shown}” within {limit} seconds. The dashboard tries again by itself; "
        "nothing needs to be done to the file."
    ),
    "parse_too_slow": N_(
        "reading “{shown}” took a processor more than {limit} seconds and was stopped. Copy the tabs into a new "
        "workbook and save that."
    ),
    "parse_too_heavy": N_(
        "reading “{shown}” needed more than {limit} MB of memory and was stopped. Copy the tabs into a new "
        "workbook and save that."
    ),
}

_ACCESS: Mapping[str, str] = {
    "network_failed": N_(
        "“{shown}” cannot be reached. The dashboard tries again by itself; if it lasts, ask whoever runs this server "
        "to let it reach that address."
    ),
    "network_untrusted": N_(
        "the secure connection to “{shown}” is not trusted. Ask whoever runs this server to add the organisation’s "
        "certificate ({ca_setting}) and to check the server’s clock."
    ),
    "network_slow": N_(
        "“{shown}” did not answer in full within {limit} seconds. The dashboard tries again by itself; if it lasts, "
        "look whether the address opens in a browser."
    ),
    "network_cut": N_(
        "the response from “{shown}” was cut off. The dashboard tries again by itself; if it lasts, ask "
        "whoever runs the network."
    ),
    "network_too_large": N_(
        "the response from “{shown}” is larger than {limit} MB and was not read. Move old rows or pictures "
        "to another file."
    ),
    "network_nameless": N_(
        "no host called “{shown}” was found. Check the address for a typing error; if it is right, ask "
        "whoever runs this server to let it look up names. The dashboard tries again by itself."
    ),
    "network_proxy": N_(
        "the proxy of this server does not let it through to “{shown}”. Ask whoever runs the network to "
        "allow that address, or correct {proxy_setting}. The dashboard tries again by itself."
    ),
    "google_being_edited": N_(
        "“{shown}” changed while it was being read. The dashboard tries again by itself; nothing needs to be done."
    ),
    "google_no_key": N_(
        "there is no key for Google. Name the key file in {shown}, or fill in {section} in .streamlit/secrets.toml."
    ),
    "google_key_missing": N_(
        "there is no key file that may be read where {shown} says. Check the path, and let the server’s own user "
        "read the file."
    ),
    "google_key_unreadable": N_(
        "the key for Google in {shown} cannot be read. Copy the file that Google gave out again, "
        "unchanged; if it is lost, create a new one in the Google Cloud console: {make_key}."
    ),
    "google_key_incomplete": N_(
        "the key for Google in {shown} lacks {parts}. Copy the whole file that Google gave out."
    ),
    "google_key_kind": N_(
        "what {shown} names is not the key of a service account but of another kind ({kind}). Make one in the Google "
        "Cloud console: {make_key}."
    ),
    "google_identity": N_(
        "the key in {shown} depends on another identity of this server, which is not available. Ask "
        "whoever runs the server to check what the key names as its source."
    ),
    "google_sign_in": N_(
        "{shown} does not let {account} sign in and gives the reason {reason}. Show that to whoever runs the "
        "account’s project in the Google Cloud console; a new key is not needed."
    ),
    "google_key_refused": N_(
        "{shown} does not accept the key any more ({account}). Make a new one in the Google Cloud console: {make_key}."
    ),
    "google_clock_wrong": N_(
        "{shown} refuses to sign in because this server’s clock is wrong. Ask whoever runs the server to set it by "
        "the network’s time."
    ),
    "google_not_shared": N_(
        "“{shown}” is not shared with the dashboard. Open the sheet, press Share, and add {account} as a viewer."
    ),
    "google_not_shared_machine": N_(
        "“{shown}” is not shared with the dashboard. Open the sheet, press Share, and add the service account of this "
        "server as a viewer; the Google Cloud console shows its address."
    ),
    "google_wrong_id": N_(
        "there is no Google Sheet at the address in {shown}. Open the sheet in a browser and copy its whole address."
    ),
    "google_address": N_(
        "the address of Google in {shown} does not open a sheet for editing. Open the sheet in a browser and copy its "
        "whole address."
    ),
    "google_not_converted": N_(
        "the file in Google Drive is still an Excel file. Open it, choose File → Save as Google Sheets, and copy the "
        "address of the new sheet into {shown}."
    ),
    "google_api_off": N_(
        "the {shown} is not turned on for the key’s project. Turn it on in the Google Cloud console: {enable_api}; "
        "then wait a few minutes."
    ),
    "google_billing": N_(
        "Google does not serve the key’s project because billing is not set up ({reason}). Ask whoever runs the "
        "project to set it up in the Google Cloud console, or use a key of another project."
    ),
    "google_project": N_(
        "Google does not serve the key’s project or account: it is suspended, deleted or unknown ({reason}). Ask "
        "whoever runs the project in the Google Cloud console, or use a key of another project."
    ),
    "google_policy": N_(
        "a rule of the organisation keeps Google from handing out “{shown}” ({reason}). Ask whoever runs the "
        "organisation’s Google account to let the key’s account read it from this server."
    ),
    "google_forbidden": N_(
        "Google does not hand out “{shown}” and gives the reason {reason}. Show that to whoever runs the key’s "
        "project in the Google Cloud console."
    ),
    "google_scope_missing": N_(
        "this server’s own identity may not read Google Sheets. Give it the access scope {shown}, or use a key file."
    ),
    "google_quota": N_(
        "Google allows no more reads of “{shown}” this minute. The dashboard tries again by itself; if it lasts, raise "
        "{pause_setting}."
    ),
    "google_fault": N_(
        "Google reported an error ({status}). The dashboard tries again by itself; nothing needs to be done."
    ),
    "google_odd_answer": N_(
        "the response did not come from Google but from something in between (status {status}), such as a "
        "proxy or a sign-in page of the network. The dashboard tries again by itself; if it lasts, ask "
        "whoever runs the network to let this server through, and check {origin_setting}."
    ),
    "google_endpoint": N_(
        "{shown} is not an origin that a key’s token may be sent to. Enter https:// and a host with nothing after "
        "it; http:// is only for this machine itself."
    ),
    "download_not_https": N_("the link in {shown} is not secure. Enter a link that begins with https://."),
    "download_wants_login": N_(
        "“{shown}” answers with a page to sign in instead of a workbook. Make a link that anyone who has it may view, "
        "and copy it into SPREADSHEET."
    ),
    "download_viewer": N_(
        "“{shown}” opens the workbook on a page ({host}) instead of handing out the file. Press Share "
        "there, create a link that anyone who has it can view, and copy that into SPREADSHEET; if it opens "
        "a page too, add &download=1 to its end, or ?download=1 where it has no question mark."
    ),
    "download_page": N_(
        "“{shown}” answers with a web page ({host}) instead of a workbook. Open the link in a private window: copy the "
        "address that downloads the file; if a page to sign in opens, make a link that anyone who has it may view."
    ),
    "download_missing": N_("the link to “{shown}” does not lead to a file. Copy the link into SPREADSHEET again."),
    "download_redirects": N_(
        "the link to “{shown}” redirects endlessly or to an address that is not secure. Copy the link into "
        "SPREADSHEET again."
    ),
    "download_fault": N_(
        "“{shown}” reported an error ({status}). The dashboard tries again by itself; nothing needs to be done."
    ),
    "download_odd_answer": N_(
        "“{shown}” does not hand out the file (status {status}). Open the link in a browser, and copy it "
        "into SPREADSHEET again."
    ),
}
"""Why a source cannot be reached or read at all, each with the next click."""

MAY: Mapping[str, str] = MappingProxyType(
    {
        "day": N_("Enter the full date in the form 07.11.2024."),
        "date": N_("Enter a day (07.11.2024), a month (2024-11) or a year (2024)."),
        "date_or_nothing": N_(
            "Enter a day (07.11.2024), a month (2024-11) or a year (2024); leave the cell empty if there is "
            "none or it is not known."
        ),
        "year": N_("Enter the year as 2024."),
        "number": N_("Enter the number alone, for example 1 234,5."),
        "word": N_("Choose one of: {allowed}."),
        "reference": N_("Enter one from the tab “{target}”."),
        "text": N_("Enter what it is."),
    }
)
"""What may stand in a cell, by the names that `data.intake.parsed.may_stand` gives."""

INSTEAD: Mapping[str, str] = MappingProxyType(
    {
        "nothing": N_("nothing"),
        "title": N_("“(no title)”"),
        "kind": N_("“kind not known”"),
        "figure": N_("“no data”"),
        "name": N_("the municipality’s other name or its code"),
        "id": N_("the row’s ID"),
    }
)
"""What the screens show where a required cell says nothing, by the names that `data.intake.parsed.instead` gives."""

_NAMES: Mapping[str, str] = {
    "ca_setting": "REQUESTS_CA_BUNDLE",
    "proxy_setting": "HTTPS_PROXY",
    "origin_setting": "SHEETS_ENDPOINT",
    "pause_setting": "REFRESH_SECONDS",
    "section": "[gcp_service_account]",
    "make_key": "IAM & Admin → Service Accounts → Keys → Add key → JSON",
    "enable_api": "APIs & Services → Library → Google Sheets API → Enable",
}
"""What is called the same in every language: settings, and the buttons of Google's English console."""

TEXTS: Mapping[str, str] = MappingProxyType({**_NOTICES, **_REJECTED, **_HELD, **_ACCESS})
"""Every issue code with its English sentence, the key of the catalogue."""
SEVERITIES: Mapping[str, Severity] = MappingProxyType(
    dict.fromkeys(_NOTICES, Severity.NOTICE)
    | dict.fromkeys(_REJECTED, Severity.REJECTED)
    | dict.fromkeys(_HELD, Severity.HELD)
    | dict.fromkeys(_ACCESS, Severity.HELD)
)


_SINCE: Mapping[str, str] = {"may": "date", "instead": "nothing", "plan": "–", "others": "–"}
"""What issues that were stored before their sentence named it do not say."""
SLIPS = frozenset(
    [
        "guard_rows_gone",
        "guard_keys_changed",
        "guard_statuses_changed",
        "report_says_nothing",
        "share_fraction",
        "municipality_ended",
        "number_without_answer",
        "measure_read_as",
        "plans_in_force",
        "agenda_long",
        "report_to_come",
        "day_to_come",
        "day_before_plan",
        "day_long_past",
        "day_far_ahead",
        "deadline_before_report",
        "deadline_far",
        "due_before_meeting",
        "due_far",
        "meeting_id_date",
    ]
)
"""Notices of what was taken as it stands and may not be meant: somebody has to look."""


class Gravity(IntEnum):
    """How soon an issue needs a hand, the gravest first: a slip is a notice of what may not be meant."""

    HELD = 0
    REFUSED = 1
    SLIP = 2
    NOTICE = 3


_GRAVE: Mapping[Severity, Gravity] = {Severity.HELD: Gravity.HELD, Severity.REJECTED: Gravity.REFUSED}


def gravity(issue: Issue) -> Gravity:
    """Return how soon an issue needs a hand."""
    return _GRAVE.get(issue.severity, Gravity.SLIP if issue.code in SLIPS else Gravity.NOTICE)


_CALLED: Mapping[Gravity, str] = {
    Gravity.HELD: N_("held"),
    Gravity.REFUSED: N_("refused"),
    Gravity.SLIP: N_("to be looked at"),
    Gravity.NOTICE: N_("notice"),
}


def gravity_said(issue: Issue, words: Words) -> str:
    """Return in a word or two how soon an issue needs a hand, the same on the screen and on the command line."""
    return words.say(_CALLED[gravity(issue)])


def folded(issues: Iterable[Issue]) -> tuple[tuple[Issue, ...], ...]:
    """Return issues by kind, the gravest first: those of one code, tab and column together, each as first met."""
    kinds: dict[tuple[str, str | None, str | None], list[Issue]] = defaultdict(list)
    for issue in sorted(issues, key=gravity):
        kinds[issue.code, issue.tab, issue.column].append(issue)
    return tuple(map(tuple, kinds.values()))


_SENTENCES = {"may": MAY, "instead": INSTEAD}
"""Parameters that name what is said in their place."""
_LISTED = frozenset(["allowed", "choices", "columns", "headers", "titles"])
"""Parameters that name several things, each between Latvian quotation marks."""
_COUNTED = frozenset(["length", "limit", "count", "before"])
_BOUNDS = frozenset(["low", "high"])


def _as_written(args: Mapping[str, object], words: Words) -> dict[str, object]:
    """Return parameters as the language writes them: its quotation marks, its thousands, a minus that is one."""

    def written(name: str, value: object) -> object:
        text = str(value)
        if name in _LISTED and words.language != "lv":
            return re.sub("„([^„”]*)”", r"“\1”", text)
        if name in _COUNTED and text.isdecimal():
            return words.number(int(text))
        return re.sub(r"^-(?=\d)", "−", text) if name in _BOUNDS else value

    return {name: written(name, value) for name, value in args.items()}


_UNTIL = {
    False: N_("Until then, only the row’s last good copy is shown, if there is one."),
    True: N_(
        "Until then, only the row’s last good copy is shown; without one, rows of other tabs that are about it alone "
        "are not shown either."
    ),
}
"""What becomes of a row that is refused: of any, and of one that rows of other tabs may be about."""
_TABS_OF_KEYS = frozenset(
    name for table in TABLES for column in table.key_columns if column.ref for name in BY_CODE[column.ref].called
)


def describe(issue: Issue, words: Words) -> str:
    """Return one sentence that names the place (tab, row, column), what stood there and the cure."""
    values = {
        "tab": tidy(issue.tab or ""),
        "row": issue.row or "",
        "column": issue.column or "",
        "letter": (issue.cell or "").rstrip("0123456789"),
        "shown": issue.shown or "",
    }
    parameters = {**_SINCE, **values, **_NAMES, **_as_written(dict(issue.args), words)}
    may, instead = (words.say(of[str(parameters[name])], **parameters) for name, of in _SENTENCES.items())
    text = words.say(TEXTS[issue.code], **{**parameters, "may": may, "instead": instead})
    if parameters.get("lost") == "row":
        text = f"{text} {words.say(_UNTIL[issue.tab in _TABS_OF_KEYS])}"
    if issue.tab is None:
        return text[:1].upper() + text[1:]
    if issue.row is None:
        place = N_("Tab “{tab}”, column “{column}”: {text}") if issue.column else N_("Tab “{tab}”: {text}")
    elif issue.column is None:
        place = N_("Tab “{tab}”, row {row}: {text}")
    else:
        place = N_("Tab “{tab}”, row {row}, column “{column}”: {text}")
    return words.say(place, **(values | {"text": text}))
