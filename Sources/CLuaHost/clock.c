// os.time, os.date and os.clock of script time: it stands still between two host calls, and is in UTC.
//
// Nothing of the C library's own clock, calendar or time zones is used: strftime reads the TZ variable and files.
#include <string.h>

#include "internal.h"

static const int64_t FIRST_YEAR = (int64_t)INT32_MIN + 1900, LAST_YEAR = (int64_t)INT32_MAX + 1900;

typedef struct civil_date {
    int64_t year;
    int month;    // 0 to 11
    int day;      // 1 to 31
    int hour;
    int minute;
    int second;
    int week_day; // 0 = Sunday
    int year_day; // 0 to 365
} civil_date;

// ---- Days and dates (proleptic Gregorian calendar)

static int64_t floor_divide(int64_t a, int64_t b) { return a / b - (a % b < 0); }

// Days from 1970-01-01 of a date whose month may be any number, counted from 0.
static int64_t days_of(int64_t year, int64_t month, int64_t day) {
    year += floor_divide(month, 12);
    month -= floor_divide(month, 12) * 12;
    // Years that begin in March have their leap day at the end.
    int64_t shifted = month < 2 ? year - 1 : year;
    int64_t march = month < 2 ? month + 10 : month - 2;
    int64_t era = floor_divide(shifted, 400);
    int64_t of_era = shifted - era * 400;
    int64_t of_year = (153 * march + 2) / 5;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year + day - 719469;
}

// False for years that C's struct tm has no room for.
static bool date_of(int64_t seconds, civil_date *out) {
    const int64_t far = 70000000000000000; // seconds; beyond those years, but without overflow below
    if (seconds < -far || seconds > far) return false;
    int64_t days = floor_divide(seconds, 86400);
    int rest = (int)(seconds - days * 86400);
    civil_date date = {.hour = rest / 3600, .minute = rest / 60 % 60, .second = rest % 60};
    date.week_day = (int)(days + 4 - floor_divide(days + 4, 7) * 7);
    int64_t shifted = days + 719468;
    int64_t era = floor_divide(shifted, 146097);
    int64_t of_era = shifted - era * 146097;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int64_t march = (5 * of_year + 2) / 153;
    date.day = (int)(of_year - (153 * march + 2) / 5 + 1);
    date.month = (int)(march < 10 ? march + 2 : march - 10);
    date.year = year + era * 400 + (date.month < 2);
    date.year_day = (int)(days - days_of(date.year, 0, 1));
    *out = date;
    return date.year >= FIRST_YEAR && date.year <= LAST_YEAR;
}

// ---- Fields of a date table

static void set_field(lua_State *state, const char *name, lua_Integer value) {
    lua_pushinteger(state, value);
    lua_setfield(state, -2, name);
}

static void set_fields(lua_State *state, const civil_date *date) {
    set_field(state, "year", date->year);
    set_field(state, "month", date->month + 1);
    set_field(state, "day", date->day);
    set_field(state, "hour", date->hour);
    set_field(state, "min", date->minute);
    set_field(state, "sec", date->second);
    set_field(state, "yday", date->year_day + 1);
    set_field(state, "wday", date->week_day + 1);
    lua_pushboolean(state, 0);
    lua_setfield(state, -2, "isdst");
}

static int64_t field(lua_State *state, const char *name, int64_t otherwise, int64_t offset) {
    int kind = lua_getfield(state, 1, name);
    int whole;
    int64_t value = lua_tointegerx(state, -1, &whole);
    if (!whole) {
        if (kind != LUA_TNIL) luaL_error(state, "field '%s' is not an integer", name);
        if (otherwise < 0) luaL_error(state, "field '%s' missing in date table", name);
        value = otherwise;
    } else if (value < INT32_MIN + offset || value > INT32_MAX + offset) { // as far as C's struct tm goes
        luaL_error(state, "field '%s' is out-of-bound", name);
    }
    lua_pop(state, 1);
    return value;
}

static int64_t now_seconds(lua_State *state) { return floor_divide(clh_of(state)->now_microseconds, 1000000); }

static int tell_time(lua_State *state) {
    if (lua_isnoneornil(state, 1)) {
        lua_pushinteger(state, now_seconds(state));
        return 1;
    }
    luaL_checktype(state, 1, LUA_TTABLE);
    lua_settop(state, 1);
    int64_t year = field(state, "year", -1, 1900);
    int64_t month = field(state, "month", -1, 1);
    int64_t day = field(state, "day", -1, 0);
    int64_t hour = field(state, "hour", 12, 0);
    int64_t minute = field(state, "min", 0, 0);
    int64_t second = field(state, "sec", 0, 0);
    int64_t seconds = days_of(year, month - 1, day) * 86400 + hour * 3600 + minute * 60 + second;
    civil_date date;
    if (!date_of(seconds, &date)) return luaL_error(state, "time result cannot be represented in this installation");
    set_fields(state, &date);
    lua_pushinteger(state, seconds);
    return 1;
}

// ---- Dates as text, in the C locale

static void add_text(lua_State *state, const char *text) { clh_scratch_add(state, text, strlen(text)); }

static void add_number(lua_State *state, int64_t value, int width, char fill) {
    char digits[24];
    int at = sizeof digits;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    while ((int)sizeof digits - at < width - (value < 0)) digits[--at] = fill;
    if (value < 0) digits[--at] = '-';
    clh_scratch_add(state, digits + at, sizeof digits - (size_t)at);
}

static bool is_leap(int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

// The week that holds a year's first Thursday is its first (ISO 8601).
static int iso_week(const civil_date *date, int64_t *year) {
    *year = date->year;
    int thursday = date->year_day - (date->week_day + 6) % 7 + 3;
    if (thursday < 0) {
        *year -= 1;
        thursday += is_leap(*year) ? 366 : 365;
    } else if (thursday >= (is_leap(*year) ? 366 : 365)) {
        thursday -= is_leap(*year) ? 366 : 365;
        *year += 1;
    }
    return thursday / 7 + 1;
}

// What a conversion stands for that is made of others, or null.
static const char *parts_of(char conversion) {
    switch (conversion) {
    case 'c': return "%a %b %e %T %Y";
    case 'D':
    case 'x': return "%m/%d/%y";
    case 'F': return "%Y-%m-%d";
    case 'r': return "%I:%M:%S %p";
    case 'R': return "%H:%M";
    case 'T':
    case 'X': return "%H:%M:%S";
    default: return NULL;
    }
}

static void add_conversion(lua_State *state, char conversion, const civil_date *date) {
    static const char *const days[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
    static const char *const months[] = {"January", "February", "March", "April", "May", "June", "July",
                                         "August", "September", "October", "November", "December"};
    int64_t iso_year;
    int week = iso_week(date, &iso_year);
    switch (conversion) {
    case 'a': clh_scratch_add(state, days[date->week_day], 3); return;
    case 'A': add_text(state, days[date->week_day]); return;
    case 'b':
    case 'h': clh_scratch_add(state, months[date->month], 3); return;
    case 'B': add_text(state, months[date->month]); return;
    case 'C': add_number(state, floor_divide(date->year, 100), 2, '0'); return;
    case 'd': add_number(state, date->day, 2, '0'); return;
    case 'e': add_number(state, date->day, 2, ' '); return;
    case 'g': add_number(state, iso_year - floor_divide(iso_year, 100) * 100, 2, '0'); return;
    case 'G': add_number(state, iso_year, 1, '0'); return;
    case 'H': add_number(state, date->hour, 2, '0'); return;
    case 'I': add_number(state, (date->hour + 11) % 12 + 1, 2, '0'); return;
    case 'j': add_number(state, date->year_day + 1, 3, '0'); return;
    case 'm': add_number(state, date->month + 1, 2, '0'); return;
    case 'M': add_number(state, date->minute, 2, '0'); return;
    case 'n': clh_scratch_add_byte(state, '\n'); return;
    case 'p': add_text(state, date->hour < 12 ? "AM" : "PM"); return;
    case 'S': add_number(state, date->second, 2, '0'); return;
    case 't': clh_scratch_add_byte(state, '\t'); return;
    case 'u': add_number(state, (date->week_day + 6) % 7 + 1, 1, '0'); return;
    case 'U': add_number(state, (date->year_day + 7 - date->week_day) / 7, 2, '0'); return;
    case 'V': add_number(state, week, 2, '0'); return;
    case 'w': add_number(state, date->week_day, 1, '0'); return;
    case 'W': add_number(state, (date->year_day + 7 - (date->week_day + 6) % 7) / 7, 2, '0'); return;
    case 'y': add_number(state, date->year - floor_divide(date->year, 100) * 100, 2, '0'); return;
    case 'Y': add_number(state, date->year, 1, '0'); return;
    case 'z': add_text(state, "+0000"); return;
    case 'Z': add_text(state, "UTC"); return;
    default: clh_scratch_add_byte(state, '%'); return;
    }
}

// Length of the conversion after `%`, or 0: those of C99, with the modifiers E and O where C99 has them.
static size_t conversion_length(const char *at, size_t left) {
    static const char plain[] = "aAbBcCdDeFgGhHIjmMnprRStTuUVwWxXyYzZ%";
    static const char with_e[] = "cCxXyY";
    static const char with_o[] = "deHImMSuUVwWy";
    if (left >= 1 && memchr(plain, *at, sizeof plain - 1) != NULL) return 1;
    if (left < 2) return 0;
    if (*at == 'E' && memchr(with_e, at[1], sizeof with_e - 1) != NULL) return 2;
    if (*at == 'O' && memchr(with_o, at[1], sizeof with_o - 1) != NULL) return 2;
    return 0;
}

static void add_date(lua_State *state, const char *format, size_t length, const civil_date *date) {
    const char *end = format + length;
    while (format < end) {
        CLH_POLL(state);
        if (*format != '%') {
            clh_scratch_add_byte(state, *format++);
            continue;
        }
        format++;
        size_t size = conversion_length(format, (size_t)(end - format));
        if (size == 0)
            luaL_argerror(state, 1, lua_pushfstring(state, "invalid conversion specifier '%%%s'", format));
        char conversion = format[size - 1];
        const char *parts = parts_of(conversion);
        if (parts != NULL) add_date(state, parts, strlen(parts), date);
        else add_conversion(state, conversion, date);
        format += size;
    }
}

static int tell_date(lua_State *state) {
    size_t length;
    const char *format = luaL_optlstring(state, 1, "%c", &length);
    int64_t seconds = lua_isnoneornil(state, 2) ? now_seconds(state) : luaL_checkinteger(state, 2);
    civil_date date;
    if (!date_of(seconds, &date)) return luaL_error(state, "date result cannot be represented in this installation");
    if (*format == '!') { // all times are UTC here
        format++;
        length--;
    }
    if (strcmp(format, "*t") == 0) {
        lua_createtable(state, 0, 9);
        set_fields(state, &date);
        return 1;
    }
    size_t mark = clh_scratch_mark(state);
    add_date(state, format, length, &date);
    clh_scratch_push(state, mark);
    return 1;
}

static int tell_clock(lua_State *state) {
    clh_exec *exec = clh_of(state);
    lua_pushnumber(state, (double)(exec->now_microseconds - exec->start_microseconds) / 1e6);
    return 1;
}

void clh_open_os(lua_State *state) {
    static const luaL_Reg functions[] = {{"clock", tell_clock}, {"date", tell_date}, {"time", tell_time}, {NULL, NULL}};
    lua_createtable(state, 0, 3);
    clh_set_functions(state, functions);
}
