// string.find, match, gmatch and gsub (Lua 5.4 manual 6.4), on top of the pattern programs.
#include <string.h>

#include "pattern.h"
#include "string_functions.h"

enum { MATCH_SUBJECT = 1, MATCH_PATTERN = 2, GSUB_REPLACEMENT = 3 };

// Offset of the 1-based, possibly negative position at argument `index`; may be past the end.
static size_t start_offset(lua_State *state, int index, size_t length) {
    lua_Integer position = luaL_optinteger(state, index, 1);
    if (position > 0) return (size_t)position - 1;
    if (position == 0 || (lua_Unsigned)0 - (lua_Unsigned)position > length) return 0;
    return length - (size_t)((lua_Unsigned)0 - (lua_Unsigned)position);
}

static clh_match match_of(lua_State *state, const char *subject, size_t length) {
    clh_match match;
    match.state = state;
    match.subject = subject;
    match.end = subject + length;
    return match;
}

static void push_capture(lua_State *state, const clh_match *match, int number) {
    if (number >= match->capture_count) {
        if (number > 0) luaL_error(state, "invalid capture index %%%d", number + 1);
        lua_pushlstring(state, match->start, (size_t)(match->stop - match->start));
        return;
    }
    const clh_capture *capture = &match->captures[number];
    if (capture->length == CLH_CAPTURE_OPEN) luaL_error(state, "unfinished capture");
    if (capture->length == CLH_CAPTURE_POSITION)
        lua_pushinteger(state, capture->start - match->subject + 1);
    else
        lua_pushlstring(state, capture->start, (size_t)capture->length);
}

// All captures, or the whole match if there are none and `whole`.
static int push_captures(lua_State *state, const clh_match *match, bool whole) {
    int count = match->capture_count == 0 && whole ? 1 : match->capture_count;
    luaL_checkstack(state, count, "too many captures");
    for (int i = 0; i < count; i++) push_capture(state, match, i);
    return count;
}

static bool has_specials(const char *pattern, size_t length) {
    for (size_t i = 0; i < length; i++) {
        switch (pattern[i]) {
        case '^': case '$': case '*': case '+': case '?': case '.': case '(': case '[': case '%': case '-': return true;
        default: break;
        }
    }
    return false;
}

static int find_or_match(lua_State *state, bool find) {
    size_t length, pattern_length;
    const char *subject = luaL_checklstring(state, MATCH_SUBJECT, &length);
    const char *pattern = luaL_checklstring(state, MATCH_PATTERN, &pattern_length);
    size_t offset = start_offset(state, 3, length);
    if (offset > length) {
        lua_pushnil(state);
        return 1;
    }
    if (find && (lua_toboolean(state, 4) || !has_specials(pattern, pattern_length))) {
        CLH_POLL(state);
        const char *found = clh_find_bytes(state, subject + offset, subject + length, pattern, pattern_length);
        if (found == NULL) {
            lua_pushnil(state);
            return 1;
        }
        lua_pushinteger(state, found - subject + 1);
        lua_pushinteger(state, (lua_Integer)((size_t)(found - subject) + pattern_length));
        return 2;
    }
    clh_program program;
    clh_program_room room;
    size_t mark = clh_scratch_mark(state);
    clh_program_build(state, &program, &room, pattern, pattern_length, true);
    clh_match match = match_of(state, subject, length);
    bool found = clh_program_search(&program, &match, subject + offset, NULL);
    clh_scratch_release(state, mark);
    if (!found) {
        lua_pushnil(state);
        return 1;
    }
    if (!find) return push_captures(state, &match, true);
    lua_pushinteger(state, match.start - subject + 1);
    lua_pushinteger(state, match.stop - subject);
    return push_captures(state, &match, false) + 2;
}

int clh_string_find(lua_State *state) { return find_or_match(state, true); }

int clh_string_match(lua_State *state) { return find_or_match(state, false); }

// ---- gmatch. The iterator has three upvalues: subject, pattern, and this.

typedef struct iteration {
    size_t next;        // offset where the search goes on
    size_t refused;     // offset where the last match ended, or SIZE_MAX
    uint32_t word_count;
    uint32_t first;
    uint8_t captures;
    uint64_t words[];
} iteration;

static int next_match(lua_State *state) {
    size_t length;
    const char *subject = lua_tolstring(state, lua_upvalueindex(1), &length);
    iteration *iter = lua_touserdata(state, lua_upvalueindex(3));
    if (iter->next > length) return 0;
    clh_program program = {.code = iter->words,
                           .text = lua_tostring(state, lua_upvalueindex(2)),
                           .word_count = iter->word_count,
                           .first = iter->first,
                           .captures = iter->captures};
    clh_match match = match_of(state, subject, length);
    const char *refused = iter->refused == SIZE_MAX ? NULL : subject + iter->refused;
    if (!clh_program_search(&program, &match, subject + iter->next, refused)) {
        iter->next = length + 1;
        return 0;
    }
    iter->next = iter->refused = (size_t)(match.stop - subject);
    return push_captures(state, &match, true);
}

int clh_string_gmatch(lua_State *state) {
    size_t length, pattern_length;
    luaL_checklstring(state, MATCH_SUBJECT, &length);
    const char *pattern = luaL_checklstring(state, MATCH_PATTERN, &pattern_length);
    size_t offset = start_offset(state, 3, length);
    lua_settop(state, 2);
    clh_program program;
    clh_program_room room;
    size_t mark = clh_scratch_mark(state);
    clh_program_build(state, &program, &room, pattern, pattern_length, false);
    size_t size = program.word_count * sizeof(uint64_t);
    iteration *iter = lua_newuserdatauv(state, sizeof *iter + size, 0);
    iter->next = offset > length ? length + 1 : offset;
    iter->refused = SIZE_MAX;
    iter->word_count = program.word_count;
    iter->first = program.first;
    iter->captures = program.captures;
    memcpy(iter->words, program.code, size);
    clh_scratch_release(state, mark);
    lua_pushcclosure(state, next_match, 3);
    return 1;
}

// ---- gsub

// Appends the replacement text, with its `%` replaced by captures, to the scratch.
static void add_replacement(lua_State *state, const clh_match *match, const char *text, size_t length) {
    const char *end = text + length;
    while (text < end) {
        const char *percent = memchr(text, '%', (size_t)(end - text));
        if (percent == NULL) percent = end;
        if (percent > text) clh_scratch_add(state, text, (size_t)(percent - text));
        if (percent == end) return;
        char kind = percent + 1 < end ? percent[1] : '\0';
        text = percent + 2;
        if (kind == '%') {
            clh_scratch_add_byte(state, '%');
        } else if (kind == '0' || (kind == '1' && match->capture_count == 0)) {
            clh_scratch_add(state, match->start, (size_t)(match->stop - match->start));
        } else if (kind >= '1' && kind <= '9') {
            CLH_POLL(state);
            int number = kind - '1';
            if (number >= match->capture_count)
                luaL_error(state, "invalid capture index %%%d in replacement string", number + 1);
            const clh_capture *capture = &match->captures[number];
            if (capture->length >= 0) {
                clh_scratch_add(state, capture->start, (size_t)capture->length);
            } else {
                size_t written;
                push_capture(state, match, number);
                const char *digits = lua_tolstring(state, -1, &written);
                clh_scratch_add(state, digits, written);
                lua_pop(state, 1);
            }
        } else {
            luaL_error(state, "invalid use of '%%' in replacement string");
        }
    }
}

// Pushes what a table or function says about the match; false, with nothing pushed, if the match is to stay.
static bool push_answer(lua_State *state, const clh_match *match, int type) {
    if (type == LUA_TTABLE) {
        push_capture(state, match, 0);
        lua_gettable(state, GSUB_REPLACEMENT);
    } else {
        lua_pushvalue(state, GSUB_REPLACEMENT);
        lua_call(state, push_captures(state, match, true), 1);
    }
    if (!lua_toboolean(state, -1)) {
        lua_pop(state, 1);
        return false;
    }
    if (!lua_isstring(state, -1))
        luaL_error(state, "invalid replacement value (a %s)", luaL_typename(state, -1));
    return true;
}

int clh_string_gsub(lua_State *state) {
    size_t length, pattern_length, text_length = 0;
    const char *subject = luaL_checklstring(state, MATCH_SUBJECT, &length);
    const char *pattern = luaL_checklstring(state, MATCH_PATTERN, &pattern_length);
    int type = lua_type(state, GSUB_REPLACEMENT);
    bool is_text = type == LUA_TSTRING || type == LUA_TNUMBER;
    luaL_argexpected(state, is_text || type == LUA_TTABLE || type == LUA_TFUNCTION, GSUB_REPLACEMENT,
                     "string/function/table");
    lua_Integer most = luaL_optinteger(state, 4, (lua_Integer)length + 1);
    const char *text = is_text ? lua_tolstring(state, GSUB_REPLACEMENT, &text_length) : NULL;
    bool verbatim = is_text && memchr(text, '%', text_length) == NULL;
    size_t mark = clh_scratch_mark(state);
    clh_program program;
    clh_program_room room;
    clh_program_build(state, &program, &room, pattern, pattern_length, true);
    size_t result = clh_scratch_mark(state);
    clh_match match = match_of(state, subject, length);
    const char *copied = subject; // what lies before is in the result
    const char *from = subject;
    const char *refused = NULL;
    bool changed = false;
    lua_Integer count = 0;
    while (count < most && clh_program_search(&program, &match, from, refused)) {
        count++;
        from = refused = match.stop;
        if (is_text || push_answer(state, &match, type)) {
            changed = true;
            if (match.start > copied) clh_scratch_add(state, copied, (size_t)(match.start - copied));
            copied = match.stop;
            if (verbatim) {
                clh_scratch_add(state, text, text_length);
            } else if (is_text) {
                add_replacement(state, &match, text, text_length);
            } else {
                size_t answer_length;
                const char *answer = lua_tolstring(state, -1, &answer_length);
                clh_scratch_add(state, answer, answer_length);
                lua_pop(state, 1);
            }
        }
        if (program.anchored) break;
        clh_program_locate(state, &program, &room);
    }
    if (!changed) {
        lua_pushvalue(state, MATCH_SUBJECT);
    } else {
        clh_scratch_add(state, copied, (size_t)(match.end - copied));
        clh_scratch_push(state, result);
    }
    clh_scratch_release(state, mark);
    lua_pushinteger(state, count);
    return 2;
}
