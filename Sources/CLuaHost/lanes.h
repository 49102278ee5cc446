// The lanes of an execution: which of them run next, and which wait for what. Lanes are told by their place in the array.
// What every host call needs is here, to be part of its callers. Included by execution.h.
#ifndef CLUAHOST_LANES_H
#define CLUAHOST_LANES_H

#include <string.h>

// ---- lanes.c
/// Sets up an execution's array of lanes with lane 0 in it.
void clh_lanes_prepare(clh_exec *exec);
void clh_lanes_free(clh_exec *exec);
/// Adds a lane for a thread, READY behind all others; it begins with the function and that many arguments on its stack.
/// Returns its place.
uint32_t clh_lane_add(clh_exec *exec, lua_State *thread, int arguments);
/// Notes that a lane has ended; a task's thread becomes garbage.
void clh_lane_over(clh_exec *exec, uint32_t place);
/// Notes that a lane waits for another one.
void clh_lane_parks(clh_exec *exec, uint32_t place);
/// Every lane waits for another one: wakes the one that came last to that, which learns of it.
void clh_lane_unstick(clh_exec *exec);
void clh_lane_drop_answer(clh_lane *lane);
void clh_lane_keep_long_answer(clh_lane *lane, const char *text, size_t length);

// ---- READY: a queue

/// Makes a lane READY, behind all others.
static inline void clh_lane_ready(clh_exec *exec, uint32_t place) {
    clh_lane *lane = &exec->lanes[place];
    lane->state = CLH_LANE_READY;
    lane->next = CLH_NO_LANE;
    if (exec->ready_first == CLH_NO_LANE)
        exec->ready_first = place;
    else
        exec->lanes[exec->ready_last].next = place;
    exec->ready_last = place;
}

/// Puts a lane that was paused in front of all others.
static inline void clh_lane_paused(clh_exec *exec, uint32_t place) {
    clh_lane *lane = &exec->lanes[place];
    lane->state = CLH_LANE_READY;
    lane->next = exec->ready_first;
    if (exec->ready_first == CLH_NO_LANE) exec->ready_last = place;
    exec->ready_first = place;
}

/// Takes the lane that has been READY for longest; CLH_NO_LANE when there is none.
static inline uint32_t clh_lane_take(clh_exec *exec) {
    uint32_t place = exec->ready_first;
    if (place != CLH_NO_LANE) exec->ready_first = exec->lanes[place].next;
    return place;
}

// ---- WAITING: found by the number of the call

static inline uint32_t *clh_lane_bucket(clh_exec *exec, uint64_t call) {
    return &exec->waiting[call & (exec->lane_capacity - 1)];
}

static inline void clh_lane_insert(clh_exec *exec, uint32_t place) {
    uint32_t *bucket = clh_lane_bucket(exec, exec->lanes[place].call);
    exec->lanes[place].next = *bucket;
    *bucket = place;
}

/// Notes that a lane waits for the answer to its call.
static inline void clh_lane_waits(clh_exec *exec, uint32_t place) {
    exec->lanes[place].state = CLH_LANE_WAITING;
    exec->lanes_waiting++;
    clh_lane_insert(exec, place);
}

/// Takes the lane that waits for the answer to a call; CLH_NO_LANE when there is none.
static inline uint32_t clh_lane_answered(clh_exec *exec, uint64_t call) {
    uint32_t *link = clh_lane_bucket(exec, call);
    while (*link != CLH_NO_LANE && exec->lanes[*link].call != call) link = &exec->lanes[*link].next;
    uint32_t place = *link;
    if (place == CLH_NO_LANE) return CLH_NO_LANE;
    *link = exec->lanes[place].next;
    exec->lanes_waiting--;
    return place;
}

// ---- Answers

static inline void clh_lane_forget_answer(clh_lane *lane) {
    if (lane->long_answer != NULL) clh_lane_drop_answer(lane);
}

static inline void clh_lane_keep_answer(clh_lane *lane, const char *text, size_t length) {
    clh_lane_forget_answer(lane);
    lane->answer_length = length;
    if (length > sizeof lane->short_answer)
        clh_lane_keep_long_answer(lane, text, length);
    else if (length > 0)
        memcpy(lane->short_answer, text, length);
}

static inline const char *clh_lane_answer(const clh_lane *lane) {
    return lane->long_answer != NULL ? lane->long_answer : lane->short_answer;
}

#endif
