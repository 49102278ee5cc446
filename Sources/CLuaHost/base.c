// The basic functions (Lua 5.4 manual 6.1) that a script may have. Those of liblua that are harmless are kept, as C
// closures; what hands out a function, shows an address, loads code or sets a metatable is our own.
#include <stdio.h>
#include <string.h>

#include "compile.h"
#include "internal.h"

const char *clh_tostring(lua_State *state, int index, size_t *length) {
    index = lua_absindex(state, index);
    if (luaL_callmeta(state, index, "__tostring")) {
        if (lua_type(state, -1) != LUA_TSTRING && !lua_isnumber(state, -1))
            luaL_error(state, "'__tostring' must return a string");
        return lua_tolstring(state, -1, length);
    }
    switch (lua_type(state, index)) {
    case LUA_TNIL: lua_pushliteral(state, "nil"); break;
    case LUA_TBOOLEAN:
        if (lua_toboolean(state, index)) lua_pushliteral(state, "true");
        else lua_pushliteral(state, "false");
        break;
    case LUA_TSTRING: lua_pushvalue(state, index); break;
    case LUA_TNUMBER:
        if (!lua_isinteger(state, index) && lua_tonumber(state, index) != lua_tonumber(state, index)) {
            lua_pushliteral(state, "nan"); // x86 would say "-nan"
        } else {
            lua_pushvalue(state, index);
            lua_tolstring(state, -1, NULL);
        }
        break;
    default: {
        if (lua_touserdata(state, index) != NULL && lua_touserdata(state, index) == clh_of(state)->null_object) {
            lua_pushliteral(state, "null");
            break;
        }
        int kind = luaL_getmetafield(state, index, "__name");
        const char *name = kind == LUA_TSTRING ? lua_tostring(state, -1) : luaL_typename(state, index);
        // The arena begins at a multiple of 4 GiB: the low half is the offset in it, the same in every process.
        char text[96];
        int written = snprintf(text, sizeof text, "%.60s: 0x%08x", name, (unsigned)(uintptr_t)lua_topointer(state, index));
        lua_pushlstring(state, text, (size_t)written);
        if (kind != LUA_TNIL) lua_remove(state, -2);
    }
    }
    return lua_tolstring(state, -1, length);
}

static int to_text(lua_State *state) {
    luaL_checkany(state, 1);
    clh_tostring(state, 1, NULL);
    return 1;
}

static int next_pair(lua_State *state) {
    luaL_checktype(state, 1, LUA_TTABLE);
    lua_settop(state, 2);
    if (lua_next(state, 1)) return 2;
    lua_pushnil(state);
    return 1;
}

static int pairs_ready(lua_State *state, int status, lua_KContext context) {
    (void)state;
    (void)status;
    (void)context;
    return 3;
}

// Upvalue: `next`.
static int pairs(lua_State *state) {
    luaL_checkany(state, 1);
    if (luaL_getmetafield(state, 1, "__pairs") == LUA_TNIL) {
        lua_pushvalue(state, lua_upvalueindex(1));
        lua_pushvalue(state, 1);
        lua_pushnil(state);
        return 3;
    }
    lua_pushvalue(state, 1);
    lua_callk(state, 1, 3, 0, pairs_ready);
    return 3;
}

static int next_index(lua_State *state) {
    lua_Integer index = (lua_Integer)((lua_Unsigned)luaL_checkinteger(state, 2) + 1);
    lua_pushinteger(state, index);
    return lua_geti(state, 1, index) == LUA_TNIL ? 1 : 2;
}

// Upvalue: the iterator.
static int indexed_pairs(lua_State *state) {
    luaL_checkany(state, 1);
    lua_pushvalue(state, lua_upvalueindex(1));
    lua_pushvalue(state, 1);
    lua_pushinteger(state, 0);
    return 3;
}

static int set_metatable(lua_State *state) {
    static const char *const refused[] = {"__gc", "__mode", "__concat"};
    int kind = lua_type(state, 2);
    luaL_checktype(state, 1, LUA_TTABLE);
    luaL_argexpected(state, kind == LUA_TNIL || kind == LUA_TTABLE, 2, "nil or table");
    if (luaL_getmetafield(state, 1, "__metatable") != LUA_TNIL)
        return luaL_error(state, "cannot change a protected metatable");
    for (int i = 0; kind == LUA_TTABLE && i < 3; i++) {
        lua_pushstring(state, refused[i]);
        if (lua_rawget(state, 2) != LUA_TNIL)
            return luaL_error(state, "metatables with %s are not available in flow scripts%s", refused[i],
                              i == 0   ? ": use a local variable with <close>"
                              : i == 1 ? ": tables are never weak here"
                                       : ": give the table a method or __tostring and join the texts");
        lua_pop(state, 1);
    }
    lua_settop(state, 2);
    lua_setmetatable(state, 1);
    return 1;
}

// ---- load

enum { PIECE = 512 };

typedef struct reading {
    const char *text;
    size_t length;
} reading;

// In pieces, because the compiler takes quadratic time for some sources: each piece is a chance to end it.
static const char *read_piece(lua_State *state, void *context, size_t *length) {
    reading *source = context;
    const char *piece = source->text;
    CLH_POLL(state);
    *length = source->length < PIECE ? source->length : PIECE;
    source->text += *length;
    source->length -= *length;
    return *length > 0 ? piece : NULL;
}

// Argument: a reader function. Answers all it gives, as one string.
static int gather(lua_State *state) {
    size_t mark = clh_scratch_mark(state);
    while (clh_scratch_mark(state) - mark <= CLH_SOURCE_LIMIT) {
        CLH_POLL(state);
        lua_pushvalue(state, 1);
        lua_call(state, 0, 1);
        size_t length;
        if (lua_isnil(state, -1)) break;
        if (lua_type(state, -1) != LUA_TSTRING) luaL_error(state, "reader function must return a string");
        const char *piece = lua_tolstring(state, -1, &length);
        if (length == 0) break;
        clh_scratch_add(state, piece, length);
        lua_pop(state, 1);
    }
    clh_scratch_push(state, mark);
    return 1;
}

static bool gather_source(lua_State *state) {
    luaL_checktype(state, 1, LUA_TFUNCTION);
    lua_KContext entry = clh_protection_entry(state);
    clh_push_function(state, gather);
    lua_pushvalue(state, 1);
    if (lua_pcall(state, 1, 1, 0) != LUA_OK) {
        clh_protection_failed(state, entry);
        return false;
    }
    lua_replace(state, 1);
    if (lua_isnil(state, 2)) {
        lua_pushliteral(state, "=(load)");
        lua_replace(state, 2);
    }
    return true;
}

static int load(lua_State *state) {
    size_t length;
    const char *mode = luaL_optstring(state, 3, "bt");
    bool has_environment = !lua_isnone(state, 4);
    lua_settop(state, 4);
    if (lua_type(state, 1) != LUA_TSTRING && !gather_source(state)) {
        lua_pushnil(state);
        lua_insert(state, -2);
        return 2;
    }
    const char *source = lua_tolstring(state, 1, &length);
    const char *name = luaL_optstring(state, 2, source);
    char message[200];
    lua_pushnil(state);
    if (strchr(mode, 't') == NULL) {
        lua_pushfstring(state, "attempt to load a text chunk (mode is '%s')", mode);
        return 2;
    }
    if (!clh_source_acceptable(source, length, message, sizeof message)) {
        lua_pushstring(state, message);
        return 2;
    }
    reading whole = {.text = source, .length = length};
    if (lua_load(state, read_piece, &whole, name, "t") != LUA_OK) return 2;
    if (has_environment) {
        lua_pushvalue(state, 4);
        if (lua_setupvalue(state, -2, 1) == NULL) lua_pop(state, 1);
    }
    return 1;
}

// ---- require

static int module_ready(lua_State *state, int status, lua_KContext context) {
    (void)status;
    (void)context;
    // name, loaded, result
    if (lua_isnil(state, 3)) {
        lua_pushboolean(state, 1);
        lua_replace(state, 3);
    }
    lua_settop(state, 3);
    lua_pushvalue(state, 1);
    lua_pushvalue(state, 3);
    lua_rawset(state, 2);
    return 1;
}

static int require(lua_State *state) {
    const char *name = luaL_checkstring(state, 1);
    const clh_environment *environment = clh_of(state)->environment;
    lua_settop(state, 1);
    lua_rawgeti(state, LUA_REGISTRYINDEX, CLH_KEY_LOADED);
    lua_pushvalue(state, 1);
    if (lua_rawget(state, 2) != LUA_TNIL) return 1;
    lua_pop(state, 1);
    for (uint32_t i = 0; i < environment->module_count; i++) {
        const clh_module *module = &environment->modules[i];
        if (strcmp(module->name, name) != 0) continue;
        if (luaL_loadbufferx(state, module->bytecode, module->length, name, "b") != LUA_OK) return lua_error(state);
        lua_pushvalue(state, 1);
        if (module->makes_tasks) clh_push_task_functions(state);
        lua_callk(state, module->makes_tasks ? 2 : 1, 1, 0, module_ready);
        return module_ready(state, LUA_OK, 0);
    }
    clh_raise(state, "ResourceNotFoundError",
              "module '%.60s' not found: a flow script can require the modules of the standard library and of its own bundle",
              name);
}

// ---- print

static int printed(lua_State *state, int status, lua_KContext context) {
    (void)state;
    (void)status;
    (void)context;
    return 0;
}

// A line of the execution's log: `this:log(text)`.
static int print(lua_State *state) {
    int count = lua_gettop(state);
    size_t mark = clh_scratch_mark(state);
    for (int i = 1; i <= count; i++) {
        size_t length;
        const char *text = clh_tostring(state, i, &length);
        if (i > 1) clh_scratch_add_byte(state, '\t');
        clh_scratch_add(state, text, length);
        lua_pop(state, 1);
    }
    clh_scratch_push(state, mark);
    lua_rawgeti(state, LUA_REGISTRYINDEX, CLH_KEY_GLOBALS);
    if (lua_getfield(state, -1, "this") == LUA_TNIL) return 0;
    lua_getfield(state, -1, "log");
    lua_insert(state, -2);
    lua_pushvalue(state, count + 1);
    lua_callk(state, 2, 0, 0, printed);
    return 0;
}

// ---- The table of globals

void clh_open_base(lua_State *state) {
    static const char *const kept[] = {"assert", "getmetatable", "rawequal", "rawget", "rawlen",
                                       "rawset", "select", "tonumber", "type", NULL};
    static const luaL_Reg own[] = {{"load", load}, {"print", print}, {"require", require}, {"setmetatable", set_metatable},
                                   {"tostring", to_text}, {NULL, NULL}};
    clh_keep(state, "_G", kept);
    clh_set_functions(state, own);
    clh_push_function(state, next_pair);
    lua_pushvalue(state, -1);
    lua_setfield(state, -3, "next");
    lua_pushcclosure(state, pairs, 1);
    lua_setfield(state, -2, "pairs");
    clh_push_function(state, next_index);
    lua_pushcclosure(state, indexed_pairs, 1);
    lua_setfield(state, -2, "ipairs");
}
