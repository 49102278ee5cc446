// Lua patterns (Lua 5.4 manual 6.4.1): a pattern is translated to a program of 64-bit words, which a loop with a
// backtrack stack of its own runs. The loop polls, so no pattern can keep an execution from being killed.
#ifndef CLUAHOST_PATTERN_H
#define CLUAHOST_PATTERN_H

#include "internal.h"

enum {
    CLH_PATTERN_CAPTURES = 32, // most captures a pattern may have
    CLH_PATTERN_WORDS = 96     // longest program that needs no scratch
};

/// Instead of the length of a capture.
enum { CLH_CAPTURE_OPEN = -1, CLH_CAPTURE_POSITION = -2 };

/// What a pattern means. Holds no addresses except the two pointers, so words can be kept elsewhere.
typedef struct clh_program {
    const uint64_t *code;
    const char *text;    // the pattern: literal runs are compared with it
    uint32_t word_count;
    uint32_t first;      // word of the item that every match begins with, or UINT32_MAX
    uint8_t captures;
    bool anchored;       // begins with `^`
} clh_program;

/// Where a program is built: in `words`, or in the scratch if it is longer.
typedef struct clh_program_room {
    uint64_t words[CLH_PATTERN_WORDS];
    size_t mark; // of the program in the scratch, or SIZE_MAX
} clh_program_room;

typedef struct clh_capture {
    const char *start;
    ptrdiff_t length;
} clh_capture;

/// A subject and, after a match, its captures.
typedef struct clh_match {
    lua_State *state;
    const char *subject;
    const char *end;
    const char *start; // of the whole match
    const char *stop;  // after its last byte
    int capture_count;
    clh_capture captures[CLH_PATTERN_CAPTURES];
} clh_match;

/// Translates `text`, which must outlive `program`. With `anchors`, a leading `^` binds matches to where a search
/// begins. Errors in the pattern become words that raise when a match reaches them, as in liblua.
void clh_program_build(lua_State *state, clh_program *program, clh_program_room *room, const char *text, size_t length,
                       bool anchors);
/// To be called before a match if the scratch has been used since the program was built.
static inline void clh_program_locate(lua_State *state, clh_program *program, const clh_program_room *room) {
    if (room->mark != SIZE_MAX) program->code = (const uint64_t *)clh_scratch_at(state, room->mark);
}

/// Finds the first match that begins at `from` or later and does not end at `refused`; sets start, stop and captures.
bool clh_program_search(const clh_program *program, clh_match *match, const char *from, const char *refused);

/// The first occurrence of `needle` in the bytes from `from` to `end`, or null.
const char *clh_find_bytes(lua_State *state, const char *from, const char *end, const char *needle, size_t length);

// ---- Words: operation in bits 0-7, test in 8-11, hint in 12-15, byte in 16-23, follow in 24-31, number in 32-63.

typedef enum clh_operation {
    CLH_OP_MATCH,    // the end of the pattern
    CLH_OP_ONE,      // one byte that passes the test
    CLH_OP_LITERAL,  // bytes of the pattern: `number` is their offset, the next word their count
    CLH_OP_STAR,     // as many as pass, any number
    CLH_OP_PLUS,     // as many as pass, at least one
    CLH_OP_LAZY,     // as few as possible
    CLH_OP_OPTIONAL, // one or none
    CLH_OP_OPEN,     // capture `byte` begins
    CLH_OP_POSITION, // capture `byte` is the position
    CLH_OP_CLOSE,    // capture `byte` ends
    CLH_OP_BACK,     // what capture `byte` holds, again
    CLH_OP_NEVER,    // fails
    CLH_OP_BALANCE,  // from `byte` to its balancing `follow`
    CLH_OP_FRONTIER, // between a byte outside and one inside the set
    CLH_OP_END,      // the end of the subject
    CLH_OP_ERROR     // raises message `byte`, which may show `number`
} clh_operation;

/// What a byte must be. A set takes the four words after its operation, one bit a byte.
typedef enum clh_test { CLH_TEST_ANY, CLH_TEST_BYTE, CLH_TEST_SET } clh_test;

/// What must come after a repetition, as far as one byte says it.
typedef enum clh_hint { CLH_HINT_NONE, CLH_HINT_BYTE, CLH_HINT_END } clh_hint;

typedef enum clh_pattern_error {
    CLH_BAD_ENDING,
    CLH_BAD_SET,
    CLH_BAD_BALANCE,
    CLH_BAD_FRONTIER,
    CLH_BAD_CAPTURE,
    CLH_BAD_INDEX,
    CLH_BAD_COUNT
} clh_pattern_error;

enum { CLH_SET_WORDS = 4 };

static inline clh_operation clh_word_operation(uint64_t word) { return (clh_operation)(word & 0xff); }
static inline clh_test clh_word_test(uint64_t word) { return (clh_test)(word >> 8 & 0xf); }
static inline clh_hint clh_word_hint(uint64_t word) { return (clh_hint)(word >> 12 & 0xf); }
static inline uint8_t clh_word_byte(uint64_t word) { return (uint8_t)(word >> 16); }
static inline uint8_t clh_word_follow(uint64_t word) { return (uint8_t)(word >> 24); }
static inline uint32_t clh_word_number(uint64_t word) { return (uint32_t)(word >> 32); }

static inline bool clh_set_has(const uint64_t *set, uint8_t byte) { return (set[byte >> 6] >> (byte & 63) & 1) != 0; }

#endif
