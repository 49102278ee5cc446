// What the module `flow` of the standard library makes tasks with. It alone gets these functions, and holds the rules of
// tasks; but whoever calls them, and with what, can at most spoil the execution it runs in.
#include "internal.h"
#include "internals.h"

static int task_over(lua_State *state, int status, lua_KContext context) {
    (void)state;
    (void)status;
    (void)context;
    return 0;
}

// The body of a lane of a task. Stack: function, arguments... It runs as if nothing were nested, as the script does.
static int task_main(lua_State *state) {
    *clh_calls(state) -= clh_calls_depth(state);
    lua_callk(state, lua_gettop(state) - 1, 0, 0, task_over);
    ++*clh_calls(state);
    return 0;
}

// `start(body, ...)`: a lane that will call body(...). Returns its place.
static int start(lua_State *state) {
    clh_exec *exec = clh_of(state);
    luaL_checktype(state, 1, LUA_TFUNCTION);
    if (exec->signalled)
        clh_raise(state, "LifecycleSignal", "flow.spawn: tasks are refused while the execution ends");
    if (exec->lanes_alive >= CLH_LANES_MOST)
        clh_raise(state, "InvalidInputError",
                  "flow.spawn: %d tasks are alive, more are not possible at a time; join some of them first",
                  CLH_LANES_MOST - 1);
    int count = lua_gettop(state);
    lua_State *thread = lua_newthread(state);
    lua_insert(state, 1);
    if (!lua_checkstack(thread, count + 1)) return luaL_error(state, "too many arguments to a task");
    *clh_extra(thread) |= CLH_THREAD_LANE;
    lua_pushcfunction(thread, task_main);
    lua_xmove(state, thread, count);
    lua_rawgeti(state, LUA_REGISTRYINDEX, CLH_KEY_LANES);
    lua_insert(state, 1);
    uint32_t place = clh_lane_add(exec, thread, count);
    lua_rawseti(state, 1, (lua_Integer)place + 1);
    lua_pushinteger(state, (lua_Integer)place);
    return 1;
}

// `check(name)`: raises an error unless the function of that name could wait here.
static int check(lua_State *state) {
    clh_exec *exec = clh_of(state);
    const char *name = luaL_checkstring(state, 1);
    if (exec->signalled) clh_raise(state, "LifecycleSignal", "%s: waiting is refused while the execution ends", name);
    if (!lua_isyieldable(state) || exec->unyieldable > 0)
        clh_raise(state, "InvalidInputError",
                  "%s cannot wait here: inside a sort comparator, a gsub replacement, __tostring, an error handler, a "
                  "closing coroutine, or a function called by one of these. Wait before or afterwards",
                  name);
    return 0;
}

static int unparked(lua_State *state, int status, lua_KContext context) {
    (void)status;
    (void)context;
    clh_exec *exec = clh_of(state);
    clh_lane *lane = &exec->lanes[exec->lane_running];
    lua_pushboolean(state, lane->is_stuck);
    lane->is_stuck = false;
    return 1;
}

// `park()`: waits until another lane wakes this one. Returns true if none ever will.
static int park(lua_State *state) {
    lua_settop(state, 0);
    lua_pushliteral(state, "flow");
    check(state);
    clh_of(state)->transfer = CLH_TRANSFER_PARK;
    return lua_yieldk(state, 0, 0, unparked);
}

// `wake(place)`: lets a lane that is parked go on, after all that could run already.
static int wake(lua_State *state) {
    clh_exec *exec = clh_of(state);
    lua_Integer place = luaL_checkinteger(state, 1);
    if (place >= 0 && place < (lua_Integer)exec->lane_count && exec->lanes[place].state == CLH_LANE_PARKED)
        clh_lane_ready(exec, (uint32_t)place);
    return 0;
}

static int current(lua_State *state) {
    lua_pushinteger(state, (lua_Integer)clh_of(state)->lane_running);
    return 1;
}

// `owe(error, traceback)`: what the execution ends with when all is over, instead of a result. `owe()`: nothing.
static int owe(lua_State *state) {
    clh_of(state)->is_owing = lua_gettop(state) > 0;
    lua_settop(state, 2);
    lua_rawseti(state, LUA_REGISTRYINDEX, CLH_KEY_OWED_PLACE);
    lua_rawseti(state, LUA_REGISTRYINDEX, CLH_KEY_OWED);
    return 0;
}

// `traceback()`: for the error handler that calls it, where the error came from.
static int traceback(lua_State *state) {
    size_t mark = clh_scratch_mark(state);
    clh_traceback(state, state, 2);
    clh_scratch_push(state, mark);
    return 1;
}

void clh_push_task_functions(lua_State *state) {
    static const luaL_Reg functions[] = {{"check", check}, {"current", current}, {"owe", owe},
                                         {"park", park},   {"raise", clh_raise_named}, {"start", start},
                                         {"traceback", traceback}, {"wake", wake}, {NULL, NULL}};
    lua_createtable(state, 0, 8);
    clh_set_functions(state, functions);
}
