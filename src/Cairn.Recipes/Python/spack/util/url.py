"""Joining and taking apart URLs."""
import os
import urllib.parse


def join(base, *components, resolve_href=False, **kwargs):
    """Joins path components to a URL; with `resolve_href` as a browser follows a link."""
    if not resolve_href:
        parts = urllib.parse.urlparse(base)
        if not parts.path.endswith("/"):
            base = parts._replace(path=parts.path + "/").geturl()
    # A scheme that browsers do not know is joined like one that they do.
    scheme, separator, tail = base.partition("://")
    if separator and scheme in ("s3", "gs", "oci", "oci+http"):
        joined = urllib.parse.urljoin("https://" + tail, "/".join(components), **kwargs)
        return scheme + joined[len("https") :] if joined.startswith("https://") else joined
    return urllib.parse.urljoin(base, "/".join(components), **kwargs)


def is_url_format(url):
    return "://" in url


def path_to_file_url(path):
    return "file://" + os.path.abspath(path)


def local_file_path(url):
    parsed = urllib.parse.urlparse(url)
    return parsed.path if parsed.scheme == "file" else None
