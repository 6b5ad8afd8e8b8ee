from accounts.models.code import VerificationCode
from accounts.models.consent import Consent
from accounts.models.device import Device, RefreshToken
from accounts.models.leaving import DataExport, DeletionRequest
from accounts.models.once import SpentToken
from accounts.models.pending import PendingSignUp
from accounts.models.preferences import Preferences
from accounts.models.sending import Sending
from accounts.models.throttle import ThrottleWindow
from accounts.models.user import User

__all__ = [
    "Consent",
    "DataExport",
    "DeletionRequest",
    "Device",
    "PendingSignUp",
    "Preferences",
    "RefreshToken",
    "Sending",
    "SpentToken",
    "ThrottleWindow",
    "User",
    "VerificationCode",
]
