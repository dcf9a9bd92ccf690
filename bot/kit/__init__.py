"""Small tools that know nothing of kudos."""
