"""What this person chooses for this device: its password, and whether the system remembers a key."""

from desktop.ui.device.password import ChangePassword
from desktop.ui.device.presenter import DevicePresenter, DeviceState

__all__ = ["ChangePassword", "DevicePresenter", "DeviceState"]
