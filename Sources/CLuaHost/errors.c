// Error tables, as scripts see them: `{type, message, traceback}` with a locked metatable whose __tostring gives
// "Type: message". One metatable serves every class: `flow_api.is` goes by `type`.
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "internal.h"

static int error_to_text(lua_State *state) {
    luaL_checktype(state, 1, LUA_TTABLE);
    size_t mark = clh_scratch_mark(state);
    for (int i = 0; i < 2; i++) {
        size_t length;
        lua_pushstring(state, i == 0 ? "type" : "message");
        lua_rawget(state, 1);
        const char *text = lua_type(state, -1) == LUA_TSTRING ? lua_tolstring(state, -1, &length) : NULL;
        if (i == 1) clh_scratch_add(state, ": ", 2);
        if (text != NULL) clh_scratch_add(state, text, length);
        lua_pop(state, 1);
    }
    clh_scratch_push(state, mark);
    return 1;
}

void clh_open_errors(lua_State *state) {
    lua_createtable(state, 0, 3);
    clh_push_function(state, error_to_text);
    lua_setfield(state, -2, "__tostring");
    lua_pushliteral(state, "error");
    lua_setfield(state, -2, "__name");
    lua_pushliteral(state, "error");
    lua_setfield(state, -2, "__metatable");
    lua_rawseti(state, LUA_REGISTRYINDEX, CLH_KEY_ERROR);
}

// Stack: table with its message set.
static void finish(lua_State *state, const char *type, int level) {
    if (type != NULL) {
        lua_pushstring(state, type);
        lua_setfield(state, -2, "type");
    }
    size_t mark = clh_scratch_mark(state);
    clh_traceback(state, state, level);
    clh_scratch_push(state, mark);
    lua_setfield(state, -2, "traceback");
    lua_rawgeti(state, LUA_REGISTRYINDEX, CLH_KEY_ERROR);
    lua_setmetatable(state, -2);
}

void clh_error_finish(lua_State *state, const char *type) {
    finish(state, type, 0);
}

void clh_raise(lua_State *state, const char *type, const char *format, ...) {
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    size_t kept = length < 0 ? 0 : (size_t)length < sizeof text ? (size_t)length : sizeof text - 1;
    luaL_checkstack(state, 6, "error");
    lua_createtable(state, 0, 3);
    lua_pushlstring(state, text, kept);
    lua_setfield(state, -2, "message");
    clh_error_finish(state, type);
    lua_error(state);
    __builtin_unreachable();
}

// The first frame outside the chunk that called the running C function: an author looks for a line of the script.
static int level_outside_caller(lua_State *state) {
    lua_Debug caller, info;
    if (!lua_getstack(state, 1, &caller)) return 0;
    lua_getinfo(state, "S", &caller);
    for (int level = 2; lua_getstack(state, level, &info); level++) {
        lua_getinfo(state, "S", &info);
        if (strcmp(info.what, "C") != 0 && strcmp(info.short_src, caller.short_src) != 0) return level;
    }
    return 0;
}

int clh_raise_named(lua_State *state) {
    size_t length;
    const char *type = luaL_checkstring(state, 1);
    const char *message = luaL_checklstring(state, 2, &length);
    lua_createtable(state, 0, 3);
    lua_pushlstring(state, message, length);
    lua_setfield(state, -2, "message");
    finish(state, type, level_outside_caller(state));
    return lua_error(state);
}
