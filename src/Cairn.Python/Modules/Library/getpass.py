"""The name of the user."""

import os

__all__ = ["getpass", "getuser"]


class GetPassWarning(UserWarning):
    pass


def getuser():
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        user = os.environ.get(name)
        if user:
            return user
    with open("/etc/passwd") as file:
        for line in file:
            fields = line.split(":")
            if len(fields) > 2 and fields[2] == str(os.getuid()):
                return fields[0]
    raise OSError("No username set in the environment")


def getpass(prompt="Password: ", stream=None):
    raise NotImplementedError("not supported by the recipe language: asking for a password")
