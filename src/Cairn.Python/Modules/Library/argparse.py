"""Command lines of scripts."""

import os
import re
import sys
import textwrap

__all__ = [
    "ArgumentParser", "ArgumentError", "ArgumentTypeError", "BooleanOptionalAction", "FileType", "HelpFormatter",
    "ArgumentDefaultsHelpFormatter", "RawDescriptionHelpFormatter", "RawTextHelpFormatter", "MetavarTypeHelpFormatter",
    "Namespace", "Action", "ONE_OR_MORE", "OPTIONAL", "PARSER", "REMAINDER", "SUPPRESS", "ZERO_OR_MORE",
]

SUPPRESS = "==SUPPRESS=="
OPTIONAL = "?"
ZERO_OR_MORE = "*"
ONE_OR_MORE = "+"
PARSER = "A..."
REMAINDER = "..."


class ArgumentError(Exception):
    def __init__(self, argument, message):
        self.argument_name = None if argument is None else argument._shown_name()
        self.message = message

    def __str__(self):
        if self.argument_name is None:
            return self.message
        return "argument %s: %s" % (self.argument_name, self.message)


class ArgumentTypeError(Exception):
    pass


class Namespace:
    def __init__(self, **kwargs):
        for name, value in kwargs.items():
            setattr(self, name, value)

    def __repr__(self):
        return "Namespace(%s)" % ", ".join("%s=%r" % item for item in self.__dict__.items())

    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, Namespace) else NotImplemented

    def __contains__(self, key):
        return key in self.__dict__


class HelpFormatter:
    shows_defaults = False
    keeps_lines = False
    keeps_description = False

    def __init__(self, prog, indent_increment=2, max_help_position=24, width=None):
        self.prog = prog
        self.width = (int(os.environ.get("COLUMNS", "80")) if width is None else width + 2) - 2
        self.max_help_position = max_help_position


class RawDescriptionHelpFormatter(HelpFormatter):
    keeps_description = True


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    keeps_lines = True


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    shows_defaults = True


class MetavarTypeHelpFormatter(HelpFormatter):
    pass


class Action:
    def __init__(
        self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None, required=False, help=None,
        metavar=None
    ):
        self.option_strings = option_strings
        self.dest = dest
        self.nargs = nargs
        self.const = const
        self.default = default
        self.type = type
        self.choices = choices
        self.required = required
        self.help = help
        self.metavar = metavar

    def _shown_name(self):
        if self.option_strings:
            return "/".join(self.option_strings)
        if self.metavar not in (None, SUPPRESS):
            return self.metavar if isinstance(self.metavar, str) else "/".join(self.metavar)
        if self.dest not in (None, SUPPRESS):
            return self.dest
        if self.choices:
            return "{%s}" % ",".join(map(str, self.choices))
        return None

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError(".__call__() not defined")


class _Store(Action):
    def __init__(self, option_strings, dest, nargs=None, **options):
        if nargs == 0:
            raise ValueError(
                "nargs for store actions must be != 0; if you have nothing to store, actions such as store true or store const "
                "may be more appropriate"
            )
        Action.__init__(self, option_strings, dest, nargs, **options)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


class _StoreConst(Action):
    def __init__(self, option_strings, dest, const=None, default=None, required=False, help=None, metavar=None):
        Action.__init__(self, option_strings, dest, 0, const, default, None, None, required, help, metavar)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)


class _StoreTrue(_StoreConst):
    def __init__(self, option_strings, dest, default=False, required=False, help=None):
        _StoreConst.__init__(self, option_strings, dest, True, default, required, help)


class _StoreFalse(_StoreConst):
    def __init__(self, option_strings, dest, default=True, required=False, help=None):
        _StoreConst.__init__(self, option_strings, dest, False, default, required, help)


class _Append(_Store):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, list(getattr(namespace, self.dest, None) or []) + [values])


class _Extend(_Store):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, list(getattr(namespace, self.dest, None) or []) + list(values))


class _AppendConst(_StoreConst):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, list(getattr(namespace, self.dest, None) or []) + [self.const])


class _Count(Action):
    def __init__(self, option_strings, dest, default=None, required=False, help=None):
        Action.__init__(self, option_strings, dest, 0, None, default, None, None, required, help)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (getattr(namespace, self.dest, None) or 0) + 1)


class _Help(Action):
    def __init__(self, option_strings, dest=SUPPRESS, default=SUPPRESS, help=None):
        Action.__init__(self, option_strings, dest, 0, default=default, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()


class _Version(Action):
    def __init__(self, option_strings, version=None, dest=SUPPRESS, default=SUPPRESS, help="show program's version number and exit"):
        Action.__init__(self, option_strings, dest, 0, default=default, help=help)
        self.version = version

    def __call__(self, parser, namespace, values, option_string=None):
        print((self.version or "") % {"prog": parser.prog})
        parser.exit()


class BooleanOptionalAction(Action):
    def __init__(self, option_strings, dest, default=None, type=None, choices=None, required=False, help=None, metavar=None):
        both = []
        for option in option_strings:
            both.append(option)
            if option.startswith("--"):
                both.append("--no-" + option[2:])
        Action.__init__(self, both, dest, 0, None, default, type, choices, required, help, metavar)

    def __call__(self, parser, namespace, values, option_string=None):
        if option_string in self.option_strings:
            setattr(namespace, self.dest, not option_string.startswith("--no-"))


class _Subparsers(Action):
    def __init__(self, option_strings, prog, parser_class, dest=SUPPRESS, required=False, help=None, metavar=None):
        self._prog = prog
        self._class = parser_class
        self._parsers = {}
        self._helps = []
        Action.__init__(self, option_strings, dest, PARSER, choices=self._parsers, required=required, help=help, metavar=metavar)

    def add_parser(self, name, *, aliases=(), help=None, **options):
        if options.get("prog") is None:
            options["prog"] = "%s %s" % (self._prog, name)
        parser = self._class(**options)
        self._parsers[name] = parser
        for alias in aliases:
            self._parsers[alias] = parser
        if help is not None:
            shown = "%s (%s)" % (name, ", ".join(aliases)) if aliases else name
            self._helps.append((shown, help))
        return parser

    def __call__(self, parser, namespace, values, option_string=None):
        name = values[0]
        if self.dest is not SUPPRESS:
            setattr(namespace, self.dest, name)
        if name not in self._parsers:
            raise ArgumentError(self, "unknown parser %r (choices: %s)" % (name, ", ".join(self._parsers)))
        inner, extras = self._parsers[name].parse_known_args(values[1:], None)
        for key, value in vars(inner).items():
            setattr(namespace, key, value)
        if extras:
            unknown = getattr(namespace, "_unrecognized_args", [])
            setattr(namespace, "_unrecognized_args", unknown + extras)


class FileType:
    def __init__(self, mode="r", bufsize=-1, encoding=None, errors=None):
        self._mode = mode
        self._encoding = encoding
        self._errors = errors

    def __call__(self, string):
        if string == "-":
            return sys.stdin if "r" in self._mode else sys.stdout
        try:
            return open(string, self._mode, encoding=self._encoding, errors=self._errors)
        except OSError as error:
            raise ArgumentTypeError("can't open '%s': %s" % (string, error)) from None


_ACTIONS = {
    None: _Store, "store": _Store, "store_const": _StoreConst, "store_true": _StoreTrue, "store_false": _StoreFalse,
    "append": _Append, "append_const": _AppendConst, "count": _Count, "help": _Help, "version": _Version, "extend": _Extend,
}


class _Group:
    def __init__(self, container, title=None, description=None):
        self._container = container
        self.title = title
        self.description = description
        self._group_actions = []

    def add_argument(self, *args, **kwargs):
        action = self._container._make(args, kwargs)
        self._container._register(action)
        self._group_actions.append(action)
        return action

    def add_argument_group(self, *args, **kwargs):
        return self._container.add_argument_group(*args, **kwargs)

    def add_mutually_exclusive_group(self, *, required=False):
        group = self._container.add_mutually_exclusive_group(required=required)
        group._section = self
        return group

    def set_defaults(self, **kwargs):
        self._container.set_defaults(**kwargs)


class _ExclusiveGroup(_Group):
    def __init__(self, container, required):
        _Group.__init__(self, container)
        self.required = required
        self._section = None

    def add_argument(self, *args, **kwargs):
        action = self._container._make(args, kwargs)
        if action.required:
            raise ValueError("mutually exclusive arguments must be optional")
        self._container._register(action)
        section = self._section or self._container._section_of(action)
        section._group_actions.append(action)
        self._group_actions.append(action)
        return action


class ArgumentParser:
    def __init__(
        self, prog=None, usage=None, description=None, epilog=None, parents=(), formatter_class=HelpFormatter,
        prefix_chars="-", fromfile_prefix_chars=None, argument_default=None, conflict_handler="error", add_help=True,
        allow_abbrev=True, exit_on_error=True
    ):
        self.prog = os.path.basename(sys.argv[0] if sys.argv else "") if prog is None else prog
        self.usage = usage
        self.description = description
        self.epilog = epilog
        self.formatter_class = formatter_class
        self.prefix_chars = prefix_chars
        self.fromfile_prefix_chars = fromfile_prefix_chars
        self.argument_default = argument_default
        self.allow_abbrev = allow_abbrev
        self.exit_on_error = exit_on_error
        self.conflict_handler = conflict_handler
        self._actions = []
        self._options = {}
        self._defaults = {}
        self._exclusive = []
        self._positionals = _Group(self, "positional arguments")
        self._optionals = _Group(self, "options")
        self._sections = [self._positionals, self._optionals]
        self._subparsers = None
        if add_help:
            self.add_argument("-h", "--help", action="help", default=SUPPRESS, help="show this help message and exit")
        for parent in parents:
            self._defaults.update(parent._defaults)
            for section in parent._sections:
                target = self._positionals if section is parent._positionals else self._optionals
                if section not in (parent._positionals, parent._optionals):
                    target = self.add_argument_group(section.title, section.description)
                for action in section._group_actions:
                    self._register(action)
                    target._group_actions.append(action)
            self._exclusive.extend(parent._exclusive)

    # -- declaring --

    def register(self, registry_name, value, object):
        if registry_name == "action":
            _ACTIONS[value] = object

    def _section_of(self, action):
        return self._optionals if action.option_strings else self._positionals

    def add_argument(self, *args, **kwargs):
        action = self._make(args, kwargs)
        self._register(action)
        self._section_of(action)._group_actions.append(action)
        return action

    def _make(self, args, kwargs):
        options = dict(kwargs)
        kind = options.pop("action", None)
        if not args or (len(args) == 1 and args[0][:1] not in self.prefix_chars):
            if args and "dest" in options:
                raise ValueError("dest supplied twice for positional argument")
            dest = options.pop("dest", None) if not args else args[0]
            if dest is None:
                raise TypeError("_get_positional_kwargs() missing 1 required positional argument: 'dest'")
            if "required" in options:
                raise TypeError("'required' is an invalid argument for positionals")
            option_strings = []
            nargs = options.get("nargs")
            required = nargs not in (OPTIONAL, ZERO_OR_MORE, REMAINDER, SUPPRESS)
            if nargs == ZERO_OR_MORE and "default" not in options:
                required = True
        else:
            option_strings = list(args)
            for option in option_strings:
                if not option or option[0] not in self.prefix_chars:
                    raise ValueError(
                        "invalid option string %r: must start with a character %r" % (option, self.prefix_chars)
                    )
            dest = options.pop("dest", None)
            if dest is None:
                long = [option for option in option_strings if len(option) > 1 and option[1] in self.prefix_chars]
                dest = (long or option_strings)[0].lstrip(self.prefix_chars)
                if not dest:
                    raise ValueError("dest= is required for options like %r" % option_strings[0])
                dest = dest.replace("-", "_")
            required = options.pop("required", False)
        if "default" not in options:
            if dest in self._defaults:
                options["default"] = self._defaults[dest]
            elif self.argument_default is not None:
                options["default"] = self.argument_default
        factory = _ACTIONS.get(kind, kind) if kind is None or isinstance(kind, str) else kind
        if not callable(factory):
            raise ValueError('unknown action "%s"' % (factory,))
        if "type" in options and options["type"] is not None and not callable(options["type"]):
            raise ValueError("%r is not callable" % (options["type"],))
        if option_strings and (required or factory in (_Store, _Append)):
            options["required"] = required
        action = factory(option_strings=option_strings, dest=dest, **options)
        if not option_strings:
            action.required = required
        return action

    def _register(self, action):
        for option in action.option_strings:
            if option in self._options:
                if self.conflict_handler == "resolve":
                    old = self._options.pop(option)
                    old.option_strings = [name for name in old.option_strings if name != option]
                else:
                    raise ArgumentError(action, "conflicting option string: %s" % option)
        for option in action.option_strings:
            self._options[option] = action
        self._actions.append(action)
        return action

    def add_argument_group(self, title=None, description=None, **kwargs):
        group = _Group(self, title, description)
        self._sections.append(group)
        return group

    def add_mutually_exclusive_group(self, *, required=False):
        group = _ExclusiveGroup(self, required)
        self._exclusive.append(group)
        return group

    def add_subparsers(self, *, title=None, description=None, prog=None, parser_class=None, **kwargs):
        if self._subparsers is not None:
            self.error("cannot have multiple subparser arguments")
        section = self._positionals
        if title is not None or description is not None:
            section = self.add_argument_group(title or "subcommands", description)
        if prog is None:
            shown = " ".join(self._usage_part(action) for action in self._positionals._group_actions)
            prog = (self.prog + " " + shown).strip()
        kwargs.pop("action", None)
        action = _Subparsers([], prog, parser_class or type(self), **kwargs)
        self._register(action)
        section._group_actions.append(action)
        self._subparsers = action
        return action

    def set_defaults(self, **kwargs):
        self._defaults.update(kwargs)
        for action in self._actions:
            if action.dest in kwargs:
                action.default = kwargs[action.dest]

    def get_default(self, dest):
        for action in self._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._defaults.get(dest)

    # -- parsing --

    def parse_args(self, args=None, namespace=None):
        result, extras = self.parse_known_args(args, namespace)
        if extras:
            self.error("unrecognized arguments: %s" % " ".join(extras))
        return result

    def parse_known_args(self, args=None, namespace=None):
        args = list(sys.argv[1:] if args is None else args)
        if namespace is None:
            namespace = Namespace()
        for action in self._actions:
            if action.dest is not SUPPRESS and not hasattr(namespace, action.dest) and action.default is not SUPPRESS:
                setattr(namespace, action.dest, action.default)
        for dest, value in self._defaults.items():
            if not hasattr(namespace, dest):
                setattr(namespace, dest, value)
        try:
            extras = self._parse(args, namespace)
        except ArgumentError as error:
            if not self.exit_on_error:
                raise
            self.error(str(error))
        extras += getattr(namespace, "_unrecognized_args", [])
        if hasattr(namespace, "_unrecognized_args"):
            delattr(namespace, "_unrecognized_args")
        return namespace, extras

    def _read_files(self, args):
        result = []
        for arg in args:
            if not arg or self.fromfile_prefix_chars is None or arg[0] not in self.fromfile_prefix_chars:
                result.append(arg)
                continue
            try:
                with open(arg[1:]) as file:
                    lines = file.read().splitlines()
            except OSError as error:
                self.error(str(error))
            result.extend(self._read_files([word for line in lines for word in self.convert_arg_line_to_args(line)]))
        return result

    def convert_arg_line_to_args(self, arg_line):
        return [arg_line]

    def _option_of(self, arg):
        """(action, option, value) if the argument is an option, else None."""
        if not arg or arg[0] not in self.prefix_chars:
            return None
        if arg in self._options:
            return self._options[arg], arg, None
        if len(arg) == 1:
            return None
        if "=" in arg:
            name, _, value = arg.partition("=")
            if name in self._options:
                return self._options[name], name, value
        matches = self._abbreviated(arg)
        if len(matches) > 1:
            raise ArgumentError(
                None, "ambiguous option: %s could match %s" % (arg, ", ".join(option for _, option, _ in matches))
            )
        if matches:
            return matches[0]
        if re.match(r"^-\d+$|^-\d*\.\d+$", arg) and not any(re.match(r"^-\d+$|^-\d*\.\d+$", o) for o in self._options):
            return None
        if " " in arg:
            return None
        return None, arg, None

    def _abbreviated(self, arg):
        if arg[1:2] and arg[1] in self.prefix_chars:
            if not self.allow_abbrev:
                return []
            name, equals, value = arg.partition("=")
            return [
                (action, option, value if equals else None)
                for option, action in self._options.items() if option.startswith(name)
            ]
        result = []
        for option, action in self._options.items():
            if option == arg[:2]:
                result.append((action, option, arg[2:]))
            elif option.startswith(arg):
                result.append((action, option, None))
        return result

    def _parse(self, args, namespace):
        args = self._read_files(args)
        kinds = []
        options = {}
        rest_is_positional = False
        for i, arg in enumerate(args):
            if rest_is_positional:
                kinds.append("A")
            elif arg == "--":
                kinds.append("-")
                rest_is_positional = True
            else:
                option = self._option_of(arg)
                if option is None:
                    kinds.append("A")
                else:
                    options[i] = option
                    kinds.append("O")
        pattern = "".join(kinds)
        seen = set()
        given = set()
        extras = []
        positionals = [action for action in self._actions if not action.option_strings]

        def take(action, values, option=None):
            seen.add(action)
            value = self._values(action, values)
            if value is not action.default or values:
                given.add(action)
                for group in self._exclusive:
                    if action in group._group_actions:
                        for other in group._group_actions:
                            if other is not action and other in given:
                                raise ArgumentError(action, "not allowed with argument %s" % other._shown_name())
            if value is not SUPPRESS:
                action(self, namespace, value, option)

        def take_positionals(start):
            for count in range(len(positionals), 0, -1):
                expression = "".join(self._expression(action) for action in positionals[:count])
                match = re.match(expression, pattern[start:])
                if match is not None:
                    for action, text in list(zip(positionals, match.groups())):
                        words = args[start : start + len(text)]
                        start += len(text)
                        if action.nargs not in (PARSER, REMAINDER) and "--" in words:
                            words.remove("--")
                        take(action, words)
                    del positionals[:count]
                    break
            return start

        def take_option(i):
            action, option, value = options[i]
            if action is None:
                extras.append(args[i])
                return i + 1
            while True:
                if value is not None:
                    count = self._count(action, "A")
                    if count == 0 and len(option) == 2:
                        take(action, [], option)
                        following = option[0] + value[0]
                        if following in self._options:
                            action = self._options[following]
                            option = following
                            value = value[1:] or None
                            continue
                        raise ArgumentError(action, "ignored explicit argument %r" % value)
                    if count == 1:
                        take(action, [value], option)
                        return i + 1
                    raise ArgumentError(action, "ignored explicit argument %r" % value)
                count = self._count(action, pattern[i + 1 :])
                take(action, args[i + 1 : i + 1 + count], option)
                return i + 1 + count

        i = 0
        last_option = max(options) if options else -1
        while i <= last_option:
            upcoming = min(index for index in options if index >= i)
            if i != upcoming:
                after = take_positionals(i)
                if after > i:
                    i = after
                    continue
            if i not in options:
                extras.extend(args[i:upcoming])
                i = upcoming
            i = take_option(i)
        i = take_positionals(i)
        extras.extend(args[i:])
        missing = []
        for action in self._actions:
            if action in seen:
                continue
            if action.required:
                missing.append(action._shown_name())
            elif isinstance(action.default, str) and getattr(namespace, action.dest, None) is action.default:
                setattr(namespace, action.dest, self._convert(action, action.default))
        if missing:
            self.error("the following arguments are required: %s" % ", ".join(missing))
        for group in self._exclusive:
            if group.required and not any(action in given for action in group._group_actions):
                names = [action._shown_name() for action in group._group_actions if action.help is not SUPPRESS]
                self.error("one of the arguments %s is required" % " ".join(names))
        return extras

    def _expression(self, action):
        nargs = action.nargs
        if nargs is None:
            text = "(-*A-*)"
        elif nargs == OPTIONAL:
            text = "(-*A?-*)"
        elif nargs == ZERO_OR_MORE:
            text = "(-*[A-]*)"
        elif nargs == ONE_OR_MORE:
            text = "(-*A[A-]*)"
        elif nargs == REMAINDER:
            text = "([-AO]*)"
        elif nargs == PARSER:
            text = "(-*A[-AO]*)"
        elif nargs == SUPPRESS:
            text = "(-*-*)"
        else:
            text = "(-*%s-*)" % "-*".join("A" * nargs)
        if action.option_strings:
            text = text.replace("-*", "").replace("-", "")
        return text

    def _count(self, action, pattern):
        match = re.match(self._expression(action), pattern)
        if match is None:
            messages = {
                None: "expected one argument", OPTIONAL: "expected at most one argument",
                ONE_OR_MORE: "expected at least one argument",
            }
            message = messages.get(action.nargs)
            if message is None:
                message = "expected %s argument%s" % (action.nargs, "" if action.nargs == 1 else "s")
            raise ArgumentError(action, message)
        return len(match.group(1))

    def _values(self, action, words):
        nargs = action.nargs
        if not words and nargs == OPTIONAL:
            value = action.const if action.option_strings else action.default
            return self._convert(action, value, checks=True) if isinstance(value, str) else value
        if not words and nargs == ZERO_OR_MORE and not action.option_strings:
            return action.default if action.default is not None else words
        if nargs in (None, OPTIONAL) and len(words) == 1:
            return self._convert(action, words[0], checks=True)
        if nargs == REMAINDER:
            return [self._convert(action, word) for word in words]
        if nargs == PARSER:
            values = [self._convert(action, word) for word in words]
            self._check(action, values[0])
            return values
        if nargs == SUPPRESS:
            return SUPPRESS
        return [self._convert(action, word, checks=True) for word in words]

    def _convert(self, action, word, checks=False):
        convert = action.type
        value = word
        if convert is not None:
            try:
                value = convert(word)
            except ArgumentTypeError as error:
                raise ArgumentError(action, str(error)) from None
            except (TypeError, ValueError):
                name = getattr(convert, "__name__", repr(convert))
                raise ArgumentError(action, "invalid %s value: %r" % (name, word)) from None
        if checks:
            self._check(action, value)
        return value

    def _check(self, action, value):
        if action.choices is not None and value not in action.choices:
            raise ArgumentError(
                action, "invalid choice: %r (choose from %s)" % (value, ", ".join(map(repr, action.choices)))
            )

    # -- help --

    def _metavar(self, action):
        if action.metavar is not None:
            return action.metavar
        if action.choices is not None:
            return "{%s}" % ",".join(map(str, action.choices))
        return action.dest.upper() if action.option_strings else action.dest

    def _arguments(self, action):
        nargs = action.nargs
        name = self._metavar(action)
        names = name if isinstance(name, tuple) else None
        first = names[0] if names else name
        if nargs is None:
            return first
        if nargs == OPTIONAL:
            return "[%s]" % first
        if nargs == ZERO_OR_MORE:
            return "[%s ...]" % first
        if nargs == ONE_OR_MORE:
            return "%s [%s ...]" % (first, names[1] if names else first)
        if nargs == REMAINDER:
            return "..."
        if nargs == PARSER:
            return "%s ..." % first
        if nargs == SUPPRESS:
            return ""
        return " ".join(names if names else [name] * nargs)

    def _usage_part(self, action):
        if not action.option_strings:
            return self._arguments(action)
        if isinstance(action, BooleanOptionalAction):
            return "[%s]" % " | ".join(action.option_strings)
        text = action.option_strings[0]
        if action.nargs != 0:
            text = "%s %s" % (text, self._arguments(action))
        return text if action.required else "[%s]" % text

    def _bare(self, action):
        text = self._usage_part(action)
        return text[1:-1] if text.startswith("[") and action.option_strings else text

    def _usage_parts(self, actions):
        parts = []
        done = set()
        for action in actions:
            if action in done or action.help is SUPPRESS:
                continue
            for group in self._exclusive:
                members = [member for member in group._group_actions if member.help is not SUPPRESS]
                if action in members and len(members) > 1:
                    text = " | ".join(self._bare(member) for member in members)
                    parts.append(("(%s)" if group.required else "[%s]") % text)
                    done.update(members)
                    break
            else:
                parts.append(self._usage_part(action))
        return parts

    def format_usage(self):
        return self._usage_text() + "\n"

    def _usage_text(self):
        if self.usage is not None:
            return "usage: " + self.usage % {"prog": self.prog}
        width = self.formatter_class(self.prog).width
        optionals = self._usage_parts([action for action in self._actions if action.option_strings])
        positionals = self._usage_parts([action for action in self._actions if not action.option_strings])
        line = " ".join(["usage: " + self.prog] + optionals + positionals)
        if len(line) <= width:
            return line
        indent = " " * (len("usage: ") + len(self.prog) + 1)

        def lines(parts, first):
            result = []
            current = first
            for part in parts:
                if len(current) + 1 + len(part) > width and current.strip() != first.strip():
                    result.append(current)
                    current = indent + part
                else:
                    current = current + part if current.endswith(" ") else current + " " + part
            result.append(current)
            return result

        result = lines(optionals, "usage: %s " % self.prog) if optionals else []
        if positionals:
            more = lines(positionals, indent if optionals else "usage: %s " % self.prog)
            result += more
        return "\n".join(result)

    def _invocation(self, action):
        if not action.option_strings:
            return self._metavar(action)
        if action.nargs == 0:
            return ", ".join(action.option_strings)
        arguments = self._arguments(action)
        return ", ".join("%s %s" % (option, arguments) for option in action.option_strings)

    def _help_of(self, action, formatter):
        values = dict(vars(action), prog=self.prog)
        for key in list(values):
            if values[key] is SUPPRESS:
                del values[key]
            elif hasattr(values[key], "__name__"):
                values[key] = values[key].__name__
        if values.get("choices") is not None:
            values["choices"] = ", ".join(str(choice) for choice in values["choices"])
        text = action.help
        if formatter.shows_defaults and "%(default)" not in text and action.default is not SUPPRESS:
            if action.option_strings or action.nargs in (OPTIONAL, ZERO_OR_MORE):
                text += " (default: %(default)s)"
        return text % values

    def format_help(self):
        formatter = self.formatter_class(self.prog)
        width = formatter.width
        blocks = [self._usage_text()]

        def paragraph(text):
            text = text % {"prog": self.prog} if "%(prog)" in text else text
            if formatter.keeps_description:
                return text
            return textwrap.fill(" ".join(text.split()), max(width, 11))

        if self.description:
            blocks.append(paragraph(self.description))
        entries = []
        for section in self._sections:
            rows = []
            for action in section._group_actions:
                if action.help is SUPPRESS:
                    continue
                rows.append((2, self._invocation(action), self._help_of(action, formatter) if action.help else None))
                if isinstance(action, _Subparsers):
                    rows.extend((4, name, help) for name, help in action._helps)
            entries.append((section, rows))
        longest = max([indent + len(name) for _, rows in entries for indent, name, _ in rows] or [0])
        position = min(longest + 2, formatter.max_help_position)
        help_width = max(width - position, 11)
        for section, rows in entries:
            if not rows and not section.description:
                continue
            lines = [section.title + ":"] if section.title is not None else []
            if section.description:
                lines.append("\n".join("  " + line for line in textwrap.wrap(" ".join(section.description.split()), width - 2)))
                if rows:
                    lines.append("")
            for indent, name, help in rows:
                start = " " * indent + name
                if help is None:
                    lines.append(start)
                    continue
                if formatter.keeps_lines:
                    help_lines = help.splitlines()
                else:
                    help_lines = textwrap.wrap(" ".join(help.split()), help_width)
                if len(start) <= position - 2:
                    lines.append(start.ljust(position) + (help_lines[0] if help_lines else ""))
                    help_lines = help_lines[1:]
                else:
                    lines.append(start)
                lines.extend(" " * position + line for line in help_lines)
            blocks.append("\n".join(line.rstrip() for line in lines))
        if self.epilog:
            blocks.append(paragraph(self.epilog))
        return "\n\n".join(blocks).strip("\n") + "\n"

    def print_usage(self, file=None):
        (sys.stdout if file is None else file).write(self.format_usage())

    def print_help(self, file=None):
        (sys.stdout if file is None else file).write(self.format_help())

    def exit(self, status=0, message=None):
        if message:
            sys.stderr.write(message)
        sys.exit(status)

    def error(self, message):
        self.print_usage(sys.stderr)
        self.exit(2, "%s: error: %s\n" % (self.prog, message))
