using Cairn.Concretization;
using Cairn.Specs;

namespace Cairn.Conformance.Concretizer;

/// <summary>An environment of Slurm Factory's kind: qualified names, pinned versions, a repository of one's own over the big one.</summary>
public sealed class SlurmFactoryTests
{
    // What the environment says of packages, as far as it decides anything.
    private const string Packages = """
        all:
          providers: {mpi: [openmpi]}
        automake: {version: [':1.16.3']}
        cyrus-sasl:
          require: ["cflags='-Wno-error=implicit-function-declaration -std=gnu89'"]
        openldap: {version: ['2.6.8']}
        curl: {version: ['8.15.0']}
        zlib-ng: {variants: +compat}
        hwloc: {version: ['2:']}
        dbus: {variants: system-socket=/var/run/dbus/system_bus_socket}
        glib: {version: ['2.82.5']}
        perl: {require: ['^bzip2', '^gdbm', '^berkeley-db']}
        mysql: {version: ['8.0.35']}
        pmix: {version: ['5.0.5'], variants: ~munge ~python}
        openmpi: {version: ['5.0.8'], variants: schedulers=slurm fabrics=auto}
        """;

    private static readonly string[] s_roots =
    [
        "gettext@0.23.1 %gcc@12.2.0", "zlib@1.3.1 %gcc@12.2.0", "openssl@3.6.0 ^zlib@1.3.1 %gcc@12.2.0", "jansson@2.14 %gcc@12.2.0",
        "libjwt ^openssl@3.6.0 ^zlib@1.3.1 ^jansson@2.14 %gcc@12.2.0", "gettext %gcc@12.2.0",
        "openldap@2.6.8+client_only~perl+sasl+dynamic+shared~static tls=openssl ^openssl@3.6.0 ^cyrus-sasl "
            + "cflags='-Wno-error=implicit-function-declaration -std=gnu89' %gcc@12.2.0",
        "slurm_factory.curl@8.15.0 libs=shared,static +nghttp2+libssh2+ldap+gssapi+libidn2 tls=openssl ^openssl@3.6.0 ^openldap@2.6.8 %gcc@12.2.0",
        "patchelf@0.18.0 %gcc@12.2.0", "slurm_factory.freeipmi@1.6.16 %gcc@12.2.0", "openmpi@5.0.8 schedulers=slurm fabrics=auto %gcc@12.2.0",
        "pmix@5.0.5 ~munge ~python %gcc@12.2.0", "mysql@8.0.35 +client_only %gcc@12.2.0", "hdf5@1.14.6 +hl +cxx %gcc@12.2.0",
        "slurm_factory.slurm@25-11-6-1 ~nvml ~rsmi sysconfdir=/etc/slurm %gcc@12.2.0", "slurm_factory.pyxis@0.24.0 %gcc@12.2.0",
    ];

    [SkippableFact]
    public void Its_recipes_load_over_the_big_repository()
    {
        var recipes = new RealWorld(Material.SlurmFactory()).Recipes;

        foreach (var name in new[] { "curl", "freeipmi", "openssl", "pyxis", "s2n-tls", "slurm" })
        {
            recipes.TryGet(name, out var recipe).ShouldBeTrue();
            recipe!.Namespace.ShouldBe("slurm_factory");
        }
    }

    [SkippableFact]
    public void Its_slurm_is_decided_over_the_big_repository()
    {
        var result = new RealWorld(Material.SlurmFactory()).With().Solve([ConcretizationRequest.Parse("slurm_factory.slurm@25-11-6-1")]);

        var slurm = result.RootsOrThrow().Single()!;
        slurm.Namespace.ShouldBe("slurm_factory");
        slurm["openssl"].Namespace.ShouldBe("slurm_factory");
        slurm["munge"].Namespace.ShouldBe("builtin");
    }

    [SkippableFact]
    public void The_environment_is_decided_as_one()
    {
        var concretizer = new RealWorld(Material.SlurmFactory()).With(Packages, UnifyMode.WhenPossible);

        var result = concretizer.Solve([.. s_roots.Select(ConcretizationRequest.Parse)]);

        var roots = result.RootsOrThrow();
        foreach (var (root, request) in roots.Zip(s_roots))
        {
            root!.Satisfies(AbstractSpec.Parse(request)).ShouldBeTrue(request);
        }

        var nodes = roots.SelectMany(root => root!.Traverse()).DistinctBy(node => node.Hash).ToList();
        nodes.Count.ShouldBe(115);
        nodes.Select(node => node.Name).ShouldBeUnique();
    }
}
