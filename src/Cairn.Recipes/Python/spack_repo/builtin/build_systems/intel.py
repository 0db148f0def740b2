"""What the recipes of Intel's products before oneAPI have in common."""
from spack.package import build_system, depends_on, variant

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

    @property
    def _filtered_components(self):
        return []

    def install(self, spec, prefix):
        raise NotImplementedError("products of Intel before oneAPI are not installed")
