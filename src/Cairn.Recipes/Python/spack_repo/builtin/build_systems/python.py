from spack.package import (
    BuilderWithDefaults,
    HeaderList,
    LibraryList,
    PackageBase,
    build_system,
    classproperty,
    depends_on,
    execute_install_time_tests,
    extends,
    join_path,
    register_builder,
    run_after,
    test_part,
    when,
    working_dir,
)


class PythonExtension(PackageBase):
    """Something that is imported in Python, however it is built."""

    @property
    def import_modules(self):
        return []

    @property
    def skip_modules(self):
        return []

    @property
    def bindir(self):
        return join_path(self.spec.prefix, "Scripts" if self.spec.satisfies("platform=windows") else "bin")

    def test_imports(self):
        """Imports the modules of the installed package."""
        for module in self.import_modules:
            with test_part(self, f"test_imports_{module}", purpose=f"checking import of {module}", work_dir="spack-test"):
                self.module.python("-c", f"import {module}")


def _homepage(cls):
    return f"https://pypi.org/project/{cls.pypi.split('/')[0]}/" if cls.pypi else None


def _url(cls):
    return f"https://files.pythonhosted.org/packages/source/{cls.pypi[0]}/{cls.pypi}" if cls.pypi else None


def _list_url(cls):
    return f"https://pypi.org/simple/{cls.pypi.split('/')[0]}/" if cls.pypi else None


class PythonPackage(PythonExtension):
    """Installed with pip."""

    pypi = None
    build_system_class = "PythonPackage"
    default_buildsystem = "python_pip"
    install_time_test_callbacks = ["test_imports"]

    build_system("python_pip")
    with when("build_system=python_pip"):
        extends("python")
        depends_on("py-pip", type="build")
        depends_on("py-wheel", type="build")

    homepage = classproperty(_homepage)
    url = classproperty(_url)
    list_url = classproperty(_list_url)

    @property
    def python_spec(self):
        return (self.spec.dependencies("python-venv") or self.spec.dependencies("python"))[0]

    @property
    def headers(self):
        return HeaderList([])

    @property
    def libs(self):
        return LibraryList([])


def _settings(nested):
    for key, value in nested.items():
        if isinstance(value, dict):
            for rest in _settings(value):
                yield f"{key}={rest}"
        else:
            yield f"{key}={value}"


@register_builder("python_pip")
class PythonPipBuilder(BuilderWithDefaults):
    phases = ("install",)
    package_methods = ("test_imports",)
    package_long_methods = ("install_options", "global_options", "config_settings")
    package_attributes = ("archive_files", "build_directory", "install_time_test_callbacks")
    install_time_test_callbacks = ["test_imports"]

    @staticmethod
    def std_args(cls):
        return [
            "-vvv",
            "--no-input",
            "--no-cache-dir",
            "--disable-pip-version-check",
            "install",
            "--no-deps",
            "--ignore-installed",
            "--no-build-isolation",
            "--no-warn-script-location",
            "--no-index",
        ]

    @property
    def build_directory(self):
        return self.pkg.stage.source_path

    def config_settings(self, spec, prefix):
        return {}

    def install_options(self, spec, prefix):
        return []

    def global_options(self, spec, prefix):
        return []

    def install(self, pkg, spec, prefix):
        pip = spec["python"].command
        pip.add_default_arg("-m", "pip")
        arguments = PythonPipBuilder.std_args(pkg) + [f"--prefix={prefix}"]
        arguments += [f"--config-settings={setting}" for setting in _settings(self.config_settings(spec, prefix))]
        arguments += [f"--install-option={option}" for option in self.install_options(spec, prefix)]
        arguments += [f"--global-option={option}" for option in self.global_options(spec, prefix)]
        archive = pkg.stage.archive_file
        arguments.append(archive if archive and archive.endswith(".whl") else ".")
        with working_dir(self.build_directory):
            pip(*arguments)

    run_after("install")(execute_install_time_tests)
