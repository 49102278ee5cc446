// Lines of a debugged execution: counts them, asks the state machine of stopping.c, and keeps track of the coroutines that
// run within each other. Nothing here touches the arena.
#include "internal.h"

#include <stdlib.h>
#include <string.h>

static clh_debug *debug_of(clh_exec *exec) {
    if (exec->debug == NULL) {
        exec->debug = calloc(1, sizeof *exec->debug);
        if (exec->debug == NULL) abort();
        exec->debug->chain[0] = exec->lanes[0].thread;
    }
    return exec->debug;
}

void clh_debug_free(clh_exec *exec) {
    if (exec->debug == NULL) return;
    free(exec->debug->stopping.breakpoints);
    free(exec->debug->text);
    free(exec->debug);
}

// ---- The coroutines that run within each other

void clh_debug_enter(clh_exec *exec, lua_State *coroutine, bool is_lane) {
    clh_debug *debug = exec->debug;
    debug->is_at_line = false;
    debug->nesting = is_lane ? 0 : debug->nesting + 1;
    debug->reach = debug->nesting;
    if (debug->nesting < CLH_CHAIN_MOST) debug->chain[debug->nesting] = coroutine;
    // It may be from before lines were looked at.
    bool has_hook = (lua_gethookmask(coroutine) & LUA_MASKLINE) != 0;
    if (has_hook != (debug->is_tracing || exec->limits.trace_lines)) clh_hooks_renew(exec, coroutine);
}

void clh_debug_lane_over(clh_exec *exec, uint32_t lane) {
    clh_stopping_lane_over(&exec->debug->stopping, lane);
    exec->debug->chain[0] = NULL;
    exec->debug->reach = 0;
}

void clh_debug_leave(clh_exec *exec, bool is_outward) {
    clh_debug *debug = exec->debug;
    debug->nesting--;
    if (!is_outward) debug->reach = debug->nesting;
}

// Lua finds a level by walking there, so a deep one is not walked to from each before it.
static int depth_of(lua_State *thread) {
    lua_Debug info;
    int least = 0, most = 1;
    while (lua_getstack(thread, most - 1, &info)) {
        least = most;
        most *= 2;
    }
    while (most - least > 1) {
        int middle = least + (most - least) / 2;
        if (lua_getstack(thread, middle - 1, &info))
            least = middle;
        else
            most = middle;
    }
    return least;
}

// ---- Lines

// To liblua, a function that was paused by its hook stands at the instruction before, so what is in scope is noted here.
static void note_names(clh_debug *debug, lua_State *state, lua_Debug *info) {
    debug->name_count = 0;
    const char *name;
    while (debug->name_count < CLH_NAMES_MOST && (name = lua_getlocal(state, info, debug->name_count + 1)) != NULL) {
        lua_pop(state, 1);
        debug->names[debug->name_count++] = name;
    }
}

bool clh_debug_line(clh_exec *exec, lua_State *state, lua_Debug *info, bool can_pause) {
    clh_debug *debug = exec->debug;
    if (debug == NULL || !debug->is_tracing) return false;
    clh_line here = {.lane = exec->lanes[exec->lane_running].number, .nesting = debug->nesting, .line = info->currentline,
                     .can_pause = can_pause};
    here.is_script = lua_getinfo(state, "S", info) && info->source == exec->script_source;
    lua_Debug frame;
    int depth = clh_stopping_depth(&debug->stopping);
    here.is_within = depth < 0 || !lua_getstack(state, depth, &frame);
    switch (clh_stopping_line(&debug->stopping, here)) {
    case CLH_LINE_IS_START: clh_stopping_arm(&debug->stopping, here.lane, here.nesting, depth_of(state)); return false;
    case CLH_LINE_STOPS:
        debug->line = here.line;
        debug->is_at_line = true;
        note_names(debug, state, info);
        return true;
    default: return false;
    }
}

// ---- What the host says

void clh_debug_set(clh_exec *exec, const uint32_t *lines, size_t count, bool is_tracing) {
    clh_debug *debug = debug_of(exec);
    clh_stopping_set(&debug->stopping, lines, count);
    debug->is_tracing = is_tracing;
}

void clh_debug_go(clh_exec *exec, clh_pace pace, uint64_t passed) {
    clh_debug *debug = debug_of(exec);
    clh_stopping_go(&debug->stopping, pace, passed);
    if (debug->stopping.seen < passed) return;
    lua_State *thread = debug->chain[debug->reach < CLH_CHAIN_MOST ? debug->reach : 0];
    lua_Debug frame;
    int depth = thread == NULL ? 0 : depth_of(thread);
    // In a host call, the function of the host is on top.
    if (depth > 0 && lua_getstack(thread, 0, &frame) && lua_getinfo(thread, "l", &frame) && frame.currentline < 0) depth--;
    clh_stopping_arm(&debug->stopping, exec->lanes[exec->lane_running].number, debug->reach, depth);
}

uint64_t clh_debug_lines(clh_exec *exec) { return exec->debug == NULL ? 0 : exec->debug->stopping.seen; }
