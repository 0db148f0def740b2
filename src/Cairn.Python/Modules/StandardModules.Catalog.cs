using Cairn.Python.Modules.Digests;
using Cairn.Python.Modules.Files;
using Cairn.Python.Modules.Iteration;
using Cairn.Python.Modules.Json;
using Cairn.Python.Modules.Machine;
using Cairn.Python.Modules.Processes;
using Cairn.Python.Modules.RegularExpressions;
using Cairn.Python.Modules.Streams;

namespace Cairn.Python;

/// <summary>Which standard modules there are and how they come into being.</summary>
internal static partial class StandardModules
{
    /// <summary>A module written in C#, made for one realm; null where there is none of that name.</summary>
    private static PyModule? CreateNative(Realm realm, string dottedName) => dottedName switch
    {
        "re" => ReModule.Create(realm),
        "os" => OsModule.Create(realm),
        "posixpath" => OsPathModule.Create(realm),
        "itertools" => ItertoolsModule.Create(),
        "sys" => SysModule.Create(realm),
        "platform" => PlatformModule.Create(realm),
        "socket" => SocketModule.Create(),
        "time" => TimeModule.Create(),
        "_timeformat" => TimeModule.CreateFormats(),
        "_json" => JsonModule.Create(),
        "io" or "_io" => IoModule.Create(),
        "_subprocess" => SubprocessModule.Create(),
        "hashlib" => DigestModules.CreateHashlib(),
        "binascii" => DigestModules.CreateBinascii(),
        "zlib" => DigestModules.CreateZlib(),
        "_struct" => DigestModules.CreateStruct(),
        "errno" => ConstantModules.CreateErrno(),
        "stat" => ConstantModules.CreateStat(),
        "signal" => ConstantModules.CreateSignal(),
        "fcntl" => ConstantModules.CreateFileControl(),
        "math" => MathModule.Create(),
        _ => null,
    };
}
