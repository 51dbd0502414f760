"""Word files (.docx): a page as official documents have it, blocks on it, templates filled and checked, fixed bytes."""
