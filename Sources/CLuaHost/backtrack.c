// Runs the programs that pattern.c builds. Alternatives still to be tried lie on a stack of fixed size, one for each
// repetition that has any, so neither the C stack nor memory grows with the subject. Captures need no undoing: a
// program has no loops, so what runs again after going back also sets again every capture that comes later.
#include <string.h>

#include "pattern.h"

enum { DEEPEST = 256, SEARCH_BLOCK = 1 << 20, QUICK_TRIES = 8, QUICK_STRIDE = 32, QUICK_LENGTH = 64 };

// Where a repetition stands: `now` is its end in the attempt under way, `low` the least it may have.
typedef struct choice {
    const uint64_t *at;
    const char *low;
    const char *now;
} choice;

static bool passes(const uint64_t *at, char c) {
    switch (clh_word_test(*at)) {
    case CLH_TEST_ANY: return true;
    case CLH_TEST_BYTE: return (uint8_t)c == clh_word_byte(*at);
    case CLH_TEST_SET: return clh_set_has(at + 1, (uint8_t)c);
    }
    return false;
}

static const uint64_t *after(const uint64_t *at) { return at + (clh_word_test(*at) == CLH_TEST_SET ? 5 : 1); }

// The end of the longest run of passing bytes from `s` on.
static const char *run_end(const uint64_t *at, const char *s, const char *end) {
    switch (clh_word_test(*at)) {
    case CLH_TEST_ANY: return end;
    case CLH_TEST_BYTE: {
        char byte = (char)clh_word_byte(*at);
        while (s < end && *s == byte) s++;
        return s;
    }
    case CLH_TEST_SET:
        while (s < end && clh_set_has(at + 1, (uint8_t)*s)) s++;
        return s;
    }
    return s;
}

// The last place from `high` down to `low` where what follows a greedy repetition may begin, or null.
static const char *last_place(const uint64_t *at, const char *low, const char *high, const char *end) {
    if (high < low) return NULL;
    switch (clh_word_hint(*at)) {
    case CLH_HINT_NONE: return high;
    case CLH_HINT_END: return high == end ? high : NULL;
    case CLH_HINT_BYTE: {
        char byte = (char)clh_word_follow(*at);
        if (high < end && *high == byte) return high;
        return memrchr(low, byte, (size_t)(high - low));
    }
    }
    return NULL;
}

// The first place from `s` up where what follows a lazy repetition may begin, or null.
static const char *next_place(const uint64_t *at, const char *s, const char *end) {
    switch (clh_word_hint(*at)) {
    case CLH_HINT_NONE: return s;
    case CLH_HINT_END: return run_end(at, s, end) == end ? end : NULL;
    case CLH_HINT_BYTE: {
        char byte = (char)clh_word_follow(*at);
        if (clh_word_test(*at) == CLH_TEST_ANY) return memchr(s, byte, (size_t)(end - s));
        while (s < end && *s != byte && passes(at, *s)) s++;
        return s < end && *s == byte ? s : NULL;
    }
    }
    return NULL;
}

static const char *balanced_end(uint64_t word, const char *s, const char *end) {
    char open = (char)clh_word_byte(word);
    char close = (char)clh_word_follow(word);
    if (s == end || *s != open) return NULL;
    size_t depth = 1;
    for (s++; s < end; s++) {
        if (*s == close) {
            if (--depth == 0) return s + 1;
        } else if (*s == open) {
            depth++;
        }
    }
    return NULL;
}

static bool at_frontier(const uint64_t *at, const clh_match *match, const char *s) {
    uint8_t before = s == match->subject ? 0 : (uint8_t)s[-1];
    uint8_t here = s == match->end ? 0 : (uint8_t)*s;
    return !clh_set_has(at + 1, before) && clh_set_has(at + 1, here);
}

static void raise_pattern_error(lua_State *state, uint64_t word) {
    switch ((clh_pattern_error)clh_word_byte(word)) {
    case CLH_BAD_ENDING: luaL_error(state, "malformed pattern (ends with '%%')"); break;
    case CLH_BAD_SET: luaL_error(state, "malformed pattern (missing ']')"); break;
    case CLH_BAD_BALANCE: luaL_error(state, "malformed pattern (missing arguments to '%%b')"); break;
    case CLH_BAD_FRONTIER: luaL_error(state, "missing '[' after '%%f' in pattern"); break;
    case CLH_BAD_CAPTURE: luaL_error(state, "invalid pattern capture"); break;
    case CLH_BAD_INDEX: luaL_error(state, "invalid capture index %%%d", (int)clh_word_number(word)); break;
    case CLH_BAD_COUNT: luaL_error(state, "too many captures"); break;
    }
}

static void push_choice(lua_State *state, choice *choices, int *count, choice added) {
    if (*count == DEEPEST) luaL_error(state, "pattern too complex");
    choices[(*count)++] = added;
}

// Where a match that begins at `s` ends, or null.
static const char *run(const clh_program *program, clh_match *match, const char *s) {
    choice choices[DEEPEST];
    int count = 0;
    const uint64_t *at = program->code;
    const char *const end = match->end;
    for (;;) {
        CLH_POLL(match->state);
        const uint64_t word = *at;
        switch (clh_word_operation(word)) {
        case CLH_OP_MATCH: return s;
        case CLH_OP_ONE:
            if (s == end || !passes(at, *s)) break;
            s++;
            at = after(at);
            continue;
        case CLH_OP_LITERAL:
            if ((uint64_t)(end - s) < at[1] || memcmp(s, program->text + clh_word_number(word), at[1]) != 0) break;
            s += at[1];
            at += 2;
            continue;
        case CLH_OP_STAR:
        case CLH_OP_PLUS: {
            const char *low = clh_word_operation(word) == CLH_OP_PLUS ? s + 1 : s;
            const char *place = last_place(at, low, run_end(at, s, end), end);
            if (place == NULL) break;
            if (place > low && clh_word_hint(word) != CLH_HINT_END)
                push_choice(match->state, choices, &count, (choice){at, low, place});
            s = place;
            at = after(at);
            continue;
        }
        case CLH_OP_LAZY: {
            const char *place = next_place(at, s, end);
            if (place == NULL) break;
            if (place < end) push_choice(match->state, choices, &count, (choice){at, s, place});
            s = place;
            at = after(at);
            continue;
        }
        case CLH_OP_OPTIONAL:
            if (s < end && passes(at, *s)) {
                clh_hint hint = clh_word_hint(word);
                if (hint == CLH_HINT_NONE || (hint == CLH_HINT_BYTE && (uint8_t)*s == clh_word_follow(word)))
                    push_choice(match->state, choices, &count, (choice){at, s, s});
                s++;
            }
            at = after(at);
            continue;
        case CLH_OP_OPEN:
        case CLH_OP_POSITION:
            match->captures[clh_word_byte(word)] = (clh_capture){
                s, clh_word_operation(word) == CLH_OP_OPEN ? CLH_CAPTURE_OPEN : CLH_CAPTURE_POSITION};
            at++;
            continue;
        case CLH_OP_CLOSE: {
            clh_capture *capture = &match->captures[clh_word_byte(word)];
            capture->length = s - capture->start;
            at++;
            continue;
        }
        case CLH_OP_BACK: {
            const clh_capture *capture = &match->captures[clh_word_byte(word)];
            if (end - s < capture->length || memcmp(capture->start, s, (size_t)capture->length) != 0) break;
            s += capture->length;
            at++;
            continue;
        }
        case CLH_OP_NEVER: break;
        case CLH_OP_BALANCE: {
            const char *stop = balanced_end(word, s, end);
            if (stop == NULL) break;
            s = stop;
            at++;
            continue;
        }
        case CLH_OP_FRONTIER:
            if (!at_frontier(at, match, s)) break;
            at = after(at);
            continue;
        case CLH_OP_END:
            if (s != end) break;
            at++;
            continue;
        case CLH_OP_ERROR: raise_pattern_error(match->state, word); break;
        }

        // What ran last has failed: on with the latest alternative.
        const char *place = NULL;
        choice *last = &choices[count];
        while (place == NULL) {
            if (count == 0) return NULL;
            last = &choices[--count];
            switch (clh_word_operation(*last->at)) {
            case CLH_OP_OPTIONAL: place = last->low; break;
            case CLH_OP_LAZY:
                if (passes(last->at, *last->now)) place = next_place(last->at, last->now + 1, end);
                if (place != NULL && place < end) count++;
                break;
            default:
                place = last_place(last->at, last->low, last->now - 1, end);
                if (place != NULL && place > last->low) count++;
            }
        }
        last->now = place;
        at = after(last->at);
        s = place;
    }
}

// The first place from `s` on where a match can begin, as far as its first item tells, or null.
static const char *candidate(const clh_program *program, const char *s, const char *end) {
    if (program->first == UINT32_MAX) return s;
    const uint64_t *at = program->code + program->first;
    if (clh_word_test(*at) == CLH_TEST_BYTE) return memchr(s, clh_word_byte(*at), (size_t)(end - s));
    while (s < end && !clh_set_has(at + 1, (uint8_t)*s)) s++;
    return s < end ? s : NULL;
}

bool clh_program_search(const clh_program *program, clh_match *match, const char *from, const char *refused) {
    match->capture_count = program->captures;
    for (const char *s = from;; s++) {
        if (!program->anchored && (s = candidate(program, s, match->end)) == NULL) return false;
        const char *stop = run(program, match, s);
        if (stop != NULL && stop != refused) {
            match->start = s;
            match->stop = stop;
            return true;
        }
        if (program->anchored || s == match->end) return false;
    }
}

const char *clh_find_bytes(lua_State *state, const char *from, const char *end, const char *needle, size_t length) {
    if (length == 0) return from;
    if ((size_t)(end - from) < length) return NULL;
    const char *last = end - length;
    // memmem prepares tables and looks at every byte, which pays only where the first byte is found often.
    const char *begin = from;
    for (ptrdiff_t tries = 0;
         tries < QUICK_TRIES || (length <= QUICK_LENGTH && from - begin > tries * QUICK_STRIDE); tries++) {
        from = memchr(from, *needle, (size_t)(last - from) + 1);
        if (from == NULL || memcmp(from, needle, length) == 0) return from;
        if (++from > last) return NULL;
    }
    size_t block = length > SEARCH_BLOCK / 4 ? length * 4 : SEARCH_BLOCK;
    while (from <= last) {
        CLH_POLL(state);
        size_t starts = (size_t)(last - from) + 1 < block ? (size_t)(last - from) + 1 : block;
        const char *found = memmem(from, starts + length - 1, needle, length);
        if (found != NULL) return found;
        from += starts;
    }
    return NULL;
}
