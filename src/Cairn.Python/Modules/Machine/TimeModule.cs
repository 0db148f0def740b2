using System.Diagnostics;

namespace Cairn.Python.Modules.Machine;

/// <summary>The module <c>time</c>.</summary>
internal static class TimeModule
{
    internal static readonly StructShape TimeShape = new(
        "struct_time", "time", "tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst", "tm_zone", "tm_gmtoff");

    public static PyModule Create() => new PyModule("time")
        .Member("struct_time", TimeShape.Type)
        .Member("timezone", PyInt.Of(0))
        .Member("altzone", PyInt.Of(0))
        .Member("daylight", PyInt.Of(0))
        .Member("tzname", new PyTuple(new PyStr("UTC"), new PyStr("UTC")))
        .Function("time", "", (r, _) => new PyFloat(Now(r).Ticks / (double)TimeSpan.TicksPerSecond))
        .Function("time_ns", "", (r, _) => PyInt.Of(Now(r).Ticks * 100))
        .Function("monotonic", "", (r, _) => Elapsed(r))
        .Function("perf_counter", "", (r, _) => Elapsed(r))
        .Function("process_time", "", (r, _) => Elapsed(r))
        .Function("monotonic_ns", "", (r, _) => PyInt.Of((long)(Elapsed(r).Value * 1e9)))
        .Function("perf_counter_ns", "", (r, _) => PyInt.Of((long)(Elapsed(r).Value * 1e9)))
        .Function("sleep", "seconds, /", (r, a) =>
        {
            r.Host.Demand(HostAccess.Clock, "wait");
            double seconds = Number(a[0]);
            if (seconds < 0)
            {
                throw PyRaise.ValueError("sleep length must be non-negative");
            }

            Thread.Sleep(TimeSpan.FromSeconds(seconds));
            return PyNone.Instance;
        })
        .Function("gmtime", "seconds=, /", (r, a) => Broken(r, a.Given(0)))
        .Function("localtime", "seconds=, /", (r, a) => Broken(r, a.Given(0)))
        .Function("mktime", "tuple, /", (_, a) => new PyFloat((Whole(a[0]) - DateTime.UnixEpoch).TotalSeconds))
        .Function("strftime", "format, t=, /", (r, a) => new PyStr(TimeFormat.Write(a.Text(0), Whole(a.Given(1) ?? Broken(r, null)))))
        .Function("strptime", "string, format=, /", (_, a) => Broken(TimeFormat.Read(a.Text(0), a.Text(1, "%a %b %d %H:%M:%S %Y")!).Time))
        .Function("asctime", "t=, /", (r, a) => new PyStr(TimeFormat.Write("%a %b %e %H:%M:%S %Y", Whole(a.Given(0) ?? Broken(r, null)))))
        .Function("ctime", "seconds=, /", (r, a) => new PyStr(TimeFormat.Write("%a %b %e %H:%M:%S %Y", Whole(Broken(r, a.Given(0))))));

    /// <summary>The texts of times, for the module <c>datetime</c>.</summary>
    public static PyModule CreateFormats() => new PyModule("_timeformat")
        .Function("struct_time", "fields", (_, a) => new StructSequence(TimeShape, [.. Operators.Values(a[0])], [new PyStr("UTC"), PyInt.Of(0)]))
        .Function("strftime", "format, fields, microsecond, offset, zone", (_, a) => new PyStr(
            TimeFormat.Write(a.Text(0), Whole(a[1]), (int)a.Integer(2), a.Text(3), a.Text(4))))
        .Function("strptime", "text, format", (_, a) =>
        {
            TimeFormat.Reading reading = TimeFormat.Read(a.Text(0), a.Text(1));
            DateTime time = reading.Time;
            int[] fields = [time.Year, time.Month, time.Day, time.Hour, time.Minute, time.Second];
            return new PyTuple(
                new PyTuple([.. fields.Select(field => PyInt.Of(field))]),
                PyInt.Of(reading.Microsecond),
                reading.Offset is { } offset ? PyInt.Of((long)offset.TotalSeconds) : PyNone.Instance,
                reading.Zone is { } zone ? new PyStr(zone) : PyNone.Instance);
        });

    private static TimeSpan Now(Realm realm)
    {
        realm.Host.Demand(HostAccess.Clock, "ask for the time");
        return DateTime.UtcNow - DateTime.UnixEpoch;
    }

    private static PyFloat Elapsed(Realm realm)
    {
        realm.Host.Demand(HostAccess.Clock, "ask for the time");
        return new PyFloat(Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency);
    }

    private static double Number(PyObject value) => value is PyFloat real ? real.Value : Operators.Index(value).ToInt64();

    private static StructSequence Broken(Realm realm, PyObject? seconds) =>
        Broken(DateTime.UnixEpoch.AddSeconds(seconds is null ? Math.Floor(Now(realm).TotalSeconds) : Math.Floor(Number(seconds))));

    private static StructSequence Broken(DateTime time) => new(
        TimeShape,
        [
            PyInt.Of(time.Year), PyInt.Of(time.Month), PyInt.Of(time.Day), PyInt.Of(time.Hour), PyInt.Of(time.Minute), PyInt.Of(time.Second),
            PyInt.Of(((int)time.DayOfWeek + 6) % 7), PyInt.Of(time.DayOfYear), PyInt.Of(0),
        ],
        [new PyStr("UTC"), PyInt.Of(0)]);

    private static DateTime Whole(PyObject value)
    {
        int[] fields = [.. Operators.Values(value).Take(6).Select(item => Operators.Index(item).ToInt32())];
        return fields.Length == 6
            ? new DateTime(fields[0], fields[1], fields[2], fields[3], fields[4], Math.Min(fields[5], 59), DateTimeKind.Utc)
            : throw PyRaise.TypeError("time tuple must have exactly 9 elements");
    }
}
