"""Splitting and quoting as POSIX shells do."""

import re
import sys

__all__ = ["shlex", "split", "quote", "join"]

_UNSAFE = re.compile(r"[^\w@%+=:,./-]", re.ASCII)
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"


class shlex:
    """Takes words off a text, one by one."""

    def __init__(self, instream=None, infile=None, posix=False, punctuation_chars=False):
        if instream is None:
            instream = sys.stdin
        self.text = instream if isinstance(instream, str) else instream.read()
        self.infile = infile
        self.posix = posix
        self.eof = None if posix else ""
        self.commenters = "#"
        self.wordchars = _LETTERS
        if posix:
            self.wordchars += "".join(chr(c) for c in range(0xC0, 0x100) if c not in (0xD7, 0xF7))
        self.whitespace = " \t\r\n"
        self.whitespace_split = False
        self.quotes = "'\""
        self.escape = "\\"
        self.escapedquotes = '"'
        self.lineno = 1
        self.token = ""
        self.pushback = []
        if punctuation_chars is True:
            punctuation_chars = "();<>|&"
        self.punctuation_chars = punctuation_chars or ""
        if self.punctuation_chars:
            self.wordchars += "~-./*?="
            self.wordchars = "".join(c for c in self.wordchars if c not in self.punctuation_chars)
        self._at = 0

    def push_token(self, token):
        self.pushback.insert(0, token)

    def get_token(self):
        return self.pushback.pop(0) if self.pushback else self.read_token()

    def _next(self):
        if self._at >= len(self.text):
            self._at += 1
            return ""
        c = self.text[self._at]
        self._at += 1
        if c == "\n":
            self.lineno += 1
        return c

    def _back(self):
        self._at -= 1
        if self._at < len(self.text) and self.text[self._at] == "\n":
            self.lineno -= 1

    def _skip_comment(self):
        while True:
            c = self._next()
            if c == "" or c == "\n":
                return

    def read_token(self):
        word = ""
        quoted = False
        while True:
            c = self._next()
            if c == "":
                return word if word or (quoted and self.posix) else self.eof
            if c in self.whitespace:
                if word or (quoted and self.posix):
                    return word
            elif c in self.commenters:
                self._skip_comment()
                if self.posix and (word or quoted):
                    return word
            elif self.posix and c in self.escape:
                word = word + self._escaped()
                quoted = True
            elif c in self.quotes and (self.posix or not word or not self.whitespace_split):
                if self.posix:
                    word = word + self._quoted(c)
                    quoted = True
                elif word:
                    self._back()
                    return word
                else:
                    return c + self._quoted(c) + c
            elif c in self.punctuation_chars:
                if word or quoted:
                    self._back()
                    return word
                while c != "" and c in self.punctuation_chars:
                    word += c
                    c = self._next()
                self._back()
                return word
            elif c in self.wordchars or self.whitespace_split:
                word += c
            elif word or quoted:
                self._back()
                return word
            else:
                return c

    def _escaped(self):
        c = self._next()
        if c == "":
            raise ValueError("No escaped character")
        return c

    def _quoted(self, quote):
        text = ""
        while True:
            c = self._next()
            if c == "":
                raise ValueError("No closing quotation")
            if c == quote:
                return text
            if self.posix and c in self.escape and quote in self.escapedquotes:
                follower = self._next()
                if follower == "":
                    raise ValueError("No escaped character")
                if follower not in (quote, c):
                    text += c
                text += follower
            else:
                text += c

    def __iter__(self):
        return self

    def __next__(self):
        token = self.get_token()
        if token == self.eof:
            raise StopIteration
        return token


def split(s, comments=False, posix=True):
    lexer = shlex(s, posix=posix)
    lexer.whitespace_split = True
    if not comments:
        lexer.commenters = ""
    return list(lexer)


def quote(s):
    if not s:
        return "''"
    if _UNSAFE.search(s) is None:
        return s
    return "'" + s.replace("'", "'\"'\"'") + "'"


def join(split_command):
    return " ".join(quote(word) for word in split_command)
