"""The publish gate in the CMS: word lists, leader rules, releases of warnings, advice while editing."""
