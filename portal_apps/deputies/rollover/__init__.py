"""The change of term (换届): one verb, rehearsed before it is done."""
