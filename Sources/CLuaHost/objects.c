// Host objects and their methods. A method call is a yield with a request; its answer comes with a later step.
#include <stdlib.h>
#include <string.h>

#include "internal.h"
#include "nearest.h"

const char *clh_class_name(lua_State *state, uint32_t number) {
    const clh_environment *environment = clh_of(state)->environment;
    return number < environment->class_count ? environment->classes[number].name : "unknown";
}

static struct clh_object *object_at(lua_State *state, int index) {
    struct clh_object *object = lua_touserdata(state, index);
    if (object == NULL || lua_type(state, index) != LUA_TUSERDATA || object == clh_of(state)->null_object) return NULL;
    return object;
}

static void push_class_metatable(lua_State *state, uint32_t number);

// Most executions use few classes, so that of a class is made with its first object. Stack: the table of metatables.
static void push_metatable_of(lua_State *state, uint32_t class_number) {
    lua_Integer place = (lua_Integer)class_number + 1;
    if (lua_rawgeti(state, -1, place) == LUA_TTABLE) return;
    lua_pop(state, 1);
    push_class_metatable(state, class_number);
    lua_pushvalue(state, -1);
    lua_rawseti(state, -3, place);
}

static void push_object(lua_State *state, uint32_t class_number, uint32_t number, const char *id, size_t length) {
    struct clh_object *object = lua_newuserdatauv(state, sizeof *object + length + 1, 0);
    object->class_number = class_number;
    object->number = number;
    object->length = (uint32_t)length;
    memcpy(object->id, id, length);
    object->id[length] = '\0';
    lua_rawgeti(state, LUA_REGISTRYINDEX, CLH_KEY_CLASSES);
    push_metatable_of(state, class_number);
    lua_setmetatable(state, -3);
    lua_pop(state, 1);
}

void clh_push_object(lua_State *state, const char *name, size_t name_length, const char *id, size_t length) {
    const clh_environment *environment = clh_of(state)->environment;
    for (uint32_t i = 0; i < environment->class_count; i++) {
        const char *each = environment->classes[i].name;
        if (strlen(each) == name_length && memcmp(each, name, name_length) == 0) {
            push_object(state, i, CLH_OBJECT_UNLISTED, id, length);
            return;
        }
    }
    clh_raise(state, "InternalError", "the host answered with an object of an unknown class");
}

// ---- Calls

static void build_error(lua_State *state, const char *text, size_t length) {
    clh_decode(state, text, length, "error", CLH_VALUE_OBJECTS);
    clh_error_finish(state, NULL);
}

void clh_signal_push(lua_State *state) {
    clh_exec *exec = clh_of(state);
    lua_createtable(state, 0, 3);
    lua_pushlstring(state, exec->signal_text, exec->signal_length);
    lua_setfield(state, -2, "message");
    clh_error_finish(state, "LifecycleSignal");
}

// Goes on after the answer. Stack: the call's own arguments, the receiver first.
static int answered(lua_State *state, int status, lua_KContext context) {
    (void)status;
    (void)context;
    clh_exec *exec = clh_of(state);
    clh_lane *lane = &exec->lanes[exec->lane_running];
    switch (lane->answer_kind) {
    case CLH_ANSWER_NONE: return 0;
    case CLH_ANSWER_SELF:
        lua_settop(state, 1);
        return 1;
    case CLH_ANSWER_INTEGER: {
        lua_Integer integer;
        memcpy(&integer, clh_lane_answer(lane), sizeof integer);
        lua_pushinteger(state, integer);
        return 1;
    }
    case CLH_ANSWER_VALUE:
        clh_decode(state, clh_lane_answer(lane), lane->answer_length, "answer", CLH_VALUE_OBJECTS);
        return 1;
    case CLH_ANSWER_VALUES: {
        clh_decode(state, clh_lane_answer(lane), lane->answer_length, "answer", CLH_VALUE_OBJECTS);
        int count = (int)lua_rawlen(state, -1);
        luaL_checkstack(state, count, "too many values in an answer");
        int table = lua_gettop(state);
        for (int i = 1; i <= count; i++) lua_rawgeti(state, table, i);
        return count;
    }
    case CLH_ANSWER_ERROR:
        build_error(state, clh_lane_answer(lane), lane->answer_length);
        return lua_error(state);
    case CLH_ANSWER_END:
        exec->signalled = true;
        exec->signal_length = lane->answer_length;
        exec->signal_text = malloc(lane->answer_length + 1);
        if (exec->signal_text == NULL) abort();
        memcpy(exec->signal_text, clh_lane_answer(lane), lane->answer_length);
        clh_signal_push(state);
        return lua_error(state);
    }
    return luaL_error(state, "unknown kind of answer");
}

static const char *method_name(clh_exec *exec, uint32_t class_number, uint32_t function) {
    return exec->environment->classes[class_number].methods[function];
}

static int call_method(lua_State *state) {
    clh_exec *exec = clh_of(state);
    lua_Integer which = lua_tointeger(state, lua_upvalueindex(1));
    uint32_t class_number = (uint32_t)(which >> 32);
    uint32_t function = (uint32_t)which;
    struct clh_object *object = object_at(state, 1);
    if (object == NULL || object->class_number != class_number) {
        const char *name = method_name(exec, class_number, function);
        clh_raise(state, "InvalidInputError", "%s is a method of %s: call it with a colon, object:%s(...)", name,
                  clh_class_name(state, class_number), name);
    }
    if (exec->signalled)
        clh_raise(state, "LifecycleSignal", "%s: host calls are refused while the execution ends",
                  method_name(exec, class_number, function));
    if (!lua_isyieldable(state) || exec->unyieldable > 0)
        clh_raise(state, "InvalidInputError",
                  "%s cannot be called here: inside a sort comparator, a gsub replacement, __tostring, an error handler, a "
                  "closing coroutine, or a function called by one of these. Collect what you need and call it afterwards",
                  method_name(exec, class_number, function));
    int count = lua_gettop(state);
    while (count > 1 && lua_isnil(state, count)) count--;
    clh_scratch_add_byte(state, '[');
    for (int i = 2; i <= count; i++) {
        if (i > 2) clh_scratch_add_byte(state, ',');
        if (lua_isnil(state, i)) { // not given, which is not the same as null
            clh_scratch_add(state, "@\"nil:\"", 7);
        } else {
            clh_encode(state, i, method_name(exec, class_number, function), CLH_VALUE_OBJECTS);
        }
    }
    clh_scratch_add_byte(state, ']');
    lua_Debug info;
    exec->call.line = -1;
    if (lua_getstack(state, 1, &info) && lua_getinfo(state, "l", &info)) exec->call.line = info.currentline;
    exec->call.class_number = class_number;
    exec->call.function_number = function;
    exec->call.receiver = object;
    exec->transfer = CLH_TRANSFER_CALL;
    return lua_yieldk(state, 0, 0, answered);
}

// ---- Metatables

static int compare_names(const void *key, const void *element) {
    return strcmp(key, *(const char *const *)element);
}

static const char *const *method_named(const clh_class *class, const char *name) {
    if (class->method_count == 0) return NULL;
    return bsearch(name, class->methods, class->method_count, sizeof *class->methods, compare_names);
}

static void push_method(lua_State *state, uint32_t class_number, const char *const *found) {
    const clh_class *class = &clh_of(state)->environment->classes[class_number];
    lua_pushinteger(state, (lua_Integer)((uint64_t)class_number << 32 | (uint64_t)(found - class->methods)));
    lua_pushcclosure(state, call_method, 1);
}

// ---- Words

static const clh_words *words_at(lua_State *state, int upvalue) {
    lua_Integer which = lua_tointeger(state, lua_upvalueindex(upvalue));
    return &clh_of(state)->environment->classes[(uint32_t)(which >> 32)].words[(uint32_t)which];
}

static int find_word(lua_State *state) {
    const clh_words *words = words_at(state, 1);
    const char *name = lua_type(state, 2) == LUA_TSTRING ? lua_tostring(state, 2) : luaL_typename(state, 2);
    if (bsearch(name, words->values, words->value_count, sizeof *words->values, compare_names) != NULL) {
        lua_pushvalue(state, 2);
        return 1;
    }
    const char *near = clh_nearest(name, words->values, words->value_count);
    clh_raise(state, "InvalidInputError", "%s has no '%.60s': did you mean '%s'?", words->name, name,
              near != NULL ? near : words->values[0]);
}

static int refuse_word(lua_State *state) {
    clh_raise(state, "InvalidInputError", "%s has constants only, which cannot be assigned", words_at(state, 1)->name);
}

// An empty table through which the words are seen, so that no script changes them. False when there are no such words.
static bool push_words(lua_State *state, uint32_t class_number, const char *name) {
    const clh_class *class = &clh_of(state)->environment->classes[class_number];
    for (uint32_t i = 0; i < class->words_count; i++) {
        if (strcmp(class->words[i].name, name) != 0) continue;
        lua_Integer which = (lua_Integer)((uint64_t)class_number << 32 | i);
        lua_createtable(state, 0, 0);
        lua_createtable(state, 0, 3);
        lua_pushinteger(state, which);
        lua_pushcclosure(state, find_word, 1);
        lua_setfield(state, -2, "__index");
        lua_pushinteger(state, which);
        lua_pushcclosure(state, refuse_word, 1);
        lua_setfield(state, -2, "__newindex");
        lua_pushstring(state, name);
        lua_setfield(state, -2, "__metatable");
        lua_setmetatable(state, -2);
        return true;
    }
    return false;
}

// __index of the method table: makes the method's function, or the table of words, at its first use and keeps it there.
static int find_method(lua_State *state) {
    clh_exec *exec = clh_of(state);
    uint32_t number = (uint32_t)lua_tointeger(state, lua_upvalueindex(1));
    const clh_class *class = &exec->environment->classes[number];
    if (lua_type(state, 2) != LUA_TSTRING)
        clh_raise(state, "InvalidInputError", "%s has methods only; a %s is not a method name", class->name,
                  luaL_typename(state, 2));
    const char *name = lua_tostring(state, 2);
    const char *const *found = method_named(class, name);
    if (found != NULL) {
        push_method(state, number, found);
    } else if (!push_words(state, number, name)) {
        const char *near = clh_nearest(name, class->methods, class->method_count);
        if (near != NULL)
            clh_raise(state, "InvalidInputError", "%s has no method '%.60s': did you mean '%s'?", class->name, name, near);
        clh_raise(state, "InvalidInputError", "%s has no method '%.60s' (fields are read with get)", class->name, name);
    }
    lua_pushvalue(state, 2);
    lua_pushvalue(state, -2);
    lua_rawset(state, 1);
    return 1;
}

static int refuse_assignment(lua_State *state) {
    uint32_t number = (uint32_t)lua_tointeger(state, lua_upvalueindex(1));
    clh_raise(state, "InvalidInputError", "fields of %s are not assigned: use save{name = value}",
              clh_class_name(state, number));
}

static int object_text(lua_State *state) {
    struct clh_object *object = object_at(state, 1);
    if (object == NULL) return luaL_error(state, "host object expected");
    size_t mark = clh_scratch_mark(state);
    const char *name = clh_class_name(state, object->class_number);
    clh_scratch_add(state, name, strlen(name));
    clh_scratch_add_byte(state, ' ');
    clh_scratch_add(state, object->id, object->length);
    clh_scratch_push(state, mark);
    return 1;
}

static int objects_equal(lua_State *state) {
    struct clh_object *a = object_at(state, 1);
    struct clh_object *b = object_at(state, 2);
    lua_pushboolean(state, a != NULL && b != NULL && a->class_number == b->class_number && a->length == b->length &&
                               memcmp(a->id, b->id, a->length) == 0);
    return 1;
}

static void set_closure(lua_State *state, const char *name, lua_CFunction function, uint32_t number) {
    lua_pushinteger(state, number);
    lua_pushcclosure(state, function, 1);
    lua_setfield(state, -2, name);
}

static void push_class_metatable(lua_State *state, uint32_t number) {
    lua_createtable(state, 0, 6);
    lua_createtable(state, 0, 0); // methods used so far
    lua_createtable(state, 0, 1);
    set_closure(state, "__index", find_method, number);
    lua_setmetatable(state, -2);
    lua_setfield(state, -2, "__index");
    set_closure(state, "__newindex", refuse_assignment, number);
    set_closure(state, "__tostring", object_text, number);
    set_closure(state, "__eq", objects_equal, number);
    // What has a next can be gone through: `for record in listing do`.
    const char *const *next = method_named(&clh_of(state)->environment->classes[number], "next");
    if (next != NULL) {
        push_method(state, number, next);
        lua_setfield(state, -2, "__call");
    }
    lua_pushstring(state, clh_class_name(state, number));
    lua_setfield(state, -2, "__name");
    lua_pushstring(state, clh_class_name(state, number));
    lua_setfield(state, -2, "__metatable");
}

void clh_open_objects(lua_State *state) {
    const clh_environment *environment = clh_of(state)->environment;
    lua_createtable(state, (int)environment->class_count, 0);
    lua_rawseti(state, LUA_REGISTRYINDEX, CLH_KEY_CLASSES);
    lua_createtable(state, 0, (int)environment->object_count);
    for (uint32_t i = 0; i < environment->object_count; i++) {
        const clh_object_name *name = &environment->objects[i];
        push_object(state, name->class_number, i, name->id, strlen(name->id));
        lua_setfield(state, -2, name->global);
    }
    lua_rawseti(state, LUA_REGISTRYINDEX, CLH_KEY_GLOBALS);
}
