using System.Net;
using System.Net.Sockets;

namespace Cairn.Python.Modules.Machine;

/// <summary>The module <c>socket</c>: the name of the host, and binding to a port to find a free one.</summary>
internal static class SocketModule
{
    public static PyModule Create() => new PyModule("socket")
        .Member("error", BuiltinTypes.OSError)
        .Member("timeout", BuiltinTypes.TimeoutError)
        .Member("gaierror", BuiltinTypes.OSError)
        .Member("AF_UNIX", PyInt.Of(1))
        .Member("AF_INET", PyInt.Of(2))
        .Member("AF_INET6", PyInt.Of(10))
        .Member("SOCK_STREAM", PyInt.Of(1))
        .Member("SOCK_DGRAM", PyInt.Of(2))
        .Member("SOL_SOCKET", PyInt.Of(1))
        .Member("SO_REUSEADDR", PyInt.Of(2))
        .Member("socket", PySocket.SocketType)
        .Function("gethostname", "", (r, _) => new PyStr(r.Host.Facts.HostName))
        .Function("getfqdn", "name=", (r, a) => a.Given(0) ?? new PyStr(r.Host.Facts.HostName));
}

/// <summary>A socket that can be bound and asked for its address.</summary>
internal sealed class PySocket(Socket socket) : PyObject(SocketType)
{
    public static readonly PyType SocketType = PyType.Define("socket", Define, module: "socket");

    private static void Define(NativeTypeBuilder type)
    {
        var signature = new NativeSignature("family=, type=, proto=, fileno=");
        type.Constructor((realm, _, arguments) =>
            {
                BoundArguments bound = signature.Bind("socket", arguments);
                realm.Host.Demand(HostAccess.Network, "open a socket");
                AddressFamily family = bound.Integer(0, 2) switch
                {
                    2 => AddressFamily.InterNetwork,
                    10 => AddressFamily.InterNetworkV6,
                    _ => throw PyRaise.Unsupported("sockets other than of the internet"),
                };
                return new PySocket(bound.Integer(1, 1) == 1
                    ? new Socket(family, System.Net.Sockets.SocketType.Stream, ProtocolType.Tcp)
                    : new Socket(family, System.Net.Sockets.SocketType.Dgram, ProtocolType.Udp));
            })
            .Method<PySocket>("bind", "address", (_, self, a) => self.Bind(a[0]))
            .Method<PySocket>("listen", "backlog=", (_, self, a) =>
            {
                self.Socket.Listen((int)a.Integer(0, 128));
                return PyNone.Instance;
            })
            .Method<PySocket>("setsockopt", "level, name, value", (_, _, _) => PyNone.Instance)
            .Method<PySocket>("getsockname", "", (_, self, _) => self.Socket.LocalEndPoint is IPEndPoint end
                ? new PyTuple(new PyStr(end.Address.ToString()), PyInt.Of(end.Port))
                : new PyTuple(new PyStr("0.0.0.0"), PyInt.Of(0)))
            .Method<PySocket>("close", "", (_, self, _) => self.Close())
            .Method<PySocket>("__enter__", "", (_, self, _) => self)
            .Method<PySocket>("__exit__", "*details", (_, self, _) => self.Close())
            .Final();
    }

    private Socket Socket { get; } = socket;

    private PyNone Bind(PyObject address)
    {
        string host = address.GetItem(PyInt.Of(0)).Str();
        int port = Operators.Index(address.GetItem(PyInt.Of(1))).ToInt32();
        IPAddress place = host.Length == 0 ? IPAddress.Any : host == "localhost" ? IPAddress.Loopback
            : IPAddress.TryParse(host, out IPAddress? parsed) ? parsed : throw PyRaise.Unsupported($"binding to the host name `{host}`");
        try
        {
            Socket.Bind(new IPEndPoint(place, port));
        }
        catch (SocketException error)
        {
            throw Files.Libc.Error(error.SocketErrorCode == SocketError.AddressAlreadyInUse ? 98 : 13);
        }

        return PyNone.Instance;
    }

    private PyNone Close()
    {
        Socket.Dispose();
        return PyNone.Instance;
    }
}
