using System.Globalization;
using System.Text;

namespace Cairn.Python.Modules.Machine;

/// <summary><c>strftime</c> and <c>strptime</c> in the C locale.</summary>
internal static class TimeFormat
{
    private static readonly string[] Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    private static readonly string[] Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    /// <summary>A time that was read, with its zone offset where the text has one.</summary>
    public readonly record struct Reading(DateTime Time, int Microsecond, TimeSpan? Offset, string? Zone);

    public static string Write(string format, DateTime time, int microsecond = 0, string offset = "", string zone = "")
    {
        var result = new StringBuilder();
        for (int i = 0; i < format.Length; i++)
        {
            if (format[i] != '%' || i + 1 == format.Length)
            {
                result.Append(format[i]);
                continue;
            }

            i++;
            result.Append(format[i] switch
            {
                'f' => Digits(microsecond, 6),
                'z' => offset,
                'Z' => zone,
                _ => Field(format[i], time),
            });
        }

        return result.ToString();
    }

    /// <exception cref="PyRaise"><c>ValueError</c>: the text does not have the format.</exception>
    public static Reading Read(string text, string format)
    {
        var parser = new Parser(text, format);
        return parser.Read();
    }

    private static string Field(char code, DateTime time)
    {
        int weekday = ((int)time.DayOfWeek + 6) % 7;
        int hour = time.Hour % 12 == 0 ? 12 : time.Hour % 12;
        return code switch
        {
            'a' => Days[weekday][..3],
            'A' => Days[weekday],
            'b' or 'h' => Months[time.Month - 1][..3],
            'B' => Months[time.Month - 1],
            'c' => Write("%a %b %e %H:%M:%S %Y", time),
            'C' => Digits(time.Year / 100, 2),
            'd' => Digits(time.Day, 2),
            'D' or 'x' => Write("%m/%d/%y", time),
            'e' => time.Day.ToString(CultureInfo.InvariantCulture).PadLeft(2),
            'F' => Write("%Y-%m-%d", time),
            'G' => ISOWeek.GetYear(time).ToString(CultureInfo.InvariantCulture),
            'H' => Digits(time.Hour, 2),
            'I' => Digits(hour, 2),
            'j' => Digits(time.DayOfYear, 3),
            'k' => time.Hour.ToString(CultureInfo.InvariantCulture).PadLeft(2),
            'l' => hour.ToString(CultureInfo.InvariantCulture).PadLeft(2),
            'm' => Digits(time.Month, 2),
            'M' => Digits(time.Minute, 2),
            'n' => "\n",
            'p' => time.Hour < 12 ? "AM" : "PM",
            'r' => Write("%I:%M:%S %p", time),
            'R' => Write("%H:%M", time),
            's' => ((long)(time - DateTime.UnixEpoch).TotalSeconds).ToString(CultureInfo.InvariantCulture),
            'S' => Digits(time.Second, 2),
            't' => "\t",
            'T' or 'X' => Write("%H:%M:%S", time),
            'u' => Digits(weekday + 1, 1),
            'U' => Digits((time.DayOfYear + 6 - (int)time.DayOfWeek) / 7, 2),
            'V' => Digits(ISOWeek.GetWeekOfYear(time), 2),
            'w' => Digits((int)time.DayOfWeek, 1),
            'W' => Digits((time.DayOfYear + 6 - weekday) / 7, 2),
            'y' => Digits(time.Year % 100, 2),
            'Y' => time.Year.ToString(CultureInfo.InvariantCulture),
            '%' => "%",
            _ => "%" + code,
        };
    }

    private static string Digits(int value, int width) => value.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0');

    private sealed class Parser(string text, string format)
    {
        private int _position;
        private int _year = 1900;
        private int _month = 1;
        private int _day = 1;
        private int _hour;
        private int _minute;
        private int _second;
        private int _microsecond;
        private int? _dayOfYear;
        private bool? _isAfternoon;
        private TimeSpan? _offset;
        private string? _zone;

        public Reading Read()
        {
            Run(format);
            if (_position != text.Length)
            {
                throw PyRaise.ValueError($"unconverted data remains: {text[_position..]}");
            }

            if (_isAfternoon is { } afternoon)
            {
                _hour = (_hour % 12) + (afternoon ? 12 : 0);
            }

            if (_day > DateTime.DaysInMonth(Math.Max(_year, 1), _month))
            {
                throw PyRaise.ValueError("day is out of range for month");
            }

            var time = new DateTime(_year, _month, _day, _hour, _minute, Math.Min(_second, 59), DateTimeKind.Utc);
            if (_dayOfYear is { } day)
            {
                time = new DateTime(_year, 1, 1, _hour, _minute, Math.Min(_second, 59), DateTimeKind.Utc).AddDays(day - 1);
            }

            return new Reading(time, _microsecond, _offset, _zone);
        }

        private void Run(string pattern)
        {
            for (int i = 0; i < pattern.Length; i++)
            {
                char c = pattern[i];
                if (char.IsWhiteSpace(c))
                {
                    while (_position < text.Length && char.IsWhiteSpace(text[_position]))
                    {
                        _position++;
                    }
                }
                else if (c != '%')
                {
                    Literal(c);
                }
                else if (++i == pattern.Length)
                {
                    throw PyRaise.ValueError($"stray % in format '{format}'");
                }
                else
                {
                    Directive(pattern[i]);
                }
            }
        }

        private void Directive(char code)
        {
            switch (code)
            {
                case 'Y':
                    _year = Number(4, 4);
                    break;
                case 'y':
                    int year = Number(2, 2);
                    _year = year + (year < 69 ? 2000 : 1900);
                    break;
                case 'm':
                    _month = Number(1, 2, 1, 12);
                    break;
                case 'd' or 'e':
                    _day = Number(1, 2, 1, 31);
                    break;
                case 'H':
                    _hour = Number(1, 2, 0, 23);
                    break;
                case 'I':
                    _hour = Number(1, 2, 1, 12);
                    _isAfternoon ??= false;
                    break;
                case 'M':
                    _minute = Number(1, 2, 0, 59);
                    break;
                case 'S':
                    _second = Number(1, 2, 0, 61);
                    break;
                case 'f':
                    int start = _position;
                    int fraction = Number(1, 6);
                    _microsecond = fraction * (int)Math.Pow(10, 6 - (_position - start));
                    break;
                case 'j':
                    _dayOfYear = Number(1, 3, 1, 366);
                    break;
                case 'b' or 'h':
                    _month = Name(Months, 3) + 1;
                    break;
                case 'B':
                    _month = Name(Months, 0) + 1;
                    break;
                case 'a':
                    Name(Days, 3);
                    break;
                case 'A':
                    Name(Days, 0);
                    break;
                case 'p':
                    _isAfternoon = Name(["AM", "PM"], 0) == 1;
                    break;
                case 'z':
                    ReadOffset();
                    break;
                case 'Z':
                    _zone = ((string[])["UTC", "GMT"])[Name(["UTC", "GMT"], 0)];
                    break;
                case 'T' or 'X':
                    Run("%H:%M:%S");
                    break;
                case 'D' or 'x':
                    Run("%m/%d/%y");
                    break;
                case 'c':
                    Run("%a %b %d %H:%M:%S %Y");
                    break;
                case '%':
                    Literal('%');
                    break;
                default:
                    throw PyRaise.ValueError($"'{code}' is a bad directive in format '{format}'");
            }
        }

        private void Literal(char expected)
        {
            if (_position >= text.Length || char.ToLowerInvariant(text[_position]) != char.ToLowerInvariant(expected))
            {
                throw Mismatch();
            }

            _position++;
        }

        private int Number(int least, int most, int low = 0, int high = int.MaxValue)
        {
            int start = _position;
            int value = 0;
            while (_position < text.Length && _position - start < most && char.IsAsciiDigit(text[_position])
                && (value * 10) + (text[_position] - '0') <= high)
            {
                value = (value * 10) + (text[_position++] - '0');
            }

            return _position - start >= least && value >= low ? value : throw Mismatch();
        }

        private int Name(string[] names, int length)
        {
            for (int i = 0; i < names.Length; i++)
            {
                string name = length == 0 ? names[i] : names[i][..length];
                if (string.Compare(text, _position, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) == 0)
                {
                    _position += name.Length;
                    return i;
                }
            }

            throw Mismatch();
        }

        private void ReadOffset()
        {
            if (_position < text.Length && text[_position] == 'Z')
            {
                _position++;
                _offset = TimeSpan.Zero;
                return;
            }

            if (_position >= text.Length || !(text[_position] is '+' or '-'))
            {
                throw Mismatch();
            }

            bool isNegative = text[_position++] == '-';
            int hours = Number(2, 2);
            if (_position < text.Length && text[_position] == ':')
            {
                _position++;
            }

            var offset = new TimeSpan(hours, Number(2, 2), 0);
            _offset = isNegative ? -offset : offset;
        }

        private PyRaise Mismatch() => PyRaise.ValueError($"time data {PyStr.Quote(text)} does not match format {PyStr.Quote(format)}");
    }
}
