"""The Vale: a small invented world, and the texts, questions and stories that teach it.

Everything follows from one seed; nothing is fetched, and only the standard library is used.
"""
