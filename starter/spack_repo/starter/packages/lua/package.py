from spack_repo.starter.build_systems.makefile import MakefilePackage

from spack.package import *


class Lua(MakefilePackage):
    """A small language made to be embedded."""

    homepage = "https://www.lua.org"
    url = "https://www.lua.org/ftp/lua-5.4.4.tar.gz"

    license("MIT")

    version("5.4.4", sha256="164c7849653b80ae67bec4b7473b884bf5cc8d2dca05653475ec2ed27b9ebf61")
    version("5.3.6", sha256="fc5fd69bb8736323f026672b1b7235da613d7177e72558893a0bdcd320466d60")
    version("5.1.5", sha256="2640fc56a795f29d28ef15e13c34a47e223960b0240e8cb0a82d9b0738695333")

    variant("readline", default=True, description="line editing in the interpreter")
    variant("shared", default=True, description="a shared library besides the static one", when="@5.4")

    provides("lua-lang")

    depends_on("c", type="build")
    depends_on("readline", when="+readline")
    depends_on("ncurses", when="+readline")

    patch("shared-library.patch", when="@5.4+shared")

    def build(self, spec, prefix):
        libraries = []
        if spec.satisfies("+readline"):
            libraries = [spec["readline"].libs.search_flags, spec["ncurses"].libs.search_flags, "-lncursesw"]
        target = "linux-readline" if spec.satisfies("@5.4:+readline") else "linux" if spec.satisfies("+readline") else "posix"
        if spec.satisfies("@5.4:~readline"):
            target = "linux"
        make(f"MYLIBS={' '.join(libraries)}", f"CC={spack_cc} -std=gnu99 -fPIC", target)

    def install(self, spec, prefix):
        make(f"INSTALL_TOP={prefix}", f"INSTALL_MAN={prefix.share.man.man1}", "install")
        if spec.satisfies("+shared"):
            make(f"CC={spack_cc} -std=gnu99 -fPIC", f"INSTALL_TOP={prefix}", "install-shared")

    @run_after("install")
    def write_pkg_config(self):
        """Lua's release has no description of itself for pkg-config."""
        mkdirp(self.prefix.lib.pkgconfig)
        with open(join_path(self.prefix.lib.pkgconfig, "lua.pc"), "w") as file:
            file.write(
                f"prefix={self.prefix}\n\nName: Lua\nDescription: language made to be embedded\n"
                f"Version: {self.version}\nLibs: -L${{prefix}}/lib -llua -lm -ldl\nCflags: -I${{prefix}}/include\n"
            )
