"""What every folder stands on; imports none of them."""
