// The coroutine library. Kinds of yield meet in `resume`: the script's own ends here; a host call, a wait for another lane
// and the end of a time slice travel on outward, level by level, and come back the same way. Until then the coroutine is
// held: to Lua it is suspended, but another lane must not resume or close it.
#include "internal.h"
#include "internals.h"

enum { CLOSE_DEPTH = 60 };

static lua_State *check_coroutine(lua_State *state, int index) {
    lua_State *coroutine = lua_tothread(state, index);
    luaL_argexpected(state, coroutine != NULL, index, "coroutine");
    return coroutine;
}

static bool is_lane(lua_State *thread) { return (*clh_extra(thread) & CLH_THREAD_LANE) != 0; }

static bool is_held(lua_State *thread) { return (*clh_extra(thread) & CLH_THREAD_HELD) != 0; }

static const char *status_of(lua_State *state, lua_State *coroutine) {
    if (state == coroutine) return "running";
    switch (lua_status(coroutine)) {
    case LUA_YIELD: return is_held(coroutine) || is_lane(coroutine) ? "normal" : "suspended";
    case LUA_OK: {
        lua_Debug info;
        if (lua_getstack(coroutine, 0, &info)) return "normal";
        return lua_gettop(coroutine) == 0 ? "dead" : "suspended";
    }
    default: return "dead";
    }
}

// Runs `coroutine` with `count` arguments on top of its stack. Returns how many values it left there, or -1 with the
// error moved to `state`, or does not return because a host call or slice goes outward.
static int go_on(lua_State *state, lua_State *coroutine, int count, lua_KFunction continuation, lua_KContext context) {
    clh_exec *exec = clh_of(state);
    bool pinned = !lua_isyieldable(state);
    bool nested = clh_calls_depth(state) != exec->base_calls;
    lua_State *outer = exec->running;
    uint32_t outer_base = exec->base_calls;
    int results = 0;
    exec->running = coroutine;
    exec->base_calls = clh_calls_depth(state) + 1;
    exec->unyieldable += pinned;
    exec->unpausable += nested;
    *clh_extra(coroutine) &= ~(uintptr_t)CLH_THREAD_HELD;
    if (exec->debug != NULL) clh_debug_enter(exec, coroutine, false);
    int status = lua_resume(coroutine, state, count, &results);
    exec->unpausable -= nested;
    exec->unyieldable -= pinned;
    exec->base_calls = outer_base;
    exec->running = outer;
    bool outward = status == LUA_YIELD && exec->transfer != CLH_TRANSFER_NONE;
    if (exec->debug != NULL) clh_debug_leave(exec, outward);
    if (!outward) clh_protection_left(state, context);
    if (status == LUA_OK) return results;
    if (status == LUA_YIELD) {
        if (!outward) return results;
        *clh_extra(coroutine) |= CLH_THREAD_HELD;
        return lua_yieldk(state, 0, context, continuation);
    }
    if (status == LUA_ERRMEM) clh_kill(exec, CLH_KILL_MEMORY);
    clh_protection_failed(state, context); // the context is what protection was when the resume began
    lua_xmove(coroutine, state, 1);
    return -1;
}

static int give_results(lua_State *state, lua_State *coroutine, int count) {
    if (!lua_checkstack(state, count + 1)) {
        lua_pop(coroutine, count);
        luaL_error(state, "too many results to resume");
    }
    lua_xmove(coroutine, state, count);
    return count;
}

static bool start_resume(lua_State *state, lua_State *coroutine, int count) {
    if (!lua_checkstack(coroutine, count)) {
        lua_pushliteral(state, "too many arguments to resume");
        return false;
    }
    if (lua_status(coroutine) == LUA_OK && lua_gettop(coroutine) == 0) {
        lua_pushliteral(state, "cannot resume dead coroutine");
        return false;
    }
    if (is_lane(coroutine) || is_held(coroutine)) {
        lua_pushliteral(state, "cannot resume non-suspended coroutine");
        return false;
    }
    lua_xmove(state, coroutine, count);
    return true;
}

static int finish_resume(lua_State *state, int results) {
    if (results < 0) {
        lua_pushboolean(state, 0);
        lua_insert(state, -2);
        return 2;
    }
    lua_pushboolean(state, 1);
    lua_insert(state, -(results + 1));
    return results + 1;
}

static int continue_resume(lua_State *state, int status, lua_KContext context) {
    (void)status;
    lua_State *coroutine = lua_tothread(state, 1);
    int results = go_on(state, coroutine, 0, continue_resume, context);
    if (results >= 0) give_results(state, coroutine, results);
    return finish_resume(state, results);
}

static int resume(lua_State *state) {
    lua_State *coroutine = check_coroutine(state, 1);
    int count = lua_gettop(state) - 1;
    if (!start_resume(state, coroutine, count)) return finish_resume(state, -1);
    int results = go_on(state, coroutine, count, continue_resume, clh_protection_entry(state));
    if (results >= 0) give_results(state, coroutine, results);
    return finish_resume(state, results);
}

static int close_coroutine(lua_State *state, lua_State *coroutine);

static int raise_from_wrap(lua_State *state, lua_State *coroutine) {
    int status = lua_status(coroutine);
    if (status != LUA_OK && status != LUA_YIELD) {
        // Ended by an error: its `<close>` variables run now; an error in them replaces the first.
        lua_pushvalue(state, -1);
        lua_xmove(state, coroutine, 1);
        if (close_coroutine(state, coroutine) != LUA_OK) lua_xmove(coroutine, state, 1);
    }
    if (lua_type(state, -1) == LUA_TSTRING) {
        luaL_where(state, 1);
        lua_insert(state, -2);
        lua_concat(state, 2);
    }
    return lua_error(state);
}

static int continue_wrapped(lua_State *state, int status, lua_KContext context) {
    (void)status;
    lua_State *coroutine = lua_tothread(state, lua_upvalueindex(1));
    int results = go_on(state, coroutine, 0, continue_wrapped, context);
    if (results < 0) return raise_from_wrap(state, coroutine);
    return give_results(state, coroutine, results);
}

static int call_wrapped(lua_State *state) {
    lua_State *coroutine = lua_tothread(state, lua_upvalueindex(1));
    int count = lua_gettop(state);
    if (!start_resume(state, coroutine, count)) return raise_from_wrap(state, coroutine);
    int results = go_on(state, coroutine, count, continue_wrapped, clh_protection_entry(state));
    if (results < 0) return raise_from_wrap(state, coroutine);
    return give_results(state, coroutine, results);
}

static int create(lua_State *state) {
    luaL_checktype(state, 1, LUA_TFUNCTION);
    lua_State *coroutine = lua_newthread(state);
    lua_pushvalue(state, 1);
    lua_xmove(state, coroutine, 1);
    return 1;
}

static int wrap(lua_State *state) {
    create(state);
    lua_pushcclosure(state, call_wrapped, 1);
    return 1;
}

static int yield(lua_State *state) {
    clh_exec *exec = clh_of(state);
    if (is_lane(state)) luaL_error(state, "attempt to yield from outside a coroutine");
    exec->transfer = CLH_TRANSFER_NONE;
    return lua_yield(state, lua_gettop(state));
}

static int status(lua_State *state) {
    lua_pushstring(state, status_of(state, check_coroutine(state, 1)));
    return 1;
}

static int running(lua_State *state) {
    lua_pushthread(state);
    lua_pushboolean(state, is_lane(state));
    return 2;
}

static int is_yieldable(lua_State *state) {
    lua_State *coroutine = lua_isnone(state, 1) ? state : check_coroutine(state, 1);
    lua_pushboolean(state, !is_lane(coroutine) && lua_isyieldable(coroutine));
    return 1;
}

// liblua counts C calls of a closing coroutine from zero, so a chain of coroutines that close each other would use up
// the C stack; hence a depth of our own.
static int close_coroutine(lua_State *state, lua_State *coroutine) {
    clh_exec *exec = clh_of(state);
    if (exec->closing >= CLOSE_DEPTH) luaL_error(state, "C stack overflow: too many coroutines closing one another");
    lua_State *outer = exec->running;
    lua_KContext entry = clh_protection_entry(state);
    exec->running = coroutine;
    exec->unyieldable++;
    exec->closing++;
    int status = lua_resetthread(coroutine);
    exec->closing--;
    exec->unyieldable--;
    exec->running = outer;
    if (status == LUA_ERRMEM) clh_kill(exec, CLH_KILL_MEMORY);
    if (status != LUA_OK) clh_protection_failed(state, entry);
    return status;
}

static int close(lua_State *state) {
    lua_State *coroutine = check_coroutine(state, 1);
    const char *now = status_of(state, coroutine);
    if ((now[0] != 's' && now[0] != 'd') || is_lane(coroutine))
        return luaL_error(state, "cannot close a %s coroutine", now);
    if (close_coroutine(state, coroutine) == LUA_OK) {
        lua_pushboolean(state, 1);
        return 1;
    }
    lua_pushboolean(state, 0);
    lua_xmove(coroutine, state, 1);
    return 2;
}

void clh_open_coroutine(lua_State *state) {
    static const luaL_Reg functions[] = {
        {"close", close}, {"create", create}, {"isyieldable", is_yieldable}, {"resume", resume},
        {"running", running}, {"status", status}, {"wrap", wrap}, {"yield", yield}, {NULL, NULL}};
    lua_createtable(state, 0, 8);
    clh_set_functions(state, functions);
}
