"""The variants of packages that can use CUDA, and which CUDA goes with which hardware."""
import re

from spack.package import PackageBase, any_combination_of, depends_on, variant

# Architecture → the versions of CUDA that can generate code for it.
_SUPPORT = {
    "10": ":6.0",
    "11": ":6.5",
    "12": "2.1:6.5",
    "13": "2.1:6.5",
    "20": "3.0:8.0",
    "21": "3.2:8.0",
    "30": "5.0:10.2",
    "32": "5.0:10.2",
    "35": "5.0:11.8",
    "37": "6.5:11.8",
    "50": "6.0:12.9",
    "52": "6.5:12.9",
    "53": "6.5:12.9",
    "60": "8.0:12.9",
    "61": "8.0:12.9",
    "62": "8.0:12.9",
    "70": "9.0:12.9",
    "72": "9.0:",
    "75": "10.0:",
    "80": "11.0:",
    "86": "11.1:",
    "87": "11.4:",
    "89": "11.8:",
    "90": "12.0:",
    "100": "12.8:",
    "120": "12.8:",
}


class CudaPackage(PackageBase):
    """Mixed into packages that can use CUDA."""

    cuda_arch_values = tuple(_SUPPORT)

    variant("cuda", default=False, description="Build with CUDA")
    variant(
        "cuda_arch",
        description="CUDA architecture",
        values=any_combination_of(*cuda_arch_values),
        sticky=True,
        when="+cuda",
    )
    depends_on("cuda", when="+cuda")
    for _architecture, _versions in _SUPPORT.items():
        depends_on(f"cuda@{_versions}", when=f"cuda_arch={_architecture}")

    @staticmethod
    def cuda_flags(arch_list):
        flags = "--generate-code arch=compute_{0},code=sm_{0} --generate-code arch=compute_{0},code=compute_{0}"
        return [flags.format(s) for s in arch_list]

    @staticmethod
    def compute_capabilities(arch_list):
        result = []
        for arch in arch_list:
            number, letter = re.match(r"(\d+)(.*)", arch).groups()
            result.append(f"{float(number) / 10.0:.1f}{letter}")
        return result
