"""What the recipes of Intel's oneAPI components have in common."""
import os

from spack.package import (
    EnvironmentModifications,
    Executable,
    HeaderList,
    LibraryList,
    conflicts,
    depends_on,
    find_libraries,
    join_path,
    license,
    redistribute,
    variant,
)

from .generic import Package

INTEL_MATH_LIBRARIES = ("intel-oneapi-mkl",)


class IntelOneApiPackage(Package):
    """A component, installed by its installer program."""

    homepage = "https://software.intel.com/oneapi"
    license("https://intel.ly/393CijO")
    redistribute(source=False, binary=False)
    unresolved_libraries = ["*"]

    for _place in ("target=ppc64:", "target=ppc64le:", "target=aarch64:", "platform=darwin", "platform=windows"):
        conflicts(_place, msg="This package in only available for x86_64 and Linux")

    variant("envmods", default=True, description="Toggles environment modifications")

    @staticmethod
    def update_description(cls):
        cls.__doc__ = (cls.__doc__ or "") + " By downloading and using this software, you agree to https://intel.ly/393CijO."
        return cls

    @property
    def component_dir(self):
        raise NotImplementedError

    @property
    def v2_layout_versions(self):
        raise NotImplementedError

    @property
    def v2_layout(self):
        return self.spec.satisfies(self.v2_layout_versions)

    @property
    def component_prefix(self):
        version = self.spec.version.up_to(2) if self.v2_layout else self.spec.version
        return self.prefix.join(self.component_dir).join(str(version))

    @property
    def env_script_args(self):
        return ()

    def install(self, spec, prefix):
        self.install_component(os.path.basename(self.url_for_version(spec.version)))

    def install_component(self, installer_path):
        bash = Executable("bash")
        bash.add_default_env("HOME", join_path(self.stage.path, "home"))
        bash.add_default_env("XDG_RUNTIME_DIR", join_path(self.stage.path, "runtime"))
        bash(installer_path, "-s", "-a", "-s", "--action", "install", "--eula", "accept", "--install-dir", self.prefix)
        if not os.path.isdir(self.component_prefix):
            raise RuntimeError(f"install failed to directory: {self.component_prefix}")

    def setup_run_environment(self, env):
        if "+envmods" in self.spec:
            script = self.component_prefix.env.join("vars.sh")
            env.extend(EnvironmentModifications.from_sourcing_file(script, *self.env_script_args))


class IntelOneApiLibraryPackage(IntelOneApiPackage):
    """A component that is a library."""

    depends_on("c", type="build")

    def header_directories(self, dirs):
        headers = HeaderList([])
        headers.directories = dirs
        return headers

    @property
    def headers(self):
        return self.header_directories([self.component_prefix.include])

    @property
    def libs(self):
        return find_libraries("*", root=self.component_prefix.lib, recursive=not self.v2_layout)


class IntelOneApiLibraryPackageWithSdk(IntelOneApiLibraryPackage):
    """A component whose library lies in a directory `sdk`."""

    @property
    def headers(self):
        return self.header_directories([self.component_prefix.sdk.include])

    @property
    def libs(self):
        return find_libraries("*", self.component_prefix.sdk.lib64)


class IntelOneApiStaticLibraryList(LibraryList):
    """Static libraries by path and shared ones by name, for the linker."""

    def __init__(self, static_libs, dynamic_libs):
        super().__init__(list(static_libs) + list(dynamic_libs))
        self.static_libs = static_libs
        self.dynamic_libs = dynamic_libs

    @property
    def directories(self):
        return self.dynamic_libs.directories

    @property
    def search_flags(self):
        return self.dynamic_libs.search_flags

    @property
    def link_flags(self):
        return f"-Wl,--start-group {' '.join(self.static_libs.libraries)} -Wl,--end-group {self.dynamic_libs.link_flags}"
