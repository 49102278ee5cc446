// Which lines a debugged execution stops at: a state machine that knows nothing of Lua.
#include "stopping.h"

#include <stdlib.h>
#include <string.h>

enum { LINES_MOST = 1 << 20 };

void clh_stopping_set(clh_stopping *stopping, const uint32_t *lines, size_t count) {
    uint32_t last = 0;
    for (size_t i = 0; i < count; i++)
        if (lines[i] < LINES_MOST && lines[i] > last) last = lines[i];
    free(stopping->breakpoints);
    stopping->breakpoint_bytes = last == 0 ? 0 : last / 8 + 1;
    stopping->breakpoints = last == 0 ? NULL : calloc(stopping->breakpoint_bytes, 1);
    if (last != 0 && stopping->breakpoints == NULL) abort();
    for (size_t i = 0; i < count && last > 0; i++)
        if (lines[i] > 0 && lines[i] < LINES_MOST) stopping->breakpoints[lines[i] / 8] |= (uint8_t)(1u << (lines[i] % 8));
}

void clh_stopping_go(clh_stopping *stopping, clh_pace pace, uint64_t passed) {
    stopping->pace = pace;
    stopping->passed = passed;
    stopping->is_owed = false;
    stopping->is_armed = false;
}

void clh_stopping_arm(clh_stopping *stopping, uint32_t lane, uint32_t nesting, int depth) {
    stopping->is_armed = true;
    stopping->lane = lane;
    stopping->nesting = nesting;
    stopping->depth = depth;
}

void clh_stopping_restart(clh_stopping *stopping) {
    stopping->seen = 0;
    stopping->passed = 0;
}

void clh_stopping_lane_over(clh_stopping *stopping, uint32_t lane) {
    if (stopping->is_armed && stopping->lane == lane && stopping->pace != CLH_PACE_GO) stopping->pace = CLH_PACE_LINE;
}

int clh_stopping_depth(const clh_stopping *stopping) {
    if (!stopping->is_armed) return -1;
    if (stopping->pace == CLH_PACE_OVER) return stopping->depth;
    return stopping->pace == CLH_PACE_OUT ? stopping->depth - 1 : -1;
}

static bool is_breakpoint(const clh_stopping *stopping, int line) {
    size_t byte = (size_t)line / 8;
    return line > 0 && byte < stopping->breakpoint_bytes && (stopping->breakpoints[byte] >> (line % 8) & 1) != 0;
}

static bool is_paced(const clh_stopping *stopping, clh_line here) {
    if (stopping->pace == CLH_PACE_LINE) return true;
    if (stopping->pace == CLH_PACE_GO || !stopping->is_armed || here.lane != stopping->lane) return false;
    if (stopping->pace == CLH_PACE_INTO || here.nesting < stopping->nesting) return true;
    return here.nesting == stopping->nesting && here.is_within;
}

clh_verdict clh_stopping_line(clh_stopping *stopping, clh_line here) {
    stopping->seen++;
    if (stopping->seen < stopping->passed) return CLH_LINE_PASSES;
    if (stopping->seen == stopping->passed) return CLH_LINE_IS_START;
    if (!here.is_script) return CLH_LINE_PASSES;
    if (!stopping->is_owed && !is_breakpoint(stopping, here.line) && !is_paced(stopping, here)) return CLH_LINE_PASSES;
    if (!here.can_pause) {
        stopping->is_owed = true;
        return CLH_LINE_PASSES;
    }
    stopping->is_owed = false;
    stopping->pace = CLH_PACE_GO;
    return CLH_LINE_STOPS;
}
