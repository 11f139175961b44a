"""The publication: all screens, papers, tables and pictures as files, for any web server, archive or file system.

``names`` says which addresses have a page and what its file is called, ``screens`` writes a page, ``site`` all of
them, ``folder`` brings them onto a disk so that a whole publication stands there at any moment.
"""
