// table.sort: a stable merge sort. liblua's quicksort draws its pivots from the clock and orders equal elements by
// chance.
//
// Numbers and texts are sorted in a list of our own without a call into Lua. Otherwise positions are sorted while the
// values wait in a table of ours, so an error in the order function leaves the script's table as it was, and an order
// function that contradicts itself cannot do harm.
#include "sort.h"

#include <string.h>

#include "internal.h"

enum { FUNCTION = 2, VALUES = 3, RUN = 8, SMALL = 512 };

typedef enum ordering { BY_FUNCTION, BY_LESS, BY_INTEGER, BY_NUMBER, BY_TEXT } ordering;

static size_t entry_size(ordering by) {
    switch (by) {
    case BY_INTEGER: return sizeof(lua_Integer);
    case BY_NUMBER: return sizeof(lua_Number);
    case BY_TEXT: return sizeof(clh_text);
    default: return sizeof(uint32_t);
    }
}

// ---- Merging: one routine for each kind of entry, made from one text

uint32_t clh_sort_spare(uint32_t count) {
    uint64_t width = RUN;
    while (width * 2 < count) width *= 2;
    return count > RUN ? (uint32_t)width : 0;
}

// `LESS(a, b)` says whether entry a comes before entry b. Entries stay in `entries`; `spare` takes the left one of two
// runs while they are merged. Runs that are in order already cost one comparison. Runs are merged as soon as there are
// two of the same width, so that most of the work is done while what the entries refer to is in the cache.
#define DEFINE_SORT(name, type, LESS)                                                                      \
    static void name##_merge(lua_State *state, type *out, type *right, type *end, type *spare) {           \
        CLH_POLL(state);                                                                                   \
        if (!LESS(*right, right[-1])) return;                                                              \
        type *left = spare, *left_end = spare + (right - out);                                             \
        memcpy(spare, out, (size_t)(right - out) * sizeof *out);                                           \
        while (left < left_end && right < end) {                                                           \
            if (LESS(*right, *left)) *out++ = *right++;                                                    \
            else *out++ = *left++;                                                                         \
        }                                                                                                  \
        memcpy(out, left, (size_t)(left_end - left) * sizeof *out);                                        \
    }                                                                                                      \
    static void name(lua_State *state, type *entries, type *spare, uint32_t count) {                       \
        for (uint64_t start = 0; start < count; start += RUN) {                                            \
            uint64_t end = start + RUN < count ? start + RUN : count;                                      \
            for (uint64_t i = start + 1; i < end; i++) {                                                   \
                type moving = entries[i];                                                                  \
                uint64_t at = i;                                                                           \
                for (; at > start && LESS(moving, entries[at - 1]); at--) entries[at] = entries[at - 1];   \
                entries[at] = moving;                                                                      \
            }                                                                                              \
            for (uint64_t width = RUN; end % (2 * width) == 0; width *= 2)                                 \
                name##_merge(state, entries + (end - 2 * width), entries + (end - width), entries + end, spare); \
        }                                                                                                  \
        for (uint64_t width = RUN; width < count; width *= 2) { /* what is left at the end */              \
            uint64_t start = count - count % (2 * width);                                                  \
            if (start + width < count)                                                                     \
                name##_merge(state, entries + start, entries + start + width, entries + count, spare);     \
        }                                                                                                  \
    }

static bool function_less(lua_State *state, uint32_t left, uint32_t right) {
    CLH_POLL(state);
    lua_pushvalue(state, FUNCTION);
    lua_geti(state, VALUES, left);
    lua_geti(state, VALUES, right);
    lua_call(state, 2, 1);
    bool less = lua_toboolean(state, -1);
    lua_pop(state, 1);
    return less;
}

static bool value_less(lua_State *state, uint32_t left, uint32_t right) {
    CLH_POLL(state);
    lua_geti(state, VALUES, left);
    lua_geti(state, VALUES, right);
    bool less = lua_compare(state, -2, -1, LUA_OPLT);
    lua_pop(state, 2);
    return less;
}

// In the C locale Lua orders texts by their bytes.
static inline bool text_less(const clh_text *left, const clh_text *right) {
    if (left->front != right->front) return left->front < right->front;
    int order = memcmp(left->bytes, right->bytes, left->length < right->length ? left->length : right->length);
    return order != 0 ? order < 0 : left->length < right->length;
}

#define FUNCTION_LESS(a, b) function_less(state, a, b)
#define VALUE_LESS(a, b) value_less(state, a, b)
#define NUMBER_LESS(a, b) ((a) < (b))
#define TEXT_LESS(a, b) text_less(&(a), &(b))

DEFINE_SORT(sort_by_function, uint32_t, FUNCTION_LESS)
DEFINE_SORT(sort_by_value, uint32_t, VALUE_LESS)
DEFINE_SORT(sort_integers, lua_Integer, NUMBER_LESS)
DEFINE_SORT(sort_numbers, lua_Number, NUMBER_LESS)
DEFINE_SORT(sort_texts, clh_text, TEXT_LESS)

void clh_sort_texts(lua_State *state, clh_text *texts, clh_text *spare, uint32_t count) {
    sort_texts(state, texts, spare, count);
}

// ---- What is compared

// NaN compares false with everything, so a list with one is left to the same steps as any other values.
static ordering ordering_of(lua_State *state, int values, uint32_t count) {
    bool integers = true, numbers = true, texts = true;
    for (uint32_t i = 1; i <= count; i++) {
        CLH_POLL(state);
        int type = lua_geti(state, values, i);
        bool integer = type == LUA_TNUMBER && lua_isinteger(state, -1);
        integers &= integer;
        numbers &= type == LUA_TNUMBER && !integer && lua_tonumber(state, -1) == lua_tonumber(state, -1);
        texts &= type == LUA_TSTRING;
        lua_pop(state, 1);
        if (!integers && !numbers && !texts) return BY_LESS;
    }
    return integers ? BY_INTEGER : numbers ? BY_NUMBER : BY_TEXT;
}

static void copy_values(lua_State *state, uint32_t count, bool plain) {
    uint32_t room = count < 100000 || plain ? count : 100000; // a metamethod may lie about the length
    lua_createtable(state, (int)room, 0);
    for (uint32_t i = 1; i <= count; i++) {
        CLH_POLL(state);
        lua_geti(state, 1, i);
        lua_rawseti(state, VALUES, i);
    }
}

static void fill(lua_State *state, ordering by, void *entries, int values, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        CLH_POLL(state);
        if (by == BY_FUNCTION || by == BY_LESS) {
            ((uint32_t *)entries)[i] = i + 1;
            continue;
        }
        lua_geti(state, values, (lua_Integer)i + 1);
        if (by == BY_TEXT) {
            size_t length;
            const char *bytes = lua_tolstring(state, -1, &length); // the table keeps it where it is
            ((clh_text *)entries)[i] = clh_text_of(bytes, length, i + 1);
        } else if (by == BY_INTEGER) {
            ((lua_Integer *)entries)[i] = lua_tointeger(state, -1);
        } else {
            ((lua_Number *)entries)[i] = lua_tonumber(state, -1);
        }
        lua_pop(state, 1);
    }
}

// ---- The result

// Puts the texts of the script's own table into their new places, each circle of exchanges with one text in hand.
static void rearrange(lua_State *state, clh_text *texts, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        CLH_POLL(state);
        uint32_t from = texts[i].position;
        if (from == i + 1 || from == 0) continue;
        lua_geti(state, 1, (lua_Integer)i + 1);
        uint32_t to = i + 1;
        for (; from != i + 1; from = texts[to - 1].position) {
            CLH_POLL(state);
            lua_geti(state, 1, from);
            lua_seti(state, 1, to);
            texts[to - 1].position = 0; // done
            to = from;
        }
        texts[to - 1].position = 0;
        lua_seti(state, 1, to);
    }
}

static void push_sorted(lua_State *state, ordering by, const void *entries, uint32_t i) {
    switch (by) {
    case BY_INTEGER: lua_pushinteger(state, ((const lua_Integer *)entries)[i]); break;
    case BY_NUMBER: lua_pushnumber(state, ((const lua_Number *)entries)[i]); break;
    case BY_TEXT: lua_geti(state, VALUES, ((const clh_text *)entries)[i].position); break;
    default: lua_geti(state, VALUES, ((const uint32_t *)entries)[i]); break;
    }
}

void clh_sort(lua_State *state, uint32_t count, bool plain) {
    luaL_checkstack(state, 8, "sort");
    ordering by = BY_FUNCTION;
    bool in_place = plain && lua_isnil(state, FUNCTION);
    if (in_place) by = ordering_of(state, 1, count);
    if (by == BY_FUNCTION || by == BY_LESS) {
        in_place = false;
        copy_values(state, count, plain);
        if (!plain && lua_isnil(state, FUNCTION)) by = ordering_of(state, VALUES, count);
    }
    size_t spare = clh_sort_spare(count), size = entry_size(by);
    _Alignas(16) char small[SMALL];
    void *entries = small;
    // A userdata counts as the script's memory, and stays where it is while script code runs.
    if ((count + spare) * size > sizeof small) entries = lua_newuserdatauv(state, (count + spare) * size, 0);
    void *rest = (char *)entries + count * size;
    fill(state, by, entries, in_place ? 1 : VALUES, count);
    switch (by) {
    case BY_INTEGER: sort_integers(state, entries, rest, count); break;
    case BY_NUMBER: sort_numbers(state, entries, rest, count); break;
    case BY_TEXT: sort_texts(state, entries, rest, count); break;
    case BY_LESS: sort_by_value(state, entries, rest, count); break;
    default: sort_by_function(state, entries, rest, count); break;
    }
    if (in_place && by == BY_TEXT) {
        rearrange(state, entries, count);
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        CLH_POLL(state);
        push_sorted(state, by, entries, i);
        lua_seti(state, 1, (lua_Integer)i + 1);
    }
}
