"""Reading the draft of a reply for promises: proposals for the ledger of commitments. Plain Python, no model of anything."""
