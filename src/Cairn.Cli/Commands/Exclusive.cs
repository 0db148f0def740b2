using System.CommandLine;

namespace Cairn.Cli.Commands;

/// <summary>Options of which only one may be given.</summary>
internal static class Exclusive
{
    /// <summary>Makes more than one of them a usage error that names both.</summary>
    public static void Add(Command command, params Option[] options) => command.Validators.Add(result =>
    {
        var given = options.Where(option => result.GetResult(option) is { Implicit: false }).Select(option => $"`{option.Name}`").ToList();
        if (given.Count > 1)
        {
            result.AddError($"give {string.Join(" or ", given)}, not both");
        }
    });
}
