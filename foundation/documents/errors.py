"""What goes wrong with documents, in words for people: what happened and what to do."""


class DocumentError(Exception):
    """A document could not be made; the text is for users."""


class TooLarge(DocumentError):
    """More text or cells than the house allows in one document."""


class PdfUnavailable(DocumentError):
    """This machine cannot write PDF; Word still works."""


class PdfFailed(DocumentError):
    """The PDF took too long or too much memory, or the writer broke."""
