// Fuzz target: any bytes as the JSON text of a script's inputs, of a host call's answer and of json.decode. What the host
// accepts and writes, it must read again and write in the same way.
#include "fuzz.h"

static const char script[] =
    "local ok, value = pcall(json.decode, inputs.text)\n"
    "if ok then assert(json.encode(json.decode(json.encode(value))) == json.encode(value)) end\n"
    "pcall(this.echo, this, value)\n"
    "return value";

static char *compiled(size_t *length, const char *source) {
    char message[400];
    char *bytecode = clh_compile(source, strlen(source), "values.lua", "local system, this, inputs = ... ", length, message,
                                 sizeof message);
    if (bytecode == NULL) abort();
    return bytecode;
}

// The text that `return inputs` gives for these inputs; null where they are refused.
static char *round_trip(const char *text, size_t size, size_t *length) {
    static char *bytecode;
    static size_t bytecode_length;
    if (bytecode == NULL) bytecode = compiled(&bytecode_length, "return inputs");
    clh_exec *exec = fuzz_execution(200);
    clh_start(exec, bytecode, bytecode_length, text, size);
    clh_event event;
    fuzz_run(exec, &event);
    char *copy = NULL;
    if (event.kind == CLH_EVENT_RETURNED) {
        *length = event.payload.length;
        copy = malloc(*length + 1);
        if (copy == NULL) abort();
        if (*length > 0) memcpy(copy, event.payload.data, *length);
    }
    clh_drop(exec);
    return copy;
}

static void as_text(const uint8_t *data, size_t size) {
    static char *bytecode;
    static size_t bytecode_length;
    if (bytecode == NULL) bytecode = compiled(&bytecode_length, script);
    // Every byte becomes an escape, so that the text reaches json.decode as it is wherever it is UTF-8 of one byte.
    char *inputs = malloc(size * 6 + 32);
    if (inputs == NULL) abort();
    size_t at = (size_t)sprintf(inputs, "{\"text\":\"");
    for (size_t i = 0; i < size; i++) at += (size_t)sprintf(inputs + at, "\\u%04x", data[i] & 0x7f);
    at += (size_t)sprintf(inputs + at, "\"}");
    clh_exec *exec = fuzz_execution(200);
    clh_start(exec, bytecode, bytecode_length, inputs, at);
    clh_event event;
    fuzz_run(exec, &event);
    if (event.kind == CLH_EVENT_FAILED && event.payload.length > 0 &&
        memmem(event.payload.data, event.payload.length, "assertion failed", 16) != NULL)
        abort();
    clh_drop(exec);
    free(inputs);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    size_t once_length, twice_length;
    char *once = round_trip((const char *)data, size, &once_length);
    if (once != NULL) {
        char *twice = round_trip(once, once_length, &twice_length);
        if (twice == NULL || twice_length != once_length || memcmp(once, twice, once_length) != 0) abort();
        free(twice);
        free(once);
    }
    as_text(data, size);
    return 0;
}
