using System.Diagnostics;
using System.IO.Compression;

namespace Cairn.Sources.Tests;

/// <summary>Compresses bytes as the tools of the system do.</summary>
internal static class Compressors
{
    public static byte[] Gzip(byte[] content)
    {
        using MemoryStream result = new();
        using (GZipStream stream = new(result, CompressionLevel.Optimal))
        {
            stream.Write(content);
        }

        return result.ToArray();
    }

    public static bool Has(string tool) => new SystemTool(tool, tool, tool).Find() is not null;

    public static byte[] Run(string tool, byte[] content, params string[] arguments)
    {
        using Process process = new SystemTool(tool, tool, tool).Start("in a test", arguments);
        Task<byte[]> output = Task.Run(() =>
        {
            using MemoryStream all = new();
            process.StandardOutput.BaseStream.CopyTo(all);
            return all.ToArray();
        });
        process.StandardInput.BaseStream.Write(content);
        process.StandardInput.Close();
        byte[] bytes = output.GetAwaiter().GetResult();
        process.WaitForExit();
        return process.ExitCode == 0 ? bytes : throw new InvalidOperationException($"{tool}: {process.StandardError.ReadToEnd()}");
    }
}
