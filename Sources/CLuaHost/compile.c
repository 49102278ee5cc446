// Source text to bytecode of our own making, in a state that is thrown away.
#include "compile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "internal.h"

// The compiler takes quadratic time for some sources, so it gets the text in pieces and a limited time.
enum { PIECE = 512, COMPILER_SECONDS = 2 };

typedef struct compilation {
    const char *prologue;
    const char *source;
    size_t length;
    const char *name;
    struct timespec until;
    bool prologue_read;
    bool too_slow;
    char *out;
    size_t out_length;
    size_t out_capacity;
} compilation;

static bool is_late(const compilation *job) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return now.tv_sec > job->until.tv_sec || (now.tv_sec == job->until.tv_sec && now.tv_nsec > job->until.tv_nsec);
}

static const char *read_piece(lua_State *state, void *context, size_t *length) {
    compilation *job = context;
    if (!job->prologue_read) {
        job->prologue_read = true;
        *length = strlen(job->prologue);
        if (*length > 0) return job->prologue;
    }
    if (is_late(job)) {
        job->too_slow = true;
        luaL_error(state, "compilation takes over %d s: split the script into functions or modules", COMPILER_SECONDS);
    }
    const char *piece = job->source;
    *length = job->length < PIECE ? job->length : PIECE;
    job->source += *length;
    job->length -= *length;
    return *length > 0 ? piece : NULL;
}

static int write_part(lua_State *state, const void *bytes, size_t length, void *context) {
    (void)state;
    compilation *job = context;
    if (job->out_length + length > job->out_capacity) {
        size_t capacity = job->out_capacity * 2 + length + 1024;
        char *grown = realloc(job->out, capacity);
        if (grown == NULL) return 1;
        job->out = grown;
        job->out_capacity = capacity;
    }
    memcpy(job->out + job->out_length, bytes, length);
    job->out_length += length;
    return 0;
}

static int compile(lua_State *state) {
    compilation *job = lua_touserdata(state, 1);
    if (lua_load(state, read_piece, job, job->name, "t") != LUA_OK) return lua_error(state);
    if (lua_dump(state, write_part, job, 0) != 0) luaL_error(state, "not enough memory");
    return 0;
}

typedef struct counted {
    size_t bytes;
} counted;

enum { COMPILER_MEMORY = 64 * 1024 * 1024 };

static void *allocate_counted(void *context, void *block, size_t old_size, size_t new_size) {
    counted *count = context;
    if (block == NULL) old_size = 0;
    if (new_size == 0) {
        free(block);
        count->bytes -= old_size;
        return NULL;
    }
    if (new_size > old_size && count->bytes + (new_size - old_size) > COMPILER_MEMORY) return NULL;
    void *fresh = realloc(block, new_size);
    if (fresh != NULL) count->bytes += new_size - old_size;
    return fresh;
}

char *clh_compile(const char *source, size_t length, const char *name, const char *prologue, size_t *bytecode_length,
                  char *message, size_t message_size) {
    char text[256];
    char chunk[256];
    snprintf(chunk, sizeof chunk, "@%s", name);
    if (!clh_source_acceptable(source, length, text, sizeof text)) {
        snprintf(message, message_size, "%s:%s", name, text);
        return NULL;
    }
    // A first line that begins with # is for the system's shell; the line stays, to keep the numbers.
    if (length > 0 && source[0] == '#') {
        const char *line_end = memchr(source, '\n', length);
        length = line_end == NULL ? 0 : length - (size_t)(line_end - source);
        source = line_end == NULL ? source : line_end;
    }
    counted count = {0};
    lua_State *state = lua_newstate(allocate_counted, &count);
    if (state == NULL) {
        snprintf(message, message_size, "%s:1: no memory to compile", name);
        return NULL;
    }
    compilation job = {.prologue = prologue, .source = source, .length = length, .name = chunk};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &job.until);
    job.until.tv_sec += COMPILER_SECONDS;
    lua_pushcfunction(state, compile);
    lua_pushlightuserdata(state, &job);
    int status = lua_pcall(state, 1, 0, 0);
    if (status != LUA_OK) {
        const char *why = lua_type(state, -1) == LUA_TSTRING ? lua_tostring(state, -1) : "compilation failed";
        if (job.too_slow) snprintf(message, message_size, "%s:1: %s", name, why);
        else snprintf(message, message_size, "%s", why);
        free(job.out);
        job.out = NULL;
    }
    lua_close(state); // no script code ran in it
    *bytecode_length = job.out_length;
    return job.out;
}

void clh_free(void *memory) { free(memory); }
