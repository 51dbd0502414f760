"""Looking into a file somebody handed in. Plain Python in a process of its own: a file may be made to break readers."""
