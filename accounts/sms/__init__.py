"""Text messages: `send_sms` tries the providers of `SMS_PROVIDERS` in order."""

from accounts.sms.exceptions import SmsNumberRefused, SmsUnavailable
from accounts.sms.message import SmsMessage
from accounts.sms.sending import send_sms

__all__ = ["SmsMessage", "SmsNumberRefused", "SmsUnavailable", "send_sms"]
