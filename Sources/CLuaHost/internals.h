// What the shim knows of liblua's private structures, all of it checked when the template is built.
//
// Lua 5.4.0 to 5.4.9 share this head of `global_State` (lstate.h). Why we need it: the hash seed has no setter, and the
// collector's debt must not see what debug hooks do to coroutine stacks. It can go when liblua takes a seed (5.5 does)
// and lets a hook run without growing the stack.
#ifndef CLUAHOST_INTERNALS_H
#define CLUAHOST_INTERNALS_H

#include <lua.h>
#include <stddef.h>
#include <stdint.h>

typedef struct clh_global_head {
    lua_Alloc allocate;
    void *allocate_data;
    ptrdiff_t total_bytes; // + debt = bytes in use
    ptrdiff_t debt;        // positive: the collector owes work
    size_t estimate;
    size_t last_atomic;
    void *string_table;
    int string_count;
    int string_capacity;
    char registry[16];
    char nil_value[16];
    unsigned int seed;
    unsigned char current_white;
    unsigned char collector_state;
} clh_global_head;

/// `collector_state` between collections, and from where to where it sweeps (lgc.h).
enum { CLH_COLLECTOR_PAUSE = 8, CLH_COLLECTOR_SWEEP_FIRST = 3, CLH_COLLECTOR_SWEEP_LAST = 6 };

_Static_assert(offsetof(clh_global_head, debt) == 24, "layout of lstate.h");
_Static_assert(offsetof(clh_global_head, string_count) == 56, "layout of lstate.h");
_Static_assert(offsetof(clh_global_head, seed) == 96, "layout of lstate.h");
_Static_assert(offsetof(clh_global_head, collector_state) == 101, "layout of lstate.h");

/// How deep C calls nest in a coroutine (`nCcalls` in lstate.h, low half). Its place is found by a probe.
extern size_t clh_calls_offset;
static inline uint32_t *clh_calls(lua_State *state) { return (uint32_t *)((char *)state + clh_calls_offset); }
static inline uint32_t clh_calls_depth(lua_State *state) { return *clh_calls(state) & 0xffff; }

/// A short string, as far as probes read it (lobject.h): the text follows the header.
typedef struct clh_string_head {
    void *next;
    uint8_t type;
    uint8_t marked;
    uint8_t extra;
    uint8_t short_length;
    unsigned int hash;
    void *chain;
} clh_string_head;

_Static_assert(sizeof(clh_string_head) == 24, "layout of lobject.h");

/// Lua's string hash for short strings (lstring.c), to prove that the seed is ours.
static inline unsigned int clh_string_hash(const char *text, size_t length, unsigned int seed) {
    unsigned int hash = seed ^ (unsigned int)length;
    while (length > 0) {
        length--;
        hash ^= (hash << 5) + (hash >> 2) + (unsigned char)text[length];
    }
    return hash;
}

#endif
