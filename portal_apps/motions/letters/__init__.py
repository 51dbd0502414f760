"""The reply letter (答复) as Word and PDF in office layout. Plain Python: the app hands over a `ReplyLetter`."""
