"""How a code reaches its owner: by text message or by mail."""

from accounts.codes.digits import LIFETIME, digits_of
from accounts.codes.letters import code_letter
from accounts.models import VerificationCode
from accounts.sms import SmsMessage, send_sms
from core.letters import send_letter_now

MINUTES = int(LIFETIME.total_seconds()) // 60


def deliver(code: VerificationCode, language: str) -> None:
    """Send `code` in the active `language`.

    Raises SmsNumberRefused or SmsUnavailable for a number, OSError for an address.
    """
    digits = digits_of(code)
    if "@" in code.target:
        send_letter_now(code_letter(digits, MINUTES), to=code.target)
        return
    send_sms(
        SmsMessage(
            mobile=code.target,
            kind="code",
            params={"code": digits, "minutes": str(MINUTES)},
            language=language,
        )
    )
