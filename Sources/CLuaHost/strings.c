// The `string` and `utf8` tables (Lua 5.4 manual 6.4 and 6.5). What liblua does in time proportional to its result is
// kept, as C closures; string.dump is left out, because nobody may load what it makes.
#include "string_functions.h"

#include <string.h>

static int string_rep(lua_State *state) {
    size_t length, separator_length;
    const char *text = luaL_checklstring(state, 1, &length);
    lua_Integer count = luaL_checkinteger(state, 2);
    const char *separator = luaL_optlstring(state, 3, "", &separator_length);
    uint64_t unit = (uint64_t)length + separator_length;
    if (count <= 0 || unit == 0) {
        lua_pushliteral(state, "");
        return 1;
    }
    if (count == 1) {
        lua_settop(state, 1);
        return 1;
    }
    uint64_t total;
    if (__builtin_mul_overflow(unit, (uint64_t)count, &total) ||
        total - separator_length > clh_of(state)->limits.string_bytes)
        return luaL_error(state, "resulting string too large");
    total -= separator_length;
    CLH_POLL(state);
    size_t mark = clh_scratch_mark(state);
    char *bytes = clh_scratch_room(state, total);
    if (unit == 1 && length == 1) {
        memset(bytes, *text, total);
    } else {
        // The first unit, then what is there again and again; a separator falls off the end.
        memcpy(bytes, text, length);
        memcpy(bytes + length, separator, separator_length);
        for (uint64_t done = unit; done < total;) {
            CLH_POLL(state);
            uint64_t more = done < total - done ? done : total - done;
            memcpy(bytes + done, bytes, more);
            done += more;
        }
    }
    clh_of(state)->scratch->length += total;
    clh_scratch_push(state, mark);
    return 1;
}

static void open_metatable(lua_State *state) {
    static const char *const arithmetic[] = {"__add", "__sub", "__mul", "__mod", "__pow", "__div", "__idiv", "__unm"};
    // Stack: the string table.
    lua_pushliteral(state, "");
    lua_createtable(state, 0, 10);
    for (size_t i = 0; i < sizeof arithmetic / sizeof *arithmetic; i++) {
        lua_CFunction function = clh_stock_text_metamethod(arithmetic[i]);
        if (function == NULL) luaL_error(state, "liblua gave strings no %s", arithmetic[i]);
        clh_push_function(state, function);
        lua_setfield(state, -2, arithmetic[i]);
    }
    lua_pushvalue(state, -3);
    lua_setfield(state, -2, "__index");
    lua_pushliteral(state, "string");
    lua_setfield(state, -2, "__metatable");
    lua_setmetatable(state, -2);
    lua_pop(state, 1);
}

void clh_open_string(lua_State *state) {
    static const char *const kept[] = {"byte", "char", "len", "lower", "pack", "packsize",
                                       "reverse", "sub", "unpack", "upper", NULL};
    static const luaL_Reg own[] = {{"find", clh_string_find},
                                   {"format", clh_string_format},
                                   {"gmatch", clh_string_gmatch},
                                   {"gsub", clh_string_gsub},
                                   {"match", clh_string_match},
                                   {"rep", string_rep},
                                   {NULL, NULL}};
    lua_createtable(state, 0, 16);
    clh_keep(state, "string", kept);
    clh_set_functions(state, own);
    open_metatable(state);
}

// ---- utf8.codes: liblua 5.4.4 accepts stray continuation bytes, and its iterators are light C functions.

static bool is_continuation(char byte) { return ((unsigned char)byte & 0xc0) == 0x80; }

// The length of the sequence at `s`, of which `left` bytes are there; 0 if it is not valid UTF-8. Lax sequences reach
// up to 2^31 - 1 and may hold surrogates.
static size_t decode(const char *s, size_t left, bool lax, lua_Integer *code) {
    static const lua_Integer least[] = {0, 0x80, 0x800, 0x10000, 0x200000, 0x4000000};
    unsigned lead = (unsigned char)*s;
    if (lead < 0x80) {
        *code = lead;
        return 1;
    }
    size_t more = 0;
    while (more < 7 && (lead << more & 0x40) != 0) more++;
    if (more == 0 || more > 5 || more >= left) return 0;
    lua_Integer value = lead & (0x3fu >> more);
    for (size_t i = 1; i <= more; i++) {
        if (!is_continuation(s[i])) return 0;
        value = value << 6 | ((unsigned char)s[i] & 0x3f);
    }
    if (value < least[more]) return 0;
    if (!lax && (value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))) return 0;
    *code = value;
    return more + 1;
}

static int next_code(lua_State *state, bool lax) {
    size_t length;
    const char *s = luaL_checklstring(state, 1, &length);
    lua_Unsigned at = (lua_Unsigned)lua_tointeger(state, 2);
    // `at` is the position of the character before, that is, the offset of its second byte.
    while (at < length && is_continuation(s[at])) at++;
    if (at >= length) return 0;
    lua_Integer code = 0;
    size_t size = decode(s + at, length - at, lax, &code);
    if (size == 0 || (at + size < length && is_continuation(s[at + size])))
        return luaL_error(state, "invalid UTF-8 code");
    lua_pushinteger(state, (lua_Integer)at + 1);
    lua_pushinteger(state, code);
    return 2;
}

static int next_strict_code(lua_State *state) { return next_code(state, false); }

static int next_lax_code(lua_State *state) { return next_code(state, true); }

// Upvalues: the strict and the lax iterator.
static int codes(lua_State *state) {
    size_t length;
    const char *s = luaL_checklstring(state, 1, &length);
    luaL_argcheck(state, length == 0 || !is_continuation(*s), 1, "invalid UTF-8 code");
    lua_pushvalue(state, lua_upvalueindex(lua_toboolean(state, 2) ? 2 : 1));
    lua_pushvalue(state, 1);
    lua_pushinteger(state, 0);
    return 3;
}

void clh_open_utf8(lua_State *state) {
    static const char *const kept[] = {"char", "codepoint", "len", "offset", NULL};
    lua_createtable(state, 0, 6);
    clh_keep(state, "utf8", kept);
    static const char one_sequence[] = "[\0-\x7F\xC2-\xFD][\x80-\xBF]*"; // manual 6.5; holds a zero byte
    lua_pushlstring(state, one_sequence, sizeof one_sequence - 1);
    lua_setfield(state, -2, "charpattern");
    clh_push_function(state, next_strict_code);
    clh_push_function(state, next_lax_code);
    lua_pushcclosure(state, codes, 2);
    lua_setfield(state, -2, "codes");
}
