"""Files of sections with options."""

import collections
import re

__all__ = [
    "ConfigParser", "RawConfigParser", "SafeConfigParser", "Error", "NoSectionError", "DuplicateSectionError",
    "DuplicateOptionError", "NoOptionError", "InterpolationError", "InterpolationMissingOptionError",
    "InterpolationSyntaxError", "InterpolationDepthError", "ParsingError", "MissingSectionHeaderError", "SectionProxy",
    "BasicInterpolation", "ExtendedInterpolation", "DEFAULTSECT",
]

DEFAULTSECT = "DEFAULT"
_UNSET = object()


class Error(Exception):
    def __init__(self, msg=""):
        self.message = msg
        Exception.__init__(self, msg)

    def __repr__(self):
        return self.message

    __str__ = __repr__


class NoSectionError(Error):
    def __init__(self, section):
        Error.__init__(self, "No section: %r" % (section,))
        self.section = section
        self.args = (section,)


class DuplicateSectionError(Error):
    def __init__(self, section, source=None, lineno=None):
        message = "Section %r already exists" % section
        if source is not None:
            message = "While reading from %r%s: section %r already exists" % (
                source, "" if lineno is None else " [line %2d]" % lineno, section,
            )
        Error.__init__(self, message)
        self.section = section


class DuplicateOptionError(Error):
    def __init__(self, section, option, source=None, lineno=None):
        message = "Option %r in section %r already exists" % (option, section)
        if source is not None:
            message = "While reading from %r%s: option %r in section %r already exists" % (
                source, "" if lineno is None else " [line %2d]" % lineno, option, section,
            )
        Error.__init__(self, message)
        self.section = section
        self.option = option


class NoOptionError(Error):
    def __init__(self, option, section):
        Error.__init__(self, "No option %r in section: %r" % (option, section))
        self.option = option
        self.section = section


class InterpolationError(Error):
    def __init__(self, option, section, msg):
        Error.__init__(self, msg)
        self.option = option
        self.section = section


class InterpolationMissingOptionError(InterpolationError):
    pass


class InterpolationSyntaxError(InterpolationError):
    pass


class InterpolationDepthError(InterpolationError):
    pass


class ParsingError(Error):
    def __init__(self, source):
        Error.__init__(self, "Source contains parsing errors: %r" % source)
        self.source = source
        self.errors = []

    def append(self, lineno, line):
        self.errors.append((lineno, line))
        self.message += "\n\t[line %2d]: %s" % (lineno, line)


class MissingSectionHeaderError(ParsingError):
    def __init__(self, filename, lineno, line):
        Error.__init__(self, "File contains no section headers.\nfile: %r, line: %d\n%r" % (filename, lineno, line))
        self.source = filename
        self.lineno = lineno
        self.line = line


class Interpolation:
    def get(self, parser, section, option, value, defaults):
        return value

    def check(self, value):
        pass


class BasicInterpolation(Interpolation):
    """%(name)s takes the value of another option."""

    def check(self, value):
        rest = re.sub(r"%\([^)]*\)s", "", value.replace("%%", ""))
        if "%" in rest:
            raise ValueError("invalid interpolation syntax in %r at position %d" % (value, value.find("%")))

    def get(self, parser, section, option, value, defaults, depth=0):
        if depth > 10:
            raise InterpolationDepthError(option, section, "Recursion limit exceeded in value substitution: option %r in section %r contains an interpolation key which cannot be substituted in 10 steps. Raw value: %r" % (option, section, value))

        def replace(match):
            if match.group() == "%%":
                return "%"
            if match.group(1) is None:
                raise InterpolationSyntaxError(
                    option, section, "'%%' must be followed by '%%' or '(', found: %r" % value[match.start() :]
                )
            name = parser.optionxform(match.group(1))
            if name not in defaults:
                raise InterpolationMissingOptionError(
                    option, section,
                    "Bad value substitution: option %r in section %r contains an interpolation key %r which is not a valid "
                    "option name. Raw value: %r" % (option, section, name, value),
                )
            return self.get(parser, section, option, defaults[name], defaults, depth + 1)

        return re.sub(r"%%|%\(([^)]+)\)s|%", replace, value)


class ExtendedInterpolation(Interpolation):
    """${section:name} takes the value of another option."""

    def get(self, parser, section, option, value, defaults, depth=0):
        if depth > 10:
            raise InterpolationDepthError(option, section, "Recursion limit exceeded in value substitution")

        def replace(match):
            if match.group() == "$$":
                return "$"
            path = match.group(1).split(":")
            if len(path) == 1:
                name = parser.optionxform(path[0])
                if name not in defaults:
                    raise InterpolationMissingOptionError(option, section, "Bad value substitution: option %r in section %r contains an interpolation key %r which is not a valid option name. Raw value: %r" % (option, section, name, value))
                return self.get(parser, section, option, defaults[name], defaults, depth + 1)
            return parser.get(path[0], path[1])

        return re.sub(r"\$\$|\$\{([^}]+)\}", replace, value)


class RawConfigParser:
    _default_interpolation = Interpolation()
    BOOLEAN_STATES = {
        "1": True, "yes": True, "true": True, "on": True, "0": False, "no": False, "false": False, "off": False,
    }

    def __init__(
        self, defaults=None, dict_type=dict, allow_no_value=False, *, delimiters=("=", ":"), comment_prefixes=("#", ";"),
        inline_comment_prefixes=None, strict=True, empty_lines_in_values=True, default_section=DEFAULTSECT,
        interpolation=_UNSET, converters=None
    ):
        self._sections = {}
        self._defaults = {}
        self._allow_no_value = allow_no_value
        self._delimiters = tuple(delimiters)
        self._comments = tuple(comment_prefixes or ())
        self._inline = tuple(inline_comment_prefixes or ())
        self._strict = strict
        self._empty_lines = empty_lines_in_values
        self.default_section = default_section
        if interpolation is _UNSET:
            interpolation = self._default_interpolation
        self._interpolation = Interpolation() if interpolation is None else interpolation
        marks = "|".join(re.escape(mark) for mark in self._delimiters)
        optional = "?" if allow_no_value else ""
        self._option = re.compile(r"(?P<option>.*?)\s*(?:(?P<vi>%s)\s*(?P<value>.*))%s$" % (marks, optional))
        if defaults:
            for key, value in defaults.items():
                self._defaults[self.optionxform(str(key))] = str(value)

    def optionxform(self, optionstr):
        return optionstr.lower()

    def defaults(self):
        return self._defaults

    def sections(self):
        return list(self._sections)

    def add_section(self, section):
        if section == self.default_section:
            raise ValueError("Invalid section name: %r" % section)
        if section in self._sections:
            raise DuplicateSectionError(section)
        self._sections[section] = {}

    def has_section(self, section):
        return section in self._sections

    def options(self, section):
        if section not in self._sections:
            raise NoSectionError(section)
        return list({**self._sections[section], **self._defaults})

    def read(self, filenames, encoding=None):
        if isinstance(filenames, (str, bytes)) or hasattr(filenames, "__fspath__"):
            filenames = [filenames]
        done = []
        for filename in filenames:
            try:
                with open(filename, encoding=encoding) as file:
                    self._read(file, filename)
            except OSError:
                continue
            done.append(filename)
        return done

    def read_file(self, f, source=None):
        self._read(f, source if source is not None else getattr(f, "name", "<???>"))

    def read_string(self, string, source="<string>"):
        self._read(string.splitlines(True), source)

    def read_dict(self, dictionary, source="<dict>"):
        for section, options in dictionary.items():
            if section != self.default_section and section not in self._sections:
                self.add_section(str(section))
            for key, value in options.items():
                self.set(section, self.optionxform(str(key)), None if value is None else str(value))

    def _read(self, lines, source):
        seen = set()
        current = None
        section = None
        option = None
        indent_level = 0
        error = None
        for number, line in enumerate(lines, start=1):
            text = line
            for prefix in self._inline:
                i = text.find(prefix)
                while i >= 0:
                    if i == 0 or text[i - 1].isspace():
                        text = text[:i]
                        break
                    i = text.find(prefix, i + 1)
            if text.strip().startswith(self._comments) and self._comments:
                text = ""
            value = text.strip()
            if not value:
                if self._empty_lines:
                    if line.strip() == "" and current is not None and option and current.get(option) is not None:
                        current[option].append("")
                else:
                    indent_level = 1 << 30
                continue
            indent = len(text) - len(text.lstrip())
            if current is not None and option and indent > indent_level:
                current[option].append(value)
                continue
            indent_level = indent
            header = re.match(r"\[(?P<header>.+)\]", value)
            if header:
                section = header.group("header")
                option = None
                if section == self.default_section:
                    current = self._defaults
                elif section in self._sections:
                    if self._strict and section in seen:
                        raise DuplicateSectionError(section, source, number)
                    current = self._sections[section]
                else:
                    current = self._sections[section] = {}
                seen.add(section)
                continue
            if current is None:
                raise MissingSectionHeaderError(source, number, line)
            match = self._option.match(value)
            if not match or not match.group("option"):
                if error is None:
                    error = ParsingError(source)
                error.append(number, repr(line))
                continue
            option = self.optionxform(match.group("option").rstrip())
            if self._strict and (section, option) in seen:
                raise DuplicateOptionError(section, option, source, number)
            seen.add((section, option))
            found = match.group("value")
            current[option] = None if found is None else [found.strip()]
        for options in [self._defaults] + list(self._sections.values()):
            for key, value in options.items():
                if isinstance(value, list):
                    options[key] = "\n".join(value).rstrip()
        if error is not None:
            raise error

    def _merged(self, section, vars=None):
        merged = dict(self._defaults)
        if section in self._sections:
            merged.update(self._sections[section])
        elif section != self.default_section:
            raise NoSectionError(section)
        if vars:
            for key, value in vars.items():
                merged[self.optionxform(key)] = None if value is None else str(value)
        return merged

    def get(self, section, option, *, raw=False, vars=None, fallback=_UNSET):
        try:
            merged = self._merged(section, vars)
        except NoSectionError:
            if fallback is _UNSET:
                raise
            return fallback
        name = self.optionxform(option)
        if name not in merged:
            if fallback is _UNSET:
                raise NoOptionError(name, section)
            return fallback
        value = merged[name]
        if raw or value is None:
            return value
        return self._interpolation.get(self, section, name, value, merged)

    def _converted(self, convert, section, option, fallback, options):
        try:
            return convert(self.get(section, option, **options))
        except (NoSectionError, NoOptionError):
            if fallback is _UNSET:
                raise
            return fallback

    def getint(self, section, option, *, raw=False, vars=None, fallback=_UNSET):
        return self._converted(int, section, option, fallback, {"raw": raw, "vars": vars})

    def getfloat(self, section, option, *, raw=False, vars=None, fallback=_UNSET):
        return self._converted(float, section, option, fallback, {"raw": raw, "vars": vars})

    def getboolean(self, section, option, *, raw=False, vars=None, fallback=_UNSET):
        return self._converted(self._boolean, section, option, fallback, {"raw": raw, "vars": vars})

    def _boolean(self, value):
        if value.lower() not in self.BOOLEAN_STATES:
            raise ValueError("Not a boolean: %s" % value)
        return self.BOOLEAN_STATES[value.lower()]

    def items(self, section=_UNSET, raw=False, vars=None):
        if section is _UNSET:
            return [(name, self[name]) for name in self]
        merged = self._merged(section, vars)
        return [(name, self.get(section, name, raw=raw, vars=vars)) for name in merged]

    def has_option(self, section, option):
        name = self.optionxform(option)
        if not section or section == self.default_section:
            return name in self._defaults
        return section in self._sections and (name in self._sections[section] or name in self._defaults)

    def set(self, section, option, value=None):
        if value:
            self._interpolation.check(value) if hasattr(self._interpolation, "check") else None
        if not section or section == self.default_section:
            target = self._defaults
        elif section in self._sections:
            target = self._sections[section]
        else:
            raise NoSectionError(section)
        target[self.optionxform(option)] = value

    def remove_option(self, section, option):
        target = self._defaults if not section or section == self.default_section else self._sections.get(section)
        if target is None:
            raise NoSectionError(section)
        return target.pop(self.optionxform(option), _UNSET) is not _UNSET

    def remove_section(self, section):
        return self._sections.pop(section, None) is not None

    def write(self, fp, space_around_delimiters=True):
        mark = " %s " % self._delimiters[0] if space_around_delimiters else self._delimiters[0]
        groups = list(self._sections.items())
        if self._defaults:
            groups.insert(0, (self.default_section, self._defaults))
        for section, options in groups:
            fp.write("[%s]\n" % section)
            for key, value in options.items():
                if value is None and self._allow_no_value:
                    fp.write("%s\n" % key)
                else:
                    fp.write("%s%s%s\n" % (key, mark, str(value).replace("\n", "\n\t")))
            fp.write("\n")

    def __getitem__(self, key):
        if key != self.default_section and key not in self._sections:
            raise KeyError(key)
        return SectionProxy(self, key)

    def __setitem__(self, key, value):
        if key == self.default_section:
            self._defaults.clear()
        else:
            self._sections[key] = {}
        self.read_dict({key: value})

    def __delitem__(self, key):
        if not self.remove_section(key):
            raise KeyError(key)

    def __contains__(self, key):
        return key == self.default_section or key in self._sections

    def __len__(self):
        return len(self._sections) + 1

    def __iter__(self):
        return iter([self.default_section] + list(self._sections))


class ConfigParser(RawConfigParser):
    _default_interpolation = BasicInterpolation()

    def set(self, section, option, value=None):
        if not isinstance(option, str):
            raise TypeError("option keys must be strings")
        if value is not None and not isinstance(value, str):
            raise TypeError("option values must be strings")
        RawConfigParser.set(self, section, option, value)


SafeConfigParser = ConfigParser


class SectionProxy:
    def __init__(self, parser, name):
        self.parser = parser
        self.name = name

    def __repr__(self):
        return "<Section: %s>" % self.name

    def _names(self):
        if self.name == self.parser.default_section:
            return list(self.parser.defaults())
        return self.parser.options(self.name)

    def __getitem__(self, key):
        if not self.parser.has_option(self.name, key):
            raise KeyError(key)
        return self.parser.get(self.name, key)

    def __setitem__(self, key, value):
        self.parser.set(self.name, key, value)

    def __delitem__(self, key):
        if not self.parser.remove_option(self.name, key):
            raise KeyError(key)

    def __contains__(self, key):
        return self.parser.has_option(self.name, key)

    def __len__(self):
        return len(self._names())

    def __iter__(self):
        return iter(self._names())

    def keys(self):
        return self._names()

    def values(self):
        return [self[name] for name in self._names()]

    def items(self):
        return [(name, self[name]) for name in self._names()]

    def get(self, option, fallback=None, *, raw=False, vars=None):
        return self.parser.get(self.name, option, raw=raw, vars=vars, fallback=fallback)

    def getint(self, option, fallback=None, *, raw=False, vars=None):
        return self.parser.getint(self.name, option, raw=raw, vars=vars, fallback=fallback)

    def getfloat(self, option, fallback=None, *, raw=False, vars=None):
        return self.parser.getfloat(self.name, option, raw=raw, vars=vars, fallback=fallback)

    def getboolean(self, option, fallback=None, *, raw=False, vars=None):
        return self.parser.getboolean(self.name, option, raw=raw, vars=vars, fallback=fallback)
