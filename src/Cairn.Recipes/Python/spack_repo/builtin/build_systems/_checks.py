"""Checks that several build systems share."""
from spack.builder import BuilderWithDefaults, apply_macos_rpath_fixups, execute_build_time_tests, execute_install_time_tests


def ensure_build_dependencies_or_raise(spec, dependencies, error_msg):
    present = {d.name for d in spec.dependencies(deptype="build")}
    missing = [name for name in dependencies if name not in present]
    if missing:
        lines = "\n".join(f'    depends_on("{name}", type="build", when="@{spec.version}")' for name in missing)
        raise RuntimeError(f"{error_msg}: missing dependencies: {', '.join(missing)}. Please add to the package:\n{lines}")
