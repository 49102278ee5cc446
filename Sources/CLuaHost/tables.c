// The table library (Lua 5.4 manual 6.6). Metamethods are honoured as in the manual; every loop can be interrupted,
// because a metamethod may say that a table has 2^63 elements. Elements of plain tables go through lua_geti and
// lua_seti too: in the array part they are faster than the raw functions.
#include "internal.h"
#include "sort.h"

enum { READS = 1, WRITES = 2, HAS_LENGTH = 4 };

static bool has_metamethod(lua_State *state, const char *name) {
    lua_pushstring(state, name);
    bool found = lua_rawget(state, -2) != LUA_TNIL;
    lua_pop(state, 1);
    return found;
}

// A table, or something that behaves as one as far as `uses` asks. Answers whether plain access is enough.
static bool check_table(lua_State *state, int index, int uses) {
    bool metatable = lua_getmetatable(state, index);
    if (lua_type(state, index) == LUA_TTABLE) {
        if (!metatable) return true;
        bool plain = !has_metamethod(state, "__index") && !has_metamethod(state, "__newindex") &&
                     !has_metamethod(state, "__len");
        lua_pop(state, 1);
        return plain;
    }
    if (metatable && (!(uses & READS) || has_metamethod(state, "__index")) &&
        (!(uses & WRITES) || has_metamethod(state, "__newindex")) &&
        (!(uses & HAS_LENGTH) || has_metamethod(state, "__len"))) {
        lua_pop(state, 1);
        return false;
    }
    luaL_checktype(state, index, LUA_TTABLE);
    return false;
}

static lua_Integer length_of(lua_State *state, int index, bool plain) {
    return plain ? (lua_Integer)lua_rawlen(state, index) : luaL_len(state, index);
}

static int insert(lua_State *state) {
    bool plain = check_table(state, 1, READS | WRITES | HAS_LENGTH);
    lua_Integer free = (lua_Integer)((lua_Unsigned)length_of(state, 1, plain) + 1);
    switch (lua_gettop(state)) {
    case 2: break;
    case 3: {
        lua_Integer position = luaL_checkinteger(state, 2);
        luaL_argcheck(state, (lua_Unsigned)position - 1u < (lua_Unsigned)free, 2, "position out of bounds");
        for (lua_Integer i = free; i > position; i--) {
            CLH_POLL(state);
            lua_geti(state, 1, i - 1);
            lua_seti(state, 1, i);
        }
        free = position;
        break;
    }
    default: return luaL_error(state, "wrong number of arguments to 'insert'");
    }
    if (plain) lua_rawseti(state, 1, free); // the faster one for a new element
    else lua_seti(state, 1, free);
    return 0;
}

static int remove_element(lua_State *state) {
    bool plain = check_table(state, 1, READS | WRITES | HAS_LENGTH);
    lua_Integer size = length_of(state, 1, plain);
    lua_Integer position = luaL_optinteger(state, 2, size);
    // The position of the length itself is always allowed: 0 for an empty table.
    if (position != size)
        luaL_argcheck(state, (lua_Unsigned)position - 1u <= (lua_Unsigned)size, 2, "position out of bounds");
    lua_geti(state, 1, position);
    for (; position < size; position++) {
        CLH_POLL(state);
        lua_geti(state, 1, position + 1);
        lua_seti(state, 1, position);
    }
    lua_pushnil(state);
    lua_seti(state, 1, position);
    return 1;
}

static int move(lua_State *state) {
    lua_Integer first = luaL_checkinteger(state, 2);
    lua_Integer last = luaL_checkinteger(state, 3);
    lua_Integer target = luaL_checkinteger(state, 4);
    int destination = lua_isnoneornil(state, 5) ? 1 : 5;
    check_table(state, 1, READS);
    check_table(state, destination, WRITES);
    if (last >= first) {
        luaL_argcheck(state, first > 0 || last < LUA_MAXINTEGER + first, 3, "too many elements to move");
        lua_Integer count = last - first + 1;
        luaL_argcheck(state, target <= LUA_MAXINTEGER - count + 1, 4, "destination wrap around");
        bool forward = target > last || target <= first ||
                       (destination != 1 && !lua_compare(state, 1, destination, LUA_OPEQ));
        for (lua_Integer i = 0; i < count; i++) {
            CLH_POLL(state);
            lua_Integer offset = forward ? i : count - 1 - i;
            lua_geti(state, 1, first + offset);
            lua_seti(state, destination, target + offset);
        }
    }
    lua_pushvalue(state, destination);
    return 1;
}

static void concat_element(lua_State *state, lua_Integer position) {
    lua_geti(state, 1, position);
    size_t length;
    const char *text;
    if (lua_type(state, -1) != LUA_TSTRING && lua_type(state, -1) != LUA_TNUMBER)
        luaL_error(state, "invalid value (at index %I) in table for 'concat'", (LUAI_UACINT)position);
    text = lua_tolstring(state, -1, &length);
    clh_scratch_add(state, text, length);
    lua_pop(state, 1);
}

static int concat(lua_State *state) {
    bool plain = check_table(state, 1, READS | HAS_LENGTH);
    lua_Integer last = length_of(state, 1, plain);
    size_t separator_length;
    const char *separator = luaL_optlstring(state, 2, "", &separator_length);
    lua_Integer first = luaL_optinteger(state, 3, 1);
    last = luaL_optinteger(state, 4, last);
    size_t mark = clh_scratch_mark(state);
    for (lua_Integer i = first; i <= last; i++) {
        CLH_POLL(state);
        concat_element(state, i);
        if (i == last) break; // also where one more would overflow
        clh_scratch_add(state, separator, separator_length);
    }
    clh_scratch_push(state, mark);
    return 1;
}

static int pack(lua_State *state) {
    int count = lua_gettop(state);
    lua_createtable(state, count, 1);
    lua_insert(state, 1);
    for (int i = count; i >= 1; i--) lua_rawseti(state, 1, i);
    lua_pushinteger(state, count);
    lua_setfield(state, 1, "n");
    return 1;
}

static int unpack(lua_State *state) {
    lua_Integer first = luaL_optinteger(state, 2, 1);
    lua_Integer last = luaL_opt(state, luaL_checkinteger, 3, luaL_len(state, 1));
    if (first > last) return 0;
    lua_Unsigned more = (lua_Unsigned)last - (lua_Unsigned)first;
    if (more >= (unsigned)INT32_MAX || !lua_checkstack(state, (int)(more + 1)))
        return luaL_error(state, "too many results to unpack");
    for (lua_Unsigned i = 0; i <= more; i++) {
        CLH_POLL(state);
        lua_geti(state, 1, first + (lua_Integer)i);
    }
    return (int)(more + 1);
}

static int sort(lua_State *state) {
    bool plain = check_table(state, 1, READS | WRITES | HAS_LENGTH);
    lua_Integer count = length_of(state, 1, plain);
    if (count > 1) {
        luaL_argcheck(state, count < INT32_MAX, 1, "array too big");
        if (!lua_isnoneornil(state, 2)) luaL_checktype(state, 2, LUA_TFUNCTION);
        lua_settop(state, 2);
        clh_sort(state, (uint32_t)count, plain);
    }
    return 0;
}

void clh_open_table(lua_State *state) {
    static const luaL_Reg functions[] = {{"concat", concat}, {"insert", insert}, {"move", move}, {"pack", pack},
                                         {"remove", remove_element}, {"sort", sort}, {"unpack", unpack}, {NULL, NULL}};
    lua_createtable(state, 0, 7);
    clh_set_functions(state, functions);
}
