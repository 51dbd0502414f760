"""Official documents as Word and PDF: page, type, dates, titles, QR codes. Plain Python; who prints what is not known here.

A document is a list of `blocks`; `word` and `pdf` write the same blocks. Measures follow GB/T 9704—2012.
"""
