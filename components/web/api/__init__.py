"""The API: every table and answer for programs, under ``/api/v1/``; `registry` is the one list of what there is."""
