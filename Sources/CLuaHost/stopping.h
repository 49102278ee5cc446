// Which lines a debugged execution stops at: a state machine that knows nothing of Lua.
#ifndef CLUAHOST_STOPPING_H
#define CLUAHOST_STOPPING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "CLuaHost.h"

/// A line that is about to run.
typedef struct clh_line {
    uint32_t lane;
    uint32_t nesting; // script coroutines within which it runs
    int line;
    bool is_script;   // of the script itself, not of a module
    bool can_pause;
    bool is_within;   // calls are no deeper than `clh_stopping_depth` asks about
} clh_line;

typedef enum clh_verdict {
    CLH_LINE_PASSES,
    CLH_LINE_IS_START, // where the execution stood: the caller says with `clh_stopping_arm` how deep that is
    CLH_LINE_STOPS
} clh_verdict;

typedef struct clh_stopping {
    uint8_t *breakpoints;  // a bit for each line; malloc'ed
    size_t breakpoint_bytes;
    clh_pace pace;
    bool is_armed;         // the place that the pace counts from has been reached
    bool is_owed;          // a stop was due at a line where none can be made
    uint64_t seen;         // lines since the last call or answer
    uint64_t passed;       // of them, those that ran before: the execution stood at the last one
    uint32_t lane;         // where the pace counts from
    uint32_t nesting;
    int depth;
} clh_stopping;

/// Sets the lines to stop at.
void clh_stopping_set(clh_stopping *stopping, const uint32_t *lines, size_t count);
/// Goes on from the place after `passed` lines.
void clh_stopping_go(clh_stopping *stopping, clh_pace pace, uint64_t passed);
/// Says what place the pace counts from.
void clh_stopping_arm(clh_stopping *stopping, uint32_t lane, uint32_t nesting, int depth);
/// A call or an answer has been written down: lines count from here.
void clh_stopping_restart(clh_stopping *stopping);
/// That lane has ended, so that nothing can be counted from it any more.
void clh_stopping_lane_over(clh_stopping *stopping, uint32_t lane);
/// Of how many calls `is_within` has to speak; -1 when that does not matter.
int clh_stopping_depth(const clh_stopping *stopping);
/// Takes note of a line, and decides.
clh_verdict clh_stopping_line(clh_stopping *stopping, clh_line line);

#endif
