using System.Globalization;
using System.Text;
using System.Xml;
using Cairn.Build.Installation;
using Cairn.Specs;
using Cairn.Store.Files;

namespace Cairn.Cli.Installing;

/// <summary>A report in JUnit's XML, as servers of continuous integration read it: a test case for each package.</summary>
internal sealed class JUnitReport(string suite) : IInstallObserver
{
    private static readonly UTF8Encoding s_encoding = new(encoderShouldEmitUTF8Identifier: false);

    private readonly List<Case> _cases = [];

    public void Observe(InstallEvent happening)
    {
        switch (happening)
        {
            case PackageInstalled installed:
                Add(installed.Spec, installed.Duration, installed.IsOurs ? Result.Passed : Result.Skipped, "", "");
                break;
            case PackageStopped stopped:
                Add(stopped.Spec, TimeSpan.Zero, Result.Skipped, stopped.Where, "");
                break;
            case PackageFailed failed:
                Add(failed.Spec, failed.Duration, Result.Failed, failed.Failure.Message, string.Join('\n', [failed.Failure.ToString(), .. failed.Excerpt]));
                break;
            case PackageSkipped skipped:
                Add(skipped.Spec, TimeSpan.Zero, Result.Skipped, $"{skipped.Because.Name} failed", "");
                break;
        }
    }

    /// <summary>Adds a test case.</summary>
    public void Add(ConcreteSpec spec, TimeSpan duration, Result result, string message, string details) =>
        _cases.Add(new Case(spec.Name, InstallText.Name(spec), duration, result, message, details));

    /// <summary>Writes the report.</summary>
    /// <exception cref="CairnException">It cannot be written.</exception>
    public void Write(string file, TimeSpan duration) => AtomicFile.Write(file, stream =>
    {
        using var xml = XmlWriter.Create(stream, new XmlWriterSettings { Indent = true, Encoding = s_encoding });
        xml.WriteStartElement("testsuites");
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", Printable(suite));
        xml.WriteAttributeString("tests", Number(_cases.Count));
        xml.WriteAttributeString("failures", Number(_cases.Count(one => one.Result == Result.Failed)));
        xml.WriteAttributeString("errors", "0");
        xml.WriteAttributeString("skipped", Number(_cases.Count(one => one.Result == Result.Skipped)));
        xml.WriteAttributeString("time", Seconds(duration));
        xml.WriteAttributeString("timestamp", (DateTime.UtcNow - duration).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
        foreach (var one in _cases)
        {
            WriteCase(xml, one);
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    });

    private static void WriteCase(XmlWriter xml, Case one)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", one.Name);
        xml.WriteAttributeString("name", one.Id);
        xml.WriteAttributeString("time", Seconds(one.Duration));
        if (one.Result == Result.Failed)
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("message", Printable(one.Message));
            xml.WriteString(Printable(one.Details));
            xml.WriteEndElement();
        }
        else if (one.Result == Result.Skipped)
        {
            xml.WriteStartElement("skipped");
            if (one.Message.Length > 0)
            {
                xml.WriteAttributeString("message", Printable(one.Message));
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    /// <summary>Logs hold characters, such as those of colours, that XML cannot say.</summary>
    private static string Printable(string text) => string.Concat(text.Where(XmlConvert.IsXmlChar));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>How a test case ended.</summary>
    internal enum Result
    {
        /// <summary>Well.</summary>
        Passed,

        /// <summary>Badly.</summary>
        Failed,

        /// <summary>It was not tried.</summary>
        Skipped,
    }

    private sealed record Case(string Name, string Id, TimeSpan Duration, Result Result, string Message, string Details);
}
