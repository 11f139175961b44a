"""Files of offices without the moment at which they were written: the same content is the same file."""

import io
import re
import zipfile

_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")
_THEN = b"2000-01-01T00:00:00Z"
_FIRST = (1980, 1, 1, 0, 0, 0)


def steady(body: bytes) -> bytes:
    """Return a file in which, if it is a package of an office (XLSX, DOCX, PPTX), no moment of writing stands."""
    if not body.startswith(b"PK\x03\x04"):
        return body
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "docProps/core.xml":
                content = _MOMENT.sub(rb"\g<1>" + _THEN + rb"\g<2>", content)
            if entry.filename.lower().endswith((".xlsx", ".docx", ".pptx")):
                content = steady(content)
            kept = zipfile.ZipInfo(entry.filename, _FIRST)
            kept.compress_type, kept.external_attr = entry.compress_type, entry.external_attr
            new.writestr(kept, content)
    return packed.getvalue()
