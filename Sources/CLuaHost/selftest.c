// Whether the Lua library of this machine can be made safe. Fails closed: an unknown version, a structure that is not as
// expected, or a hole that the shim does not close, and no script runs.
#include <locale.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "internal.h"

const char *clh_lua_identity(void) { return lua_ident; }

uint64_t clh_libm_fingerprint(void) {
    uint64_t digest = 0xcbf29ce484222325u;
    for (int i = 1; i <= 400; i++) {
        volatile double x = i * 0.37 + 1.0 / i;
        double results[] = {sin(x), cos(x), tan(x), exp(x / 40), log(x), pow(x, 1.7), pow(x, 0.3), atan2(x, 2.5), fmod(x, 0.7)};
        for (size_t k = 0; k < sizeof results / sizeof *results; k++) {
            uint64_t bits;
            memcpy(&bits, &results[k], sizeof bits);
            digest = (digest ^ bits) * 0x100000001b3u;
        }
    }
    return digest;
}

typedef struct report {
    char *text;
    size_t size;
    size_t length;
    bool passed;
} report;

__attribute__((format(printf, 4, 5)))
static void tell(report *to, bool passed, const char *name, const char *format, ...) {
    char detail[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(detail, sizeof detail, format, arguments);
    va_end(arguments);
    if (!passed) to->passed = false;
    int written = snprintf(to->text + to->length, to->size - to->length, "%s\t%s\t%s\n", passed ? "ok" : "failed", name, detail);
    if (written > 0 && (size_t)written < to->size - to->length) to->length += (size_t)written;
}

// Versions whose private structures and bugs we know. 5.4.0 to 5.4.3 have bugs the shim does not close.
static const char *const known[] = {"Lua 5.4.4", "Lua 5.4.5", "Lua 5.4.6", "Lua 5.4.7", "Lua 5.4.8", "Lua 5.4.9"};

static bool is_known(void) {
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strstr(lua_ident, known[i]) != NULL) return true;
    return false;
}

/// Runs a chunk in a fresh execution; the event's payload is copied to `out`.
static clh_event_kind run(clh_environment *environment, const char *source, char *out, size_t size) {
    char message[512];
    size_t length = 0;
    out[0] = '\0';
    char *code = clh_compile(source, strlen(source), "self-test", "", &length, message, sizeof message);
    if (code == NULL) {
        snprintf(out, size, "%s", message);
        return CLH_EVENT_FAILED;
    }
    clh_limits limits = {.memory_bytes = 8 << 20, .stack_bytes = 8 << 20, .string_bytes = 4 << 20,
                         .cpu_nanoseconds = 2000000000u, .slice_nanoseconds = 0};
    clh_exec *exec = clh_create(environment, &limits, 1, 0, message, sizeof message);
    if (exec == NULL) {
        clh_free(code);
        snprintf(out, size, "%s", message);
        return CLH_EVENT_FAILED;
    }
    clh_start(exec, code, length, "null", 4);
    clh_event event;
    clh_step(exec, &event);
    snprintf(out, size, "%.*s", (int)event.payload.length, event.payload.data == NULL ? "" : event.payload.data);
    clh_drop(exec);
    clh_free(code);
    return event.kind;
}

// Every kind of key that could betray an address or a hash seed, folded into one number.
static const char order_script[] =
    "local t, h = {}, 7\n"
    "for i = 1, 40 do t['key' .. i] = i; t[i * 3] = i; t[{}] = i; t[function() return i end] = i end\n"
    "t[coroutine.create(print)] = 2; t[math.pi] = 3; t[true] = 4\n"
    "for i = 1, 40, 3 do t['key' .. i] = nil end\n"
    "for k, v in pairs(t) do h = (h * 31 + v) % 1000000007 end\n"
    "local holes = {1, 2, nil, 4, nil, nil, 7}; holes[20] = 1\n"
    "return h * 100 + #holes";

static const struct {
    const char *identity;
    const char *order;
} golden[] = {{"Lua 5.4.4", "1503809504"}};

// The five crashes of liblua 5.4.4 from plain Lua, each of which has to end in an error or be without effect.
static const struct {
    const char *name;
    const char *source;
} crashes[] = {
    {"__concat",
     "local function f(n) local mt = {__concat = function(a, b) return f(n - 1) end}\n"
     "if n == 0 then return 'x' end; return setmetatable({}, mt) .. 'y' end\n"
     "return pcall(coroutine.wrap(f), 150)"},
    {"__mode",
     "local mt = {__newindex = {}}; local ok = pcall(setmetatable, mt, {__mode = 'v'}); return ok"},
    {"indexing chain",
     "local ok, why = load('local a = 1; a' .. ('.x'):rep(1000) .. '()'); return ok == nil and 'refused' or 'accepted'"},
    {"close chain",
     "local previous\n"
     "for i = 1, 3000 do local p = previous; previous = coroutine.create(function()\n"
     "local c <close> = setmetatable({}, {__close = function() if p then coroutine.close(p) end end}); coroutine.yield() end)\n"
     "coroutine.resume(previous) end\n"
     "return (coroutine.close(previous))"},
    {"gmatch reuse",
     "local it = string.gmatch(('a'):rep(100000), ('a?'):rep(100000)); pcall(it); pcall(it); return 'alive'"},
};

bool clh_self_test(char *text, size_t size) {
    report to = {.text = text, .size = size, .passed = true};
    char message[512];
    tell(&to, is_known(), "library", is_known() ? "%.60s" : "%.60s is not a version this host knows how to make safe: install liblua5.4 5.4.4 to 5.4.9",
         lua_ident);
    const char *locale = setlocale(LC_ALL, NULL);
    bool c_locale = locale != NULL && (strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0);
    tell(&to, c_locale, "locale", c_locale ? "%s" : "%s: scripts would sort and format by it: do not call setlocale", locale);
    clh_environment *environment = clh_environment_create(NULL, 0, NULL, 0, NULL, 0, NULL, 0, message, sizeof message);
    tell(&to, environment != NULL, "state", "%s", environment != NULL ? "structure, hash seed, collector's count and relocation as expected" : message);
    if (environment == NULL) return false;
    char first[64], second[64];
    run(environment, order_script, first, sizeof first);
    run(environment, order_script, second, sizeof second);
    bool same = strcmp(first, second) == 0;
    const char *expected = NULL;
    for (size_t i = 0; i < sizeof golden / sizeof *golden; i++)
        if (strstr(lua_ident, golden[i].identity) != NULL) expected = golden[i].order;
#ifdef CLH_SANITIZED
    same = true;
    expected = NULL;
#endif
    if (!same) tell(&to, false, "order", "two executions visit a table in different orders (%s, %s)", first, second);
    else if (expected != NULL && strcmp(expected, first) != 0)
        tell(&to, false, "order", "a table is visited in the order %s, expected %s: is this Debian's liblua5.4?", first, expected);
    else tell(&to, true, "order", "%s", first);
    for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++) {
        char out[256];
        clh_event_kind kind = run(environment, crashes[i].source, out, sizeof out);
        bool safe = kind == CLH_EVENT_RETURNED || kind == CLH_EVENT_FAILED || kind == CLH_EVENT_KILLED;
        tell(&to, safe, crashes[i].name, "%.200s", safe ? "without effect" : out);
    }
    clh_environment_free(environment);
    return to.passed;
}
