"""Trees of directories."""
import os
import shutil


def copy_tree(src, dst, preserve_mode=1, preserve_times=1, preserve_symlinks=0, update=0, verbose=0, dry_run=0):
    shutil.copytree(src, dst, symlinks=bool(preserve_symlinks), dirs_exist_ok=True)
    return [os.path.join(root, name) for root, _, files in os.walk(dst) for name in files]


def mkpath(name, mode=0o777, verbose=1, dry_run=0):
    os.makedirs(name, mode, exist_ok=True)


def remove_tree(directory, verbose=1, dry_run=0):
    shutil.rmtree(directory)
