// Canonical JSON straight from the Lua stack: keys sorted by their bytes, shortest numbers, no spaces.
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "internal.h"
#include "sort.h"
#include "unicode.h"

enum { DEEPEST = 100, FEW_KEYS = 12, FEW_SPARE = 8, LONGEST_PATH = 300, LONGEST_KEY = 40 };

/// A container that is open, for the path in messages and for finding cycles.
typedef struct open_value {
    const struct open_value *outer;
    const void *identity;
    const char *key; // null in an array
    size_t key_length;
    lua_Integer index;
} open_value;

typedef struct encoder {
    lua_State *state;
    const char *root;
    int flags;
    int depth;
    int indentation;
} encoder;

static void encode_value(encoder *e, int index, const open_value *outer);

// ---- Messages

static bool is_plain_name(const char *text, size_t length) {
    if (length == 0 || (text[0] >= '0' && text[0] <= '9')) return false;
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_')) return false;
    }
    return true;
}

static size_t write_step(const open_value *value, char *out, size_t size) {
    int written;
    if (value->key == NULL) {
        written = value->index == 0 ? 0 : snprintf(out, size, "[%lld]", (long long)value->index);
    } else {
        char shown[LONGEST_KEY];
        bool cut = value->key_length > LONGEST_KEY;
        size_t kept = cut ? LONGEST_KEY : value->key_length;
        for (size_t i = 0; i < kept; i++) {
            unsigned char c = (unsigned char)value->key[i];
            shown[i] = c < 0x20 || c >= 0x7f || c == '"' || c == '\\' ? '?' : (char)c;
        }
        const char *layout = is_plain_name(value->key, value->key_length) ? ".%.*s%s" : "[\"%.*s%s\"]";
        written = snprintf(out, size, layout, (int)kept, shown, cut ? "..." : "");
    }
    return written < 0 ? 0 : (size_t)written;
}

// The steps nearest the fault matter most: those at the front give way to "...".
static void write_path(const open_value *value, char *out) {
    char step[LONGEST_KEY + 24];
    size_t start = LONGEST_PATH - 1;
    out[start] = '\0';
    for (; value != NULL; value = value->outer) {
        size_t length = write_step(value, step, sizeof step);
        if (start < length + 3) {
            start -= 3;
            memcpy(out + start, "...", 3);
            break;
        }
        start -= length;
        memcpy(out + start, step, length);
    }
    memmove(out, out + start, LONGEST_PATH - start);
}

_Noreturn static void refuse(encoder *e, const open_value *at, const char *why) {
    char path[LONGEST_PATH];
    write_path(at, path);
    clh_raise(e->state, "InvalidInputError", "%.80s%s: %s", e->root, path, why);
}

// ---- Scalars

static void add(encoder *e, const char *bytes, size_t count) { clh_scratch_add(e->state, bytes, count); }
static void add_byte(encoder *e, char byte) { clh_scratch_add_byte(e->state, byte); }

static void encode_integer(encoder *e, lua_Integer value) {
    char digits[24];
    size_t at = sizeof digits;
    lua_Unsigned rest = value < 0 ? 0 - (lua_Unsigned)value : (lua_Unsigned)value;
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (value < 0) digits[--at] = '-';
    add(e, digits + at, sizeof digits - at);
}

static void encode_escape(encoder *e, unsigned char c) {
    static const char *const names = "btnvfr"; // 8 to 13
    char text[8];
    if (c == '"' || c == '\\') {
        text[0] = '\\';
        text[1] = (char)c;
        add(e, text, 2);
    } else if (c >= 8 && c <= 13 && c != 11) {
        text[0] = '\\';
        text[1] = names[c - 8];
        add(e, text, 2);
    } else {
        add(e, text, (size_t)snprintf(text, sizeof text, "\\u%04x", c));
    }
}

// What stands between the quotes.
static void encode_text(encoder *e, const char *text, size_t length, const open_value *at) {
    const unsigned char *bytes = (const unsigned char *)text;
    size_t start = 0, i = 0;
    while (i < length) {
        unsigned char c = bytes[i];
        if (c >= 0x20 && c < 0x80 && c != '"' && c != '\\') {
            i++;
            continue;
        }
        if (c >= 0x80) {
            size_t sequence = clh_sequence_length(bytes + i, length - i);
            if (sequence == 0) {
                char why[120];
                snprintf(why, sizeof why,
                         "text is not UTF-8 (byte %zu is 0x%02x): encode bytes with require \"base64\"", i + 1, c);
                refuse(e, at, why);
            }
            i += sequence;
            continue;
        }
        add(e, text + start, i - start);
        encode_escape(e, c);
        start = ++i;
    }
    add(e, text + start, length - start);
}

static void encode_string(encoder *e, const char *text, size_t length, const open_value *at) {
    add_byte(e, '"');
    encode_text(e, text, length, at);
    add_byte(e, '"');
}

// ---- Containers

static void new_line(encoder *e) {
    if ((e->flags & CLH_VALUE_PRETTY) == 0) return;
    add_byte(e, '\n');
    for (int i = 0; i < e->indentation; i++) add(e, "  ", 2);
}

static void encode_array(encoder *e, int index, lua_Integer count, open_value *here) {
    add_byte(e, '[');
    e->indentation++;
    for (lua_Integer i = 1; i <= count; i++) {
        CLH_POLL(e->state);
        if (i > 1) add_byte(e, ',');
        new_line(e);
        here->key = NULL;
        here->index = i;
        lua_rawgeti(e->state, index, i);
        encode_value(e, lua_gettop(e->state), here);
        lua_pop(e->state, 1);
    }
    e->indentation--;
    if (count > 0) new_line(e);
    add_byte(e, ']');
}

static void encode_entry(encoder *e, const clh_text *key, int value, bool first, open_value *here) {
    CLH_POLL(e->state);
    if (!first) add_byte(e, ',');
    new_line(e);
    here->key = key->bytes;
    here->key_length = key->length;
    encode_string(e, key->bytes, key->length, here);
    add_byte(e, ':');
    if (e->flags & CLH_VALUE_PRETTY) add_byte(e, ' ');
    encode_value(e, value, here);
}

// The values wait on the stack, in the order of the table.
static void encode_few(encoder *e, int index, uint32_t count, open_value *here) {
    lua_State *state = e->state;
    clh_text keys[FEW_KEYS], spare[FEW_SPARE];
    int base = lua_gettop(state);
    luaL_checkstack(state, FEW_KEYS + 8, "value nested too deeply");
    lua_pushnil(state);
    for (uint32_t i = 0; i < count && lua_next(state, index); i++) {
        size_t length;
        const char *bytes = lua_tolstring(state, -2, &length); // the table keeps it where it is
        keys[i] = clh_text_of(bytes, length, i + 1);
        lua_insert(state, -2);
    }
    clh_sort_texts(state, keys, spare, count);
    for (uint32_t i = 0; i < count; i++) encode_entry(e, &keys[i], base + (int)keys[i].position, i == 0, here);
    lua_settop(state, base);
}

static void encode_many(encoder *e, int index, uint32_t count, open_value *here) {
    lua_State *state = e->state;
    int base = lua_gettop(state);
    clh_text *keys = lua_newuserdatauv(state, ((size_t)count + clh_sort_spare(count)) * sizeof *keys, 0);
    lua_pushnil(state);
    for (uint32_t i = 0; i < count && lua_next(state, index); i++) {
        CLH_POLL(state);
        lua_pop(state, 1);
        size_t length;
        const char *bytes = lua_tolstring(state, -1, &length);
        keys[i] = clh_text_of(bytes, length, i + 1);
    }
    lua_settop(state, base + 1);
    clh_sort_texts(state, keys, keys + count, count);
    for (uint32_t i = 0; i < count; i++) {
        lua_pushlstring(state, keys[i].bytes, keys[i].length);
        lua_rawget(state, index);
        encode_entry(e, &keys[i], base + 2, i == 0, here);
        lua_pop(state, 1);
    }
    lua_settop(state, base);
}

static void encode_object(encoder *e, int index, uint32_t count, open_value *here) {
    add_byte(e, '{');
    e->indentation++;
    if (count <= FEW_KEYS) encode_few(e, index, count, here);
    else encode_many(e, index, count, here);
    e->indentation--;
    if (count > 0) new_line(e);
    add_byte(e, '}');
}

typedef enum shape { SHAPE_ARRAY, SHAPE_OBJECT } shape;

// Looks at every key once. Answers the number of entries in `count`.
static shape shape_of(encoder *e, int index, size_t *count, const open_value *at) {
    lua_State *state = e->state;
    bool marked = false;
    if (lua_getmetatable(state, index)) {
        marked = lua_topointer(state, -1) == clh_of(state)->array_metatable;
        lua_pop(state, 1);
    }
    size_t strings = 0, integers = 0;
    lua_Integer largest = 0;
    lua_pushnil(state);
    while (lua_next(state, index)) {
        CLH_POLL(state);
        lua_pop(state, 1);
        if (lua_type(state, -1) == LUA_TSTRING) {
            strings++;
        } else if (lua_isinteger(state, -1) && lua_tointeger(state, -1) > 0) {
            integers++;
            if (lua_tointeger(state, -1) > largest) largest = lua_tointeger(state, -1);
        } else {
            char why[140];
            snprintf(why, sizeof why,
                     "a key of this table is a %s%s: JSON has arrays with the keys 1 to n, and objects with text keys",
                     luaL_typename(state, -1), lua_isnumber(state, -1) ? " that is not a position" : "");
            refuse(e, at, why);
        }
    }
    if (strings > 0 && marked) refuse(e, at, "this table is marked as an array but has text keys: use json.object");
    if (strings > 0 && integers > 0)
        refuse(e, at, "this table has both positions and names as keys: use one table for each");
    if (integers > 0 && largest != (lua_Integer)integers)
        refuse(e, at, "this array has holes: put null where nothing is, or use text keys");
    *count = strings + integers;
    return integers > 0 || marked ? SHAPE_ARRAY : SHAPE_OBJECT;
}

static void encode_table(encoder *e, int index, const open_value *outer) {
    lua_State *state = e->state;
    const void *identity = lua_topointer(state, index);
    for (const open_value *each = outer; each != NULL; each = each->outer)
        if (each->identity == identity)
            refuse(e, outer, "this table contains itself: JSON has no cycles, give an id instead");
    if (e->depth >= DEEPEST) refuse(e, outer, "more than 100 tables inside one another: use a flatter structure");
    luaL_checkstack(state, 8, "value nested too deeply");
    open_value here = {.outer = outer, .identity = identity};
    size_t count;
    e->depth++;
    if (shape_of(e, index, &count, &here) == SHAPE_ARRAY) encode_array(e, index, (lua_Integer)count, &here);
    else encode_object(e, index, (uint32_t)count, &here);
    e->depth--;
}

static void encode_host_object(encoder *e, const struct clh_object *object, const open_value *at) {
    const char *name = clh_class_name(e->state, object->class_number);
    if ((e->flags & CLH_VALUE_OBJECTS) == 0) {
        char why[160];
        snprintf(why, sizeof why, "a host object (%.60s) cannot be part of JSON: give its id", name);
        refuse(e, at, why);
    }
    add(e, "@\"", 2);
    encode_text(e, name, strlen(name), at);
    add_byte(e, ':');
    encode_text(e, object->id, object->length, at);
    add_byte(e, '"');
}

static void encode_value(encoder *e, int index, const open_value *outer) {
    lua_State *state = e->state;
    switch (lua_type(state, index)) {
    case LUA_TNIL: add(e, "null", 4); return;
    case LUA_TBOOLEAN:
        if (lua_toboolean(state, index)) add(e, "true", 4);
        else add(e, "false", 5);
        return;
    case LUA_TNUMBER:
        if (lua_isinteger(state, index)) {
            encode_integer(e, lua_tointeger(state, index));
        } else {
            char text[48];
            double value = lua_tonumber(state, index);
            if (!isfinite(value)) refuse(e, outer, "JSON has no infinite numbers and no NaN: use null");
            add(e, text, (size_t)clh_write_float(text, value));
        }
        return;
    case LUA_TSTRING: {
        size_t length;
        const char *text = lua_tolstring(state, index, &length);
        encode_string(e, text, length, outer);
        return;
    }
    case LUA_TTABLE: encode_table(e, index, outer); return;
    case LUA_TUSERDATA:
        if (lua_touserdata(state, index) == clh_of(state)->null_object) add(e, "null", 4);
        else encode_host_object(e, lua_touserdata(state, index), outer);
        return;
    default: {
        char why[80];
        snprintf(why, sizeof why, "a %s cannot be part of JSON: leave it out", luaL_typename(state, index));
        refuse(e, outer, why);
    }
    }
}

void clh_encode(lua_State *state, int index, const char *root, int flags) {
    encoder e = {.state = state, .root = root, .flags = flags};
    encode_value(&e, lua_absindex(state, index), NULL);
}
