"""Tests of installed packages."""
import _cairn
from cairn.placeholders import needs_build
from spack.error import SkipTest


class PackageTest:
    """The tests of one package."""

    def __init__(self, pkg):
        self.pkg = pkg

    def phase_tests(self, builder, phase_name, method_names):
        _cairn.not_available("PackageTest.phase_tests")

cache_extra_test_sources = needs_build("cache_extra_test_sources")
check_outputs = needs_build("check_outputs")
find_required_file = needs_build("find_required_file")
get_escaped_text_output = needs_build("get_escaped_text_output")
install_test_root = needs_build("install_test_root")
test_part = needs_build("test_part")
