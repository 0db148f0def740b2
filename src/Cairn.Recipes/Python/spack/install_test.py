"""Tests of packages while they are built, and the functions that recipes test with."""
import contextlib
import os
import re
import shutil
import traceback

import _cairn
from cairn.files import copy, install_tree, mkdirp, working_dir
from cairn.searching import find
from spack.error import InstallError, SkipTest, SpackError
from spack.util.prefix import Prefix

_LOG = "install-time-test-log.txt"


class TestStatus:
    """How a test, or a part of one, ended."""

    NO_TESTS, SKIPPED, FAILED, PASSED = "NO_TESTS", "SKIPPED", "FAILED", "PASSED"


class TestFailure(SpackError):
    """Tests of a package failed."""

    def __init__(self, failures):
        self.failures = failures
        lines = [message for _, message in failures]
        super().__init__(f"{len(failures)} {'test' if len(failures) == 1 else 'tests'} failed", "\n\n".join(lines))


class TestSuite:
    """The directories in which the tests of one spec work."""

    def __init__(self, root):
        self.stage = Prefix(root)
        self.current_test_spec = None
        self.current_base_spec = None

    def test_dir_for_spec(self, spec):
        return Prefix(os.path.join(self.stage, spec.format("{name}-{version}-{hash:7}")))

    def _directory(self, name):
        if not (self.current_test_spec and self.current_base_spec):
            raise SpackError("a test is being run without a package to test")
        return Prefix(os.path.join(self.test_dir_for_spec(self.current_base_spec), name, self.current_test_spec.name))

    @property
    def current_test_cache_dir(self):
        """Copies of what the package kept of its sources for tests."""
        return self._directory("cache")

    @property
    def current_test_data_dir(self):
        """Copies of the files in the directory ``test`` beside the recipe."""
        return self._directory("data")


class PackageTest:
    """The tests of one package: what was tried, how it ended, and the log."""

    def __init__(self, pkg, log_file=""):
        """``log_file`` is where the tests' own log goes: beside the sources if empty, nowhere if None."""
        self.pkg = pkg
        self.test_failures = []
        self.test_parts = {}
        if not pkg.test_suite:
            pkg.test_suite = TestSuite(os.path.join(pkg.stage.path, "test"))
        self.test_log_file = os.path.join(pkg.stage.path, _LOG) if log_file == "" else log_file

    @property
    def archived_install_test_log(self):
        return os.path.join(self.pkg.metadata_dir, _LOG)

    def log(self, text):
        """Says something in the log of the build and in that of the tests."""
        print(text, flush=True)
        if self.test_log_file:
            with open(self.test_log_file, "a") as file:
                file.write(text + "\n")

    def add_failure(self, exception, message):
        self.test_failures.append((exception, message))

    def status(self, name, status, message=None):
        """Keeps how a part ended; one whose own parts all were skipped, or of which one failed, did not pass."""
        part = f"{type(self.pkg).__name__}::{name}"
        inner = [s for other, s in self.test_parts.items() if other != part and other.startswith(part)]
        if status == TestStatus.PASSED and TestStatus.FAILED in inner:
            status = TestStatus.FAILED
        elif status == TestStatus.PASSED and inner and all(s == TestStatus.SKIPPED for s in inner):
            status = TestStatus.SKIPPED
        self.log(f"{status}: {part}{': ' + message if message else ''}")
        self.test_parts[part] = status

    def phase_tests(self, builder, phase_name, method_names):
        """Runs the methods that test a phase; all are tried, then failures are raised."""
        pkg = builder.pkg
        self.log(f"Running {phase_name}-time tests")
        pkg.test_suite.current_test_spec = pkg.test_suite.current_base_spec = pkg.spec
        if any(name.startswith("test_") for name in method_names):
            copy_test_files(pkg, pkg.spec)
        for name in method_names:
            method = getattr(builder, name, None) or getattr(pkg, name, None)
            if method is None:
                self.log(f"RUN-TESTS: method not implemented [{name}]")
                self.add_failure(None, f"RUN-TESTS: method not implemented [{name}]")
                if _cairn.configuration("config:fail_fast"):
                    break
                continue
            self.log(f"RUN-TESTS: {phase_name}-time tests [{name}]")
            method()
        shutil.copy(self.test_log_file, self.archived_install_test_log)
        if self.test_failures:
            raise TestFailure(self.test_failures)


@contextlib.contextmanager
def test_part(pkg, test_name, purpose, work_dir=".", verbose=False):
    """Part of a test: what goes wrong inside of it is noted, and the test goes on behind it."""
    tester = pkg.tester
    if not test_name.startswith("test_"):
        test_name = f"test_{test_name}"
    try:
        with working_dir(work_dir, create=True):
            tester.log(f"test: {test_name}: {purpose or 'unspecified'}")
            yield
        tester.status(test_name, TestStatus.PASSED)
    except SkipTest as e:
        tester.status(test_name, TestStatus.SKIPPED, str(e))
    except (AssertionError, Exception) as e:
        tester.status(test_name, TestStatus.FAILED, str(e))
        tester.log(traceback.format_exc())
        tester.add_failure(e, f"{test_name}: {e}")
        if _cairn.configuration("config:fail_fast"):
            raise TestFailure([(e, f"{test_name}: {e}")]) from e


def copy_test_files(pkg, test_spec, cls=None):
    """Puts what a package keeps for its tests into the directories in which they work; a virtual package has files beside its recipe only."""
    cls = cls or type(test_spec.package)
    cache = pkg.test_suite.current_test_cache_dir
    if test_spec.concrete and os.path.isdir(install_test_root(test_spec.package)) and not os.path.exists(cache):
        install_tree(install_test_root(test_spec.package), cache)
    beside, data = os.path.join(cls.package_dir, "test"), pkg.test_suite.current_test_data_dir
    if os.path.isdir(beside) and not os.path.exists(data):
        shutil.copytree(beside, data)


def install_test_root(pkg):
    """Where a package keeps files for tests after it is installed."""
    return os.path.join(pkg.metadata_dir, "test")


def cache_extra_test_sources(pkg, srcs):
    """Keeps files and directories of the sources for tests after the installation."""
    problems = []
    for path in [srcs] if isinstance(srcs, str) else srcs:
        source, target = os.path.join(pkg.stage.source_path, path), os.path.join(install_test_root(pkg), path)
        if os.path.isabs(path):
            problems.append(f"Source path ('{path}') must be relative to the build stage directory.")
        elif os.path.isdir(source):
            install_tree(source, target)
        elif os.path.exists(source):
            mkdirp(os.path.dirname(target))
            copy(source, target)
        else:
            problems.append(f"Source path ('{path}') for the copy does not exist")
    if problems:
        raise InstallError("\n".join(problems), pkg=pkg)


def check_outputs(expected, actual):
    """Raises if one of the expected regular expressions is not found in an output."""
    expected = expected if isinstance(expected, (list, set)) else [expected]
    missing = [f"Expected '{pattern}' in output '{actual}'" for pattern in expected if not re.search(pattern, actual)]
    if missing:
        raise RuntimeError("\n  ".join(missing))


def find_required_file(root, filename, expected=1, recursive=True):
    """The paths of a file below a directory; a test that does not find as many as it needs is skipped."""
    paths = find(root, filename, recursive=recursive)
    if len(paths) != expected:
        found = f": {', '.join(paths)}" if paths else ""
        raise SkipTest(f"Expected {_copies(expected)} of {filename} under {root} but {_copies(len(paths))} found{found}")
    return paths[0] if expected == 1 else paths


def _copies(count):
    return f"{count} {'copy' if count == 1 else 'copies'}"


def get_escaped_text_output(filename):
    """The lines of a file as regular expressions that match them."""
    with open(filename, encoding="utf-8") as file:
        return [re.escape(line) for line in file.read().split("\n")]
