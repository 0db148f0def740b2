using Cairn.Cli.Composition;
using Cairn.Specs;
using Cairn.Store.Database;

namespace Cairn.Cli.Commands;

/// <summary>What the signs before specs say of their installation.</summary>
internal static class InstallStatuses
{
    /// <summary>The status of a node by the database of a session and the stores that it builds on.</summary>
    public static Func<ConcreteSpec, InstallStatus> Of(Session session)
    {
        var records = session.Database.Read(session.Cancellation);
        return spec => spec.IsExternal ? InstallStatus.External
            : !records.TryGetValue(spec.Hash, out var record) ? InstallStatus.Absent
            : record.State != RecordStates.Installed ? InstallStatus.Missing
            : record.Upstream is not null ? InstallStatus.Upstream
            : InstallStatus.Installed;
    }
}
