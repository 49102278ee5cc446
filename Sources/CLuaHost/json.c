// The global `json`: the values of host calls, as text in scripts' own hands.
#include "internal.h"

static bool is_marked(lua_State *state, int index) {
    if (!lua_getmetatable(state, index)) return false;
    bool marked = lua_topointer(state, -1) == clh_of(state)->array_metatable;
    lua_pop(state, 1);
    return marked;
}

static int encode(lua_State *state) {
    luaL_checkany(state, 1);
    int flags = 0;
    if (!lua_isnoneornil(state, 2)) {
        luaL_checktype(state, 2, LUA_TTABLE);
        lua_getfield(state, 2, "pretty");
        if (lua_toboolean(state, -1)) flags = CLH_VALUE_PRETTY;
    }
    size_t mark = clh_scratch_mark(state);
    clh_encode(state, 1, "value", flags);
    clh_scratch_push(state, mark);
    return 1;
}

static int decode(lua_State *state) {
    size_t length;
    const char *text = luaL_checklstring(state, 1, &length);
    clh_decode(state, text, length, "text", 0);
    return 1;
}

static int mark(lua_State *state, bool as_array) {
    if (lua_isnoneornil(state, 1)) {
        lua_settop(state, 0);
        lua_createtable(state, 0, 0);
    }
    luaL_checktype(state, 1, LUA_TTABLE);
    lua_settop(state, 1);
    if (lua_getmetatable(state, 1)) {
        if (!is_marked(state, 1))
            clh_raise(state, "InvalidInputError",
                      "the table has a metatable of its own: copy its elements into a new table first");
        lua_pop(state, 1);
    }
    if (as_array) lua_rawgeti(state, LUA_REGISTRYINDEX, CLH_KEY_ARRAY);
    else lua_pushnil(state);
    lua_setmetatable(state, 1);
    return 1;
}

static int make_array(lua_State *state) { return mark(state, true); }

static int make_object(lua_State *state) { return mark(state, false); }

static int is_array(lua_State *state) {
    bool marked = lua_istable(state, 1) && (is_marked(state, 1) || lua_rawlen(state, 1) > 0);
    lua_pushboolean(state, marked);
    return 1;
}

void clh_open_json(lua_State *state) {
    static const luaL_Reg functions[] = {{"array", make_array}, {"decode", decode}, {"encode", encode},
                                         {"is_array", is_array}, {"object", make_object}, {NULL, NULL}};
    lua_createtable(state, 0, 6);
    clh_set_functions(state, functions);
    lua_rawgeti(state, LUA_REGISTRYINDEX, CLH_KEY_NULL);
    lua_setfield(state, -2, "null");
}
