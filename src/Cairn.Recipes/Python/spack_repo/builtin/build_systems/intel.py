"""What the recipes of Intel's products before oneAPI have in common."""
from .generic import Package


class IntelPackage(Package):
    """A product with an installer; only its recipe's data are of use today."""

    build_system_class = "IntelPackage"
    default_buildsystem = "generic"
    license_required = True
    license_comment = "#"
    license_url = "https://software.intel.com/en-us/articles/intel-license-manager-faq"
    version_years = {}
    version_yearlike = None
    has_mpi = False

    #: The instruction sets that Intel's compilers can dispatch between.
    auto_dispatch_options = (
        "COMMON-AVX512 MIC-AVX512 CORE-AVX512 CORE-AVX2 CORE-AVX-I AVX SSE4.2 SSE4.1 SSSE3 SSE3 SSE2".split()
    )

    def install(self, spec, prefix):
        raise NotImplementedError("products of Intel before oneAPI cannot be installed")
