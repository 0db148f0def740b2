"""The variants of packages that can use ROCm."""
from spack.package import PackageBase, any_combination_of, conflicts, depends_on, variant


class ROCmLibrary(PackageBase):
    """A library of ROCm itself."""


class ROCmPackage(PackageBase):
    """Mixed into packages that can use ROCm."""

    amdgpu_targets = (
        "gfx701 gfx801 gfx802 gfx803 gfx900 gfx900:xnack- gfx902 gfx904 gfx906 gfx906:xnack- gfx908 gfx908:xnack- gfx909 "
        "gfx90a gfx90a:xnack- gfx90a:xnack+ gfx90c gfx940 gfx941 gfx942 gfx1010 gfx1011 gfx1012 gfx1013 gfx1030 gfx1031 "
        "gfx1032 gfx1033 gfx1034 gfx1035 gfx1036 gfx1100 gfx1101 gfx1102 gfx1103"
    ).split()

    variant("rocm", default=False, description="Enable ROCm support")
    variant(
        "amdgpu_target",
        description="AMD GPU architecture",
        values=any_combination_of(*amdgpu_targets),
        sticky=True,
        when="+rocm",
    )
    depends_on("llvm-amdgpu", type="build", when="+rocm")
    depends_on("hsa-rocr-dev", when="+rocm")
    depends_on("hip +rocm", when="+rocm")
    conflicts("amdgpu_target=none", when="+rocm")

    @staticmethod
    def hip_flags(amdgpu_target):
        return f"--amdgpu-target={','.join(amdgpu_target)}"
