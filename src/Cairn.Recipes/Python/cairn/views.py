"""The views that methods of recipes see: `add_files_to_view(view, merge_map)` and its kind."""
import os
import shutil


class View:
    """A view as Spack's recipes know it; the C# side decides places and relocates what was copied."""

    def __init__(self, root, link_type, places):
        self.root = self._root = root
        self.link_type = link_type
        self.places = places
        self.copied = []
        self.removed = []

    def get_projection_for_spec(self, spec):
        return self.places.get(spec.dag_hash(), self.root)

    def link(self, src, dst, spec=None):
        if self.link_type == "hardlink":
            os.link(src, dst)
        elif self.link_type == "copy":
            if os.path.islink(src):
                os.symlink(os.readlink(src), dst)
            else:
                shutil.copy2(src, dst)
            self.copied.append((src, dst))
        else:
            os.symlink(src, dst)

    def remove_files(self, files):
        self.removed.extend(files)

    def remove_file(self, src, dst):
        self.removed.append(dst)


def add(package, root, link_type, places, files):
    """Lets a recipe add files; returns what it copied."""
    view = View(root, link_type, dict(places))
    package.add_files_to_view(view, dict(files), skip_if_exists=False)
    return view.copied


def remove(package, root, link_type, places, files):
    """Lets a recipe remove files; returns what is to be removed."""
    view = View(root, link_type, dict(places))
    package.remove_files_from_view(view, dict(files))
    return view.removed
