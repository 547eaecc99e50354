"""Words and conversation to `Query`: who and what is meant, which relation, which conditions."""
