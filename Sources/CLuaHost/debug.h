// An execution that is debugged. Included by execution.h.
#ifndef CLUAHOST_DEBUG_H
#define CLUAHOST_DEBUG_H

#include "stopping.h"

enum {
    CLH_CHAIN_MOST = 256, // more than Lua lets C calls nest
    CLH_NAMES_MOST = 256  // more than Lua lets a function have
};

/// Malloc'ed, so that nothing of it lies in the arena.
typedef struct clh_debug {
    clh_stopping stopping;
    bool is_tracing;               // a line hook runs
    bool is_at_line;               // the execution stands before a line, not in a host call
    int line;                      // of the last stop
    const char *names[CLH_NAMES_MOST]; // of the local variables there
    int name_count;
    lua_State *chain[CLH_CHAIN_MOST]; // the lane, then the script coroutines that run within each other
    uint32_t nesting;              // the one that runs
    uint32_t reach;                // the innermost one when the step ended
    char *text;                    // what was shown last
    size_t text_length;
    size_t text_capacity;
} clh_debug;

/// Takes note that a coroutine goes on within the one that runs, or is the base of a lane.
void clh_debug_enter(clh_exec *exec, lua_State *coroutine, bool is_lane);
/// Takes note that it does no longer; `is_outward` when it waits with all around it.
void clh_debug_leave(clh_exec *exec, bool is_outward);
/// Takes note that the lane that ran has ended.
void clh_debug_lane_over(clh_exec *exec, uint32_t lane);
/// What the line hook does; true when the execution has to stop here.
bool clh_debug_line(clh_exec *exec, lua_State *state, lua_Debug *info, bool can_pause);
void clh_debug_free(clh_exec *exec);

#endif
