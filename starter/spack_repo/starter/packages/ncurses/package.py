from spack_repo.starter.build_systems.autotools import AutotoolsPackage

from spack.package import *


class Ncurses(AutotoolsPackage):
    """Draws text interfaces on terminals of every kind."""

    homepage = "https://invisible-island.net/ncurses/"
    url = "https://ftpmirror.gnu.org/ncurses/ncurses-6.4.tar.gz"

    license("X11")

    version("6.4", sha256="6931283d9ac87c5073f30b6290c4c75f21632bb4fc3603ac8100812bed248159")

    depends_on("c", type="build")
    depends_on("cxx", type="build")

    variant("symlinks", default=False, description="links instead of copies in the terminal database")

    def configure_args(self):
        args = [
            "--with-shared",
            "--with-cxx-shared",
            "--enable-widec",
            "--enable-overwrite",
            "--enable-pc-files",
            f"--with-pkg-config-libdir={self.prefix.lib.pkgconfig}",
            "--without-ada",
            "--without-debug",
            "--without-manpages",
            "--without-tests",
        ]
        args.extend(self.enable_or_disable("symlinks"))
        return args

    @run_after("install")
    def link_narrow_names(self):
        """Programs that ask for ``-lncurses`` get the wide library, which has the same interface."""
        with working_dir(self.prefix.lib):
            for name in ("ncurses", "form", "menu", "panel"):
                symlink(f"lib{name}w.so", f"lib{name}.so")
            symlink("libncursesw.so", "libcurses.so")

    @property
    def libs(self):
        return find_libraries(["libncursesw"], root=self.prefix, recursive=True)
