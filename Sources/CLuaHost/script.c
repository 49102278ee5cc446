// The body of lane 0: the script's chunk, then its function `handler`.
#include <stdlib.h>
#include <string.h>

#include "internal.h"
#include "internals.h"

// Stack: globals, results...
static int script_returned(lua_State *state, int status, lua_KContext context) {
    (void)status;
    (void)context;
    clh_scratch_release(state, 0);
    if (lua_gettop(state) > 1 && !lua_isnil(state, 2)) clh_encode(state, 2, "result", CLH_VALUE_OBJECTS);
    return 0;
}

static void push_entry_arguments(lua_State *state) {
    lua_rawgeti(state, LUA_REGISTRYINDEX, CLH_KEY_GLOBALS);
    lua_getfield(state, -1, "system");
    lua_getfield(state, -2, "this");
    lua_remove(state, -3);
    lua_pushvalue(state, 2); // inputs
    if (clh_of(state)->has_parameters) lua_rawgeti(state, LUA_REGISTRYINDEX, CLH_KEY_PARAMETERS);
}

// The script runs as if nothing were nested, so that it can be paused from the start.
static void call_script(lua_State *state, lua_KFunction continuation) {
    *clh_calls(state) -= clh_calls_depth(state);
    lua_callk(state, clh_of(state)->has_parameters ? 4 : 3, LUA_MULTRET, 0, continuation);
    ++*clh_calls(state);
}

// A global function `handler` is the body; otherwise the chunk was. Stack: globals, inputs, chunk results...
static int chunk_returned(lua_State *state, int status, lua_KContext context) {
    lua_pushliteral(state, "handler");
    lua_rawget(state, 1);
    if (lua_type(state, -1) != LUA_TFUNCTION) {
        lua_pop(state, 1);
        lua_remove(state, 2);
        return script_returned(state, status, context);
    }
    lua_insert(state, 3);
    lua_settop(state, 3);
    push_entry_arguments(state);
    lua_remove(state, 2);
    call_script(state, script_returned);
    return script_returned(state, LUA_OK, 0);
}

static void forget_script(clh_exec *exec) {
    free(exec->bytecode);
    free(exec->inputs);
    free(exec->parameters);
    exec->bytecode = NULL;
    exec->inputs = NULL;
    exec->parameters = NULL;
}

int clh_lane_main(lua_State *state) {
    clh_exec *exec = clh_of(state);
    lua_settop(state, 0);
    lua_rawgeti(state, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
    clh_decode(state, exec->inputs, exec->inputs_length, "inputs", 0);
    if (exec->has_parameters) {
        clh_decode(state, exec->parameters, exec->parameters_length, "params", 0);
        lua_rawseti(state, LUA_REGISTRYINDEX, CLH_KEY_PARAMETERS);
    }
    if (luaL_loadbufferx(state, exec->bytecode, exec->bytecode_length, "script", "b") != LUA_OK) return lua_error(state);
    lua_Debug info;
    lua_pushvalue(state, -1);
    if (lua_getinfo(state, ">S", &info)) exec->script_source = info.source;
    forget_script(exec);
    push_entry_arguments(state);
    call_script(state, chunk_returned);
    return chunk_returned(state, LUA_OK, 0);
}

char *clh_copy_bytes(const char *bytes, size_t length) {
    char *copy = malloc(length + 1);
    if (copy == NULL) abort();
    if (length > 0) memcpy(copy, bytes, length);
    copy[length] = '\0';
    return copy;
}

void clh_start(clh_exec *exec, const char *bytecode, size_t length, const char *inputs, size_t inputs_length) {
    forget_script(exec);
    exec->bytecode = clh_copy_bytes(bytecode, length);
    exec->bytecode_length = length;
    exec->inputs = clh_copy_bytes(inputs, inputs_length);
    exec->inputs_length = inputs_length;
    exec->has_parameters = false;
    if (exec->lanes[0].state == CLH_LANE_NEW) clh_lane_ready(exec, 0);
}

void clh_set_parameters(clh_exec *exec, const char *text, size_t length) {
    free(exec->parameters);
    exec->parameters = clh_copy_bytes(text, length);
    exec->parameters_length = length;
    exec->has_parameters = true;
}
