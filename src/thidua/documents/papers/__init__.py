"""Papers laid out by Decree 30/2020/NĐ-CP: a small source file → a DOCX template an agency can replace → DOCX → PDF.

`source.py` reads a source, `decree30.py` draws it as a Word template, `filling.py` fills a template with facts,
`letters.py` turns letters into PDF (LibreOffice), `sheets.py` draws pages from data (Typst).
"""
