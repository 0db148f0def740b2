"""The registry of Windows."""


class HKEY:
    """Roots of the registry."""

    HKEY_CLASSES_ROOT = "HKEY_CLASSES_ROOT"
    HKEY_CURRENT_USER = "HKEY_CURRENT_USER"
    HKEY_LOCAL_MACHINE = "HKEY_LOCAL_MACHINE"
    HKEY_USERS = "HKEY_USERS"
    HKEY_CURRENT_CONFIG = "HKEY_CURRENT_CONFIG"


class WindowsRegistryView:
    """A part of the registry; there is none but on Windows."""

    def __init__(self, key, root_key=HKEY.HKEY_CURRENT_USER):
        raise RuntimeError("the registry exists on Windows only")
