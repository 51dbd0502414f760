"""PDF from HTML of ours, written by WeasyPrint in a process of its own: nothing is fetched, time and memory are bounded."""
