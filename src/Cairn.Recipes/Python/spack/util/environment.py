"""Changes to environment variables, recorded to be applied later."""
import contextlib
import os
import re
import shlex

#: Directories that compilers and linkers search anyway.
SYSTEM_PATHS = ["/", "/usr", "/usr/local"]
_SUFFIXES = ["", "bin", "bin64", "include", "lib", "lib64"]
SYSTEM_DIRS = [os.path.join(root, suffix) if suffix else root for root in SYSTEM_PATHS for suffix in _SUFFIXES]
SYSTEM_DIR_CASE_ENTRY = "default"

ENV_SEPARATOR = os.pathsep


def is_system_path(path):
    """True if the compiler and linker search this directory anyway."""
    return bool(path) and os.path.normpath(path) in _SYSTEM


_SYSTEM = set(SYSTEM_DIRS)


def filter_system_paths(paths):
    return [p for p in paths if not is_system_path(p)]


def deprioritize_system_paths(paths):
    return list(sorted(paths, key=is_system_path))


def prune_duplicate_paths(paths):
    return list(dict.fromkeys(paths))


def get_path(name):
    value = os.environ.get(name, "").strip()
    return value.split(os.pathsep) if value else []


def env_flag(name):
    return os.environ.get(name, "").lower() in ("true", "1")


def path_set(var_name, directories):
    os.environ[var_name] = os.pathsep.join(str(d) for d in directories)


def path_put_first(var_name, directories):
    current = [p for p in os.environ.get(var_name, "").split(os.pathsep) if p and p not in directories]
    path_set(var_name, list(directories) + current)


@contextlib.contextmanager
def set_env(**kwargs):
    """Sets environment variables for the duration of the context; None unsets."""
    saved = {var: os.environ.get(var) for var in kwargs}
    for var, value in kwargs.items():
        if value is not None:
            os.environ[var] = value
        elif var in os.environ:
            del os.environ[var]
    try:
        yield
    finally:
        for var, value in saved.items():
            if value is not None:
                os.environ[var] = value
            elif var in os.environ:
                del os.environ[var]


preserve_environment = None


class NameModifier:
    """A change that needs the variable's name only."""

    def __init__(self, name, *, separator=os.pathsep, trace=None):
        self.name = name.upper() if os.sep == "\\" else name
        self.separator = separator
        self.trace = trace

    def __eq__(self, other):
        return type(self) is type(other) and self.name == other.name

    def __hash__(self):
        return hash((type(self), self.name))


class NameValueModifier(NameModifier):
    """A change that needs a name and a value."""

    def __init__(self, name, value, *, separator=os.pathsep, trace=None):
        super().__init__(name, separator=separator, trace=trace)
        self.value = value

    def __eq__(self, other):
        return super().__eq__(other) and self.value == other.value and self.separator == other.separator

    def __hash__(self):
        return hash((type(self), self.name, str(self.value), self.separator))

    def _directories(self, env):
        value = env.get(self.name, "")
        return value.split(self.separator) if value else []

    def _store(self, env, directories):
        env[self.name] = self.separator.join(directories)


class SetEnv(NameValueModifier):
    def __init__(self, name, value, *, trace=None, force=False, raw=False):
        super().__init__(name, value, trace=trace)
        self.force = force
        self.raw = raw

    def execute(self, env):
        env[self.name] = str(self.value)


class UnsetEnv(NameModifier):
    def execute(self, env):
        env.pop(self.name, None)


class AppendFlagsEnv(NameValueModifier):
    def execute(self, env):
        if self.name in env and env[self.name]:
            env[self.name] += self.separator + str(self.value)
        else:
            env[self.name] = str(self.value)


class RemoveFlagsEnv(NameValueModifier):
    def execute(self, env):
        flags = env.get(self.name, "").split(self.separator)
        env[self.name] = self.separator.join(f for f in flags if f != self.value)


class SetPath(NameValueModifier):
    def execute(self, env):
        env[self.name] = self.separator.join(str(item) for item in self.value)


class AppendPath(NameValueModifier):
    def execute(self, env):
        self._store(env, self._directories(env) + [os.path.normpath(str(self.value))])


class PrependPath(NameValueModifier):
    def execute(self, env):
        self._store(env, [os.path.normpath(str(self.value))] + self._directories(env))


class RemovePath(NameValueModifier):
    def execute(self, env):
        unwanted = os.path.normpath(str(self.value))
        self._store(env, [d for d in self._directories(env) if os.path.normpath(d) != unwanted])


class RemoveFirstPath(RemovePath):
    def execute(self, env):
        directories = self._directories(env)
        unwanted = os.path.normpath(str(self.value))
        for i, d in enumerate(directories):
            if os.path.normpath(d) == unwanted:
                del directories[i]
                break
        self._store(env, directories)


class RemoveLastPath(RemovePath):
    def execute(self, env):
        directories = self._directories(env)
        unwanted = os.path.normpath(str(self.value))
        for i in range(len(directories) - 1, -1, -1):
            if os.path.normpath(directories[i]) == unwanted:
                del directories[i]
                break
        self._store(env, directories)


class DeprioritizeSystemPaths(NameModifier):
    def execute(self, env):
        value = env.get(self.name, "")
        directories = value.split(self.separator) if value else []
        env[self.name] = self.separator.join(deprioritize_system_paths([os.path.normpath(d) for d in directories]))


class PruneDuplicatePaths(NameModifier):
    def execute(self, env):
        value = env.get(self.name, "")
        directories = value.split(self.separator) if value else []
        env[self.name] = self.separator.join(prune_duplicate_paths([os.path.normpath(d) for d in directories]))


def _text(name, value):
    if not isinstance(value, str):
        value = str(value)
    return value


class EnvironmentModifications:
    """A list of changes, in order."""

    def __init__(self, other=None, traced=None):
        self.traced = bool(traced)
        self.env_modifications = []
        if other is not None:
            self.extend(other)

    def __iter__(self):
        return iter(self.env_modifications)

    def __len__(self):
        return len(self.env_modifications)

    def __eq__(self, other):
        return isinstance(other, EnvironmentModifications) and self.env_modifications == other.env_modifications

    def extend(self, other):
        if not isinstance(other, EnvironmentModifications):
            raise TypeError("other must be an instance of EnvironmentModifications")
        self.env_modifications.extend(other.env_modifications)

    def set(self, name, value, *, force=False, raw=False):
        self.env_modifications.append(SetEnv(name, _text(name, value), force=force, raw=raw))

    def append_flags(self, name, value, sep=" "):
        self.env_modifications.append(AppendFlagsEnv(name, _text(name, value), separator=sep))

    def unset(self, name):
        self.env_modifications.append(UnsetEnv(name))

    def remove_flags(self, name, value, sep=" "):
        self.env_modifications.append(RemoveFlagsEnv(name, _text(name, value), separator=sep))

    def set_path(self, name, elements, separator=os.pathsep):
        self.env_modifications.append(SetPath(name, [_text(name, x) for x in elements], separator=separator))

    def append_path(self, name, path, separator=os.pathsep):
        self.env_modifications.append(AppendPath(name, _text(name, path), separator=separator))

    def prepend_path(self, name, path, separator=os.pathsep):
        self.env_modifications.append(PrependPath(name, _text(name, path), separator=separator))

    def remove_path(self, name, path, separator=os.pathsep):
        self.env_modifications.append(RemovePath(name, _text(name, path), separator=separator))

    def remove_first_path(self, name, path, separator=os.pathsep):
        self.env_modifications.append(RemoveFirstPath(name, _text(name, path), separator=separator))

    def remove_last_path(self, name, path, separator=os.pathsep):
        self.env_modifications.append(RemoveLastPath(name, _text(name, path), separator=separator))

    def deprioritize_system_paths(self, name, separator=os.pathsep):
        self.env_modifications.append(DeprioritizeSystemPaths(name, separator=separator))

    def prune_duplicate_paths(self, name, separator=os.pathsep):
        self.env_modifications.append(PruneDuplicatePaths(name, separator=separator))

    def group_by_name(self):
        groups = {}
        for change in self.env_modifications:
            groups.setdefault(change.name, []).append(change)
        return groups

    def drop(self, *name):
        old = self.env_modifications
        self.env_modifications = [x for x in old if x.name not in name]
        return len(old) != len(self.env_modifications)

    def is_unset(self, variable_name):
        changes = self.group_by_name().get(variable_name)
        return bool(changes) and isinstance(changes[-1], UnsetEnv)

    def clear(self):
        self.env_modifications = []

    def reversed(self):
        """What undoes these changes, as far as that can be known."""
        result = EnvironmentModifications()
        for change in reversed(self.env_modifications):
            if isinstance(change, AppendFlagsEnv):
                result.remove_flags(change.name, change.value, change.separator)
            elif isinstance(change, SetEnv) or isinstance(change, SetPath):
                result.unset(change.name)
            elif isinstance(change, AppendPath):
                result.remove_last_path(change.name, change.value, change.separator)
            elif isinstance(change, PrependPath):
                result.remove_first_path(change.name, change.value, change.separator)
        return result

    def apply_modifications(self, env=None):
        env = os.environ if env is None else env
        for change in self.env_modifications:
            change.execute(env)

    @staticmethod
    def from_sourcing_file(filename, *arguments, **kwargs):
        """The changes that sourcing a shell script makes."""
        return EnvironmentModifications.from_environment_diff(
            dict(os.environ), environment_after_sourcing_files((filename, *arguments), **kwargs), **_choice(kwargs)
        )

    def shell_modifications(self, shell="sh", explicit=False, env=None):
        """What a shell has to evaluate; changes without effect on ``env`` are left out unless they are wanted explicitly."""
        before = os.environ if env is None else env
        after = dict(before.items())
        groups = self.group_by_name()
        for name in sorted(groups):
            for change in groups[name]:
                change.execute(after)
        if "MANPATH" in after and not after["MANPATH"].endswith(os.pathsep):
            after["MANPATH"] += os.pathsep  # or else `man` would not look into the directories of the system any more
        to_set, to_unset = _SHELLS[shell]
        lines = []
        for name in sorted(groups):
            if not explicit and after.get(name) == before.get(name):
                continue
            if name in after:
                value = after[name] if shell in ("bat", "pwsh") else shlex.quote(after[name])
                lines.append(to_set.format(name, value))
            else:
                lines.append(to_unset.format(name))
        return "".join(lines)

    @staticmethod
    def from_environment_diff(before, after, clean=False, exclude=(), include=()):
        """The changes from one environment to another; with ``clean``, lists of directories lose what they name twice."""
        always = ["PWD", "OLDPWD", "SHLVL", "_", "PS1", "PS2", "ENV", "LOADEDMODULES", "_LMFILES_", "PS4", "MODULEPATH"]

        def wanted(name):
            if any(re.match(p + "$", name) for p in include):
                return True
            return name not in always and not any(re.match(p + "$", name) for p in exclude)

        result = EnvironmentModifications()
        for name in sorted(set(after) - set(before)):
            if not wanted(name):
                continue
            separator = _separator_in(after[name])
            if separator or "PATH" in name:
                # Prepended, so that what the variable may hold by the time of the change is not lost.
                result.prepend_path(name, after[name], separator=separator or os.pathsep)
            else:
                result.set(name, after[name])
        for name in sorted(set(before) - set(after)):
            if wanted(name):
                result.unset(name)
        for name in sorted(set(before) & set(after)):
            if before[name] != after[name] and wanted(name):
                _add_difference(result, name, before[name], after[name], clean)
        return result


#: What sets and what unsets a variable, by shell
_SHELLS = {
    "sh": ("export {0}={1};\n", "unset {0};\n"),
    "csh": ("setenv {0} {1};\n", "unsetenv {0};\n"),
    "fish": ("set -gx {0} {1};\n", "set -e {0};\n"),
    "bat": ('set "{0}={1}"\n', 'set "{0}="\n'),
    "pwsh": ("$Env:{0}='{1}'\n", "Set-Item -Path Env:{0}\n"),
}


def _add_difference(result, name, before, after, clean):
    """Adds the changes that turn one value of a variable into another: of single directories, where both are lists that have some in common."""
    separator = _separator_in(before) or _separator_in(after)
    if not separator:
        result.set(name, after)
        return
    old = [path for path in before.split(separator) if path]
    new = [path for path in after.split(separator) if path]
    if clean:
        old, new = prune_duplicate_paths(old), prune_duplicate_paths(new)
        before, after = separator.join(old), separator.join(new)
    kept = [path for path in old if path in new]
    if not kept:
        result.prepend_path(name, after)
        return
    first, last = new.index(kept[0]), new.index(kept[-1])
    if separator.join(new[first : last + 1]) not in before:
        result.prepend_path(name, after)  # something came in between, or the order is another
        return
    for path in old:
        if path not in new:
            result.remove_path(name, path)
    for path in new[last + 1 :]:
        result.append_path(name, path)
    for path in reversed(new[:first]):
        result.prepend_path(name, path)


def _choice(kwargs):
    return {key: kwargs[key] for key in ("clean", "exclude", "include") if key in kwargs}


def _separator_in(value):
    return ":" if ":" in value else ";" if ";" in value else None


def environment_after_sourcing_files(*files, **kwargs):
    """The environment of a shell that has sourced these scripts; each is a path, or a path with arguments."""
    import subprocess

    shell = kwargs.get("shell", "/bin/bash")
    shell_options = kwargs.get("shell_options", "-c")
    source_command = kwargs.get("source_command", "source")
    env = kwargs.get("env", dict(os.environ))
    commands = []
    for entry in files:
        words = [entry] if isinstance(entry, str) else [str(x) for x in entry]
        commands.append(" ".join([source_command, *words]) + " &> /dev/null")
    commands.append("env -0")
    done = subprocess.run([shell, shell_options, " && ".join(commands)], env=env, stdout=subprocess.PIPE)
    if done.returncode != 0:
        raise RuntimeError(f"sourcing {', '.join(map(str, files))} failed")
    text = done.stdout.decode("utf-8", "replace")
    result = {}
    for item in text.split("\0"):
        name, separator, value = item.partition("=")
        if separator and not name.startswith("BASH_FUNC_"):
            result[name] = value
    return result


def inspect_path(root, inspections, exclude=None):
    """Changes that prepend the directories below a root which exist to the variables that want them."""
    env = EnvironmentModifications()
    for relative_path, variables in inspections.items():
        expected = os.path.join(root, os.path.normpath(relative_path))
        if os.path.isdir(expected) and not (exclude and exclude(expected)):
            for variable in variables:
                env.prepend_path(variable, expected)
    return env
