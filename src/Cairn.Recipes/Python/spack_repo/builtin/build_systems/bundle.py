from spack.package import Builder, PackageBase, build_system, register_builder


class BundlePackage(PackageBase):
    """Only groups other packages: nothing to fetch, nothing to build."""

    build_system_class = "BundlePackage"
    default_buildsystem = "bundle"
    has_code = False

    build_system("bundle")


@register_builder("bundle")
class BundleBuilder(Builder):
    phases = ("install",)

    def install(self, pkg, spec, prefix):
        pass
