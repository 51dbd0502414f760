"""Until it is filed, and taking it back."""
