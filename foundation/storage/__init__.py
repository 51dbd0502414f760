"""Where uploaded files lie: the file system by default, any S3 service in production; one contract for both.

Names are ASCII and hold a random part, so they cannot be guessed before publication and never collide;
what people call a file is kept in the database. A file is never overwritten.
"""
