// Shows the calls of an execution that stands still, with locals and upvalues, as JSON text. No code of a script runs and
// nothing is allocated in the arena: values are read raw, and written to memory of our own. They look as the module
// `inspect` shows them, as far as the limits let them.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"

enum { DEPTH_MOST = 20, ITEMS_MOST = 1000, KNOWN_MOST = 4000, VISITS_MOST = 200000, FRAMES_MOST = 200, LEVELS_MOST = 1000 };

typedef struct shown {
    clh_debug *debug;
    lua_State *stack; // where values lie while they are shown: the main thread, which runs nothing
    const clh_show_limits *limits;
    size_t end;       // of the value that is shown, at most
    bool is_full;
    const void *known[KNOWN_MOST]; // tables and functions, in the order of their appearance
    int known_count;
} shown;

// ---- Bytes

static void add_raw(shown *show, const char *bytes, size_t count) {
    clh_debug *debug = show->debug;
    if (debug->text_length + count > debug->text_capacity) {
        size_t capacity = 2 * (debug->text_length + count) + 4096;
        char *text = realloc(debug->text, capacity);
        if (text == NULL) abort();
        debug->text = text;
        debug->text_capacity = capacity;
    }
    memcpy(debug->text + debug->text_length, bytes, count);
    debug->text_length += count;
}

static void add_literal(shown *show, const char *text) { add_raw(show, text, strlen(text)); }

// Within a JSON string.
static void add_escaped(shown *show, const char *bytes, size_t count) {
    for (size_t i = 0; i < count; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        char escape[8];
        if (byte == '"' || byte == '\\') {
            add_raw(show, (char[]){'\\', (char)byte}, 2);
        } else if (byte < 0x20) {
            snprintf(escape, sizeof escape, "\\u%04x", byte);
            add_literal(show, escape);
        } else {
            add_raw(show, &bytes[i], 1);
        }
    }
}

static void add_string(shown *show, const char *text) {
    add_literal(show, "\"");
    add_escaped(show, text, strlen(text));
    add_literal(show, "\"");
}

// A part of a value: nothing more comes after the limit.
static void add(shown *show, const char *bytes, size_t count) {
    if (show->is_full) return;
    if (show->debug->text_length + count > show->end) {
        show->is_full = true;
        add_literal(show, "...");
        return;
    }
    add_escaped(show, bytes, count);
}

static void add_text(shown *show, const char *text) { add(show, text, strlen(text)); }

// ---- Values

static void add_quoted(shown *show, const char *bytes, size_t count) {
    add_text(show, "\"");
    for (size_t i = 0; i < count && !show->is_full; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        char escape[8];
        switch (byte) {
        case '\n': add_text(show, "\\n"); break;
        case '\r': add_text(show, "\\r"); break;
        case '\t': add_text(show, "\\t"); break;
        case '\0': add_text(show, "\\0"); break;
        case '\\': add_text(show, "\\\\"); break;
        case '"': add_text(show, "\\\""); break;
        default:
            if (byte >= 0x20 && byte != 0x7f) {
                add(show, &bytes[i], 1);
            } else {
                snprintf(escape, sizeof escape, "\\x%02x", byte);
                add_text(show, escape);
            }
        }
    }
    add_text(show, "\"");
}

static void add_number(shown *show, int index) {
    char text[64];
    if (lua_isinteger(show->stack, index)) {
        snprintf(text, sizeof text, "%lld", (long long)lua_tointeger(show->stack, index));
    } else {
        double value = lua_tonumber(show->stack, index);
        if (isnan(value)) {
            strcpy(text, "nan");
        } else {
            snprintf(text, sizeof text - 2, "%.14g", value);
            if (text[strspn(text, "-0123456789")] == '\0') strcat(text, ".0");
        }
    }
    add_text(show, text);
}

// The number of a table or function; negative when it appears for the first time.
static int number_of(shown *show, const void *thing) {
    for (int i = 0; i < show->known_count; i++)
        if (show->known[i] == thing) return i + 1;
    if (show->known_count == KNOWN_MOST) {
        show->is_full = true;
        return KNOWN_MOST;
    }
    show->known[show->known_count++] = thing;
    return -show->known_count;
}

static bool is_name(const char *text, size_t length) {
    static const char *const words[] = {"and",   "break", "do",  "else", "elseif", "end",    "false", "for",
                                        "function", "goto", "if", "in",  "local",  "nil",    "not",   "or",
                                        "repeat", "return", "then", "true", "until", "while"};
    if (length == 0 || (text[0] >= '0' && text[0] <= '9')) return false;
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        if (!(c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))) return false;
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == length && memcmp(words[i], text, length) == 0) return false;
    return true;
}

static int rank_of(lua_State *stack, int index) {
    switch (lua_type(stack, index)) {
    case LUA_TNUMBER: return 1;
    case LUA_TSTRING: return 2;
    case LUA_TBOOLEAN: return 3;
    default: return 4;
    }
}

// Numbers, then texts by their bytes, then false and true, then all others as the table gives them.
static bool comes_before(lua_State *stack, int a, int b) {
    int rank = rank_of(stack, a);
    if (rank != rank_of(stack, b)) return rank < rank_of(stack, b);
    if (rank == 1) {
        if (lua_isinteger(stack, a) && lua_isinteger(stack, b)) return lua_tointeger(stack, a) < lua_tointeger(stack, b);
        return lua_tonumber(stack, a) < lua_tonumber(stack, b);
    }
    if (rank == 3) return !lua_toboolean(stack, a) && lua_toboolean(stack, b);
    if (rank != 2) return false;
    size_t length_a, length_b;
    const char *text_a = lua_tolstring(stack, a, &length_a), *text_b = lua_tolstring(stack, b, &length_b);
    int order = memcmp(text_a, text_b, length_a < length_b ? length_a : length_b);
    return order != 0 ? order < 0 : length_a < length_b;
}

static void sort_keys(lua_State *stack, int base, short *order, int count) {
    for (int i = 0; i < count; i++) {
        int place = i;
        for (; place > 0 && comes_before(stack, base + i, base + order[place - 1]); place--) order[place] = order[place - 1];
        order[place] = (short)i;
    }
}

static void add_value(shown *show, int index, int depth);

// Puts keys outside of 1...`length` onto the stack; at most so many.
static int push_keys(shown *show, int table, lua_Unsigned length, int most) {
    lua_State *stack = show->stack;
    int count = 0;
    lua_pushnil(stack);
    for (int visits = 0; lua_next(stack, table); visits++) {
        lua_pop(stack, 1);
        if (visits >= VISITS_MOST || count >= most) {
            lua_pop(stack, 1);
            break;
        }
        if (lua_isinteger(stack, -1) && (lua_Unsigned)lua_tointeger(stack, -1) - 1 < length) continue;
        lua_pushvalue(stack, -1); // the lower one stays
        count++;
    }
    return count;
}

static bool begin_entry(shown *show, int *written) {
    if (*written > 0) add_text(show, ", ");
    if (++*written <= show->limits->items) return !show->is_full;
    add_text(show, "...");
    return false;
}

static void add_entries(shown *show, int table, int depth) {
    lua_State *stack = show->stack;
    lua_Unsigned length = lua_rawlen(stack, table);
    int written = 0, top = lua_gettop(stack);
    for (lua_Unsigned i = 1; i <= length; i++) {
        if (!begin_entry(show, &written)) return;
        lua_rawgeti(stack, table, (lua_Integer)i);
        add_value(show, top + 1, depth);
        lua_settop(stack, top);
    }
    int most = show->limits->items + 1 - written < ITEMS_MOST ? show->limits->items + 1 - written : ITEMS_MOST;
    if (!lua_checkstack(stack, most + 8)) return;
    int count = push_keys(show, table, length, most);
    short order[ITEMS_MOST];
    sort_keys(stack, top + 1, order, count);
    for (int i = 0; i < count; i++) {
        if (!begin_entry(show, &written)) break;
        int key = top + 1 + order[i];
        size_t size;
        const char *text = lua_type(stack, key) == LUA_TSTRING ? lua_tolstring(stack, key, &size) : NULL;
        if (text != NULL && is_name(text, size)) {
            add(show, text, size);
        } else {
            add_text(show, "[");
            add_value(show, key, depth);
            add_text(show, "]");
        }
        add_text(show, " = ");
        lua_pushvalue(stack, key);
        lua_rawget(stack, table);
        add_value(show, lua_gettop(stack), depth);
        lua_settop(stack, top + count);
    }
    lua_settop(stack, top);
}

static void add_numbered(shown *show, const char *kind, int number) {
    char text[48];
    snprintf(text, sizeof text, "<%s %d>", kind, number < 0 ? -number : number);
    add_text(show, text);
}

static void add_table(shown *show, int index, int depth) {
    lua_State *stack = show->stack;
    int number = number_of(show, lua_topointer(stack, index));
    if (number > 0) return add_numbered(show, "table", number);
    lua_pushnil(stack);
    if (!lua_next(stack, index)) return add_text(show, "{}");
    lua_pop(stack, 2);
    if (depth >= show->limits->depth || depth >= DEPTH_MOST || !lua_checkstack(stack, 8)) return add_text(show, "{...}");
    add_text(show, "{");
    add_entries(show, index, depth + 1);
    add_text(show, "}");
}

static void add_object(shown *show, int index) {
    clh_exec *exec = clh_of(show->stack);
    const struct clh_object *object = lua_touserdata(show->stack, index);
    if ((const void *)object == exec->null_object) return add_text(show, "null");
    add_text(show, "<");
    add_text(show, clh_class_name(show->stack, object->class_number));
    add_text(show, " ");
    add(show, object->id, object->length);
    add_text(show, ">");
}

static void add_value(shown *show, int index, int depth) {
    if (show->is_full) return;
    size_t length;
    const char *text;
    switch (lua_type(show->stack, index)) {
    case LUA_TNIL: return add_text(show, "nil");
    case LUA_TBOOLEAN: return add_text(show, lua_toboolean(show->stack, index) ? "true" : "false");
    case LUA_TNUMBER: return add_number(show, index);
    case LUA_TSTRING:
        text = lua_tolstring(show->stack, index, &length);
        return add_quoted(show, text, length);
    case LUA_TTABLE: return add_table(show, index, depth);
    case LUA_TUSERDATA: return add_object(show, index);
    default:
        add_numbered(show, lua_typename(show->stack, lua_type(show->stack, index)),
                     number_of(show, lua_topointer(show->stack, index)));
    }
}

// ---- Frames

// Writes ["name","value"] for what is on top of `thread`, and takes it away.
static void add_variable(shown *show, lua_State *thread, const char *name, int *count) {
    if (thread != show->stack) lua_xmove(thread, show->stack, 1);
    add_literal(show, (*count)++ > 0 ? ",[" : "[");
    add_string(show, name);
    add_literal(show, ",\"");
    show->known_count = 0;
    show->is_full = false;
    show->end = show->debug->text_length + show->limits->bytes;
    add_value(show, lua_gettop(show->stack), 0);
    lua_pop(show->stack, 1);
    add_literal(show, "\"]");
}

// Lua keeps five slots free above the top of every stack, so what is read here needs no more room.
static void add_locals(shown *show, lua_State *thread, lua_Debug *frame, bool is_at_line) {
    int count = 0;
    const char *name;
    for (int i = 1; (name = lua_getlocal(thread, frame, i)) != NULL; i++) {
        if (is_at_line) name = i <= show->debug->name_count ? show->debug->names[i - 1] : "(out of scope)";
        if (name[0] == '(')
            lua_pop(thread, 1);
        else
            add_variable(show, thread, name, &count);
    }
    for (int i = 1; i <= show->limits->items && lua_getlocal(thread, frame, -i) != NULL; i++) {
        char text[24];
        snprintf(text, sizeof text, "...[%d]", i);
        add_variable(show, thread, text, &count);
    }
}

static void add_upvalues(shown *show, lua_State *thread, lua_Debug *frame) {
    int count = 0;
    lua_State *stack = show->stack;
    lua_getinfo(thread, "f", frame);
    lua_xmove(thread, stack, 1);
    int function = lua_gettop(stack);
    const char *name;
    for (int i = 1; (name = lua_getupvalue(stack, function, i)) != NULL; i++) {
        if (strcmp(name, "_ENV") == 0)
            lua_pop(stack, 1);
        else
            add_variable(show, stack, name, &count);
    }
    lua_settop(stack, function - 1);
}

static void add_frames(shown *show, lua_State *thread, int *count) {
    lua_Debug frame;
    for (int level = 0; *count < FRAMES_MOST && level < LEVELS_MOST && lua_getstack(thread, level, &frame); level++) {
        lua_getinfo(thread, "Sln", &frame);
        if (frame.currentline < 0) continue; // functions of the host
        add_literal(show, (*count)++ > 0 ? ",{\"name\":" : "{\"name\":");
        add_string(show, frame.name != NULL ? frame.name : "");
        add_literal(show, ",\"what\":");
        add_string(show, frame.what);
        add_literal(show, ",\"chunk\":");
        add_string(show, frame.short_src);
        bool is_at_line = show->debug->is_at_line && *count == 1;
        if (is_at_line) frame.currentline = show->debug->line;
        char text[96];
        bool is_script = frame.source == clh_of(thread)->script_source;
        snprintf(text, sizeof text, ",\"line\":%d,\"defined\":%d,\"is_script\":%s,\"locals\":[", frame.currentline,
                 frame.linedefined, is_script ? "true" : "false");
        add_literal(show, text);
        add_locals(show, thread, &frame, is_at_line);
        add_literal(show, "],\"upvalues\":[");
        add_upvalues(show, thread, &frame);
        add_literal(show, "]}");
    }
}

clh_bytes clh_debug_frames(clh_exec *exec, const clh_show_limits *limits) {
    static const clh_bytes none = {.data = "[]", .length = 2};
    if (exec->debug == NULL || exec->finished || exec->killed != CLH_KILL_NONE || !clh_slot_ready()) return none;
    jmp_buf exit;
    exec->exit = &exit;
    clh_slot_enter(exec);
    shown *volatile show = calloc(1, sizeof *show);
    if (show == NULL) abort();
    *show = (shown){.debug = exec->debug, .stack = exec->main, .limits = limits};
    bool right = _setjmp(exit) == 0;
    if (right) {
        int count = 0;
        exec->debug->text_length = 0;
        add_literal(show, "[");
        for (int place = (int)exec->debug->reach; place >= 0; place--) {
            lua_State *thread = place < CLH_CHAIN_MOST ? exec->debug->chain[place] : NULL;
            if (thread != NULL) add_frames(show, thread, &count);
        }
        add_literal(show, "]");
    }
    free(show);
    clh_slot_leave(exec);
    exec->exit = NULL;
    return right ? (clh_bytes){.data = exec->debug->text, .length = exec->debug->text_length} : none;
}
