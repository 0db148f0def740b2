using System.Collections.Immutable;
using System.Text;
using Cairn.Specs;
using Cairn.Store.Files;

namespace Cairn.Build.Worker;

/// <summary>The license that a package needs (<c>license_required</c>).</summary>
/// <remarks>Spack docs, "Packaging Guide: License": one file for all versions of a package, to which links in the prefixes lead.</remarks>
/// <param name="Spec">The package.</param>
/// <param name="File">The file that holds the license for all installations; null if it is not kept in a file.</param>
/// <param name="Links">Where the software looks for it, relative to its prefix.</param>
/// <param name="Variables">Environment variables that can lead to it instead.</param>
/// <param name="Url">Where to read about it.</param>
/// <param name="Comment">What begins a comment in the file.</param>
public sealed record LicenseNeed(
    ConcreteSpec Spec, string? File, ImmutableArray<string> Links, ImmutableArray<string> Variables, string? Url, string Comment)
{
    /// <summary>True if the file is there: a license, or what says that none has to be in it.</summary>
    public bool HasFile => File is not null && System.IO.File.Exists(File);

    /// <summary>What to do where no file holds the license.</summary>
    public string Advice => !Variables.IsEmpty
        ? $"`{Spec.Name}` needs a license: set {string.Join(" or ", Variables)} to the path of its file, or to port@host of a license server"
        : Url is not null ? $"`{Spec.Name}` needs a license: see {Url}" : $"`{Spec.Name}` needs a license";

    /// <summary>Writes a file of comments that say what may be put into it.</summary>
    /// <exception cref="CairnException">It cannot be written.</exception>
    public void WriteTemplate() => AtomicFile.WriteText(File!, Template());

    private string Template()
    {
        var text = new StringBuilder();
        void Line(string line = "") => text.Append(Comment).Append(line.Length > 0 ? " " : "").Append(line).Append('\n');
        Line($"`{Spec.Name}` needs a license.");
        Line();
        Line("Put the content of your license file, or the addresses of your license servers, at the beginning of this file.");
        Line("Leave it as it is if the system is configured otherwise: a license lies in a usual place" + (Variables.IsEmpty ? "." : $", or {string.Join(" or ", Variables)} is set."));
        Line();
        Line("In each installation these links lead here:");
        foreach (var link in Links)
        {
            Line($"    {link}");
        }

        if (Url is not null)
        {
            Line();
            Line($"More about licenses: {Url}");
        }

        return text.ToString();
    }
}
