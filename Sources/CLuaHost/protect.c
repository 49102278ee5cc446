// pcall, xpcall and error. A kill never passes here: it leaves the whole state by longjmp. What does pass is the end
// that the host asked for (success, error, cancel), which no protected call may stop.
#include "internal.h"
#include "internals.h"

// How a pause can show
//
// Lua limits how deep C calls nest (200) and counts them in each coroutine. A coroutine that yields loses its C stack and
// with it the count: it goes on as if nothing were nested. For host calls that is a fact of every run alike, but a time
// slice must not be seen. So a coroutine is paused only where the count is what it will be after the pause, and pcall and
// xpcall, in which whole scripts run, are left out of the count. They have one of their own, kept in continuations.

enum { MARK_SHIFT = 9, PROTECTIONS = 180 };

// From low to high: the script was being unwound already (1 bit; code in `<close>` handlers may use pcall as it likes),
// nesting of protected calls (8 bits), mark of the scratch.
lua_KContext clh_protection_entry(lua_State *state) {
    clh_exec *exec = clh_of(state);
    return (lua_KContext)((uint64_t)clh_scratch_mark(state) << MARK_SHIFT | (uint64_t)exec->protections << 1 |
                          (exec->signalled ? 1 : 0));
}

void clh_protection_left(lua_State *state, lua_KContext entry) {
    clh_of(state)->protections = (uint32_t)((uint64_t)entry >> 1 & 0xff);
}

void clh_protection_failed(lua_State *state, lua_KContext entry) {
    clh_exec *exec = clh_of(state);
    clh_protection_left(state, entry);
    clh_scratch_release(state, (size_t)((uint64_t)entry >> MARK_SHIFT));
    if (exec->signalled && (entry & 1) == 0) {
        clh_signal_push(state);
        lua_error(state);
    }
}

void clh_uncount_call(lua_State *state) { --*clh_calls(state); }

void clh_recount_call(lua_State *state) { ++*clh_calls(state); }

static int finish_pcall(lua_State *state, int status, lua_KContext entry) {
    clh_protection_left(state, entry);
    if (status == LUA_OK || status == LUA_YIELD) return lua_gettop(state);
    if (status == LUA_ERRMEM) clh_kill(clh_of(state), CLH_KILL_MEMORY);
    clh_protection_failed(state, entry);
    lua_pushboolean(state, 0);
    lua_insert(state, -2);
    return 2;
}

static int protect(lua_State *state, int arguments, int handler, lua_KFunction finish) {
    clh_exec *exec = clh_of(state);
    lua_KContext entry = clh_protection_entry(state);
    if (exec->protections >= PROTECTIONS) luaL_error(state, "C stack overflow");
    exec->protections++;
    bool counted = !lua_isyieldable(state); // such a call cannot be left by a pause
    if (!counted) clh_uncount_call(state);
    int status = lua_pcallk(state, arguments, LUA_MULTRET, handler, entry, finish);
    if (!counted) clh_recount_call(state);
    return finish(state, status, entry);
}

static int protected_call(lua_State *state) {
    luaL_checkany(state, 1);
    lua_pushboolean(state, 1); // first result of a call that succeeds
    lua_insert(state, 1);
    return protect(state, lua_gettop(state) - 2, 0, finish_pcall);
}

// Stands between Lua and the script's message handler: the unwinding of a host's end is not the script's business.
static int message_handler(lua_State *state) {
    if (clh_of(state)->signalled) return 1;
    lua_pushvalue(state, lua_upvalueindex(1));
    lua_insert(state, 1);
    lua_call(state, 1, 1);
    return 1;
}

// Stack at the end: true, handler, results... or true, handler, error.
static int finish_xpcall(lua_State *state, int status, lua_KContext entry) {
    if (status == LUA_OK || status == LUA_YIELD) {
        clh_protection_left(state, entry);
        lua_remove(state, 2);
        return lua_gettop(state);
    }
    return finish_pcall(state, status, entry);
}

static int protected_call_with_handler(lua_State *state) {
    int count = lua_gettop(state);
    luaL_checktype(state, 2, LUA_TFUNCTION);
    // function, handler, arguments... becomes true, handler, function, arguments...
    lua_pushvalue(state, 2);
    lua_pushcclosure(state, message_handler, 1);
    lua_pushboolean(state, 1);
    lua_pushvalue(state, 1);
    lua_copy(state, -3, 2); // wrapped handler
    lua_copy(state, -2, 1); // true
    lua_insert(state, 3);
    lua_pop(state, 2);
    return protect(state, count - 2, 2, finish_xpcall);
}

static int raise_error(lua_State *state) {
    int level = (int)luaL_optinteger(state, 2, 1);
    lua_settop(state, 1);
    if (lua_type(state, 1) == LUA_TSTRING && level > 0) {
        luaL_where(state, level);
        lua_pushvalue(state, 1);
        lua_concat(state, 2);
    }
    return lua_error(state);
}

void clh_open_protect(lua_State *state) {
    static const luaL_Reg functions[] = {
        {"pcall", protected_call}, {"xpcall", protected_call_with_handler}, {"error", raise_error}, {NULL, NULL}};
    clh_set_functions(state, functions);
    clh_open_errors(state);
}
