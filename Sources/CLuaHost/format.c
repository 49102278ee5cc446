// string.format (Lua 5.4 manual 6.4), without addresses and with one spelling of NaN.
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "string_functions.h"

enum { LONGEST_SPECIFICATION = 22, LONGEST_NUMBER = 512 };

/// One `%...` of a format: the text with its `%`, and what it says.
typedef struct specification {
    char text[LONGEST_SPECIFICATION + 4];
    size_t length;
    char conversion;
    bool left;
    int width;
    int precision; // -1 = none
} specification;

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Reads from after the `%`; returns where the format goes on.
static const char *read_specification(lua_State *state, const char *at, const char *end, specification *spec) {
    const char *p = at;
    while (p < end && (is_digit(*p) || memchr("-+ #.", *p, 5) != NULL)) p++;
    size_t span = (size_t)(p - at);
    if (span + 1 >= LONGEST_SPECIFICATION) luaL_error(state, "invalid format (too long)");
    spec->conversion = p < end ? *p : '\0';
    spec->text[0] = '%';
    memcpy(spec->text + 1, at, span);
    spec->text[span + 1] = spec->conversion;
    spec->text[span + 2] = '\0';
    spec->length = span + 2;
    spec->left = false;
    spec->width = 0;
    spec->precision = -1;
    return p < end ? p + 1 : end;
}

// At most two digits.
static const char *read_count(const char *p, int *count) {
    *count = 0;
    for (int i = 0; i < 2 && is_digit(*p); i++) *count = *count * 10 + (*p++ - '0');
    return p;
}

// Raises unless the specification has only `flags`, a width, and a precision where one is allowed.
static void check(lua_State *state, specification *spec, const char *flags, bool precision) {
    const char *p = spec->text + 1;
    if (*p == spec->conversion && spec->length == 2) return;
    for (; *p != '\0' && strchr(flags, *p) != NULL; p++) spec->left |= *p == '-';
    if (*p != '0') {
        p = read_count(p, &spec->width);
        if (precision && *p == '.') p = read_count(p + 1, &spec->precision);
    }
    if (p != spec->text + spec->length - 1)
        luaL_error(state, "invalid conversion specification: '%s'", spec->text);
}

static void take(lua_State *state, int count) { clh_of(state)->scratch->length += (size_t)count; }

static void add_padded(lua_State *state, const specification *spec, const char *bytes, size_t length) {
    size_t padding = (size_t)spec->width > length ? (size_t)spec->width - length : 0;
    char *out = clh_scratch_room(state, length + padding);
    if (!spec->left) memset(out, ' ', padding);
    memcpy(out + (spec->left ? 0 : padding), bytes, length);
    if (spec->left) memset(out + length, ' ', padding);
    clh_of(state)->scratch->length += length + padding;
}

static int write_decimal(char *out, lua_Integer value) {
    char reversed[24];
    int count = 0;
    int length = 0;
    lua_Unsigned rest = value < 0 ? (lua_Unsigned)0 - (lua_Unsigned)value : (lua_Unsigned)value;
    do {
        reversed[count++] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (value < 0) out[length++] = '-';
    while (count > 0) out[length++] = reversed[--count];
    return length;
}

static void add_integer(lua_State *state, specification *spec, int argument, const char *flags) {
    lua_Integer value = luaL_checkinteger(state, argument);
    check(state, spec, flags, true);
    char *out = clh_scratch_room(state, LONGEST_NUMBER);
    if (spec->length == 2 && (spec->conversion == 'd' || spec->conversion == 'i'))
        return take(state, write_decimal(out, value));
    char form[LONGEST_SPECIFICATION + 8];
    snprintf(form, sizeof form, "%.*sll%c", (int)spec->length - 1, spec->text, spec->conversion);
    take(state, snprintf(out, LONGEST_NUMBER, form, (long long)value));
}

static void add_float(lua_State *state, specification *spec, int argument) {
    lua_Number value = luaL_checknumber(state, argument);
    check(state, spec, "-+#0 ", true);
    // The sign of a NaN differs between machines.
    if (isnan(value)) value = (lua_Number)NAN;
    char *out = clh_scratch_room(state, LONGEST_NUMBER);
    take(state, snprintf(out, LONGEST_NUMBER, spec->text, value));
}

static void add_character(lua_State *state, specification *spec, int argument) {
    check(state, spec, "-", false);
    char byte = (char)(unsigned char)luaL_checkinteger(state, argument);
    add_padded(state, spec, &byte, 1);
}

static void add_pointer(lua_State *state, specification *spec, int argument) {
    const void *pointer = lua_topointer(state, argument);
    check(state, spec, "-", false);
    char text[16] = "(null)";
    // Arenas begin at multiples of 4 GiB: the low half is the offset, the same in every process.
    if (pointer != NULL) snprintf(text, sizeof text, "0x%08x", (unsigned)(uintptr_t)pointer);
    add_padded(state, spec, text, strlen(text));
}

static void add_string(lua_State *state, specification *spec, int argument) {
    size_t length;
    const char *text = clh_tostring(state, argument, &length);
    if (spec->length > 2) {
        luaL_argcheck(state, memchr(text, '\0', length) == NULL, argument, "string contains zeros");
        check(state, spec, "-", true);
        if (spec->precision >= 0 && (size_t)spec->precision < length) length = (size_t)spec->precision;
    }
    add_padded(state, spec, text, length);
    lua_pop(state, 1);
}

static void add_quoted_string(lua_State *state, const char *text, size_t length) {
    clh_scratch_add_byte(state, '"');
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        if (byte == '"' || byte == '\\' || byte == '\n') {
            clh_scratch_add_byte(state, '\\');
            clh_scratch_add_byte(state, (char)byte);
        } else if (byte < ' ' || byte == 0x7f) {
            // All three digits only where a digit follows, which would be read as part of the number.
            bool full = i + 1 < length && is_digit(text[i + 1]);
            char escape[8];
            int written = snprintf(escape, sizeof escape, full ? "\\%03u" : "\\%u", byte);
            clh_scratch_add(state, escape, (size_t)written);
        } else {
            clh_scratch_add_byte(state, (char)byte);
        }
        if ((i & 0xfff) == 0) CLH_POLL(state);
    }
    clh_scratch_add_byte(state, '"');
}

static int write_quoted_number(char *out, size_t size, lua_State *state, int argument) {
    if (lua_isinteger(state, argument)) {
        lua_Integer value = lua_tointeger(state, argument);
        // The smallest integer has no decimal literal.
        if (value == LUA_MININTEGER) return snprintf(out, size, "0x%llx", (unsigned long long)value);
        return write_decimal(out, value);
    }
    lua_Number value = lua_tonumber(state, argument);
    if (isnan(value)) return snprintf(out, size, "(0/0)");
    if (isinf(value)) return snprintf(out, size, value > 0 ? "1e9999" : "-1e9999");
    return snprintf(out, size, "%a", value);
}

static void add_literal(lua_State *state, const specification *spec, int argument) {
    if (spec->length > 2) luaL_error(state, "specifier '%%q' cannot have modifiers");
    switch (lua_type(state, argument)) {
    case LUA_TSTRING: {
        size_t length;
        const char *text = lua_tolstring(state, argument, &length);
        add_quoted_string(state, text, length);
        break;
    }
    case LUA_TNUMBER: {
        char *out = clh_scratch_room(state, LONGEST_NUMBER);
        take(state, write_quoted_number(out, LONGEST_NUMBER, state, argument));
        break;
    }
    case LUA_TNIL: clh_scratch_add(state, "nil", 3); break;
    case LUA_TBOOLEAN:
        if (lua_toboolean(state, argument)) clh_scratch_add(state, "true", 4);
        else clh_scratch_add(state, "false", 5);
        break;
    default: luaL_argerror(state, argument, "value has no literal form");
    }
}

static void add_conversion(lua_State *state, specification *spec, int argument) {
    switch (spec->conversion) {
    case 'c': return add_character(state, spec, argument);
    case 'd':
    case 'i': return add_integer(state, spec, argument, "-+0 ");
    case 'u': return add_integer(state, spec, argument, "-0");
    case 'o':
    case 'x':
    case 'X': return add_integer(state, spec, argument, "-#0");
    case 'a':
    case 'A':
    case 'e':
    case 'E':
    case 'f':
    case 'g':
    case 'G': return add_float(state, spec, argument);
    case 'p': return add_pointer(state, spec, argument);
    case 'q': return add_literal(state, spec, argument);
    case 's': return add_string(state, spec, argument);
    default: luaL_error(state, "invalid conversion '%s' to 'format'", spec->text);
    }
}

int clh_string_format(lua_State *state) {
    size_t length;
    const char *at = luaL_checklstring(state, 1, &length);
    const char *end = at + length;
    int top = lua_gettop(state);
    int argument = 1;
    size_t mark = clh_scratch_mark(state);
    while (at < end) {
        CLH_POLL(state);
        const char *percent = memchr(at, '%', (size_t)(end - at));
        if (percent == NULL) percent = end;
        if (percent > at) clh_scratch_add(state, at, (size_t)(percent - at));
        if (percent == end) break;
        at = percent + 1;
        if (at < end && *at == '%') {
            clh_scratch_add_byte(state, '%');
            at++;
            continue;
        }
        if (++argument > top) return luaL_argerror(state, argument, "no value");
        specification spec;
        at = read_specification(state, at, end, &spec);
        add_conversion(state, &spec, argument);
    }
    clh_scratch_push(state, mark);
    return 1;
}
