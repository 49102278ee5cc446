// A lane of an execution. Included by execution.h.
#ifndef CLUAHOST_LANE_H
#define CLUAHOST_LANE_H

typedef enum clh_lane_state {
    CLH_LANE_NEW,     // has nothing to run yet
    CLH_LANE_READY,
    CLH_LANE_WAITING, // for the answer to its host call
    CLH_LANE_PARKED,  // until another lane wakes it
    CLH_LANE_DONE     // its place is free, unless it is lane 0
} clh_lane_state;

enum {
    CLH_LANES_MOST = 4096, // that are alive at once
    CLH_NO_LANE = 0xffffffff
};

/// A coroutine the host resumes directly, with at most one open host call. Lane 0 runs the script, the others its tasks.
/// Where they lie in the array of lanes is used again; their numbers are not.
typedef struct clh_lane {
    lua_State *thread;
    clh_lane_state state;
    uint32_t number;      // counted in the order in which lanes were made
    uint32_t next;        // READY: the one behind it; WAITING: the next of its bucket; DONE: the next free place
    uint32_t protections; // protected calls under way in it
    int arguments;        // to begin with, besides the function
    bool is_stuck;        // woken because no other lane will ever wake it
    clh_answer_kind answer_kind;
    uint64_t call;        // WAITING: the number of its call; PARKED: counts how often lanes were parked before
    char *long_answer;    // malloc'ed; null when the answer is short
    size_t answer_length;
    char short_answer[64];
} clh_lane;

#endif
