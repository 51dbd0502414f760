"""Links of the public site: which of its own lead nowhere and whose fault it is, and whether foreign ones still answer."""
