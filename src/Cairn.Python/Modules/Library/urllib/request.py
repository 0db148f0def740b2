"""Fetching, which recipes leave to the package manager."""

from urllib.error import HTTPError, URLError
from urllib.parse import quote, unquote

__all__ = ["Request", "urlopen", "urlretrieve", "build_opener", "install_opener", "pathname2url", "url2pathname"]


class Request:
    def __init__(self, url, data=None, headers=None, origin_req_host=None, unverifiable=False, method=None):
        self.full_url = url
        self.data = data
        self.headers = dict(headers or {})
        self.method = method

    def get_full_url(self):
        return self.full_url

    def get_method(self):
        return self.method or ("GET" if self.data is None else "POST")

    def add_header(self, key, val):
        self.headers[key.capitalize()] = val


def _refuse(url):
    address = url.full_url if isinstance(url, Request) else url
    raise PermissionError("not available to recipes: fetch `%s` (declare it with `version` or `resource`)" % address)


def urlopen(url, data=None, timeout=None, **kwargs):
    _refuse(url)


def urlretrieve(url, filename=None, reporthook=None, data=None):
    _refuse(url)


def build_opener(*handlers):
    raise PermissionError("not available to recipes: fetching from the network")


def install_opener(opener):
    raise PermissionError("not available to recipes: fetching from the network")


def pathname2url(pathname):
    return quote(pathname)


def url2pathname(pathname):
    return unquote(pathname)
