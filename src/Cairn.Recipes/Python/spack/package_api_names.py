"""The names that `from spack.package import *` gives, by the version of the Package API that brought them."""

V2_0 = """
BaseBuilder Builder Dict EnvironmentModifications Executable FileFilter FileList HeaderList InstallError LibraryList List
MakeExecutable NoHeadersError NoLibrariesError Optional PackageBase Prefix ProcessError SkipTest Spec Version all_deptypes
ancestor any_combination_of auto_or_any_combination_of bash_completion_path build_system_flags build_system
cache_extra_test_sources can_access can_splice cd change_sed_delimiter check_outputs conditional conflicts copy_tree copy
default_args depends_on determine_number_of_jobs disjoint_sets env_flags env extends filter_compiler_wrappers filter_file
find_all_headers find_first find_headers find_libraries find_required_file find_system_libraries find fish_completion_path
fix_darwin_install_name force_remove force_symlink get_escaped_text_output inject_flags install_test_root install_tree install
is_exe join_path keep_modification_time library_extensions license maintainers makedirs mkdir mkdirp move
on_package_attributes patch provides pwd redistribute register_builder remove_directory_contents remove_linked_tree remove
removedirs rename requires resource rmtree run_after run_before set_executable set_install_permissions symlink test_part touch
tty variant ver version when which_string which working_dir zsh_completion_path
""".split()

V2_1 = ["CompilerError", "SpackError"]

V2_2 = """
BuilderWithDefaults ClassProperty CompilerPropertyDetector GenericBuilder HKEY LC_ID_DYLIB LinkTree MachO
ModuleChangePropagator Package WindowsRegistryView apply_macos_rpath_fixups classproperty compare_output_file compare_output
compile_c_and_execute compiler_spec create_builder dedupe delete_needed_from_elf delete_rpath
environment_modifications_for_specs execute_install_time_tests filter_shebang filter_system_paths find_all_libraries
find_compilers get_cmake_prefix_path get_effective_jobs get_elf_compat get_path_args_from_module_line get_user has_shebang
host_platform is_system_path join_url kernel_version libc_from_dynamic_linker macos_version make_package_test_rpath memoized
microarchitecture_flags_from_target microarchitecture_flags module_command parse_dynamic_linker parse_elf
path_contains_subdirectory readlink safe_remove sbang_install_path sbang_shebang_line set_env shared_library_suffix
spack_script static_library_suffix substitute_version_in_url windows_sfn
""".split()

api = {"v2.0": tuple(V2_0), "v2.1": tuple(V2_1), "v2.2": tuple(V2_2)}
