"""Constants, templates and the formatter class."""

import re

__all__ = [
    "ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits", "octdigits",
    "printable", "punctuation", "whitespace", "Formatter", "Template",
]

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or " ").join(word.capitalize() for word in s.split(sep))


class Template:
    """Text with $name and ${name}."""

    delimiter = "$"
    idpattern = r"(?a:[_a-z][_a-z0-9]*)"
    braceidpattern = None
    flags = re.IGNORECASE

    def __init__(self, template):
        self.template = template

    def _expression(self):
        pattern = type(self).__dict__.get("pattern")
        if pattern is None:
            mark = re.escape(self.delimiter)
            pattern = "%s(?:(?P<escaped>%s)|(?P<named>%s)|{(?P<braced>%s)}|(?P<invalid>))" % (
                mark, mark, self.idpattern, self.braceidpattern or self.idpattern,
            )
        return re.compile(pattern, self.flags | re.VERBOSE)

    def _invalid(self, match):
        position = match.start("invalid")
        lines = self.template[:position].splitlines(True)
        if lines:
            column = position - len("".join(lines[:-1]))
            line = len(lines)
        else:
            column = 1
            line = 1
        raise ValueError("Invalid placeholder in string: line %d, col %d" % (line, column))

    def _apply(self, mapping, safe):
        def replace(match):
            name = match.group("named") or match.group("braced")
            if name is not None:
                if not safe:
                    return str(mapping[name])
                try:
                    return str(mapping[name])
                except KeyError:
                    return match.group()
            if match.group("escaped") is not None:
                return self.delimiter
            if safe:
                return match.group()
            self._invalid(match)

        return self._expression().sub(replace, self.template)

    @staticmethod
    def _merged(mapping, kws):
        if mapping is None:
            return kws
        if not kws:
            return mapping
        merged = dict(mapping)
        merged.update(kws)
        return merged

    def substitute(self, mapping=None, **kws):
        return self._apply(self._merged(mapping, kws), False)

    def safe_substitute(self, mapping=None, **kws):
        return self._apply(self._merged(mapping, kws), True)

    def get_identifiers(self):
        names = []
        for match in self._expression().finditer(self.template):
            name = match.group("named") or match.group("braced")
            if name is not None and name not in names:
                names.append(name)
        return names


class Formatter:
    """str.format as a class with steps that can be overridden."""

    def format(self, format_string, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        result = self._render(format_string, args, kwargs, used, 2, [0])
        self.check_unused_args(used, args, kwargs)
        return result

    def _render(self, format_string, args, kwargs, used, depth, counter):
        if depth < 0:
            raise ValueError("Max string recursion exceeded")
        parts = []
        for literal, field, spec, conversion in self.parse(format_string):
            if literal:
                parts.append(literal)
            if field is None:
                continue
            first = re.split(r"[.\[]", field, maxsplit=1)[0]
            if first == "":
                if counter[0] is None:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                field = str(counter[0]) + field
                counter[0] += 1
            elif first.isdigit():
                if counter[0]:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                counter[0] = None
            value, key = self.get_field(field, args, kwargs)
            used.add(key)
            value = self.convert_field(value, conversion)
            spec = self._render(spec, args, kwargs, used, depth - 1, counter)
            parts.append(self.format_field(value, spec))
        return "".join(parts)

    def parse(self, format_string):
        result = []
        literal = ""
        i = 0
        while i < len(format_string):
            c = format_string[i]
            if c in "{}" and format_string[i : i + 2] == c * 2:
                literal += c
                i += 2
            elif c == "}":
                raise ValueError("Single '}' encountered in format string")
            elif c != "{":
                literal += c
                i += 1
            else:
                depth = 1
                end = i + 1
                while end < len(format_string) and depth:
                    if format_string[end] == "{":
                        depth += 1
                    elif format_string[end] == "}":
                        depth -= 1
                    end += 1
                if i + 1 == len(format_string):
                    raise ValueError("Single '{' encountered in format string")
                if depth:
                    raise ValueError("expected '}' before end of string")
                match = re.match(r"((?:[^\[:!]|\[[^\]]*\])*)(?:!(.))?(?::(.*))?\Z", format_string[i + 1 : end - 1], re.DOTALL)
                if match is None:
                    raise ValueError("expected ':' after conversion specifier")
                result.append((literal, match.group(1), match.group(3) or "", match.group(2)))
                literal = ""
                i = end
        if literal:
            result.append((literal, None, None, None))
        return result

    def get_field(self, field_name, args, kwargs):
        first = re.match(r"[^.\[]*", field_name).group()
        key = int(first) if first.isdigit() else first
        value = self.get_value(key, args, kwargs)
        for match in re.finditer(r"\.([^.\[]+)|\[([^\]]+)\]", field_name[len(first) :]):
            if match.group(1) is not None:
                value = getattr(value, match.group(1))
            else:
                index = match.group(2)
                value = value[int(index) if index.isdigit() else index]
        return value, key

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion == "s":
            return str(value)
        if conversion == "r":
            return repr(value)
        if conversion == "a":
            return ascii(value)
        raise ValueError("Unknown conversion specifier {0!s}".format(conversion))
