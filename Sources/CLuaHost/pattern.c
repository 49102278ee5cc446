// Translates patterns to programs; backtrack.c runs them.
#include "pattern.h"

#include <string.h>

typedef struct builder {
    lua_State *state;
    clh_program *program;
    clh_program_room *room;
    const uint8_t *at;
    const uint8_t *end;
    uint64_t *words;
    uint32_t capacity;
    uint32_t unhinted;    // word of a repetition whose next item is not known yet, or NO_WORD
    bool leading;         // nothing but captures so far
    int8_t captures[CLH_PATTERN_CAPTURES]; // open, position or 0 (closed)
} builder;

enum { NO_WORD = UINT32_MAX, LONGEST_PATTERN = INT32_MAX };

static uint64_t *more_words(builder *b, uint32_t count) {
    uint32_t used = b->program->word_count;
    if (used + count > b->capacity) {
        size_t length = clh_scratch_mark(b->state);
        bool first = b->room->mark == SIZE_MAX;
        size_t gap = first ? -length & (sizeof(uint64_t) - 1) : 0;
        size_t bytes = gap + (first ? 2 : 1) * (size_t)b->capacity * sizeof(uint64_t);
        clh_scratch_room(b->state, bytes);
        clh_of(b->state)->scratch->length += bytes;
        if (first) {
            b->room->mark = length + gap;
            memcpy(clh_scratch_at(b->state, b->room->mark), b->words, used * sizeof(uint64_t));
        }
        b->words = (uint64_t *)clh_scratch_at(b->state, b->room->mark);
        b->capacity *= 2;
    }
    b->program->word_count += count;
    return b->words + used;
}

static uint64_t word_of(clh_operation operation, clh_test test, uint8_t byte, uint8_t follow, uint32_t number) {
    return (uint64_t)operation | (uint64_t)test << 8 | (uint64_t)byte << 16 | (uint64_t)follow << 24 |
           (uint64_t)number << 32;
}

static void hint(builder *b, clh_hint kind, uint8_t follow) {
    if (b->unhinted != NO_WORD) b->words[b->unhinted] |= (uint64_t)kind << 12 | (uint64_t)follow << 24;
    b->unhinted = NO_WORD;
}

// Adds one item, which may take `extra` words more, and tells the repetition before it what to look for.
static uint64_t *add(builder *b, uint64_t word, uint32_t extra) {
    uint32_t index = b->program->word_count;
    uint64_t *place = more_words(b, 1 + extra);
    *place = word;
    clh_operation operation = clh_word_operation(word);
    bool required = operation == CLH_OP_LITERAL || operation == CLH_OP_BALANCE || operation == CLH_OP_ONE ||
                    operation == CLH_OP_PLUS;
    bool known = required && clh_word_test(word) == CLH_TEST_BYTE;
    switch (operation) {
    case CLH_OP_OPEN:
    case CLH_OP_POSITION:
    case CLH_OP_CLOSE: return place;
    case CLH_OP_END: hint(b, CLH_HINT_END, 0); break;
    default: hint(b, known ? CLH_HINT_BYTE : CLH_HINT_NONE, known ? clh_word_byte(word) : 0);
    }
    if (operation >= CLH_OP_STAR && operation <= CLH_OP_OPTIONAL) b->unhinted = index;
    if (b->leading && required && clh_word_test(word) != CLH_TEST_ANY) b->program->first = index;
    b->leading = false;
    return place;
}

static void add_error(builder *b, clh_pattern_error error, uint32_t number) {
    add(b, word_of(CLH_OP_ERROR, CLH_TEST_ANY, (uint8_t)error, 0, number), 0);
    b->at = b->end; // nothing after it can be reached
}

// Adds the bytes of class `letter` to `set`; false if the letter names none. The C locale's ASCII classes.
static bool add_class(uint64_t *set, uint8_t letter) {
    uint64_t low = 0;
    uint64_t high = 0;
    switch (letter | 0x20) {
    case 'a': high = 0x07fffffe07fffffe; break;
    case 'c': low = 0x00000000ffffffff, high = 0x8000000000000000; break;
    case 'd': low = 0x03ff000000000000; break;
    case 'g': low = 0xfffffffe00000000, high = 0x7fffffffffffffff; break;
    case 'l': high = 0x07fffffe00000000; break;
    case 'p': low = 0xfc00fffe00000000, high = 0x78000001f8000001; break;
    case 's': low = 0x0000000100003e00; break;
    case 'u': high = 0x0000000007fffffe; break;
    case 'w': low = 0x03ff000000000000, high = 0x07fffffe07fffffe; break;
    case 'x': low = 0x03ff000000000000, high = 0x0000007e0000007e; break;
    case 'z': low = 1; break; // not in the manual since 5.2, still there
    default: return false;
    }
    if ((letter | 0x20) == letter) {
        set[0] |= low;
        set[1] |= high;
    } else {
        set[0] |= ~low;
        set[1] |= ~high;
        set[2] = set[3] = UINT64_MAX;
    }
    return true;
}

static void add_bytes(uint64_t *set, unsigned first, unsigned last) {
    for (unsigned byte = first; byte <= last; byte++) set[byte >> 6] |= (uint64_t)1 << (byte & 63);
}

// Reads a set whose `[` has been passed; false if it has no end.
static bool read_set(builder *b, uint64_t *set) {
    const uint8_t *p = b->at;
    memset(set, 0, CLH_SET_WORDS * sizeof *set);
    bool negated = p < b->end && *p == '^';
    if (negated) p++;
    const uint8_t *last = p; // will be the closing bracket, which is an ordinary byte in first place
    do {
        if (last >= b->end) return false;
        if (*last++ == '%' && last < b->end) last++;
    } while (last >= b->end || *last != ']');
    while (p < last) {
        if (*p == '%') {
            if (!add_class(set, p[1])) add_bytes(set, p[1], p[1]);
            p += 2;
        } else if (p[1] == '-' && p + 2 < last) {
            add_bytes(set, p[0], p[2]);
            p += 3;
        } else {
            add_bytes(set, *p, *p);
            p++;
        }
    }
    for (int i = 0; negated && i < CLH_SET_WORDS; i++) set[i] = ~set[i];
    b->at = last + 1;
    return true;
}

static bool is_repetition(const builder *b, const uint8_t *p) {
    return p < b->end && (*p == '*' || *p == '+' || *p == '-' || *p == '?');
}

// Adds a test of one byte with the repetition that follows it in the pattern.
static void add_test(builder *b, clh_test test, uint8_t byte, const uint64_t *set) {
    clh_operation operation = CLH_OP_ONE;
    if (is_repetition(b, b->at)) {
        switch (*b->at++) {
        case '*': operation = CLH_OP_STAR; break;
        case '+': operation = CLH_OP_PLUS; break;
        case '-': operation = CLH_OP_LAZY; break;
        default: operation = CLH_OP_OPTIONAL;
        }
    }
    uint32_t extra = test == CLH_TEST_SET ? CLH_SET_WORDS : 0;
    uint64_t *place = add(b, word_of(operation, test, byte, 0, 0), extra);
    if (extra > 0) memcpy(place + 1, set, CLH_SET_WORDS * sizeof *set);
}

static void add_literal(builder *b) {
    const uint8_t *start = b->at;
    const uint8_t *p = start + 1;
    if (is_repetition(b, p)) {
        b->at = p;
        return add_test(b, CLH_TEST_BYTE, *start, NULL);
    }
    while (p < b->end && memchr("%.[()$", *p, 6) == NULL && !is_repetition(b, p + 1)) p++;
    b->at = p;
    if (p - start == 1) return add_test(b, CLH_TEST_BYTE, *start, NULL);
    uint32_t offset = (uint32_t)((const char *)start - b->program->text);
    uint64_t *place = add(b, word_of(CLH_OP_LITERAL, CLH_TEST_BYTE, *start, 0, offset), 1);
    place[1] = (uint64_t)(p - start);
}

static void add_open(builder *b) {
    bool position = b->at < b->end && *b->at == ')';
    if (b->program->captures >= CLH_PATTERN_CAPTURES) return add_error(b, CLH_BAD_COUNT, 0);
    if (position) b->at++;
    uint8_t number = b->program->captures++;
    b->captures[number] = position ? CLH_CAPTURE_POSITION : CLH_CAPTURE_OPEN;
    add(b, word_of(position ? CLH_OP_POSITION : CLH_OP_OPEN, CLH_TEST_ANY, number, 0, 0), 0);
}

static void add_close(builder *b) {
    for (int i = b->program->captures; i-- > 0;) {
        if (b->captures[i] != CLH_CAPTURE_OPEN) continue;
        b->captures[i] = 0;
        add(b, word_of(CLH_OP_CLOSE, CLH_TEST_ANY, (uint8_t)i, 0, 0), 0);
        return;
    }
    add_error(b, CLH_BAD_CAPTURE, 0);
}

static void add_back_reference(builder *b, uint8_t digit) {
    int number = digit - '1';
    if (number < 0 || number >= b->program->captures || b->captures[number] == CLH_CAPTURE_OPEN)
        return add_error(b, CLH_BAD_INDEX, (uint32_t)(number + 1));
    clh_operation operation = b->captures[number] == CLH_CAPTURE_POSITION ? CLH_OP_NEVER : CLH_OP_BACK;
    add(b, word_of(operation, CLH_TEST_ANY, (uint8_t)number, 0, 0), 0);
}

// After a `%`.
static void add_escape(builder *b) {
    if (b->at == b->end) return add_error(b, CLH_BAD_ENDING, 0);
    uint8_t letter = *b->at++;
    uint64_t set[CLH_SET_WORDS] = {0};
    if (letter >= '0' && letter <= '9') return add_back_reference(b, letter);
    if (letter == 'b') {
        if (b->end - b->at < 2) return add_error(b, CLH_BAD_BALANCE, 0);
        add(b, word_of(CLH_OP_BALANCE, CLH_TEST_BYTE, b->at[0], b->at[1], 0), 0);
        b->at += 2;
    } else if (letter == 'f') {
        if (b->at == b->end || *b->at++ != '[') return add_error(b, CLH_BAD_FRONTIER, 0);
        if (!read_set(b, set)) return add_error(b, CLH_BAD_SET, 0);
        uint64_t *place = add(b, word_of(CLH_OP_FRONTIER, CLH_TEST_SET, 0, 0, 0), CLH_SET_WORDS);
        memcpy(place + 1, set, sizeof set);
    } else if (add_class(set, letter)) {
        add_test(b, CLH_TEST_SET, 0, set);
    } else {
        add_test(b, CLH_TEST_BYTE, letter, NULL);
    }
}

void clh_program_build(lua_State *state, clh_program *program, clh_program_room *room, const char *text, size_t length,
                       bool anchors) {
    if (length > LONGEST_PATTERN) luaL_error(state, "pattern too complex");
    *program = (clh_program){.text = text, .first = NO_WORD};
    room->mark = SIZE_MAX;
    builder b = {.state = state, .program = program, .room = room, .words = room->words, .unhinted = NO_WORD};
    b.at = (const uint8_t *)text;
    b.end = b.at + length;
    b.capacity = CLH_PATTERN_WORDS;
    b.leading = true;
    if (anchors && length > 0 && *text == '^') {
        program->anchored = true;
        b.at++;
    }
    while (b.at < b.end) {
        CLH_POLL(state);
        uint64_t set[CLH_SET_WORDS];
        switch (*b.at) {
        case '(': b.at++, add_open(&b); break;
        case ')': b.at++, add_close(&b); break;
        case '%': b.at++, add_escape(&b); break;
        case '.': b.at++, add_test(&b, CLH_TEST_ANY, 0, NULL); break;
        case '[':
            b.at++;
            if (read_set(&b, set))
                add_test(&b, CLH_TEST_SET, 0, set);
            else
                add_error(&b, CLH_BAD_SET, 0);
            break;
        case '$':
            if (b.at + 1 == b.end) {
                b.at++;
                add(&b, word_of(CLH_OP_END, CLH_TEST_ANY, 0, 0, 0), 0);
                break;
            }
            // Elsewhere an ordinary byte.
            __attribute__((fallthrough));
        default: add_literal(&b);
        }
    }
    add(&b, word_of(CLH_OP_MATCH, CLH_TEST_ANY, 0, 0, 0), 0);
    program->code = b.words;
}
