"""Files made to break, fool or tire whatever reads them; all are made here, none is kept."""
