namespace Cairn.Python.Tests.Modules;

/// <summary>What recipes may and may not do while they load.</summary>
public sealed class LoadWorldTests
{
    private static readonly HostFacts Facts = new()
    {
        Platform = "linux",
        System = "Linux",
        Machine = "aarch64",
        Release = "6.1",
        HostName = "node1",
        ProcessorCount = 4,
    };

    [Fact]
    public void The_facts_of_the_host_description_are_answered()
    {
        Print("""
            import os, platform, socket, sys
            print(sys.platform, platform.machine(), platform.system(), platform.release(), socket.gethostname())
            print(os.getcwd(), os.cpu_count(), os.uname().machine, sys.version_info >= (3, 6))
            """).ShouldBe("linux aarch64 Linux 6.1 node1\n/recipes 4 aarch64 True\n");
    }

    [Fact]
    public void Probes_of_the_machine_find_nothing()
    {
        Print("""
            import os, shutil, glob
            print(os.path.exists("/"), os.path.isfile("/etc/passwd"), os.path.isdir("/usr"), os.path.islink("/bin"), os.access("/", os.R_OK))
            print(os.environ.get("PATH"), os.getenv("HOME", "none"), "PATH" in os.environ, len(os.environ), shutil.which("sh"))
            print(os.path.abspath("a"), os.path.realpath("/bin/sh"), os.path.expanduser("~/x"))
            """).ShouldBe("False False False False False\nNone none False 0 None\n/recipes/a /bin/sh ~/x\n");
    }

    [Theory]
    [InlineData("open('/etc/passwd')", "open `/etc/passwd`")]
    [InlineData("open('x', 'w')", "open `x`")]
    [InlineData("import os; os.listdir('/')", "list `/`")]
    [InlineData("import os; os.stat('/')", "look at `/`")]
    [InlineData("import os; os.remove('/x')", "remove `/x`")]
    [InlineData("import os; os.mkdir('/x')", "create the directory `/x`")]
    [InlineData("import os; os.rename('/x', '/y')", "rename `/x`")]
    [InlineData("import os; os.chmod('/x', 0)", "change the mode of `/x`")]
    [InlineData("import os; os.symlink('/x', '/y')", "create the link `/y`")]
    [InlineData("import os; os.readlink('/x')", "read the link `/x`")]
    [InlineData("import os; os.environ['A'] = 'b'", "set the environment variable `A`")]
    [InlineData("import os; os.chdir('/')", "change the directory to `/`")]
    [InlineData("import os; os.system('true')", "run `/bin/sh -c true`")]
    [InlineData("import os; os.kill(1, 9)", "signal the process 1")]
    [InlineData("import os; os.urandom(1)", "read random bytes")]
    [InlineData("import subprocess; subprocess.run(['ls', '-l'])", "run `ls -l`")]
    [InlineData("import time; time.time()", "ask for the time")]
    [InlineData("import time; time.sleep(1)", "wait")]
    [InlineData("import datetime; datetime.datetime.now()", "ask for the time")]
    [InlineData("import socket; socket.socket()", "open a socket")]
    [InlineData("import tempfile; tempfile.mkdtemp(dir='/')", "read random bytes")]
    [InlineData("import random; random.random()", "read random bytes")]
    public void Anything_that_touches_the_machine_is_refused_by_name(string code, string attempt)
    {
        PyRaise raised = Should.Throw<PyRaise>(() => Print(code));

        raised.Is(BuiltinTypes.PermissionError).ShouldBeTrue();
        raised.Message.ShouldContain($"not available while loading a recipe: {attempt}");
    }

    [Fact]
    public void A_seeded_sequence_of_random_numbers_is_no_access()
    {
        Print("import random\nprint(random.Random(5).randint(1, 10))").ShouldBe("10\n");
    }

    [Fact]
    public void A_pattern_that_explodes_ends_the_evaluation()
    {
        Should.Throw<EvaluationLimitException>(() => Print("""
            import re
            try:
                re.search("(x+x+)+y", "x" * 60)
            except Exception:
                print("not reached")
            """)).Message.ShouldContain("takes too long");
    }

    [Fact]
    public void An_endless_iterator_runs_into_the_step_limit()
    {
        var realm = new Realm(new LoadHost(Facts), new EvaluationLimits { Steps = 100_000 });

        Should.Throw<EvaluationLimitException>(() => realm.Run(ModuleCode.Compile(new SourceFile("x.py", "import itertools\nlist(itertools.count())"))));
    }

    [Fact]
    public void Importing_one_module_makes_only_what_it_needs()
    {
        var realm = new Realm(new LoadHost(Facts));
        realm.Run(ModuleCode.Compile(new SourceFile("x.py", "import re")));

        realm.Modules.Keys().Select(key => key.Str()).ShouldBe(["__main__", "re"], ignoreOrder: true);
    }

    private static string Print(string code)
    {
        var host = new LoadHost(Facts, "/recipes");
        var realm = new Realm(host, new EvaluationLimits { Steps = 10_000_000 });
        realm.Run(ModuleCode.Compile(new SourceFile("recipe.py", code)));
        return host.Printed;
    }
}
