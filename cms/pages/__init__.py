"""Content kinds, one module each under `models`; `blocks` is the body; `export` turns a page into a document."""
