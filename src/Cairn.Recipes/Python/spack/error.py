"""The exceptions of the Package API."""


class SpackAPIWarning(UserWarning):
    """Warns of a deprecated or doubtful use of the Package API."""


class SpackError(Exception):
    """Base of all errors that the engine raises on purpose."""

    def __init__(self, message="", long_message=None):
        super().__init__(message)
        self.message = str(message)
        self._long_message = long_message

    @property
    def long_message(self):
        return self._long_message

    def __str__(self):
        if self._long_message:
            return f"{self.message}\n    {self._long_message}"
        return self.message

    def __repr__(self):
        return f"{type(self).__name__}({self.message!r})"


class SpecError(SpackError):
    """Something is wrong with a spec."""


class SpecSyntaxError(SpecError):
    """A text is not a spec."""


class UnsatisfiableSpecError(SpecError):
    """Two specs contradict each other."""

    def __init__(self, provided="", required=None, constraint=None):
        if required is None:
            super().__init__(provided)
        else:
            super().__init__(f"{provided} does not satisfy {required}")
        self.provided = provided
        self.required = required
        self.constraint = constraint


class VersionError(SpackError):
    """Something is wrong with a version."""


class VersionChecksumError(VersionError):
    """A version of a package without code has a checksum."""


class VersionLookupError(VersionError):
    """A git reference cannot be resolved."""


class DirectiveError(SpackError):
    """A directive is used in a wrong way."""


class PackageError(SpackError):
    """Something is wrong with a package."""

    def __init__(self, message="", long_msg=None):
        super().__init__(message, long_msg)


class NoURLError(PackageError):
    """A package has no URL for a version."""

    def __init__(self, cls):
        super().__init__(f"Package {cls.__name__} has no version with a URL.")


class InstallError(SpackError):
    """A build or installation failed."""

    def __init__(self, message="", long_msg=None, pkg=None):
        super().__init__(message, long_msg)
        self.pkg = pkg


class CompilerError(SpackError):
    """Something is wrong with a compiler."""


class UnsupportedCompilerFlag(CompilerError):
    """A compiler has no flag for what was asked."""

    def __init__(self, compiler, feature, flag_name, ver_string=None):
        text = ver_string if ver_string else str(getattr(compiler, "version", ""))
        super().__init__(
            f"{getattr(compiler, 'name', compiler)} ({text}) does not support {feature} (as compiler.{flag_name})."
        )


class FetchError(SpackError):
    """A download failed."""


class NoSuchPatchError(SpackError):
    """A patch file does not exist."""


class PatchDirectiveError(SpackError):
    """A patch directive is wrong."""


class StopPhase(SpackError):
    """The installation was asked to stop at a phase."""


class SkipTest(Exception):
    """A test of a package asks to be skipped."""


class UnsupportedPlatformError(SpackError):
    """The platform is not supported."""

    def __init__(self, message=""):
        super().__init__(message)


class NoLibrariesError(SpackError):
    """A package was asked for libraries that it does not have."""

    def __init__(self, message_or_name="", prefix=None):
        super().__init__(
            message_or_name
            if prefix is None
            else f"Unable to recursively locate {message_or_name} libraries in {prefix}"
        )


class NoHeadersError(SpackError):
    """A package was asked for headers that it does not have."""


class NoSuchMethodError(SpackError):
    """No version of a multi-method fits the spec."""

    def __init__(self, cls, method_name, spec, possible_specs):
        options = ", ".join(str(s) for s in possible_specs)
        super().__init__(
            f"Package {cls.__name__} does not support {method_name} called with {spec}.  Options are: {options}"
        )
