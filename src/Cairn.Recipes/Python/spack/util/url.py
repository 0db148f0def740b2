"""Joining and taking apart URLs."""
import os
import posixpath
import urllib.parse


def join(base, *components, resolve_href=False, **kwargs):
    """Joins path components to a URL; with `resolve_href` as a browser follows a link."""
    if resolve_href:
        result = base
        for component in components:
            result = urllib.parse.urljoin(result, component)
        return result
    parts = [base.rstrip("/")] if components else [base]
    rest = [c.strip("/") for c in components[:-1]] + [c.lstrip("/") for c in components[-1:]]
    scheme, separator, tail = parts[0].partition("://")
    joined = "/".join([tail if separator else parts[0], *[c for c in rest if c]])
    if separator:
        host, slash, path = joined.partition("/")
        return f"{scheme}://{host}/{_normal(path)}" if slash else f"{scheme}://{joined}"
    return joined


def _normal(path):
    trailing = path.endswith("/")
    path = posixpath.normpath(path)
    return "" if path == "." else path + "/" if trailing else path


def is_url_format(url):
    return "://" in url


def path_to_file_url(path):
    return "file://" + os.path.abspath(path)


def local_file_path(url):
    parsed = urllib.parse.urlparse(url)
    return parsed.path if parsed.scheme == "file" else None
