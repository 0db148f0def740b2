import glob

from spack.package import BuilderWithDefaults, PackageBase, build_system, extends, register_builder


class RubyPackage(PackageBase):
    """A gem for Ruby."""

    build_system_class = "RubyPackage"
    default_buildsystem = "ruby"

    build_system("ruby")
    extends("ruby", when="build_system=ruby")


@register_builder("ruby")
class RubyBuilder(BuilderWithDefaults):
    phases = ("build", "install")
    package_methods = ()
    package_attributes = ()

    def build(self, pkg, spec, prefix):
        specifications = glob.glob("*.gemspec")
        if specifications:
            pkg.module.gem("build", "--norc", specifications[0])
        elif glob.glob("Rakefile"):
            pkg.module.rake("package")

    def install(self, pkg, spec, prefix):
        gems = glob.glob("*.gem") or glob.glob("pkg/*.gem")
        pkg.module.gem("install", "--norc", "--ignore-dependencies", "--install-dir", prefix, gems[0])
