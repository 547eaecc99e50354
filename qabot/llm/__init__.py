"""The language model, off by default: it may read a question that the rules cannot, and put an answer into prose.

What it gives is checked by code; where it is slow, fails or does not pass, the answer stands as it is without one.
"""
