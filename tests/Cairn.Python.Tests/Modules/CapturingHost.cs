namespace Cairn.Python.Tests.Modules;

/// <summary>The real machine, with the output kept.</summary>
internal sealed class CapturingHost : Host
{
    private readonly RealHost _machine = new();
    private readonly StringWriter _output = new();

    public string Printed => _output.ToString();

    public override HostFacts Facts => _machine.Facts;

    public override string CurrentDirectory
    {
        get => _machine.CurrentDirectory;
        set => _machine.CurrentDirectory = value;
    }

    public override IDictionary<string, string> Environment => _machine.Environment;

    public override TextWriter Output => _output;

    public override TextWriter Error => _output;

    public override TextReader Input => TextReader.Null;

    public override void Demand(HostAccess access, string attempted)
    {
    }

    public override bool Permits(HostAccess access) => true;
}
