"""The admin's own settings page: what concerns the admin only."""

from typing import Any

from wagtail.admin.views.account import (
    AccountView,
    AvatarSettingsPanel,
    ChangePasswordPanel,
    NameEmailSettingsPanel,
)

# People change these in their settings, /me/, where a new address has to be proved
# and a new password ends the other devices.
ELSEWHERE = (NameEmailSettingsPanel, AvatarSettingsPanel, ChangePasswordPanel)


class AdminAccountView(AccountView):
    """Notifications, language, time zone and look of the admin."""

    def get_panels(self) -> list[Any]:
        panels = super().get_panels()
        return [panel for panel in panels if not isinstance(panel, ELSEWHERE)]
