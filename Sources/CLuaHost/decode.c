// JSON text (RFC 8259, strictly) straight to the Lua stack.
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"
#include "unicode.h"

enum { DEEPEST = 100 };

typedef struct decoder {
    lua_State *state;
    const char *text;
    const char *at;
    const char *end;
    const char *root;
    int flags;
    int depth;
} decoder;

static void decode_value(decoder *d);

_Noreturn static void refuse(decoder *d, const char *where, const char *why) {
    int line = 1;
    size_t column = 1; // in characters, as FlowModel counts them
    for (const char *p = d->text; p < where; p++) {
        bool new_line = *p == '\n';
        line += new_line;
        column = new_line ? 1 : column + ((*p & 0xc0) != 0x80);
    }
    clh_raise(d->state, "InvalidInputError", "%s: not JSON at line %d, column %zu: %s", d->root, line, column, why);
}

static void skip_space(decoder *d) {
    while (d->at < d->end && (*d->at == ' ' || *d->at == '\n' || *d->at == '\t' || *d->at == '\r')) d->at++;
}

static bool take(decoder *d, char c) {
    if (d->at >= d->end || *d->at != c) return false;
    d->at++;
    return true;
}

static bool take_word(decoder *d, const char *word) {
    size_t length = strlen(word);
    if ((size_t)(d->end - d->at) < length || memcmp(d->at, word, length) != 0) return false;
    d->at += length;
    return true;
}

static bool digit_at(const decoder *d, const char *p) { return p < d->end && *p >= '0' && *p <= '9'; }

static void decode_number(decoder *d) {
    const char *start = d->at;
    bool negative = take(d, '-');
    if (!digit_at(d, d->at)) refuse(d, d->at, "expected a digit");
    if (*d->at == '0' && digit_at(d, d->at + 1)) refuse(d, d->at, "a number does not begin with 0");
    lua_Unsigned magnitude = 0;
    bool fits = true;
    while (digit_at(d, d->at)) {
        unsigned value = (unsigned)(*d->at++ - '0');
        if (magnitude > (UINT64_MAX - value) / 10) fits = false;
        magnitude = magnitude * 10 + value;
    }
    bool whole = true;
    if (d->at < d->end && *d->at == '.') {
        whole = false;
        d->at++;
        if (!digit_at(d, d->at)) refuse(d, d->at, "expected a digit after the point");
        while (digit_at(d, d->at)) d->at++;
    }
    if (d->at < d->end && (*d->at == 'e' || *d->at == 'E')) {
        whole = false;
        d->at++;
        if (d->at < d->end && (*d->at == '+' || *d->at == '-')) d->at++;
        if (!digit_at(d, d->at)) refuse(d, d->at, "expected a digit in the exponent");
        while (digit_at(d, d->at)) d->at++;
    }
    bool negative_zero = negative && magnitude == 0 && fits; // which only a float can be
    if (whole && fits && !negative_zero && magnitude <= (lua_Unsigned)INT64_MAX + (negative ? 1 : 0)) {
        lua_pushinteger(d->state, (lua_Integer)(negative ? 0 - magnitude : magnitude));
        return;
    }
    // strtod wants an end it can see.
    char small[64];
    size_t length = (size_t)(d->at - start);
    double value;
    if (length < sizeof small) {
        memcpy(small, start, length);
        small[length] = '\0';
        value = strtod(small, NULL);
    } else {
        size_t mark = clh_scratch_mark(d->state);
        clh_scratch_add(d->state, start, length);
        clh_scratch_add_byte(d->state, '\0');
        value = strtod(clh_scratch_at(d->state, mark), NULL);
        clh_scratch_release(d->state, mark);
    }
    if (!isfinite(value)) refuse(d, start, "a number over the range of a double");
    lua_pushnumber(d->state, value);
}

static unsigned decode_hex(decoder *d) {
    unsigned value = 0;
    for (int i = 0; i < 4; i++) {
        char c = d->at < d->end ? *d->at : '\0';
        unsigned part;
        if (c >= '0' && c <= '9') part = (unsigned)(c - '0');
        else if (c >= 'a' && c <= 'f') part = (unsigned)(c - 'a') + 10;
        else if (c >= 'A' && c <= 'F') part = (unsigned)(c - 'A') + 10;
        else refuse(d, d->at, "expected four hexadecimal digits after \\u");
        value = value * 16 + part;
        d->at++;
    }
    return value;
}

static void add_code_point(decoder *d, unsigned code) {
    char out[4];
    size_t length;
    if (code < 0x80) {
        out[0] = (char)code;
        length = 1;
    } else if (code < 0x800) {
        out[0] = (char)(0xc0 | code >> 6);
        out[1] = (char)(0x80 | (code & 0x3f));
        length = 2;
    } else if (code < 0x10000) {
        out[0] = (char)(0xe0 | code >> 12);
        out[1] = (char)(0x80 | (code >> 6 & 0x3f));
        out[2] = (char)(0x80 | (code & 0x3f));
        length = 3;
    } else {
        out[0] = (char)(0xf0 | code >> 18);
        out[1] = (char)(0x80 | (code >> 12 & 0x3f));
        out[2] = (char)(0x80 | (code >> 6 & 0x3f));
        out[3] = (char)(0x80 | (code & 0x3f));
        length = 4;
    }
    clh_scratch_add(d->state, out, length);
}

static void decode_escape(decoder *d) {
    static const char names[] = "\"\\/bfnrt";
    static const char values[] = "\"\\/\b\f\n\r\t";
    const char *start = d->at - 1;
    char c = d->at < d->end ? *d->at++ : '\0';
    const char *found = c == '\0' ? NULL : strchr(names, c);
    if (found != NULL) {
        clh_scratch_add_byte(d->state, values[found - names]);
        return;
    }
    if (c != 'u') refuse(d, start, "unknown escape in a text");
    unsigned code = decode_hex(d);
    if (code >= 0xd800 && code < 0xe000) {
        if (code >= 0xdc00 || !take_word(d, "\\u")) refuse(d, start, "half of a surrogate pair");
        unsigned low = decode_hex(d);
        if (low < 0xdc00 || low >= 0xe000) refuse(d, start, "half of a surrogate pair");
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
    }
    add_code_point(d, code);
}

// After the opening quote. Texts without escapes go to Lua in one piece.
static void decode_string(decoder *d) {
    const char *start = d->at;
    size_t mark = clh_scratch_mark(d->state);
    bool gathered = false;
    for (;;) {
        if (d->at >= d->end) refuse(d, d->at, "a text is not ended: expected \"");
        unsigned char c = (unsigned char)*d->at;
        if (c == '"') break;
        if (c == '\\') {
            CLH_POLL(d->state);
            clh_scratch_add(d->state, start, (size_t)(d->at - start));
            gathered = true;
            d->at++;
            decode_escape(d);
            start = d->at;
        } else if (c < 0x20) {
            refuse(d, d->at, "a control character in a text: write it as an escape");
        } else if (c < 0x80) {
            d->at++;
        } else {
            size_t length = clh_sequence_length((const unsigned char *)d->at, (size_t)(d->end - d->at));
            if (length == 0) refuse(d, d->at, "a text is not UTF-8");
            d->at += length;
        }
    }
    if (gathered) {
        clh_scratch_add(d->state, start, (size_t)(d->at - start));
        clh_scratch_push(d->state, mark);
    } else {
        lua_pushlstring(d->state, start, (size_t)(d->at - start));
    }
    d->at++;
}

static void enter(decoder *d) {
    if (++d->depth > DEEPEST) refuse(d, d->at, "more than 100 arrays and objects inside one another");
    luaL_checkstack(d->state, 8, "value nested too deeply");
}

static void decode_array(decoder *d) {
    lua_State *state = d->state;
    enter(d);
    lua_createtable(state, 0, 0);
    skip_space(d);
    if (take(d, ']')) {
        lua_rawgeti(state, LUA_REGISTRYINDEX, CLH_KEY_ARRAY);
        lua_setmetatable(state, -2);
    } else {
        for (lua_Integer i = 1;; i++) {
            CLH_POLL(state);
            decode_value(d);
            lua_rawseti(state, -2, i);
            skip_space(d);
            if (take(d, ']')) break;
            if (!take(d, ',')) refuse(d, d->at, "expected , or ] in an array");
        }
    }
    d->depth--;
}

static void decode_object(decoder *d) {
    lua_State *state = d->state;
    enter(d);
    lua_createtable(state, 0, 0);
    skip_space(d);
    if (!take(d, '}')) {
        for (;;) {
            CLH_POLL(state);
            skip_space(d);
            if (!take(d, '"')) refuse(d, d->at, "expected a key in quotes");
            decode_string(d);
            skip_space(d);
            if (!take(d, ':')) refuse(d, d->at, "expected : after a key");
            decode_value(d);
            lua_rawset(state, -3);
            skip_space(d);
            if (take(d, '}')) break;
            if (!take(d, ',')) refuse(d, d->at, "expected , or } in an object");
        }
    }
    d->depth--;
}

// After `@"`.
static void decode_host_object(decoder *d) {
    lua_State *state = d->state;
    const char *start = d->at;
    decode_string(d);
    size_t length;
    const char *text = lua_tolstring(state, -1, &length);
    const char *colon = memchr(text, ':', length);
    if (colon == NULL) refuse(d, start, "expected : between the class and the id of a host object");
    clh_push_object(state, text, (size_t)(colon - text), colon + 1, length - (size_t)(colon - text) - 1);
    lua_remove(state, -2);
}

static void decode_value(decoder *d) {
    skip_space(d);
    if (d->at >= d->end) refuse(d, d->at, "expected a value, but the text ends");
    switch (*d->at) {
    case '{': d->at++; decode_object(d); return;
    case '[': d->at++; decode_array(d); return;
    case '"': d->at++; decode_string(d); return;
    case 't':
        if (!take_word(d, "true")) break;
        lua_pushboolean(d->state, 1);
        return;
    case 'f':
        if (!take_word(d, "false")) break;
        lua_pushboolean(d->state, 0);
        return;
    case 'n':
        if (!take_word(d, "null")) break;
        lua_rawgeti(d->state, LUA_REGISTRYINDEX, CLH_KEY_NULL);
        return;
    case '@':
        if ((d->flags & CLH_VALUE_OBJECTS) == 0 || !take_word(d, "@\"")) break;
        decode_host_object(d);
        return;
    default:
        if (*d->at == '-' || (*d->at >= '0' && *d->at <= '9')) {
            decode_number(d);
            return;
        }
    }
    refuse(d, d->at, "expected a value");
}

void clh_decode(lua_State *state, const char *text, size_t length, const char *root, int flags) {
    decoder d = {.state = state, .text = text, .at = text, .end = text + length, .root = root, .flags = flags};
    luaL_checkstack(state, 8, "value nested too deeply");
    decode_value(&d);
    skip_space(&d);
    if (d.at != d.end) refuse(&d, d.at, "expected the end of the text");
}
