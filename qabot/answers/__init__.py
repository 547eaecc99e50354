"""`Query` and index to `Answer`: from facts, from passages, or an honest no."""
