"""Every address ever released, whose it was and since when; the theme files of former releases. Lies in the snapshot."""
