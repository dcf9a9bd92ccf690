"""How the detector's weights are made. Nothing imports it: the bot reads what it writes."""
