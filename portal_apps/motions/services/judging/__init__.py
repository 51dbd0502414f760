"""The deputy's word on a reply, doing it again, assessing, and keeping promises."""
