// The lanes of an execution: which of them run next, and which wait for what. The array lies outside the Lua heap, the
// threads in it, held by the registry. Everything here follows from the order of spawns, answers and waits alone.
#include <stdlib.h>
#include <string.h>

#include "internal.h"

static void *allocated(void *memory) {
    if (memory == NULL) abort();
    return memory;
}

void clh_lanes_prepare(clh_exec *exec) {
    exec->lanes = &exec->first_lane;
    exec->lane_count = 1;
    exec->lane_capacity = 1;
    exec->lanes_alive = 1;
    exec->free_lane = CLH_NO_LANE;
    exec->ready_first = CLH_NO_LANE;
    exec->ready_last = CLH_NO_LANE;
    exec->waiting = &exec->first_bucket;
    exec->first_bucket = CLH_NO_LANE;
}

void clh_lanes_free(clh_exec *exec) {
    for (uint32_t i = 0; i < exec->lane_count; i++) clh_lane_forget_answer(&exec->lanes[i]);
    if (exec->lanes != &exec->first_lane) free(exec->lanes);
    if (exec->waiting != &exec->first_bucket) free(exec->waiting);
}

// ---- Places

static void grow(clh_exec *exec) {
    uint32_t capacity = exec->lane_capacity * 2 < 8 ? 8 : exec->lane_capacity * 2;
    clh_lane *lanes = exec->lanes == &exec->first_lane ? NULL : exec->lanes;
    lanes = allocated(realloc(lanes, capacity * sizeof *lanes));
    if (exec->lanes == &exec->first_lane) lanes[0] = exec->first_lane;
    uint32_t *waiting = exec->waiting == &exec->first_bucket ? NULL : exec->waiting;
    waiting = allocated(realloc(waiting, capacity * sizeof *waiting));
    exec->lanes = lanes;
    exec->waiting = waiting;
    exec->lane_capacity = capacity;
    for (uint32_t i = 0; i < capacity; i++) waiting[i] = CLH_NO_LANE;
    for (uint32_t i = 0; i < exec->lane_count; i++)
        if (lanes[i].state == CLH_LANE_WAITING) clh_lane_insert(exec, i);
}

uint32_t clh_lane_add(clh_exec *exec, lua_State *thread, int arguments) {
    uint32_t place = exec->free_lane;
    if (place != CLH_NO_LANE) {
        exec->free_lane = exec->lanes[place].next;
    } else {
        if (exec->lane_count == exec->lane_capacity) grow(exec);
        place = exec->lane_count++;
    }
    exec->lanes[place] = (clh_lane){.thread = thread, .number = ++exec->lanes_made, .arguments = arguments};
    exec->lanes_alive++;
    clh_lane_ready(exec, place);
    return place;
}

void clh_lane_over(clh_exec *exec, uint32_t place) {
    clh_lane *lane = &exec->lanes[place];
    lane->state = CLH_LANE_DONE;
    exec->lanes_alive--;
    clh_lane_forget_answer(lane);
    if (place == 0) return;
    lane->thread = NULL;
    lane->next = exec->free_lane;
    exec->free_lane = place;
    lua_rawgeti(exec->main, LUA_REGISTRYINDEX, CLH_KEY_LANES);
    lua_pushboolean(exec->main, 0);
    lua_rawseti(exec->main, -2, (lua_Integer)place + 1);
    lua_pop(exec->main, 1);
}

void clh_lane_parks(clh_exec *exec, uint32_t place) {
    exec->lanes[place].state = CLH_LANE_PARKED;
    exec->lanes[place].call = ++exec->parks;
}

void clh_lane_unstick(clh_exec *exec) {
    uint32_t last = CLH_NO_LANE;
    for (uint32_t i = 0; i < exec->lane_count; i++) {
        if (exec->lanes[i].state != CLH_LANE_PARKED) continue;
        if (last == CLH_NO_LANE || exec->lanes[i].call > exec->lanes[last].call) last = i;
    }
    if (last == CLH_NO_LANE) abort(); // a lane that is alive is READY, WAITING or PARKED
    exec->lanes[last].is_stuck = true;
    clh_lane_ready(exec, last);
}

// ---- Answers

void clh_lane_drop_answer(clh_lane *lane) {
    free(lane->long_answer);
    lane->long_answer = NULL;
}

void clh_lane_keep_long_answer(clh_lane *lane, const char *text, size_t length) {
    lane->long_answer = allocated(malloc(length));
    memcpy(lane->long_answer, text, length);
}
