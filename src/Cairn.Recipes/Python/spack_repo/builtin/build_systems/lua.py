import os

from spack.package import Builder, Executable, PackageBase, build_system, depends_on, extends, find, register_builder, when


class LuaPackage(PackageBase):
    """A rock for Lua, installed with luarocks."""

    build_system_class = "LuaPackage"
    default_buildsystem = "lua"
    list_depth = 1

    build_system("lua")
    with when("build_system=lua"):
        depends_on("lua-lang")
        with when("^[virtuals=lua-lang] lua"):
            extends("lua")
        with when("^[virtuals=lua-lang] lua-luajit"):
            extends("lua-luajit+lualinks")
        with when("^[virtuals=lua-lang] lua-luajit-openresty"):
            extends("lua-luajit-openresty+lualinks")

    @property
    def lua(self):
        return Executable(self.spec["lua-lang"].prefix.bin.lua)

    @property
    def luarocks(self):
        program = Executable(self.spec["lua-lang"].prefix.bin.luarocks)
        program.add_default_arg("--tree=" + self.prefix)
        return program


@register_builder("lua")
class LuaBuilder(Builder):
    phases = ("unpack", "generate_luarocks_config", "preprocess", "install")
    package_methods = ("luarocks_args",)
    package_attributes = ()

    def unpack(self, pkg, spec, prefix):
        if os.path.splitext(pkg.stage.archive_file)[1] == ".rock":
            directory = pkg.luarocks("unpack", pkg.stage.archive_file, output=str)
            os.chdir(directory.split("\n")[2])

    def _config_path(self):
        return os.path.join(self.pkg.stage.source_path, "spack_luarocks.lua")

    def generate_luarocks_config(self, pkg, spec, prefix):
        trees = [(d.name, d.prefix) for d in spec.traverse(deptype=("build", "run")) if d.package.extends(pkg.extendee_spec)]
        lines = "\n".join(f'{{ name = "{name}", root = "{root}" }};' for name, root in trees)
        with open(self._config_path(), "w") as config:
            config.write(f'deps_mode="all"\nrocks_trees={{\n{lines}\n}}\n')

    def preprocess(self, pkg, spec, prefix):
        pass

    def luarocks_args(self):
        return []

    def install(self, pkg, spec, prefix):
        rock = "."
        specs = find(".", "*.rockspec", recursive=False)
        if specs:
            rock = specs[0]
        rocks = find(".", "*.rock", recursive=False)
        if len(rocks) == 1:
            rock = rocks[0]
        pkg.luarocks("--tree=" + prefix, "make", *self.luarocks_args(), rock)

    def setup_build_environment(self, env):
        env.set("LUAROCKS_CONFIG", self._config_path())
