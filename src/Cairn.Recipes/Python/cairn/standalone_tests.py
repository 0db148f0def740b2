"""Tests of packages that are installed already: the methods ``test_…`` of a recipe, and those of the virtual packages it stands for."""

import os

import _cairn
from cairn import environment_setup
from cairn.files import mkdirp
from spack.llnl.util import tty
from spack.install_test import PackageTest, TestStatus, TestSuite, copy_test_files, test_part

#: The numbers that Spack writes into the file that says how a test ended
_NUMBERS = {TestStatus.NO_TESTS: -1, TestStatus.SKIPPED: 0, TestStatus.FAILED: 1, TestStatus.PASSED: 2}


def names(cls):
    """The names of a class's tests, in the order in which they run."""
    return sorted(name for name in dir(cls) if name.startswith("test_") and callable(getattr(cls, name)))


def virtual_names(pkg):
    """What a package stands for; compilers stand for the languages even where their recipes are too old to say so."""
    found = {spec.name for spec in pkg.virtuals_provided}
    if pkg.name in ("gcc", "intel", "intel-parallel-studio"):
        found |= {"c", "cxx", "fortran"}
    if pkg.spec.satisfies("llvm+clang"):
        found |= {"c", "cxx"}
    return sorted(found)


def run(pkg, suite_path, dirty, classes):
    """Runs the tests of some classes on a package; returns how they ended and writes it beside the log.

    ``classes`` are pairs of the name under which the package is tested and the class that has the tests.
    """
    import spack.spec

    tty.set_debug(1)
    suite = TestSuite(suite_path)
    pkg.test_suite = suite
    pkg.run_tests = True
    suite.current_base_spec = pkg.spec
    environment_setup.set_up(pkg, dirty=dirty, context="test")
    tester = PackageTest(pkg, log_file=None)
    pkg._tester = tester
    work_dir = suite.test_dir_for_spec(pkg.spec)
    mkdirp(work_dir)
    for name, cls in classes:
        suite.current_test_spec = pkg.spec if name == pkg.name else spack.spec.Spec(name)
        tests = names(cls)
        if not tests:
            if name == pkg.name:
                tester.status(name, TestStatus.NO_TESTS)
            continue
        copy_test_files(pkg, suite.current_test_spec, cls)
        for test in tests:
            function = getattr(cls, test)
            with test_part(pkg, test, (getattr(function, "__doc__", None) or "").strip(), work_dir=work_dir):
                function(pkg)
            if tester.test_failures and _cairn.configuration("config:fail_fast"):
                break
    status = _overall(tester)
    with open(os.path.join(suite_path, pkg.spec.format("{name}-{version}-{hash:7}") + "-tested.txt"), "w") as file:
        file.write(f"{_NUMBERS[status]}\n")
    for part, how in tester.test_parts.items():
        print(f"{part} .. {how}")
    return status, [message for _, message in tester.test_failures]


def _overall(tester):
    found = list(tester.test_parts.values())
    if TestStatus.FAILED in found or tester.test_failures:
        return TestStatus.FAILED
    if TestStatus.PASSED in found:
        return TestStatus.PASSED
    return TestStatus.SKIPPED if TestStatus.SKIPPED in found else TestStatus.NO_TESTS
