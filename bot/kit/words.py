"""Sentences that are written where they belong, and translated where they are shown."""


def later(sentence: str) -> str:
    """The sentence as it is: this marks it for the catalogues."""
    return sentence
