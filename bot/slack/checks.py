"""What `python app.py doctor` asks Slack."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException

from slack_sdk.errors import SlackApiError

from bot.config import StartError
from bot.slack.client import SlackClient
from bot.slack.manifest import SCOPES

MOST_SKEW = 60  # seconds; past five minutes every signed request would be refused


def check_scopes(slack: SlackClient) -> None:
    """Raises `StartError` naming the scopes that the token lacks."""
    missing = sorted(set(SCOPES) - slack.identity().scopes)
    if missing:
        raise StartError(
            f"the token lacks {', '.join(missing)}: paste `make manifest` into the app's"
            " manifest again and reinstall it."
        )


def check_clock(slack: SlackClient) -> None:
    """Raises `StartError` when this machine's clock and Slack's differ."""
    try:
        headers = slack.web.api_test().headers
    except (SlackApiError, OSError, HTTPException) as error:
        raise StartError(f"Slack cannot be asked for the time: {error}") from None
    told = next((value for name, value in headers.items() if name.lower() == "date"), "")
    if not told:
        return
    skew = abs((datetime.now(UTC) - parsedate_to_datetime(told)).total_seconds())
    if skew > MOST_SKEW:
        raise StartError(f"this machine's clock is {skew:.0f} s off: set it by NTP.")
