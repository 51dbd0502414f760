"""Forms of the writing page, of every act, and of the list."""
