"""Uses the functions of the Package API that need no package, and prints what they answer; to be run by both engines and compared.

    spack python bench/fidelity/package_api.py > spack.txt
    cairn python bench/fidelity/package_api.py > cairn.txt
    diff spack.txt cairn.txt

Left out is what differs on purpose (docs/differences.md): texts of errors, `change_sed_delimiter` with `|`, backups of `filter_file`,
links in a `LinkTree`.
"""
import os
import shutil
import tempfile

from spack.package import *

PLACE = os.path.realpath(tempfile.mkdtemp())


def show(label, thunk):
    """Prints a value, or the kind of the error that came instead."""
    try:
        text = repr(thunk())
    except Exception as error:
        text = f"!{type(error).__name__}"
    print(f"{label}: {text.replace(PLACE, '$PLACE')}")


def write(path, text, mode=0o644):
    os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)
    os.chmod(path, mode)


def read(path):
    with open(path) as file:
        return file.read()


def tree(root):
    """Everything below a directory, with modes of files and targets of links."""
    found = []
    for directory, directories, files in os.walk(root):
        for name in directories + files:
            path = os.path.join(directory, name)
            state = "->" + os.readlink(path) if os.path.islink(path) else "" if os.path.isdir(path) else oct(os.stat(path).st_mode & 0o777)
            found.append((os.path.relpath(path, root), state))
    return sorted(found)


def after(action, *results):
    """Does something, then asks for results."""
    action()
    return [result() for result in results]


def searching():
    write("src/a/x.h", "h\n")
    write("src/a/b/y.hpp", "h\n")
    write("src/lib/libfoo.so", "x", 0o755)
    write("src/lib/libfoo.a", "x")
    write("src/lib64/libbar.so.1", "x")
    write("src/bin/tool", "#!/bin/sh\n", 0o755)
    os.symlink("libfoo.so", "src/lib/libfoo.so.1")
    os.symlink("../a", "src/lib/link")
    show("find", lambda: find("src", "*.h"))
    show("find, not below", lambda: find("src", ["*.h", "*.hpp"], recursive=False))
    show("find, path", lambda: find("src", "a/*.h"))
    show("find, several roots", lambda: find(["src/lib", "src/lib64"], "lib*", max_depth=0))
    show("find, any depth", lambda: find("src", "**/y.hpp"))
    show("find, depth", lambda: find("src", "lib*", recursive=True, max_depth=1))
    show("find, nowhere", lambda: find("nowhere", "*"))
    show("find_first", lambda: (find_first("src", "*.hpp"), find_first("src", ["nope", "libfoo.a"])))
    show("find_headers", lambda: (find_headers("y", "src", recursive=True), find_headers("x", "src")))
    show("find_headers, directories", lambda: find_headers(["x", "y"], "src", recursive=True).directories)
    show("find_all_headers", lambda: find_all_headers("src"))
    show("find_libraries, shared", lambda: find_libraries("libfoo", "src", shared=True, recursive=True))
    show("find_libraries, static", lambda: find_libraries(["libfoo"], "src", shared=False, recursive=True))
    show("find_libraries, pattern", lambda: find_libraries("lib*", "src", shared=True, recursive=True, runtime=False))
    show("find_libraries, number", lambda: find_libraries(5, "src/lib"))
    show("find_all_libraries", lambda: (find_all_libraries("src"), find_all_libraries("src", recursive=True)))
    show("find_system_libraries", lambda: find_system_libraries("libm").names)
    show("find_required_file", lambda: find_required_file("src", "tool", expected=1, recursive=True))
    show("find_required_file, none", lambda: find_required_file("src", "nope"))
    show("find_required_file, several", lambda: find_required_file("src", "lib*", expected=1, recursive=True))
    show("library_extensions", lambda: library_extensions)


def lists():
    libraries = LibraryList(["/a/lib/libx.so", "/b/lib64/liby.a", "/a/lib/libz.so.1.2", "/a/lib/libx.so"])
    for name in ("names", "basenames", "directories", "libraries", "ld_flags", "link_flags", "search_flags", "headers"):
        show(f"libraries, {name}", lambda: getattr(libraries, name))
    show("libraries, joined", lambda: (libraries.joined(), libraries.joined(";"), str(libraries), f"{libraries}"))
    show("libraries, parts", lambda: (libraries[0:2], libraries[0], len(libraries), "/a/lib/libx.so" in libraries, bool(LibraryList([]))))
    show("libraries, sums", lambda: (libraries + LibraryList("/c/libq.so"), ["/z/libz.so"] + libraries, sum([libraries, libraries], LibraryList([]))))
    show("libraries, no library", lambda: LibraryList(["/a/foo.txt"]).names)
    headers = HeaderList(["/p/include/x.h", "/p/include/sub/y.hpp", "/q/inc/z.h", "/p/include/x.h"])
    for name in ("names", "basenames", "directories", "headers", "include_flags", "macro_definitions", "cpp_flags"):
        show(f"headers, {name}", lambda: getattr(headers, name))
    show("headers, macros", lambda: after(lambda: [headers.add_macro(m) for m in ("-DX=1", "-DY")], lambda: headers.cpp_flags))
    headers.directories = ["/only"]
    show("headers, directories set", lambda: (headers.directories, headers.cpp_flags, headers[1:]))
    show("files", lambda: FileList(["/a/b", "/a/c"]).directories)
    show("files, number", lambda: FileList(5))


def copying():
    show("copy", lambda: after(lambda: (mkdirp("c"), copy("src/a/x.h", "c"), copy("src/lib/lib*", "c")), lambda: tree("c")))
    show("copy, nothing", lambda: copy("src/none*", "c"))
    show("install", lambda: after(lambda: (mkdirp("i"), install("src/bin/tool", "i"), install("src/a/x.h", "i/y.h")), lambda: tree("i")))
    write("odd", "x", 0o600)
    write("odd2", "x", 0o711)
    show("install, modes", lambda: after(lambda: (install("odd", "i"), install("odd2", "i")), lambda: tree("i")))
    show("install, several to a file", lambda: install("src/lib/*", "i/y.h"))
    show("copy_tree", lambda: after(lambda: copy_tree("src", "ct"), lambda: tree("ct")))
    show("install_tree, ignore", lambda: after(lambda: install_tree("src", "it", ignore=lambda path: path.endswith(".a")), lambda: tree("it")))
    os.symlink(PLACE + "/src/a/x.h", "src/inside")
    os.symlink("/etc/hosts", "src/outside")
    show("install_tree, absolute links", lambda: after(lambda: install_tree("src", "it2"), lambda: tree("it2")))
    show("install_tree, no links", lambda: after(lambda: install_tree("src/a", "it3", symlinks=False), lambda: tree("it3")))
    show("install_tree, pattern", lambda: after(lambda: install_tree("src/li*", "it4"), lambda: tree("it4")))
    show("install_tree, into itself", lambda: install_tree("src", "src/inner"))
    show("install_tree, nothing", lambda: install_tree("none", "it5"))
    show("mkdirp", lambda: after(lambda: mkdirp("m/a/b", "m/c", mode=0o750), lambda: tree("m")))
    show("touch", lambda: after(lambda: touch("t"), lambda: os.path.exists("t")))
    show("rename, move, remove", lambda: after(lambda: (rename("t", "t2"), move("t2", "c"), remove("c/t2")), lambda: os.path.exists("c/t2")))
    show("rmtree", lambda: after(lambda: rmtree("c"), lambda: os.path.exists("c")))
    show("removedirs", lambda: after(lambda: (makedirs("rd/a/b"), removedirs("rd/a/b")), lambda: os.path.exists("rd")))
    show("links", lambda: after(lambda: (symlink("x", "s"), force_symlink("y", "s")), lambda: os.readlink("s"), lambda: readlink("src/lib/link")))
    show("symlink, there", lambda: symlink("x", "s"))
    show("force_remove", lambda: after(lambda: force_remove("s", "nothing"), lambda: os.path.lexists("s")))
    show("remove_linked_tree", lambda: after(lambda: (symlink("it4", "lt"), remove_linked_tree("lt")), lambda: (os.path.lexists("lt"), os.path.exists("it4"))))
    show("remove_directory_contents", lambda: after(lambda: remove_directory_contents("ct"), lambda: os.listdir("ct")))
    write("mode", "x", 0o640)
    show("set_executable", lambda: after(lambda: set_executable("mode"), lambda: oct(os.stat("mode").st_mode)))
    show("set_install_permissions", lambda: after(lambda: set_install_permissions("odd"), lambda: oct(os.stat("odd").st_mode)))
    show("is_exe, can_access, has_shebang", lambda: (is_exe("src/bin/tool"), is_exe("src"), can_access("src"), can_access("none"), has_shebang("src/bin/tool")))
    show("paths", lambda: (ancestor("/a/b/c/d", 2), join_path("a", "b", "c"), join_path("/a", "/b"), path_contains_subdirectory("/a/bc", "/a/b")))
    show("prefix", lambda: (Prefix("/p").bin, Prefix("/p").lib.join("x"), Prefix("/p").share.man.man1, Prefix("/p") + "/x", Prefix("/p") == "/p"))
    with working_dir("wd/x", create=True):
        show("working_dir", pwd)
    show("working_dir, none", lambda: working_dir("none").__enter__())
    write("sr/keep", "k")
    try:
        with safe_remove("sr", "none"):
            raise ValueError("put it back")
    except ValueError:
        show("safe_remove", lambda: os.path.exists("sr/keep"))
    os.utime("mode", (1000, 1000))
    with keep_modification_time("mode", "absent"):
        write("mode", "2")
    show("keep_modification_time", lambda: os.stat("mode").st_mtime)


def filtering():
    write("f", "CC = gcc\nCXX=g++\na.b\n@v@ @v@\n")
    show("filter_file", lambda: after(lambda: filter_file(r"^CC\s*=.*", "CC = cc", "f"), lambda: read("f")))
    show("filter_file, groups", lambda: after(lambda: filter_file(r"^(CXX)=(.*)$", r"\1 := \2", "f"), lambda: read("f")))
    show("filter_file, string", lambda: after(lambda: filter_file("a.b", "c\\1d", "f", string=True), lambda: read("f")))
    show("filter_file, function", lambda: after(lambda: filter_file("@(v)@", lambda match: match.group(1).upper(), "f"), lambda: read("f")))
    show("filter_file, absent", lambda: filter_file("a", "b", "absent", ignore_absent=True))
    show("filter_file, absent and wanted", lambda: filter_file("a", "b", "absent"))
    write("g", "one\nSTART\none\nSTOP\none\n")
    show("filter_file, between", lambda: after(lambda: filter_file("one", "two", "g", start_at="START", stop_at="STOP"), lambda: read("g")))
    with open("latin", "wb") as file:
        file.write(b"caf\xe9 one\r\nx\n")
    filter_file("one", "two", "latin")
    show("filter_file, other bytes", lambda: open("latin", "rb").read())
    filter_file("caf.", "tea", "latin", encoding="latin-1")
    show("filter_file, encoding", lambda: open("latin", "rb").read())
    write("named", "key=val AbC\n")
    show("filter_file, names", lambda: after(lambda: filter_file(r"(?P<k>\w+)=(?P<v>\w+)", r"\g<v>=\g<k>", "named"), lambda: read("named")))
    show("filter_file, flags", lambda: after(lambda: filter_file("(?i)abc", "x", "named"), lambda: read("named")))
    show("FileFilter", lambda: after(lambda: FileFilter("f", "g").filter("two", "three"), lambda: read("g")))


def programs():
    write("p/hello", '#!/bin/sh\necho out "$@"; echo err >&2; echo "V=$V"; exit ${C:-0}\n', 0o755)
    hello = Executable("./p/hello")
    show("Executable", lambda: hello("a", "b c", output=str, error=str))
    show("Executable, env", lambda: hello("x", output=str, error=str, env={"V": "1", "PATH": "/bin"}))
    show("Executable, extra_env", lambda: hello(output=str, error=os.devnull, extra_env={"V": "2"}))
    show("Executable, failure", lambda: hello(output=str, error=str, extra_env={"C": "3"}))
    show("Executable, no failure", lambda: (hello(output=str, error=str, extra_env={"C": "3"}, fail_on_error=False), hello.returncode))
    show("Executable, ignored", lambda: hello(output=str, error=os.devnull, extra_env={"C": "3"}, ignore_errors=[2, 3]))
    show("Executable, files", lambda: after(lambda: hello(output="o", error="e"), lambda: read("o"), lambda: read("e")))
    hello.add_default_arg("-d", "e")
    hello.add_default_env("V", "9")
    show("Executable, defaults", lambda: (hello("g", output=str, error=os.devnull), hello.name, hello.command, hello.exe))
    show("Executable, missing", lambda: Executable("nothere")())
    show("Executable, input", lambda: Executable("cat")(input="o", output=str))
    show("Executable, timeout", lambda: Executable("sleep")("50", timeout=1))
    show("which", lambda: (which("nonesuch"), which("nonesuch", "sh").name, which("hello", path="p").path, which_string("hello", path=["x", "p"])))
    show("which, required", lambda: which("nonesuch", required=True))
    show("errors", lambda: [issubclass(kind, SpackError) for kind in (InstallError, NoHeadersError, NoLibrariesError, CompilerError, ProcessError)])
    show("messages", lambda: (str(ProcessError("m", "l")), ProcessError("m", "l").long_message, str(InstallError("m"))))
    show("jobs", lambda: (determine_number_of_jobs(parallel=False), get_effective_jobs(3, True), get_effective_jobs(3, False)))
    show("check_outputs", lambda: (check_outputs(["a+", "b"], "xaab"), check_outputs("x", "xaab")))
    show("check_outputs, other", lambda: check_outputs([r"q.*", "b", "z"], "xaab"))
    write("expected", "a.b (c)\n[d]\n")
    show("expected output", lambda: (get_escaped_text_output("expected"), compare_output("a", "a"), compare_output_file("a.b (c)\n[d]\n", "expected")))
    write("long", "#!/" + "x" * 300 + "/perl -w\nfoo\n", 0o755)
    show("filter_shebang", lambda: (filter_shebang("long"), filter_shebang("p/hello"), read("long").splitlines()[1][-12:], oct(os.stat("long").st_mode)))


def environments():
    def changed():
        env = EnvironmentModifications()
        env.set("A", "1")
        env.append_flags("F", "-a")
        env.append_flags("F", "-b")
        env.unset("GONE")
        env.prepend_path("P", "/a")
        env.append_path("P", "/c")
        env.remove_path("P", "/x")
        env.set_path("Q", ["/1", "/2"])
        env.prune_duplicate_paths("P")
        env.deprioritize_system_paths("P")
        env.remove_flags("F", "-z")
        return env

    def applied(env, variables):
        env.apply_modifications(variables)
        return sorted(variables.items())

    show("changes", lambda: applied(changed(), {"P": "/b:/usr/bin:/x:/a", "GONE": "1", "F": "-z"}))
    show("changes, reversed", lambda: [type(change).__name__ for change in changed().reversed()])
    show("changes, shell", lambda: changed().shell_modifications("sh", env={"P": "/b", "GONE": "1"}))
    write("source.sh", "export FROM_SOURCE=5\nexport A_PATH=/q:/r\n")
    show("sourced", lambda: [(type(m).__name__, m.name, m.value) for m in EnvironmentModifications.from_sourcing_file("source.sh") if m.name in ("FROM_SOURCE", "A_PATH")])
    show("difference", lambda: sorted((type(m).__name__, m.name, getattr(m, "value", None)) for m in EnvironmentModifications.from_environment_diff({"A": "1", "P": "/a"}, {"P": "/b:/a", "C": "2"})))
    with set_env(OF_A_TEST="1", HOME=None):
        show("set_env", lambda: (env.get("OF_A_TEST"), "HOME" in env))
    show("system paths", lambda: (filter_system_paths(["/usr", "/opt/x", "/usr/local", "/lib64", "/usr/include/"]), is_system_path("/usr/lib"), is_system_path("")))


def values():
    show("Version", lambda: (Version("1.2.3").up_to(2), Version("1.2.3")[0], Version("develop") > Version("9"), Version("1.2.3").joined, Version("1.2-rc1") < Version("1.2"), str(Version("1.2.3")[:2])))
    show("ver", lambda: (ver("1.2:1.4"), ver("1.2,1.4"), ver("=1.2"), ver("1.2:1.4").intersects(ver("1.3"))))
    show("Spec", lambda: (Spec("zlib@1.2+x").satisfies("@1"), str(Spec("a@1:2 %gcc ^b"))))
    show("values", lambda: (list(any_combination_of("a", "b")), any_combination_of("a", "b").default, auto_or_any_combination_of("a").default))
    show("disjoint_sets", lambda: list(disjoint_sets(("a", "b"), ("none",)).with_default("a")))
    show("all_deptypes", lambda: all_deptypes)
    show("suffixes", lambda: (shared_library_suffix(Spec("a platform=linux")), static_library_suffix(Spec("a platform=linux"))))
    show("completion", lambda: (str(bash_completion_path("/p")), str(fish_completion_path("/p")), str(zsh_completion_path("/p"))))
    show("dedupe", lambda: (list(dedupe([1, 2, 1])), list(dedupe(["a", "A", "b"], key=str.lower))))
    show("join_url", lambda: (join_url("https://a/b", "c", "../d"), join_url("https://a/b/", "/c")))
    show("substitute_version_in_url", lambda: substitute_version_in_url("https://x/1.2/foo_1_2_3.tgz", "4.5.6"))
    show("parse_dynamic_linker", lambda: parse_dynamic_linker("ld -dynamic-linker /lib64/ld-linux-x86-64.so.2 -o a"))
    show("libc", lambda: str(libc_from_dynamic_linker("/lib64/ld-linux-x86-64.so.2")))
    show("host", lambda: (str(host_platform()), get_user()))
    with open("/bin/sh", "rb") as file:
        elf = parse_elf(file, interpreter=True, dynamic_section=True)
    show("parse_elf", lambda: (elf.pt_interp_str, elf.is_64_bit, elf.is_little_endian, elf.has_needed, list(elf.dt_needed_strs), elf.has_rpath))
    show("get_elf_compat", lambda: get_elf_compat("/bin/sh"))
    show("modules", lambda: (get_path_args_from_module_line('prepend_path("PATH","/a:/b")'), get_path_args_from_module_line("prepend-path PATH /a:/b")))
    show("flag handlers", lambda: [handler(None, "cflags", ["-g"]) for handler in (inject_flags, env_flags, build_system_flags)])


os.chdir(PLACE)
for part in (searching, lists, copying, filtering, programs, environments, values):
    part()
os.chdir("/")
shutil.rmtree(PLACE)
