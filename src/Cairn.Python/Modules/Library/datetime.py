"""Dates and times."""

import _timeformat
import time as _time

__all__ = ["date", "datetime", "time", "timedelta", "timezone", "tzinfo", "MINYEAR", "MAXYEAR", "UTC"]

MINYEAR = 1
MAXYEAR = 9999
_LAST_ORDINAL = 3652059
_DAYS_BEFORE = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_in_month(year, month):
    if month == 2 and _is_leap(year):
        return 29
    return (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month]


def _ordinal(year, month, day):
    before = year - 1
    days = before * 365 + before // 4 - before // 100 + before // 400
    return days + _DAYS_BEFORE[month] + (1 if month > 2 and _is_leap(year) else 0) + day


def _from_ordinal(n):
    year = n * 400 // 146097 + 1
    while _ordinal(year, 1, 1) > n:
        year -= 1
    month = 12
    while _ordinal(year, month, 1) > n:
        month -= 1
    return year, month, n - _ordinal(year, month, 1) + 1


def _check_date(year, month, day):
    for value in (year, month, day):
        if not isinstance(value, int):
            raise TypeError("'%s' object cannot be interpreted as an integer" % type(value).__name__)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError("year %d is out of range" % year)
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= day <= _days_in_month(year, month):
        raise ValueError("day is out of range for month")


def _check_time(hour, minute, second, microsecond, tz):
    if not 0 <= hour <= 23:
        raise ValueError("hour must be in 0..23")
    if not 0 <= minute <= 59:
        raise ValueError("minute must be in 0..59")
    if not 0 <= second <= 59:
        raise ValueError("second must be in 0..59")
    if not 0 <= microsecond <= 999999:
        raise ValueError("microsecond must be in 0..999999")
    if tz is not None and not isinstance(tz, tzinfo):
        raise TypeError("tzinfo argument must be None or of a tzinfo subclass, not type '%s'" % type(tz).__name__)


def _offset_text(offset, separator=":"):
    if offset is None:
        return ""
    seconds = offset.days * 86400 + offset.seconds
    sign = "+"
    if seconds < 0:
        sign = "-"
        seconds = -seconds
    text = "%s%02d%s%02d" % (sign, seconds // 3600, separator, seconds % 3600 // 60)
    if seconds % 60:
        text += "%s%02d" % (separator, seconds % 60)
    return text


def _rounded(x):
    """The nearest integer, halves to even."""
    whole = int(x // 1)
    rest = x - whole
    if rest > 0.5 or (rest == 0.5 and whole % 2):
        whole += 1
    return whole


class timedelta:
    __slots__ = ("days", "seconds", "microseconds")

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        days = days + weeks * 7
        seconds = seconds + minutes * 60 + hours * 3600
        microseconds = microseconds + milliseconds * 1000
        total = 0
        for value, unit in ((days, 86400000000), (seconds, 1000000), (microseconds, 1)):
            if isinstance(value, float):
                whole = int(value)
                total += whole * unit
                total += _rounded((value - whole) * unit)
            else:
                total += value * unit
        return cls._of(total)

    @classmethod
    def _of(cls, total):
        self = object.__new__(cls)
        seconds, self.microseconds = divmod(total, 1000000)
        self.days, self.seconds = divmod(seconds, 86400)
        if abs(self.days) > 999999999:
            raise OverflowError("days=%d; must have magnitude <= 999999999" % self.days)
        return self

    def _total(self):
        return (self.days * 86400 + self.seconds) * 1000000 + self.microseconds

    def total_seconds(self):
        return self._total() / 1000000

    def __repr__(self):
        parts = []
        for name in ("days", "seconds", "microseconds"):
            value = getattr(self, name)
            if value:
                parts.append("%s=%d" % (name, value))
        return "datetime.timedelta(%s)" % (", ".join(parts) or "0")

    def __str__(self):
        minutes, second = divmod(self.seconds, 60)
        hour, minute = divmod(minutes, 60)
        text = "%d:%02d:%02d" % (hour, minute, second)
        if self.days:
            text = "%d day%s, %s" % (self.days, "" if abs(self.days) == 1 else "s", text)
        if self.microseconds:
            text += ".%06d" % self.microseconds
        return text

    def __add__(self, other):
        return timedelta._of(self._total() + other._total()) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        return timedelta._of(self._total() - other._total()) if isinstance(other, timedelta) else NotImplemented

    def __neg__(self):
        return timedelta._of(-self._total())

    def __pos__(self):
        return self

    def __abs__(self):
        return timedelta._of(abs(self._total()))

    def __mul__(self, other):
        if isinstance(other, int):
            return timedelta._of(self._total() * other)
        if isinstance(other, float):
            return timedelta._of(_rounded(self._total() * other))
        return NotImplemented

    __rmul__ = __mul__

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._total() / other._total()
        if isinstance(other, (int, float)):
            return timedelta._of(_rounded(self._total() / other))
        return NotImplemented

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._total() // other._total()
        if isinstance(other, int):
            return timedelta._of(self._total() // other)
        return NotImplemented

    def __mod__(self, other):
        return timedelta._of(self._total() % other._total()) if isinstance(other, timedelta) else NotImplemented

    def __divmod__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        quotient, rest = divmod(self._total(), other._total())
        return quotient, timedelta._of(rest)

    def __eq__(self, other):
        return self._total() == other._total() if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._total() < other._total() if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._total() <= other._total() if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._total() > other._total() if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._total() >= other._total() if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        return hash((self.days, self.seconds, self.microseconds))

    def __bool__(self):
        return self._total() != 0


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(days=999999999, hours=23, minutes=59, seconds=59, microseconds=999999)
timedelta.resolution = timedelta(microseconds=1)


class tzinfo:
    def tzname(self, dt):
        raise NotImplementedError("tzinfo subclass must override tzname()")

    def utcoffset(self, dt):
        raise NotImplementedError("tzinfo subclass must override utcoffset()")

    def dst(self, dt):
        raise NotImplementedError("tzinfo subclass must override dst()")

    def fromutc(self, dt):
        return dt + dt.utcoffset()


class timezone(tzinfo):
    def __init__(self, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError("offset must be a timedelta")
        if not -86400 < offset.total_seconds() < 86400:
            raise ValueError(
                "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not %r." % offset
            )
        self._offset = offset
        self._name = name

    def utcoffset(self, dt):
        return self._offset

    def dst(self, dt):
        return None

    def tzname(self, dt):
        if self._name is not None:
            return self._name
        return "UTC" + _offset_text(self._offset) if self._offset else "UTC"

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        if self._name is None:
            return "datetime.timezone(%r)" % self._offset
        return "datetime.timezone(%r, %r)" % (self._offset, self._name)

    def __str__(self):
        return self.tzname(None)


timezone.utc = timezone(timedelta(0))
UTC = timezone.utc


class date:
    __slots__ = ("_date",)

    def __new__(cls, year, month=None, day=None):
        _check_date(year, month, day)
        self = object.__new__(cls)
        self._date = (year, month, day)
        return self

    @property
    def year(self):
        return self._date[0]

    @property
    def month(self):
        return self._date[1]

    @property
    def day(self):
        return self._date[2]

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, timestamp):
        return cls(*_time.localtime(timestamp)[:3])

    @classmethod
    def fromordinal(cls, n):
        return cls(*_from_ordinal(n))

    @classmethod
    def fromisoformat(cls, text):
        digits = text.replace("-", "")
        if len(digits) != 8 or not digits.isdigit() or len(text) not in (8, 10):
            raise ValueError("Invalid isoformat string: %r" % text)
        return cls(int(digits[:4]), int(digits[4:6]), int(digits[6:]))

    def toordinal(self):
        return _ordinal(*self._date)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.toordinal() % 7 or 7

    def isocalendar(self):
        thursday = _from_ordinal(self.toordinal() - self.weekday() + 3)
        first = _ordinal(thursday[0], 1, 1)
        return (thursday[0], (_ordinal(*thursday) - first) // 7 + 1, self.isoweekday())

    def isoformat(self):
        return "%04d-%02d-%02d" % self._date

    def ctime(self):
        return "%s %s %2d 00:00:00 %04d" % (_WEEKDAYS[self.weekday()], _MONTHS[self.month], self.day, self.year)

    def timetuple(self):
        day_of_year = self.toordinal() - _ordinal(self.year, 1, 1) + 1
        return _timeformat.struct_time(self._date + (0, 0, 0, self.weekday(), day_of_year, -1))

    def strftime(self, format):
        # Inherited by datetime: recipes call `datetime.strftime` with a date.
        return _timeformat.strftime(format, *self._fields())

    def _fields(self):
        return self._date + (0, 0, 0), 0, "", ""

    def __format__(self, format_spec):
        return self.strftime(format_spec) if format_spec else str(self)

    def replace(self, year=None, month=None, day=None):
        return type(self)(year or self.year, month or self.month, day or self.day)

    def __repr__(self):
        return "datetime.date(%d, %d, %d)" % self._date

    def __str__(self):
        return self.isoformat()

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        n = self.toordinal() + other.days
        if not 0 < n <= _LAST_ORDINAL:
            raise OverflowError("date value out of range")
        return type(self)(*_from_ordinal(n))

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other.days)
        if isinstance(other, date):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def _key(self, other):
        if isinstance(other, date) and not isinstance(other, datetime):
            return other._date
        return None

    def __eq__(self, other):
        key = self._key(other)
        return NotImplemented if key is None else self._date == key

    def __lt__(self, other):
        key = self._key(other)
        return NotImplemented if key is None else self._date < key

    def __le__(self, other):
        key = self._key(other)
        return NotImplemented if key is None else self._date <= key

    def __gt__(self, other):
        key = self._key(other)
        return NotImplemented if key is None else self._date > key

    def __ge__(self, other):
        key = self._key(other)
        return NotImplemented if key is None else self._date >= key

    def __hash__(self):
        return hash(self._date)


class time:
    def __init__(self, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        _check_time(hour, minute, second, microsecond, tzinfo)
        self.hour = hour
        self.minute = minute
        self.second = second
        self.microsecond = microsecond
        self.tzinfo = tzinfo
        self.fold = fold

    @classmethod
    def fromisoformat(cls, text):
        moment = datetime.fromisoformat("2000-01-01T" + text.lstrip("T"))
        return cls(moment.hour, moment.minute, moment.second, moment.microsecond, moment.tzinfo)

    def utcoffset(self):
        return None if self.tzinfo is None else self.tzinfo.utcoffset(None)

    def isoformat(self, timespec="auto"):
        return _time_text(self, timespec) + _offset_text(self.utcoffset())

    def strftime(self, format):
        moment = (1900, 1, 1, self.hour, self.minute, self.second)
        zone = "" if self.tzinfo is None else self.tzinfo.tzname(None) or ""
        return _timeformat.strftime(format, moment, self.microsecond, _offset_text(self.utcoffset(), ""), zone)

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True):
        return type(self)(
            self.hour if hour is None else hour,
            self.minute if minute is None else minute,
            self.second if second is None else second,
            self.microsecond if microsecond is None else microsecond,
            self.tzinfo if tzinfo is True else tzinfo,
        )

    def __format__(self, format_spec):
        return self.strftime(format_spec) if format_spec else str(self)

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        text = "%d, %d" % (self.hour, self.minute)
        if self.second or self.microsecond:
            text += ", %d" % self.second
        if self.microsecond:
            text += ", %d" % self.microsecond
        if self.tzinfo is not None:
            text += ", tzinfo=%r" % self.tzinfo
        return "datetime.time(%s)" % text

    def _fields(self):
        return (self.hour, self.minute, self.second, self.microsecond)

    def __eq__(self, other):
        return self._fields() == other._fields() if isinstance(other, time) else NotImplemented

    def __lt__(self, other):
        return self._fields() < other._fields() if isinstance(other, time) else NotImplemented

    def __le__(self, other):
        return self._fields() <= other._fields() if isinstance(other, time) else NotImplemented

    def __gt__(self, other):
        return self._fields() > other._fields() if isinstance(other, time) else NotImplemented

    def __ge__(self, other):
        return self._fields() >= other._fields() if isinstance(other, time) else NotImplemented

    def __hash__(self):
        return hash(self._fields())


time.min = time(0, 0, 0)
time.max = time(23, 59, 59, 999999)


def _time_text(value, timespec):
    text = "%02d:%02d:%02d" % (value.hour, value.minute, value.second)
    if timespec == "auto":
        return text + ".%06d" % value.microsecond if value.microsecond else text
    forms = {
        "hours": text[:2],
        "minutes": text[:5],
        "seconds": text,
        "milliseconds": text + ".%03d" % (value.microsecond // 1000),
        "microseconds": text + ".%06d" % value.microsecond,
    }
    if timespec not in forms:
        raise ValueError("Unknown timespec value")
    return forms[timespec]


class datetime(date):
    __slots__ = ("_time", "_tz", "fold")

    def __new__(cls, year, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        _check_date(year, month, day)
        _check_time(hour, minute, second, microsecond, tzinfo)
        self = object.__new__(cls)
        self._date = (year, month, day)
        self._time = (hour, minute, second, microsecond)
        self._tz = tzinfo
        self.fold = fold
        return self

    @property
    def hour(self):
        return self._time[0]

    @property
    def minute(self):
        return self._time[1]

    @property
    def second(self):
        return self._time[2]

    @property
    def microsecond(self):
        return self._time[3]

    @property
    def tzinfo(self):
        return self._tz

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def utcnow(cls):
        return cls.utcfromtimestamp(_time.time())

    @classmethod
    def today(cls):
        return cls.now()

    @classmethod
    def _of_microseconds(cls, total, tz=None):
        """The moment so many microseconds after the beginning of the year 1."""
        seconds, microsecond = divmod(total, 1000000)
        days, seconds = divmod(seconds, 86400)
        if not 0 <= days < _LAST_ORDINAL:
            raise OverflowError("date value out of range")
        year, month, day = _from_ordinal(days + 1)
        return cls(year, month, day, seconds // 3600, seconds % 3600 // 60, seconds % 60, microsecond, tz)

    @classmethod
    def utcfromtimestamp(cls, timestamp):
        return cls._of_microseconds(719162 * 86400000000 + _rounded(timestamp * 1000000))

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        moment = cls.utcfromtimestamp(timestamp)
        if tz is None:
            return moment
        return tz.fromutc(moment.replace(tzinfo=tz))

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        zone = time.tzinfo if tzinfo is True else tzinfo
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond, zone)

    @classmethod
    def strptime(cls, date_string, format):
        fields, microsecond, offset, zone = _timeformat.strptime(date_string, format)
        tz = None
        if offset is not None:
            tz = timezone.utc if offset == 0 and zone is None else timezone(timedelta(seconds=offset), zone)
        return cls(*fields, microsecond, tz)

    @classmethod
    def fromisoformat(cls, text):
        try:
            day = date.fromisoformat(text[:10] if "-" in text[:8] else text[:8])
            rest = text[10:] if "-" in text[:8] else text[8:]
            if not rest:
                return cls(day.year, day.month, day.day)
            rest = rest[1:]
            tz = None
            if rest.endswith("Z"):
                rest = rest[:-1]
                tz = timezone.utc
            for i, c in enumerate(rest):
                if c in "+-":
                    digits = rest[i + 1 :].replace(":", "")
                    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:4] or 0), seconds=int(digits[4:6] or 0))
                    tz = timezone(-offset if c == "-" else offset) if offset else timezone.utc
                    rest = rest[:i]
                    break
            rest, _, fraction = rest.replace(",", ".").partition(".")
            digits = rest.replace(":", "")
            if len(digits) not in (2, 4, 6) or not digits.isdigit() or (fraction and not fraction.isdigit()):
                raise ValueError
            return cls(
                day.year, day.month, day.day, int(digits[:2]), int(digits[2:4] or 0), int(digits[4:6] or 0),
                int((fraction + "000000")[:6]), tz,
            )
        except ValueError as error:
            if error.args and "must be in" in str(error):
                raise
            raise ValueError("Invalid isoformat string: %r" % text) from None

    def date(self):
        return date(*self._date)

    def time(self):
        return time(*self._time)

    def timetz(self):
        return time(*self._time, self._tz)

    def utcoffset(self):
        return None if self._tz is None else self._tz.utcoffset(self)

    def tzname(self):
        return None if self._tz is None else self._tz.tzname(self)

    def dst(self):
        return None if self._tz is None else self._tz.dst(self)

    def _total(self):
        hour, minute, second, microsecond = self._time
        seconds = (self.toordinal() - 1) * 86400 + hour * 3600 + minute * 60 + second
        return seconds * 1000000 + microsecond

    def _utc_total(self):
        offset = self.utcoffset()
        return self._total() if offset is None else self._total() - offset._total()

    def timestamp(self):
        return (self._utc_total() - 719162 * 86400000000) / 1000000

    def timetuple(self):
        day_of_year = self.toordinal() - _ordinal(self.year, 1, 1) + 1
        return _timeformat.struct_time(self._date + self._time[:3] + (self.weekday(), day_of_year, -1))

    def utctimetuple(self):
        return self.astimezone(timezone.utc).timetuple() if self._tz is not None else self.timetuple()

    def astimezone(self, tz=None):
        if tz is None:
            tz = timezone.utc
        offset = self.utcoffset() or timedelta(0)
        return tz.fromutc((self.replace(tzinfo=None) - offset).replace(tzinfo=tz))

    def replace(
        self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None
    ):
        return type(self)(
            self.year if year is None else year,
            self.month if month is None else month,
            self.day if day is None else day,
            self.hour if hour is None else hour,
            self.minute if minute is None else minute,
            self.second if second is None else second,
            self.microsecond if microsecond is None else microsecond,
            self._tz if tzinfo is True else tzinfo,
        )

    def isoformat(self, sep="T", timespec="auto"):
        return "%04d-%02d-%02d" % self._date + sep + _time_text(self, timespec) + _offset_text(self.utcoffset())

    def ctime(self):
        return "%s %s %2d %02d:%02d:%02d %04d" % (
            (_WEEKDAYS[self.weekday()], _MONTHS[self.month], self.day) + self._time[:3] + (self.year,)
        )

    def _fields(self):
        return self._date + self._time[:3], self.microsecond, _offset_text(self.utcoffset(), ""), self.tzname() or ""

    def __repr__(self):
        values = list(self._date + self._time)
        if values[-1] == 0:
            values.pop()
            if values[-1] == 0:
                values.pop()
        text = ", ".join(map(str, values))
        if self._tz is not None:
            text += ", tzinfo=%r" % self._tz
        return "datetime.datetime(%s)" % text

    def __str__(self):
        return self.isoformat(" ")

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return type(self)._of_microseconds(self._total() + other._total(), self._tz)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        if not isinstance(other, datetime):
            return NotImplemented
        if (self._tz is None) != (other._tz is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return timedelta._of(self._utc_total() - other._utc_total())

    def _order(self, other):
        if not isinstance(other, datetime):
            return None
        if (self._tz is None) != (other._tz is None):
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        return self._utc_total() - other._utc_total()

    def __eq__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        return (self._tz is None) == (other._tz is None) and self._utc_total() == other._utc_total()

    def __lt__(self, other):
        order = self._order(other)
        return NotImplemented if order is None else order < 0

    def __le__(self, other):
        order = self._order(other)
        return NotImplemented if order is None else order <= 0

    def __gt__(self, other):
        order = self._order(other)
        return NotImplemented if order is None else order > 0

    def __ge__(self, other):
        order = self._order(other)
        return NotImplemented if order is None else order >= 0

    def __hash__(self):
        return hash(self._utc_total())


date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(days=1)
datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)
