"""One run of the publisher: take the changes, plan what they touch, render what differs, gather the other files."""
