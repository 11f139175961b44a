"""The one typeface of everything that is drawn here.

`files` says where it lies, `measure` how wide its letters are, `seal` puts it into pictures, which see no other. It is
a subset of Adobe's Source Sans 3 (SIL Open Font License 1.1, ``OFL.txt``) made by `components.fonts.make`. Pages,
pictures, papers and cards all use it, so that nothing depends on the fonts of a machine. Slides and DOCX, which are
edited elsewhere, name a face that offices have.
"""
