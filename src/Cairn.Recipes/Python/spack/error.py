"""The exceptions of the Package API."""
from _cairn import (
    DirectiveError,
    NotAvailableError,
    SpackError,
    SpecError,
    SpecSyntaxError,
    UnsatisfiableSpecError,
    VersionChecksumError,
    VersionError,
    VersionLookupError,
)


class SpackAPIWarning(UserWarning):
    """Warns of a deprecated or doubtful use of the Package API."""


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


class UnsupportedCompilerError(SpecError):
    """A compiler cannot do what a spec asks."""


class ConflictsInSpecError(SpecError):
    """A spec has conflicts."""
