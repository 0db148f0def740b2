"""Where shell completions are installed."""
import pathlib


def bash_completion_path(root):
    return pathlib.Path(root) / "share" / "bash-completion" / "completions"


def zsh_completion_path(root):
    return pathlib.Path(root) / "share" / "zsh" / "site-functions"


def fish_completion_path(root):
    return pathlib.Path(root) / "share" / "fish" / "vendor_completions.d"
