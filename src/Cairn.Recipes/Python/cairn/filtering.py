"""Editing files with regular expressions, as sed does."""

import os
import re
import shutil
import tempfile


def filter_file(
    regex, repl, *filenames, string=False, backup=False, ignore_absent=False, start_at=None, stop_at=None, encoding="utf-8"
):
    """Replaces what matches in each line of each file.

    ``repl`` is a text, in which ``\\1`` to ``\\9`` stand for groups, or a function of the match. With ``string`` the pattern is
    plain text. Only lines after one that is ``start_at`` and before one that is ``stop_at`` are changed. After a failure
    the file is as it was; with ``backup`` the old content stays beside it as ``NAME~``.
    """
    pattern = re.compile(re.escape(regex) if string else regex)
    replacement = repl if callable(repl) else _sed_like(repl)
    for filename in filenames:
        path = str(filename)
        if ignore_absent and not os.path.exists(path):
            continue
        _filter(path, pattern, replacement, backup, start_at, stop_at, encoding)


def _sed_like(text):
    unescaped = text.replace("\\\\", "\\")

    def replacement(match):
        return re.sub(r"\\([1-9])", lambda group: match.group(int(group.group(1))) or "", unescaped)

    return replacement


def _filter(path, pattern, replacement, backup, start_at, stop_at, encoding):
    with open(path, "r", errors="surrogateescape", newline="", encoding=encoding) as file:
        lines = file.readlines()
    is_active = start_at is None
    is_done = False
    result = []
    for line in lines:
        if is_active and not is_done and stop_at is not None and line.strip() == stop_at:
            is_done = True
        elif is_active and not is_done:
            line = pattern.sub(replacement, line)
        elif not is_active and line.strip() == start_at:
            is_active = True
        result.append(line)
    descriptor, temporary = tempfile.mkstemp(prefix=f".{os.path.basename(path)}.", dir=os.path.dirname(path) or ".")
    os.close(descriptor)
    try:
        shutil.copy(path, temporary)  # for the mode
        with open(temporary, "w", errors="surrogateescape", newline="", encoding=encoding) as file:
            file.write("".join(result))
        if backup:
            shutil.copy(path, path + "~")
        # A link is edited through, not replaced.
        os.rename(temporary, os.path.realpath(path))
    except BaseException:
        if os.path.exists(temporary):
            os.remove(temporary)
        raise


class FileFilter:
    """Several edits of the same files."""

    def __init__(self, *filenames):
        self.filenames = filenames

    def filter(self, regex, repl, string=False, backup=False, ignore_absent=False, start_at=None, stop_at=None):
        """See ``filter_file``."""
        return filter_file(
            regex,
            repl,
            *self.filenames,
            string=string,
            backup=backup,
            ignore_absent=ignore_absent,
            start_at=start_at,
            stop_at=stop_at,
        )


def change_sed_delimiter(old_delim, new_delim, *filenames):
    """Gives the sed commands of scripts another delimiter, so that paths may stand in them."""
    if len(old_delim) != 1 or len(new_delim) != 1 or old_delim in "'\"" or new_delim in "'\"":
        raise ValueError("a delimiter is one character, and no quote")
    new = new_delim
    old = re.escape(old_delim)
    commands = [rf"^s{old}([^{old}]*){old}(.*){old}[gIp]$"]
    for quote in ("'", '"'):
        commands.append(rf"{quote}s{old}((?:\\{quote}|[^{old}{quote}])*){old}((?:\\{quote}|[^{quote}])*){old}[gIp]?{quote}")
    for quote, command in zip(("", "'", '"'), commands):

        def changed(match):
            return f"{quote}s{new}{match.group(1)}{new}{match.group(2)}{new}g{quote}"

        filter_file(command, changed, *filenames)
